from collections import Counter
from pathlib import Path

import pytest

from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import Model
from resnet_desktop.quantisation.errors import FasterError
from resnet_desktop.quantisation.pictures import Labelled, in_folder, named, read_inputs


def test_the_nearest_folder_that_is_named_like_a_class_says_what_a_picture_shows(model: Model, pictures: Path) -> None:
    found = in_folder(pictures, model.card, Control())
    labels = {each.path.parent.name: each.label for each in found}
    assert labels == {"Class_0": 0, "class 1": 1, "other": -1}


def test_a_folder_that_is_itself_a_class_counts(model: Model, pictures: Path) -> None:
    assert {each.label for each in in_folder(pictures / "class 1", model.card, Control())} == {1}


def test_a_quarter_calibrates_and_the_others_judge(model: Model, pictures: Path) -> None:
    found = in_folder(pictures, model.card, Control())
    inputs = read_inputs(found, model.card, named(pictures, found), Control())
    assert inputs.calibrating.shape == (6, 32, 32, 3)
    assert inputs.judging.shape == (18, 32, 32, 3)
    assert inputs.unreadable == 1
    both = Counter(each.tobytes() for each in (*inputs.calibrating, *inputs.judging))
    assert max(both.values()) == 1, "no picture does both"
    assert set(inputs.labels.tolist()) == {-1, 0, 1}


def test_the_same_pictures_are_chosen_every_time(model: Model, pictures: Path) -> None:
    found = in_folder(pictures, model.card, Control())
    first, second = (read_inputs(found, model.card, "", Control()) for _ in range(2))
    assert (first.judging == second.judging).all()


def test_too_few_pictures_are_refused_with_their_number(model: Model, pictures: Path) -> None:
    few = [*in_folder(pictures / "other", model.card, Control()), Labelled(pictures / "gone.png")]
    with pytest.raises(FasterError, match=r"at least 16 pictures, and there are 8 that can be read \(my folder\)"):
        read_inputs(few, model.card, "my folder", Control())


def test_no_folder_and_no_pictures_are_errors(model: Model, tmp_path: Path) -> None:
    with pytest.raises(FasterError, match="There is no folder"):
        in_folder(tmp_path / "gone", model.card, Control())
    with pytest.raises(FasterError, match="there are 0"):
        read_inputs([], model.card, "nothing", Control())


def test_reading_stops_when_asked(model: Model, pictures: Path) -> None:
    control = Control(lambda _: control.cancel())
    with pytest.raises(Cancelled):
        read_inputs(in_folder(pictures, model.card, Control()), model.card, "", control)
