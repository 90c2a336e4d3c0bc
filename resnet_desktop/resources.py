"""Where the files that ship with the program are."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Find a file below ``resources/``.

    It lies beside the package in a checkout, inside the package in an installed wheel, and in the unpacked folder
    of the packaged program.

    Args:
        parts: names below ``resources/``, such as ``"icons", "open.svg"``.
    Returns:
        The path; whether it exists is the caller's question.
    """
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen).joinpath("resources", *parts)
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
