"""What a folder of Linux binaries asks of the system: libraries that it does not bring, and the age of glibc."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checkout import Stop
from system_packages import LIBRARIES

BASIC = {
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgomp.so.1": "libgomp1",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libbz2.so.1.0": "libbz2-1.0",
    "liblzma.so.5": "liblzma5",
    "libuuid.so.1": "libuuid1",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libXext.so.6": "libxext6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libOpenCL.so.1": "ocl-icd-libopencl1",
}
"""Library -> package of Debian and Ubuntu, beside those in `system_packages`."""
OPTIONAL = ("libOpenCL.", "libze_loader.", "libgtk-3.", "libgdk-3.", "libpango", "libatk", "libgdk_pixbuf", "libcairo")
"""Beginnings of libraries that only plug-ins want which do without: GPUs of OpenVINO, the look of GTK dialogs."""
_GLIBC = re.compile(r"^(?:libc|libm|libdl|libpthread|librt|libutil|libresolv|libmvec|libanl|ld-linux[\w-]*)\.so\.\d+$")


@dataclass(frozen=True)
class Needs:
    """What binaries ask for.

    Attributes:
        libraries: names of libraries, such as ``libEGL.so.1``, that are not among the binaries, without glibc's.
        glibc: the oldest version that they run with, (major, minor).
    """

    libraries: frozenset[str]
    glibc: tuple[int, int]


def binaries_in(folder: Path) -> list[Path]:
    """Find the ELF files below a folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def needs_of(described: str, brought: Iterable[str]) -> Needs:
    """Read what ``objdump -p`` says.

    Args:
        described: its output for any number of binaries.
        brought: names of the files that are there.
    """
    wanted = set(re.findall(r"^\s+NEEDED\s+(\S+)", described, re.MULTILINE)) - set(brought)
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", described)
    oldest = max(((int(major), int(minor)) for major, minor in versions), default=(2, 0))
    return Needs(frozenset(name for name in wanted if not _GLIBC.match(name)), oldest)


def folder_needs(folder: Path) -> Needs:
    """Look through all binaries below a folder; needs ``objdump``, as PyInstaller does."""
    binaries = binaries_in(folder)
    if not binaries:
        return Needs(frozenset(), (2, 0))
    done = subprocess.run(["objdump", "-p", *binaries], capture_output=True, text=True, errors="replace", check=False)
    return needs_of(done.stdout, (path.name for path in folder.rglob("*")))


def debian_packages(needs: Needs) -> list[str]:
    """Name the packages that have what is needed, sorted.

    Raises:
        Stop: no package is known for a library; add it to the table here or leave what wants it out of the build.
    """
    known = BASIC | {library: names[0] for library, names in LIBRARIES.items()}
    wanted = {library for library in needs.libraries if not library.startswith(OPTIONAL)}
    if unknown := wanted - set(known):
        raise Stop(f"No package is known for {', '.join(sorted(unknown))}; see BASIC in packaging/elf_needs.py.")
    return sorted({known[library] for library in wanted} | {f"libc6 (>= {needs.glibc[0]}.{needs.glibc[1]})"})
