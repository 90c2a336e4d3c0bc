"""Licences of everything that is packed into the program, in one folder.

    build/python-lite/bin/python packaging/licences.py FOLDER

Run by the Python that builds: what is installed beside it goes into the program, and PyInstaller's own start program.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from checkout import ROOT

TEXTS = ROOT / "packaging" / "licences"
"""Common licences: some libraries name theirs without bringing its text."""
TOOLS = frozenset({"pip", "setuptools", "wheel"})
"""In every Python environment, and not packed."""
COVERED = ("pyside6", "shiboken6", "apache")
"""Beginnings of a library's name or licence: what brings no text and is under one of those in `TEXTS`."""
_IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice|third.?party|copyright)", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".h", ".so", ".json")


class NoLicence(Exception):
    """A library brings no licence, and none is known for it.

    Attributes:
        name: of the library.
        licence: what its record says of it.
    """

    def __init__(self, name: str, licence: str) -> None:
        super().__init__(f"{name} brings no licence text ({licence or 'and names none'}); see COVERED in licences.py")
        self.name = name
        self.licence = licence


@dataclass(frozen=True)
class Library:
    """One packed library.

    Attributes:
        name: as its makers write it.
        version: of what is packed.
        licence: short, such as ``BSD-3-Clause``; empty where its record does not say.
        texts: place in the library's folder -> the file.
    """

    name: str
    version: str
    licence: str
    texts: dict[Path, Path]


def installed() -> list[Library]:
    """Look through what is installed beside this Python, sorted by name.

    Raises:
        NoLicence: for a library without a text.
    """
    found = {each.name.lower(): each for each in metadata.distributions() if each.name.lower() not in TOOLS}
    return [_library(found[name]) for name in sorted(found)]


def python_library() -> Library:
    """Python itself."""
    version = ".".join(map(str, sys.version_info[:3]))
    places = (Path(sys.base_prefix, "LICENSE.txt"), Path(metadata.__file__).parents[2] / "LICENSE.txt")
    found = next((place for place in places if place.is_file()), None)
    texts = {Path("LICENSE.txt"): found} if found else {}
    return Library("Python", version, "PSF-2.0", texts)


def write(libraries: Iterable[Library], folder: Path) -> None:
    """Write the folder; what was there is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    lines = []
    for library in libraries:
        lines.append(f"    {library.name} {library.version}{f': {library.licence}' if library.licence else ''}")
        for place, text in library.texts.items():
            target = folder / library.name / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target)
    readme = (TEXTS / "README.txt.in").read_text("utf-8").replace("@TABLE@", "\n".join(lines))
    folder.mkdir(parents=True, exist_ok=True)
    for text in TEXTS.glob("*.txt"):
        shutil.copyfile(text, folder / text.name)
    (folder / "README.txt").write_text(readme, "utf-8")


def _library(distribution: metadata.Distribution) -> Library:
    about = distribution.metadata
    named = next((str(about[field]) for field in ("License-Expression", "License") if field in about), "")
    named = named.strip().partition("\n")[0]
    if len(named) > 80:  # some put the text itself there
        named = ""
    texts = {}
    for file in distribution.files or ():
        place = Path(str(distribution.locate_file(file)))
        if _IS_LICENCE.search(file.name) and file.suffix not in _NO_TEXT and place.is_file():
            texts[_place_of(file)] = place
    if not texts and not any(word.lower().startswith(COVERED) for word in (distribution.name, named)):
        raise NoLicence(distribution.name, named)
    return Library(distribution.name, distribution.version, named, texts)


def _place_of(file: metadata.PackagePath) -> Path:
    """Leave out the record's folder: ``x-1.dist-info/licenses/LICENSE`` is ``LICENSE``."""
    parts = [part for part in file.parts if not part.endswith(".dist-info") and part != ".."]
    return Path(*(parts[1:] if parts[0] == "licenses" and len(parts) > 1 else parts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Collect the licences of what is packed.")
    parser.add_argument("folder", type=Path)
    write([python_library(), *installed()], parser.parse_args().folder)
