#!/usr/bin/env python3
"""Make an AppImage, one file for any Linux, of a program that `packaging/build.py` built.

    build/python-complete/bin/python packaging/appimage.py ["dist/ResNet Desktop"] [--output dist]

The folder `ResNet-Desktop.AppDir` is made first, and can be started as it is. ``appimagetool`` packs it, if it is on
the PATH: https://github.com/AppImage/appimagetool
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from checkout import ROOT, Stop, say
from identity import NAME, PROGRAM, version
from linux_tree import check_built, lay_out, package_name

TOOL = "appimagetool"


def make_app_dir(built: Path, folder: Path) -> None:
    """Lay out what an AppImage has inside: https://docs.appimage.org/reference/appdir.html.

    Args:
        built: the folder that PyInstaller made.
        folder: where to; what was there is replaced.
    Raises:
        Stop: there is no program.
    """
    check_built(built)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lay_out(built, folder)
    share = Path("usr", "share")
    links = {
        "AppRun": Path("usr", "bin", PROGRAM),
        f"{PROGRAM}.desktop": share / "applications" / f"{PROGRAM}.desktop",
        f"{PROGRAM}.svg": share / "icons" / "hicolor" / "scalable" / "apps" / f"{PROGRAM}.svg",
        ".DirIcon": share / "icons" / "hicolor" / "256x256" / "apps" / f"{PROGRAM}.png",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)


def pack(folder: Path, image: Path) -> None:
    """Pack the folder.

    Raises:
        Stop: ``appimagetool`` is not here or fails.
    """
    if (tool := shutil.which(TOOL)) is None:
        raise Stop(f"{folder} is ready; {TOOL}, which packs it, is not on the PATH.")
    done = subprocess.run([tool, str(folder), str(image)], env=os.environ | {"ARCH": "x86_64"}, check=False)
    if done.returncode:
        raise Stop(f"{TOOL} failed (exit status {done.returncode}); what it said is above.")


def main() -> int:
    """Make the folder and the AppImage; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make the AppImage.")
    parser.add_argument("built", nargs="?", type=Path, default=ROOT / "dist" / NAME)
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    folder = options.output / f"{NAME.replace(' ', '-')}.AppDir"
    try:
        make_app_dir(options.built, folder)
        image = options.output / f"{package_name(options.built)}-{version()}-x86_64.AppImage"
        pack(folder, image)
    except Stop as stop:
        say(str(stop))
        return stop.status
    print(image)
    return 0


if __name__ == "__main__":
    sys.exit(main())
