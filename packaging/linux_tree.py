"""Where a Linux system wants the program's files: the tree that the Debian package and the AppImage share."""

import os
import shutil
import time
from pathlib import Path

from checkout import ROOT, Stop
from icons import DRAWINGS, SIDES, make_pngs
from identity import IDENTIFIER, PROGRAM, version

TEMPLATES = ROOT / "packaging" / "linux"
BUNDLE = Path("usr", "lib", PROGRAM)
"""Where the folder that PyInstaller made goes."""


def check_built(built: Path) -> None:
    """See that there is a program to pack.

    Raises:
        Stop: there is none.
    """
    if not (built / PROGRAM).is_file():
        raise Stop(f"There is no program in {built}; build it first: packaging/build.py", status=2)


def package_name(built: Path) -> str:
    """Tell the two builds apart: only the complete one has TensorFlow."""
    return PROGRAM if any(built.glob("_internal/tensorflow/*")) else f"{PROGRAM}-lite"


def build_time(built: Path) -> int:
    """When the program was built, seconds since 1970; SOURCE_DATE_EPOCH, if it is set, so that a build can be repeated.

    Source: https://reproducible-builds.org/docs/source-date-epoch/
    """
    return int(os.environ.get("SOURCE_DATE_EPOCH") or (built / PROGRAM).stat().st_mtime)


def fill(template: str, built: Path, **more: str) -> str:
    """Read a template of `packaging/linux` and put in what it asks for as ``@WORD@``."""
    day = time.strftime("%Y-%m-%d", time.gmtime(build_time(built)))
    text = (TEMPLATES / template).read_text("utf-8")
    for word, value in {"VERSION": version(), "DATE": day, "IDENTIFIER": IDENTIFIER, **more}.items():
        text = text.replace(f"@{word}@", value)
    return text


def lay_out(built: Path, tree: Path) -> None:
    """Put the program and what desktops read of it into a tree that is to be a system's root.

    Args:
        built: the folder that PyInstaller made.
        tree: an empty folder.
    """
    copy_built(built, tree / BUNDLE)
    command = tree / "usr" / "bin" / PROGRAM
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..", "lib", PROGRAM, PROGRAM))
    share = tree / "usr" / "share"
    icons = share / "icons" / "hicolor"
    drawings = make_pngs(tree / "drawn")
    for side, drawn in zip(SIDES, drawings, strict=True):
        _put(drawn, icons / f"{side}x{side}" / "apps" / f"{PROGRAM}.png")
    shutil.rmtree(tree / "drawn")
    _put(DRAWINGS / "program.svg", icons / "scalable" / "apps" / f"{PROGRAM}.svg")
    _put(TEMPLATES / f"{PROGRAM}.desktop", share / "applications" / f"{PROGRAM}.desktop")
    _put(TEMPLATES / f"{PROGRAM}.xml", share / "mime" / "packages" / f"{PROGRAM}.xml")
    about = share / "metainfo" / f"{IDENTIFIER}.metainfo.xml"
    about.parent.mkdir(parents=True)
    about.write_text(fill(f"{PROGRAM}.metainfo.xml.in", built), "utf-8")


def copy_built(built: Path, target: Path) -> None:
    """Copy what PyInstaller made, with the modes that a system's files have: nobody but root may change them."""
    shutil.copytree(built, target, symlinks=True)
    for path in (target, *target.rglob("*")):
        if path.is_symlink():
            continue
        is_started = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
        path.chmod(0o755 if is_started else 0o644)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
