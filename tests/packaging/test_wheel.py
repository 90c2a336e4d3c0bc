"""The built wheel: what a user of pip gets."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import resnet_desktop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (file,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(file)


def test_the_wheel_has_the_program_its_resources_and_its_licence_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "resnet_desktop/__main__.py" in names
    assert "resnet_desktop/resources/labels/imagenet.tsv" in names
    assert "resnet_desktop/resources/samples/cat.jpg" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0] for name in names} == {
        "resnet_desktop",
        f"resnet_desktop-{resnet_desktop.__version__}.dist-info",
    }


def test_the_wheel_holds_every_resource_and_module_of_the_checkout(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "resources", "resnet_desktop"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    expected = {re.sub("^resources/", "resnet_desktop/resources/", name) for name in listed if (ROOT / name).is_file()}
    if not expected:
        pytest.skip("not a git checkout")
    assert expected - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_from_the_wheel_the_program_finds_its_resources_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from resnet_desktop.resources import resource_path as p; print(p('samples', 'cat.jpg'))"
    # -P and another folder: the checkout is out of sight.
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        cwd=tmp_path.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    cat = Path(done.stdout.strip())
    assert cat == tmp_path / "resnet_desktop" / "resources" / "samples" / "cat.jpg"
    assert cat.is_file()
