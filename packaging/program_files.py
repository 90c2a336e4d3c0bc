"""Files that PyInstaller builds into the program and that are made anew for each build: icons and the version resource.

    .venv/bin/python packaging/program_files.py

writes them where `packaging/pyinstaller/program.spec` looks for them; they are not committed.
"""

from pathlib import Path

from checkout import ROOT
from icons import make_icns, make_ico
from identity import version
from windows.version_resource import version_resource

ICO = Path("windows", "program.ico")
ICNS = Path("macos", "program.icns")
VERSION_RESOURCE = Path("windows", "version.txt")


def make(folder: Path = ROOT / "packaging") -> list[Path]:
    """Write the files.

    Args:
        folder: what their places are relative to.
    Returns:
        The files.
    """
    made = [folder / name for name in (ICO, ICNS, VERSION_RESOURCE)]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
    ico, icns, resource = made
    make_ico(ico)
    make_icns(icns)
    resource.write_text(version_resource(version()), "utf-8")
    return made


if __name__ == "__main__":
    for path in make():
        print(path)
