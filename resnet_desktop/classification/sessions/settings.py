"""How the page of a session was left: what was looked for, in which order, and where one was."""

import json
import math
from dataclasses import dataclass, fields, replace
from pathlib import Path

MOST_RECENTS = 12


@dataclass(frozen=True)
class SessionSettings:
    """What a session keeps besides pictures, results and corrections.

    Attributes:
        query: the text of the search field.
        threshold: predictions below it are unsure, 0 to 1; None: nobody chose one.
        sort_key: the column or fact that the pictures are ordered by; empty for the order in which they came.
        is_descending: whether the largest comes first.
        view: ``grid``, ``list``, or whatever the page calls its views; empty for its usual one.
        selected: the picture that was looked at.
        recents: folders and files that were opened, the last one first, each once.
    """

    query: str = ""
    threshold: float | None = None
    sort_key: str = ""
    is_descending: bool = False
    view: str = ""
    selected: Path | None = None
    recents: tuple[Path, ...] = ()

    def with_recent(self, path: Path) -> "SessionSettings":
        """Put a folder or a file at the head of the recents."""
        others = (each for each in self.recents if each != path)
        return replace(self, recents=(path, *others)[:MOST_RECENTS])

    def to_json(self) -> str:
        """Write them as an ASCII text; names that are no text survive it."""
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        record["selected"] = None if self.selected is None else str(self.selected)
        record["recents"] = [str(path) for path in self.recents]
        return json.dumps(record)

    @classmethod
    def from_json(cls, text: object) -> "SessionSettings":
        """Read them; what is missing or makes no sense has its default."""
        try:
            record = json.loads(text) if isinstance(text, str) else None
        except ValueError:
            record = None
        settings = cls()
        for name, value in record.items() if isinstance(record, dict) else ():
            match name, value:
                case ("query" | "sort_key" | "view", str()) | ("is_descending", bool()):
                    settings = replace(settings, **{name: value})
                case "threshold", int() | float() if math.isfinite(value) and 0 <= value <= 1:
                    settings = replace(settings, threshold=float(value))
                case "selected", str():
                    settings = replace(settings, selected=Path(value))
                case "recents", list():
                    paths = tuple(Path(each) for each in value if isinstance(each, str))
                    settings = replace(settings, recents=paths[:MOST_RECENTS])
        return settings
