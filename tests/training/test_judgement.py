import json
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.training.evaluation import Answers, measure
from resnet_desktop.training.judgement import JudgedPicture, Judgement, judged_file, read_judgement, write_judgement

ANSWERS = Answers(
    np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8], [0.25, 0.25, 0.5]]),
    np.array([0, 1, 2, 0]),
    2,
    ("a/1.png", "b/1.png", "c/1.png", "a/2.png"),
)
CLASSES = ("a", "b", "c")


def judgement() -> Judgement:
    return Judgement.of_pictures("test", "letters", Path("/letters"), CLASSES, ANSWERS.judged(), unreadable=2)


def test_each_picture_keeps_what_was_said_of_it() -> None:
    assert ANSWERS.judged()[1] == JudgedPicture("b/1.png", 1, 0, 0.6, 0.3, 1)
    assert [each.is_right for each in ANSWERS.judged()] == [True, False, True, False]


def test_of_two_equally_probable_classes_only_the_first_counts_as_predicted() -> None:
    tie = Answers(np.array([[0.5, 0.5]]), np.array([1]), 0, ("b/1.png",))
    assert tie.judged()[0].rank == 1


def test_a_judgement_by_pictures_says_the_same_as_the_evaluation() -> None:
    found, made = measure(ANSWERS), judgement()
    assert [list(row) for row in made.confusion.counts] == found["confusion"]
    assert made.top[1] == found["top1"]
    assert made.top[2] == found["top_k"]["2"] == 1
    assert made.loss == pytest.approx(found["loss"])
    assert (made.right, made.pictures, made.unreadable) == (2, 4, 2)


def test_a_cell_of_the_confusion_matrix_knows_its_pictures() -> None:
    made = judgement()
    assert [made.path_of(each) for each in made.by_cell[0, 2]] == [Path("/letters/a/2.png")]
    assert (2, 0) not in made.by_cell


def test_a_judgement_comes_back_from_the_runs_folder(tmp_path: Path) -> None:
    write_judgement(tmp_path, judgement())
    assert read_judgement(tmp_path) == judgement()


def test_test_pictures_are_shown_before_validation_pictures(tmp_path: Path) -> None:
    write_judgement(tmp_path, Judgement.of_pictures("validation", "letters", Path("/"), CLASSES, ()))
    found = read_judgement(tmp_path)
    assert found is not None
    assert found.part == "validation"
    write_judgement(tmp_path, judgement())
    found = read_judgement(tmp_path)
    assert found is not None
    assert found.part == "test"


def test_a_run_of_an_earlier_version_shows_what_it_has(tmp_path: Path) -> None:
    evaluation = measure(ANSWERS)
    del evaluation["top_k"]
    (tmp_path / "evaluation.json").write_text(json.dumps(evaluation))
    (tmp_path / "data.json").write_text(json.dumps({"folder": "/letters", "classes": CLASSES}))
    found = read_judgement(tmp_path)
    assert found is not None
    assert found.confusion == judgement().confusion
    assert found.top == {1: 0.5}
    assert found.judged == ()
    assert [each.pictures for each in found.bins] == [each.pictures for each in judgement().bins]


def test_a_run_that_was_not_judged_has_no_judgement(tmp_path: Path) -> None:
    assert read_judgement(tmp_path) is None


@pytest.mark.parametrize("text", ['{"cut', "[]", '{"pictures": {}}', "null"])
def test_a_damaged_file_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    judged_file(tmp_path, "test").write_text(text)
    with pytest.raises(UserError, match=r"judged-test\.json is damaged") as caught:
        read_judgement(tmp_path)
    assert "\n" not in str(caught.value)
