"""What binaries ask of a Linux system, read from what objdump says of them."""

import pytest

import checkout
from elf_needs import Needs, debian_packages, needs_of

DESCRIBED = """
_internal/libQt6Gui.so.6:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libEGL.so.1
  NEEDED               libQt6Core.so.6
  NEEDED               libpthread.so.0
  NEEDED               libc.so.6
  NEEDED               ld-linux-x86-64.so.2
  SONAME               libQt6Gui.so.6

Version References:
  required from libc.so.6:
    0x06969194 0x00 09 GLIBC_2.14
    0x069691b4 0x00 06 GLIBC_2.34
    0x09691974 0x00 03 GLIBC_2.3.4
"""


def test_what_is_not_brought_and_not_of_glibc_is_needed() -> None:
    needs = needs_of(DESCRIBED, ["libQt6Core.so.6"])
    assert needs == Needs(frozenset({"libEGL.so.1"}), (2, 34))
    assert debian_packages(needs) == ["libc6 (>= 2.34)", "libegl1"]


def test_a_library_that_no_package_is_known_for_stops_the_packing() -> None:
    with pytest.raises(checkout.Stop, match=r"libnobody\.so\.7"):
        debian_packages(Needs(frozenset({"libnobody.so.7", "libEGL.so.1"}), (2, 34)))


def test_libraries_of_plug_ins_that_can_be_absent_are_not_asked_for() -> None:
    assert debian_packages(Needs(frozenset({"libOpenCL.so.1", "libgtk-3.so.0"}), (2, 34))) == ["libc6 (>= 2.34)"]
