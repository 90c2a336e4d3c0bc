import ast
import importlib.util
import sys
from pathlib import Path

import pytest

import build
from checkout import ROOT
from pyinstaller import contents
from pyinstaller.reachable import reachable
from resnet_desktop.diagnosis.facts import PACKAGES

SPEC = ROOT / "packaging" / "pyinstaller" / "program.spec"
PROGRAM = sorted((ROOT / "resnet_desktop").rglob("*.py"))


def package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def test_the_recipe_is_python_and_names_what_there_is() -> None:
    tree = ast.parse(SPEC.read_text(encoding="utf-8"))
    compile(tree, str(SPEC), "exec")
    # Paths are written as `ROOT / "a" / "b"`.
    for folder, parts in paths_from_root(tree):
        is_made = parts.partition("/")[0] == "build" or folder in ("packaging/windows", "packaging/macos")
        assert is_made or (ROOT / parts).exists(), parts


def paths_from_root(tree: ast.AST) -> list[tuple[str, str]]:
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        left = node
        while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div) and isinstance(left.right, ast.Constant):
            names.insert(0, str(left.right.value))
            left = left.left
        if names and isinstance(left, ast.Name) and left.id == "ROOT":
            path = "/".join(names)
            found.append((path.rpartition("/")[0], path))
    assert len(found) >= 3
    return found


@pytest.mark.parametrize("name", contents.HIDDEN)
def test_every_module_that_is_asked_for_by_name_is_there(name: str) -> None:
    package, _, module = name.partition(".")  # only the package's: looking for a module of one would import it
    assert (
        not module or list(package_folder(package).glob(f"{module}.*")) or (package_folder(package) / module).is_dir()
    )


def test_nothing_that_the_program_imports_is_left_out() -> None:
    imported = {
        name
        for file in PROGRAM
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in imported_by(node)
    }
    optional = {"jax", "onnxruntime", "torch"}  # used where somebody has installed them
    for name in imported - optional:
        parents = {".".join(name.split(".")[:length]) for length in range(1, name.count(".") + 2)}
        assert not parents & set(contents.NEVER), name
    assert imported & set(contents.WITHOUT_TRAINING) == {"keras", "tensorflow"}


def imported_by(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_the_versions_that_reports_tell_are_known_in_the_packaged_program() -> None:
    assert set(PACKAGES) - {"onnxruntime"} <= set(contents.VERSIONED)


@pytest.mark.skipif(sys.platform != "linux", reason="the names of libraries are those of Linux")
def test_of_openvino_the_processor_and_two_formats_are_kept() -> None:
    names = [file.name for file in (package_folder("openvino") / "libs").iterdir()]
    kept = {name.partition(".")[0] for name in names if contents.is_wanted(f"openvino/libs/{name}")}
    assert kept == {
        "libopenvino", "libopenvino_intel_cpu_plugin", "libopenvino_ir_frontend", "libopenvino_onnx_frontend",
        "libtbb", "libtbbmalloc", "libtbbbind_2_5", "libhwloc",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="the names of plug-ins are those of Linux")
def test_of_qt_the_platforms_and_the_icons_are_kept() -> None:
    qt = package_folder("PySide6") / "Qt"
    places = [f"PySide6/Qt/{file.relative_to(qt).as_posix()}" for file in qt.rglob("*") if file.is_file()]
    kept = {place.removeprefix("PySide6/Qt/") for place in places if contents.is_wanted(place)}
    for name in ("xcb", "wayland", "offscreen"):
        assert f"plugins/platforms/libq{name}.so" in kept
    assert {"plugins/imageformats/libqsvg.so", "plugins/iconengines/libqsvgicon.so", "lib/libQt6Widgets.so.6"} <= kept
    assert not [place for place in kept if "qml" in place.lower() or place.startswith("translations/")]


@pytest.mark.parametrize(
    ("place", "is_wanted"),
    [
        ("resources/icons/add.svg", True),
        ("numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", True),
        ("tensorflow/include/tensorflow/core/framework/op.h", False),
        ("PySide6\\translations\\qtbase_de.qm", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\sqldrivers\\qsqlite.dll", False),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6\\QtWidgets.pyd", True),
        ("openvino\\libs\\openvino_intel_gpu_plugin.dll", False),
        ("openvino\\libs\\openvino_intel_cpu_plugin.dll", True),
        ("onnx/backend/test/data/node/a.pb", False),
    ],
)
def test_what_goes_in_is_known_by_its_place(place: str, is_wanted: bool) -> None:
    assert contents.is_wanted(place) is is_wanted


def test_libraries_that_nothing_asks_for_any_more_are_found() -> None:
    entries = [("plugin/one.so", "1"), ("liba.so", "a"), ("libb.so", "b"), ("libgtk.so", "g"), ("libc.so", "c")]
    needs = {"1": ["liba.so", "libm.so"], "a": ["libb.so"], "b": ["liba.so"], "g": ["libc.so"], "c": []}
    assert reachable(entries, needs.__getitem__) == {"plugin/one.so", "liba.so", "libb.so"}


def test_the_report_counts_by_part_and_says_when_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, size in (
        ("_internal/openvino/a", 3),
        ("_internal/PySide6/b", 2),
        ("program", 1),
        ("_internal/libQt6Core.so", 4),
    ):
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size * 1_000_000))
    (tmp_path / "link").symlink_to("program")
    assert build.sizes(tmp_path) == {"OpenVINO": 3_000_000, "Qt": 6_000_000, "Python and the rest": 1_000_000}
    assert build.report(tmp_path, "lite").endswith("10.0 MB  in all, within the limit of 380 MB")
    monkeypatch.setitem(contents.LIMITS, "lite", 9_000_000)
    assert "OVER the limit of 9 MB" in build.report(tmp_path, "lite")
