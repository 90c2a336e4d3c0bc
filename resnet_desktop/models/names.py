"""What a model may be called: its name is also a folder's name, on every system."""

import re

LONGEST_NAME = 64

_ALLOWED = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?", re.ASCII)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any extension.
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789"}


def name_problem(name: str) -> str:
    """Say why a model cannot be called so; empty when it can."""
    if not name:
        return "a model needs a name"
    if len(name) > LONGEST_NAME:
        return f"a model's name may have at most {LONGEST_NAME} characters"
    if not _ALLOWED.fullmatch(name):
        return (
            "a model's name may have letters from a to z, digits, '.', '_' and '-', starts with a letter or a digit "
            "and does not end with a full stop"
        )
    if name.partition(".")[0].lower() in _RESERVED:
        return "Windows keeps this name for a device"
    return ""
