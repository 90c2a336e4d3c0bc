"""The tables of a session."""

from resnet_desktop.classification.sessions.database import Kind

SESSION = Kind(
    noun="session",
    application_id=0x52445331,  # "RDS1"
    migrations=(
        (
            # In their order. A path is what the system calls the file, as bytes: not every name is text.
            "CREATE TABLE picture (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE)",
            # The one model whose results are there; its labels as a JSON array.
            """CREATE TABLE model (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                name TEXT NOT NULL, weights_sha256 TEXT NOT NULL, identity TEXT NOT NULL, labels TEXT NOT NULL)""",
            # Numbers are little-endian: float32, and uint16 or, above 65,536 classes, uint32. No indices: all classes.
            """CREATE TABLE result (
                picture INTEGER PRIMARY KEY REFERENCES picture ON DELETE CASCADE,
                width INTEGER NOT NULL, height INTEGER NOT NULL, error TEXT, probabilities BLOB, indices BLOB)""",
            """CREATE TABLE given (
                picture INTEGER PRIMARY KEY REFERENCES picture ON DELETE CASCADE, label TEXT NOT NULL)""",
            # What can be undone (is_done) and redone.
            "CREATE TABLE step (number INTEGER PRIMARY KEY, text TEXT NOT NULL, is_done INTEGER NOT NULL)",
            """CREATE TABLE change (
                step INTEGER NOT NULL REFERENCES step ON DELETE CASCADE,
                picture INTEGER NOT NULL REFERENCES picture ON DELETE CASCADE,
                before TEXT NOT NULL, after TEXT NOT NULL,
                PRIMARY KEY (step, picture)) WITHOUT ROWID""",
            "CREATE INDEX change_by_picture ON change (picture)",
            # One row: query, threshold, order and the rest, as a JSON object.
            "CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)",
        ),
    ),
)
"""Rejected: all of a picture in one row, which moves it to another place in the file when its result comes."""
