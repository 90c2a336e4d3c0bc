from pathlib import Path

import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.judgement import JudgedPicture, Judgement
from resnet_desktop.training.mistakes import confident_mistakes
from resnet_desktop.training.mistakes_corrections import (
    Corrections,
    corrections_file,
    labels_of,
    read_corrections,
    write_corrections,
)

DATA = DataSet(
    Path("/d"),
    ("cat", "dog"),
    (Example("1", 0), Example("2", 1), Example("5", 0), Example("6", 1)),
    (Example("3", 0),),
    (Example("4", 1),),
)


def test_the_surest_mistake_comes_first() -> None:
    judged = [
        JudgedPicture("unsure", 0, 1, 0.6, 0.4, 1),
        JudgedPicture("right", 0, 0, 0.99, 0.99, 0),
        JudgedPicture("sure", 0, 1, 0.9, 0.1, 1),
        JudgedPicture("done", 1, 0, 0.95, 0.1, 1),
    ]
    judgement = Judgement.of_pictures("test", "d", Path("/d"), ("cat", "dog"), judged)
    assert [each.path for each in confident_mistakes(judgement, without={"done"})] == ["sure", "unsure"]
    assert len(confident_mistakes(judgement, 1)) == 1


def test_corrections_give_a_new_data_set() -> None:
    corrected = Corrections().relabel("2", "cat").exclude("5").relabel("4", "cat").apply(DATA)
    assert corrected.train == (Example("1", 0), Example("2", 0), Example("6", 1))
    assert corrected.validation == (Example("3", 0),)
    assert corrected.test == (Example("4", 0),)
    assert corrected.excluded == {"5": "left out by hand"}
    assert corrected.relabelled == {"2": "dog", "4": "dog"}
    assert DataSet.from_json(corrected.to_json()) == corrected
    assert DATA.train[1].label == 1


def test_pictures_that_are_not_there_any_more_are_no_trouble() -> None:
    assert Corrections().exclude("gone").relabel("lost", "cat").apply(DATA) == DATA


def test_a_class_that_was_corrected_back_is_the_folders_again() -> None:
    corrected = Corrections().relabel("2", "cat").relabel("4", "cat").apply(DATA)
    again = Corrections().relabel("2", "dog").apply(corrected)
    assert again.relabelled == {"4": "dog"}


def test_too_many_exclusions_are_refused() -> None:
    with pytest.raises(UserError, match="no validation pictures would be left"):
        Corrections().exclude("3").apply(DATA)


def test_what_a_run_was_trained_with_already_is_no_change() -> None:
    corrections = Corrections().relabel("2", "cat").exclude("5")
    assert corrections.changes_of(labels_of(DATA)) == (1, 1)
    corrected = corrections.apply(DATA)
    assert corrections.changes_of(labels_of(corrected)) == (0, 0)
    assert corrections.relabel("2", "dog").exclude("1").changes_of(labels_of(corrected)) == (1, 1)


def test_a_class_that_the_data_do_not_have_changes_nothing() -> None:
    assert Corrections().relabel("1", "bird").apply(DATA) == DATA


def test_the_last_word_on_a_picture_counts() -> None:
    corrections = Corrections().relabel("1", "dog").exclude("1")
    assert corrections == Corrections({}, frozenset({"1"}))
    assert corrections.relabel("1", "dog").excluded == frozenset()
    assert len(corrections.forget("1")) == 0


def test_corrections_are_kept_apart_from_the_folder(tmp_path: Path, own_home: Path) -> None:
    corrections = Corrections().relabel("a", "dog").exclude("b")
    write_corrections(tmp_path, corrections)
    assert read_corrections(tmp_path) == corrections
    assert list(tmp_path.iterdir()) == []
    assert own_home in corrections_file(tmp_path).parents


def test_folders_of_one_name_have_their_own_corrections(tmp_path: Path) -> None:
    write_corrections(tmp_path / "one" / "photos", Corrections().exclude("b"))
    assert len(read_corrections(tmp_path / "two" / "photos")) == 0


@pytest.mark.parametrize("text", ['{"cut', "[]", '{"relabelled": 3, "excluded": []}'])
def test_damaged_corrections_are_not_passed_over(text: str, tmp_path: Path) -> None:
    path = corrections_file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(UserError, match="Move it away"):
        read_corrections(tmp_path)
