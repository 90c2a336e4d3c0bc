import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest

from resnet_desktop.classification.sessions import FileStamp, ModelStamp, identity
from resnet_desktop.images import Preprocessing
from tests.helpers.random_model import random_card

CARD = dataclasses.replace(random_card("a", classes=3), weights_sha256="1" * 64)


@pytest.mark.parametrize(
    "change",
    [
        {"weights_sha256": "2" * 64},
        {"temperature": 1.5},
        {"labels": ("class 0", "class 1", "another")},
        {"preprocessing": Preprocessing(64, crop_fraction=1.0)},
        {"preprocessing": Preprocessing(64, source_size=32)},
        {"pool_window": 2},
        {"network": "listing"},
    ],
)
def test_whatever_changes_the_answer_makes_another_model(change: dict[str, Any]) -> None:
    assert ModelStamp.of(dataclasses.replace(CARD, **change)).identity != ModelStamp.of(CARD).identity


def test_another_name_or_another_date_is_the_same_model() -> None:
    same = dataclasses.replace(CARD, name="b", title="Other", metrics={"top1": 1}, created="2024-01-01", licence="MIT")
    assert ModelStamp.of(same).identity == ModelStamp.of(CARD).identity
    assert ModelStamp.of(same).name == "b"


def test_precisions_are_kept_apart_where_that_is_asked_for() -> None:
    assert len({ModelStamp.of(CARD, precision).identity for precision in ("", "f32", "bf16", "int8")}) == 4


def test_ranges_count_only_for_int8() -> None:
    ranged = dataclasses.replace(CARD, int8_ranges={"conv1": [0.0, 6.5]})
    assert ModelStamp.of(ranged, "f32").identity == ModelStamp.of(CARD, "f32").identity
    assert ModelStamp.of(ranged, "int8").identity != ModelStamp.of(CARD, "int8").identity


def test_a_new_version_of_decoding_makes_other_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ModelStamp.of(CARD).identity
    monkeypatch.setattr(identity, "ANSWER_VERSION", identity.ANSWER_VERSION + 1)
    assert ModelStamp.of(CARD).identity != before


def test_a_file_that_was_written_anew_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"one")
    os.utime(path, ns=(0, 10**18))
    before = FileStamp.of(path)
    assert before == FileStamp(3, 10**18)
    path.write_bytes(b"two")
    os.utime(path, ns=(0, 10**18 + 100))
    assert FileStamp.of(path) != before


def test_what_is_no_file_has_no_stamp(tmp_path: Path) -> None:
    assert FileStamp.of(tmp_path) is None
    assert FileStamp.of(tmp_path / "missing") is None
    assert FileStamp.of(Path("a\0b")) is None


def test_the_content_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"one")
    (tmp_path / "c").write_bytes(b"two")
    stamp = FileStamp(3, 0)
    a, b, c = (stamp.with_content(tmp_path / name) for name in "abc")
    assert a == b != c
    assert stamp.with_content(tmp_path / "missing") == stamp


@pytest.mark.parametrize(
    ("age_s", "is_settled"), [(0.0, False), (1.9, False), (2.1, True), (-1.0, False), (-99.0, True)]
)
def test_a_file_that_was_just_written_may_be_written_once_more(age_s: float, is_settled: bool) -> None:
    now = 1_700_000_000
    assert FileStamp(3, round((now - age_s) * 1e9)).is_settled(now) is is_settled
