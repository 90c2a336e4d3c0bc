import sys
from pathlib import Path

import pytest

from resnet_desktop import resources
from resnet_desktop.resources import resource_path


def test_in_a_checkout_resources_lie_beside_the_package() -> None:
    assert resource_path("labels", "imagenet.tsv").is_file()
    assert resource_path() == Path(resources.__file__).resolve().parent.parent / "resources"


def test_in_an_installed_wheel_resources_lie_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resource_path("icons", "open.svg") == tmp_path / "resources" / "icons" / "open.svg"


def test_in_the_packaged_program_resources_lie_in_the_unpacked_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("labels") == tmp_path / "resources" / "labels"


def test_imagenet_has_a_thousand_classes_with_distinct_names_in_order_of_index() -> None:
    lines = resource_path("labels", "imagenet.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines]
    assert header == ["index", "wnid", "name"]
    assert [int(index) for index, _, _ in rows] == list(range(1000))
    assert len({wnid for _, wnid, _ in rows}) == 1000
    assert len({name for _, _, name in rows}) == 1000
    # Names of three indices as in the official ILSVRC 2012 list; WordNet ids are in its order.
    assert [rows[index][2] for index in (0, 281, 999)] == ["tench", "tabby", "toilet tissue"]
    assert [wnid for _, wnid, _ in rows] == sorted(wnid for _, wnid, _ in rows)
