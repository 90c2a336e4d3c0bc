from pathlib import Path

import pytest

from benchmark import Row, find_photos, table
from throughput import Speed, random_model


@pytest.mark.parametrize(
    ("value", "wanted", "is_met"),
    [(0.9, "<= 1.0", True), (1.1, "<= 1.0", False), (0.85, ">= 0.85", True), (0.8, ">= 0.85", False), (5.0, "", None)],
)
def test_a_number_is_held_against_what_is_wanted(value: float, wanted: str, is_met: bool | None) -> None:
    assert Row("start", value, "s", wanted).is_met is is_met


def test_the_limit_shares_the_cores_between_engine_and_decoding() -> None:
    # 58 pictures/s and 2 cores at 100 pictures/s each: 17.2 ms and 5 ms for a picture
    assert Speed("f32", engine=58, decoding=100, pipeline=40, window=40, cores=2).limit == pytest.approx(
        44.96, abs=0.01
    )


def test_the_table_says_what_is_not_met() -> None:
    lines = table([Row("start", 0.9, "s", "<= 1.0"), Row("share", 0.5, "", ">= 0.85")], [Path("photos/a.jpg")])
    assert lines.splitlines()[1].endswith("met")
    assert lines.splitlines()[2].endswith("NOT MET")


def test_a_folder_without_pictures_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="There are no pictures in"):
        find_photos(tmp_path)


def test_the_photos_of_a_folder_are_found(sample_photos: list[Path]) -> None:
    assert find_photos(sample_photos[0].parent) == sample_photos


def test_the_model_to_measure_with_is_resnet50() -> None:
    model = random_model("random", 32, 5)
    assert model.card.network == "resnet50"
    assert {name: array.shape for name, array in model.weights.items()} == model.card.graph().shapes()
