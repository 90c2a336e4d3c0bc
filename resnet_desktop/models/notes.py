"""What a user wrote about a model: beside the models, so that no model's own files change, not even a bundled one's."""

from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.models.errors import ModelError
from resnet_desktop.models.opening import open_plain

LONGEST_NOTES = 20_000
"""Characters."""

_FOLDER = ".notes"


def notes_path(library: Path, name: str) -> Path:
    """Where the notes about a model are, if there are any.

    Args:
        library: the folder of the user's models.
        name: of a model that is there.
    """
    return library / _FOLDER / f"{name}.txt"


def read_notes(path: Path) -> str:
    """Read notes; what is no text becomes replacement characters.

    Returns:
        The text, without white space around it; empty where there is none.
    Raises:
        ModelError: the file cannot be read.
    """
    if not path.exists():
        return ""
    with open_plain(path) as (file, _):
        return (file.read(4 * LONGEST_NOTES) or b"").decode("utf-8", "replace")[:LONGEST_NOTES].strip()


def write_notes(path: Path, text: str) -> None:
    """Replace notes; empty ones are deleted.

    Raises:
        ModelError: they are too long, or cannot be written.
    """
    text = text.strip()
    if len(text) > LONGEST_NOTES:
        raise ModelError(path, f"notes may have at most {LONGEST_NOTES:,} characters, and these have {len(text):,}")
    try:
        if text:
            paths.write_atomically(path, text.encode("utf-8", "replace"))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(path, f"the notes cannot be written ({error.strerror or error})") from error
