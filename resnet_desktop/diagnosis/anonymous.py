"""Taking out of a text what says whose machine it is from: names of people, machines, folders and files."""

import getpass
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

_SHORTEST_NAME = 3
"""Shorter names are parts of too many words."""

_QUOTED = re.compile(r"(?P<quote>['\"“])(?P<inside>[^'\"“”\n]*[/\\][^'\"“”\n]*)(?P<end>['\"”])")
_CLAUSE = r"[^\n'\"“”:;,<>|()]"
_PATH = re.compile(
    r"(?:[A-Za-z]:\\|\\\\|(?<![\w.:/<>])/|~[/\\])"  # where a path begins
    rf"(?:{_CLAUSE}*[/\\])?"  # its folders, whose names may have spaces
    r"[^\s'\"“”:;,<>|()]*"
    r"(?:(?: [^\s'\"“”:;,<>|()/\\]+){0,6}?\.[A-Za-z0-9]{2,5}\b)?"  # a file's name may have spaces too
)
_KEPT = ("site-packages", "resnet_desktop", "dist-packages", "lib/python", "Lib\\")


def anonymous(text: str, names: Iterable[str] | None = None) -> str:
    """Replace paths by what kind of file they are, and names of the user and the machine by a word.

    Paths of the program itself and of Python stay from the program's folder on: they say where an error is.

    Args:
        text: any.
        names: to take out; None for the user's and the machine's.
    """
    text = _QUOTED.sub(lambda found: f"{found['quote']}{_place(found['inside'])}{found['end']}", text)
    text = _PATH.sub(lambda found: _place(found[0]), text)
    for name in personal_names() if names is None else names:
        if len(name) >= _SHORTEST_NAME:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<name>", text, flags=re.IGNORECASE)
    return text


def personal_names() -> tuple[str, ...]:
    """The names of the user and of the machine, as far as the system tells them."""
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):
        user = os.environ.get("USERNAME", "")
    found = {user, Path.home().name, platform.node(), platform.node().partition(".")[0]}
    return tuple(sorted(found - {"root", "localhost", ""}, key=len, reverse=True))


def _place(path: str) -> str:
    for part in _KEPT:
        place = path.find(part)
        if place >= 0:
            return f"<…>/{path[place:]}"
    name = re.split(r"[/\\]", path)[-1]
    suffix = name[name.rfind(".") :] if "." in name[1:] and len(name) - name.rfind(".") <= 12 else ""
    return f"<path{suffix}>"
