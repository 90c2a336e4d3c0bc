"""Qt's libraries: which are missing, and the command of each distribution that installs them."""

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

import checkout
import system_packages
from system_packages import install_command, installer_of, missing_libraries, packages_for

UBUNTU = 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n'
linux_only = pytest.mark.skipif(not checkout.IS_LINUX, reason="Qt brings its libraries elsewhere")


@pytest.mark.parametrize(
    ("os_release", "installer"),
    [
        (UBUNTU, "apt-get"),
        ("ID=debian\n", "apt-get"),
        ('ID="linuxmint"\nID_LIKE="ubuntu debian"\n', "apt-get"),
        ("ID=fedora\n", "dnf"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "zypper"),
        ("ID=arch\n", "pacman"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman"),
        ("ID=nixos\n", None),
        ("", None),
    ],
)
def test_the_distribution_is_known_by_its_family(os_release: str, installer: str | None) -> None:
    assert installer_of(os_release) == installer


@pytest.mark.parametrize(
    ("installer", "command"),
    [
        ("apt-get", "sudo apt-get install libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("zypper", "sudo zypper install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("pacman", "sudo pacman -S --needed libglvnd xcb-util-cursor"),
    ],
)
def test_the_command_can_be_pasted(installer: str, command: str) -> None:
    packages = packages_for(["libxcb-cursor.so.0", "libEGL.so.1"], installer)
    assert install_command(packages, installer) == command


def test_two_libraries_of_one_package_name_it_once() -> None:
    assert packages_for(["libEGL.so.1", "libGL.so.1"], "pacman") == ["libglvnd"]


@linux_only
def test_a_library_that_cannot_be_loaded_is_missing() -> None:
    assert missing_libraries(["libc.so.6", "libno-such-thing.so.7"]) == ["libno-such-thing.so.7"]


def lose(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr(system_packages, "missing_libraries", lambda _names: list(libraries))
    monkeypatch.setattr(system_packages, "read_os_release", lambda: UBUNTU)
    monkeypatch.setattr(system_packages, "apt_install", lambda _packages: False)


def test_who_may_not_install_is_given_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    with pytest.raises(checkout.Stop, match="sudo apt-get install libegl1 libxcb-cursor0"):
        system_packages.ensure_qt(x11=True)


def test_without_an_x11_display_its_libraries_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "libxcb-cursor.so.0")
    system_packages.ensure_qt(x11=False)
    lose(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    with pytest.raises(checkout.Stop, match=r"sudo apt-get install libegl1$"):
        system_packages.ensure_qt(x11=False)


def test_root_on_debian_installs_and_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "libEGL.so.1")
    asked: list[str] = []

    def install(packages: list[str]) -> bool:
        asked.extend(packages)
        monkeypatch.setattr(system_packages, "missing_libraries", lambda _names: [])
        return True

    monkeypatch.setattr(system_packages, "apt_install", install)
    system_packages.ensure_qt(x11=True)
    assert asked == ["libegl1"]


def needed_by(library: Path) -> set[str]:
    """Names of the libraries that an ELF file is linked with directly."""
    output = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", output))


@linux_only
def test_the_tables_name_everything_that_qt_is_linked_with() -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    qt = Path(spec.origin).parent / "Qt"
    try:
        linked = {name: needed_by(qt / "lib" / f"libQt6{name}.so.6") for name in ("Core", "Gui", "Widgets", "DBus")}
        linked["xcb"] = needed_by(qt / "plugins" / "platforms" / "libqxcb.so") | needed_by(
            qt / "lib" / "libQt6XcbQpa.so.6"
        )
    except FileNotFoundError as error:
        pytest.skip(f"{error.filename} is not here")
    brought_or_basic = re.compile(r"libQt6|libicu|libstdc\+\+|libgcc_s|lib(c|m|dl|pthread|rt)\.so|ld-linux")
    for name, libraries in linked.items():
        known = system_packages.LIBRARIES if name == "xcb" else system_packages.QT
        assert {library for library in libraries if not brought_or_basic.match(library)} <= set(known), name
