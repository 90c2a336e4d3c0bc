"""Where the user's own files are, and how they are written so that nothing is ever half there."""

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path

HOME_VARIABLE = "RESNET_DESKTOP_HOME"


def home() -> Path:
    """The program's data folder: ``RESNET_DESKTOP_HOME``, else the per-user data directory. It may not exist yet."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("ResNet Desktop", appauthor=False)


def models_dir() -> Path:
    """The user's model library: one folder for each model."""
    return home() / "models"


def bases_dir() -> Path:
    """Weights without classes, from which a training starts: one folder for each."""
    return home() / "bases"


def runs_dir() -> Path:
    """Fine-tuning runs: one folder for each run."""
    return home() / "runs"


def cache_dir() -> Path:
    """What can be made again: thumbnails, compiled graphs, features."""
    return home() / "cache"


def logs_dir() -> Path:
    """The program's rotating log files."""
    return home() / "logs"


def sessions_dir() -> Path:
    """Saved sessions of the Classify page."""
    return home() / "sessions"


def settings_file() -> Path:
    """The settings, as JSON."""
    return home() / "settings.json"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file as a whole: readers see the old content or the new, never a part, even after a power cut.

    Args:
        path: the file; its folder is made when it is missing.
        content: the new content, bytes.
    Raises:
        OSError: the disk is full or the folder cannot be written; the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as file:  # with the usual permissions; those of mkstemp are private
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
