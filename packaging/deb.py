#!/usr/bin/env python3
"""Make the Debian package of a program that `packaging/build.py` built, with ``dpkg-deb``.

    build/python-complete/bin/python packaging/deb.py ["dist/ResNet Desktop"] [--output dist] [--compression xz|zstd]

A build without TensorFlow becomes the package ``resnet-desktop-lite``. The package has no scripts of its own: the
triggers of desktop-file-utils, shared-mime-info and the icon theme see its files come and go.
"""

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checkout import ROOT, Stop, say
from elf_needs import debian_packages, folder_needs
from identity import AUTHORS, NAME, PROGRAM, SUMMARY, version
from linux_tree import BUNDLE, build_time, check_built, fill, lay_out, package_name

MAINTAINER = f"{AUTHORS} <authors@resnet-desktop.invalid>"
RECOMMENDED = (
    "desktop-file-utils",
    "hicolor-icon-theme",
    "libgl1-mesa-dri",
    "shared-mime-info",
)
UNTOLD = (
    "fontconfig-config",
    "fonts-dejavu-core | fonts-liberation | fonts-noto-core | fonts-ubuntu",
    "libegl1",
    "libgl1",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
)
"""What no binary tells of: libraries that Qt opens by name, and fonts, without which words are rows of boxes."""
_DESCRIPTION = """Drop photos or folders on the window: ResNet-50 says what they show, and why.
Look inside the network, its blocks, layers and weights, and what each layer
sees in your photo. Fine-tune it on CIFAR-10 or on your own folders of
pictures, and share or export the model. Everything happens on this machine."""
_LITE = """.
This package trains the last layer only; the package resnet-desktop, which
brings TensorFlow, trains the whole network."""


def control(package: str, depends: list[str], installed_kib: int) -> str:
    """Write what apt and dpkg read about the package: https://www.debian.org/doc/debian-policy/ch-controlfields.html."""
    is_lite = package != PROGRAM
    other = PROGRAM if is_lite else f"{PROGRAM}-lite"
    fields = {
        "Package": package,
        "Version": version(),
        "Architecture": "amd64",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(installed_kib),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDED),
        "Conflicts": other,
        "Replaces": other,
        "Section": "science",
        "Priority": "optional",
    }
    words = f"{_DESCRIPTION}\n{_LITE}" if is_lite else _DESCRIPTION
    summary = SUMMARY[0].lower() + SUMMARY[1:]
    described = "\n ".join([f"Description: {summary}", *words.splitlines()])
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + described + "\n"


def lay_out_debian(built: Path, tree: Path, package: str) -> None:
    """Put the program and Debian's own files into the tree."""
    lay_out(built, tree)
    docs = tree / "usr" / "share" / "doc" / package
    docs.mkdir(parents=True)
    licence = (ROOT / "LICENSE").read_text("utf-8").split("\n\n", 2)[2].rstrip()
    indented = "\n".join(f" {line}" if line else " ." for line in licence.splitlines())
    (docs / "copyright").write_text(fill("copyright.in", built, LICENCE=indented), "utf-8")
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(build_time(built)))
    head = f"{package} ({version()}) unstable; urgency=medium"
    change = f"{head}\n\n  * Release {version()} of {NAME}.\n\n -- {MAINTAINER}  {day}\n"
    _write_packed(docs / "changelog.gz", change)
    _write_packed(tree / "usr" / "share" / "man" / "man1" / f"{PROGRAM}.1.gz", fill(f"{PROGRAM}.1.in", built))
    overrides = tree / "usr" / "share" / "lintian" / "overrides" / package
    overrides.parent.mkdir(parents=True)
    overrides.write_text(fill("lintian-overrides.in", built, PACKAGE=package), "utf-8")


def make_deb(built: Path, output: Path, compression: str) -> Path:
    """Make the package.

    Args:
        built: the folder that PyInstaller made.
        output: the folder for the package.
        compression: as ``dpkg-deb -Z`` has it.
    Returns:
        The package.
    Raises:
        Stop: there is no program, no ``dpkg-deb``, or a library that no known package has.
    """
    check_built(built)
    if shutil.which("dpkg-deb") is None:
        raise Stop("dpkg-deb is not here; on Debian and Ubuntu the package dpkg has it.")
    package = package_name(built)
    output.mkdir(parents=True, exist_ok=True)
    deb = output / f"{package}_{version()}_amd64.deb"
    with tempfile.TemporaryDirectory(dir=output) as folder:
        tree = Path(folder) / "tree"
        tree.mkdir(mode=0o755)
        lay_out_debian(built, tree, package)
        depends = sorted({*debian_packages(folder_needs(tree / BUNDLE)), *UNTOLD})
        size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control(package, depends, size), "utf-8")
        for path in tree.rglob("*"):  # whatever the umask was
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        line = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(tree), str(deb)]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    return deb


def _write_packed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> int:
    """Read the arguments and make the package; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make the Debian package.")
    parser.add_argument("built", nargs="?", type=Path, default=ROOT / "dist" / NAME)
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--compression", choices=("xz", "zstd"), default="xz")
    options = parser.parse_args()
    try:
        print(make_deb(options.built, options.output, options.compression))
    except Stop as stop:
        say(str(stop))
        return stop.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
