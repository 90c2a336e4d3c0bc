from pathlib import Path

import pytest

from resnet_desktop.models import ModelError
from resnet_desktop.models.labels import imagenet_labels, numbered_labels, read_labels


def write(path: Path, text: str | bytes) -> Path:
    file = path / "labels.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_imagenet_has_a_thousand_readable_names_with_their_wordnet_ids() -> None:
    labels = imagenet_labels()
    assert len(set(labels.names)) == 1000
    assert labels.ids is not None
    assert len(set(labels.ids)) == 1000
    # https://image-net.org/challenges/LSVRC/2012: the order of all published weights.
    assert (labels.names[0], labels.ids[0]) == ("tench", "n01440764")
    assert (labels.names[999], labels.ids[999]) == ("toilet tissue", "n15075141")
    assert not any("_" in name for name in labels.names)


def test_a_line_is_a_class(tmp_path: Path) -> None:
    found = read_labels(write(tmp_path, "\ufeffcat\r\n\n hot_dog \nÜbergröße"))
    assert found.names == ("cat", "hot dog", "Übergröße")
    assert found.ids is None


def test_columns_are_understood(tmp_path: Path) -> None:
    found = read_labels(write(tmp_path, "index\twnid\tname\n0\tn01440764\ttench\n1\tn01443537\tgoldfish\n"))
    assert (found.names, found.ids) == (("tench", "goldfish"), ("n01440764", "n01443537"))


def test_a_class_may_be_called_name(tmp_path: Path) -> None:
    assert read_labels(write(tmp_path, "name\nlabel\n")).names == ("name", "label")


@pytest.mark.parametrize(
    ("text", "reason"),
    [(b"\xff\xfe\x00", "UTF-8"), ("cat\n\x1b[31m\n", "class 2 should be"), ("a" * 201, "class 1 should be")],
)
def test_what_is_no_label_is_refused_with_its_line(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        read_labels(write(tmp_path, text))


def test_numbers_are_the_last_resort() -> None:
    assert numbered_labels(2).names == ("class 0", "class 1")
