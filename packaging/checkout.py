"""Where things are in this checkout, and what is installed for it."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
COMMANDS = ROOT / "resnet_desktop" / "commands"

IS_WINDOWS = sys.platform == "win32"
IS_LINUX = sys.platform.startswith("linux")

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
STAMP = VENV / "bootstrap-stamp"


class Stop(Exception):
    """The bootstrap cannot go on; the text says why and what to do, in a person's words.

    Attributes:
        status: exit status, 1 for a failure, 2 for wrong usage.
    """

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


def this_command() -> str:
    """What the user typed to get here: ``python3 packaging/bootstrap.py``."""
    return f"{'python' if IS_WINDOWS else 'python3'} {sys.argv[0]}"


def dependencies_key() -> str:
    """Digest of all that an installation depends on: when it changes, the installation is looked at again."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version_info[:2]}\n".encode())
    for file in (PYPROJECT, CONSTRAINTS):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read_installed(key: str) -> set[str]:
    """Read which parts earlier runs made ready; none when the key is another or ``.venv`` has lost its Python."""
    try:
        first, _, rest = STAMP.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return set()
    return set(rest.split()) if first == key and PYTHON.is_file() else set()


def write_installed(key: str, parts: set[str]) -> None:
    """Remember which parts are ready; no parts means that nothing may be relied on."""
    if parts:
        STAMP.write_text(f"{key}\n{' '.join(sorted(parts))}\n", encoding="utf-8")
    else:
        STAMP.unlink(missing_ok=True)


def say(text: str) -> None:
    """Tell the user something; standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)
