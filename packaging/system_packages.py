"""Libraries of a Linux system that Qt is linked with, and how each family of distributions installs them."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from checkout import Stop, say

# What `ldd` names for PySide6's QtCore, QtGui, QtWidgets and QtDBus beyond glibc and the compiler's libraries:
# library -> package of Debian and Ubuntu, package of Arch. RPM systems install by the library's own name.
QT = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libzstd.so.1": ("libzstd1", "zstd"),
}
# The same for the platform plugin `libqxcb.so`: only windows on an X11 display need these.
X11 = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}
LIBRARIES = QT | X11

# Words of /etc/os-release (ID and ID_LIKE) -> installer.
FAMILIES = {
    "debian": "apt-get",
    "ubuntu": "apt-get",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "suse": "zypper",
    "opensuse": "zypper",
    "arch": "pacman",
}


def missing_libraries(names: Iterable[str]) -> list[str]:
    """Try to load libraries as Qt would; return those that cannot be."""
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def installer_of(os_release: str) -> str | None:
    """Find the distribution's installer in the text of ``/etc/os-release``; None when the family is unknown."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    words = " ".join(fields.get(key, "").strip("\"'") for key in ("ID", "ID_LIKE")).lower().split()
    return next((FAMILIES[word] for word in words if word in FAMILIES), None)


def read_os_release() -> str:
    """Text of ``/etc/os-release``; empty where there is none."""
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def packages_for(libraries: Iterable[str], installer: str) -> list[str]:
    """Name what to install for these libraries, sorted, each once."""
    if installer in ("dnf", "zypper"):
        return [f"{library}()(64bit)" for library in sorted(libraries)]
    return sorted({LIBRARIES[library][0 if installer == "apt-get" else 1] for library in libraries})


def install_command(packages: Iterable[str], installer: str) -> str:
    """Write the command, ready to be pasted, that installs packages with the right to do so."""
    verb = "-S --needed" if installer == "pacman" else "install"
    words = [f"'{package}'" if "(" in package else package for package in packages]
    return f"sudo {installer} {verb} {' '.join(words)}"


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where this process may: it is root and there is ``apt-get``.

    Returns:
        False when it may not or when ``apt-get`` failed; its own words are on the terminal then.
    """
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say(f"Installing packages of the system: {' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        line = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
        done = subprocess.run(
            line, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        # One source that cannot be reached fails `update`; the package may still be known.
        if done.returncode and arguments[0] == "install":
            say(done.stdout.strip()[-2000:])
            return False
    return True


def ensure_qt(*, x11: bool) -> None:
    """See to it that Qt finds its libraries.

    Args:
        x11: windows on an X11 display are wanted, too.

    Raises:
        Stop: libraries are missing and cannot be installed from here; names the command that does it.
    """
    if not (missing := missing_libraries(LIBRARIES)):
        return
    installer = installer_of(read_os_release())
    if installer == "apt-get" and apt_install(packages_for(missing, installer)):
        missing = missing_libraries(LIBRARIES)
    missing = [library for library in missing if x11 or library in QT]
    if not missing:
        return
    problem = f"The window needs libraries of the system that are not here: {', '.join(missing)}."
    if installer is None:
        raise Stop(f"{problem}\nInstall them with your distribution's tool, then run the same command again.")
    command = install_command(packages_for(missing, installer), installer)
    raise Stop(f"{problem}\nInstall them, then run the same command again:\n  {command}")
