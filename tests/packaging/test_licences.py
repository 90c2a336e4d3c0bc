"""The licences that go along with the packaged program."""

from pathlib import Path

from licences import Library, installed, python_library, write


def test_every_library_that_is_installed_has_a_licence_that_can_be_handed_on(tmp_path: Path) -> None:
    libraries = installed()  # raises where one has none
    write([python_library(), *libraries], tmp_path / "licences")
    readme = (tmp_path / "licences" / "README.txt").read_text("utf-8")
    assert all(f"{library.name} {library.version}" in readme for library in libraries)
    assert {"PySide6_Essentials", "numpy", "openvino"} <= {library.name for library in libraries}
    for name in ("LGPL-3.txt", "numpy/LICENSE.txt", "openvino/LICENSE"):
        assert (tmp_path / "licences" / name).stat().st_size > 1000, name


def test_what_was_there_before_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old", "utf-8")
    write([Library("one", "1.0", "", {})], tmp_path)
    assert not (tmp_path / "old.txt").exists()
    assert "    one 1.0\n" in (tmp_path / "README.txt").read_text("utf-8")
