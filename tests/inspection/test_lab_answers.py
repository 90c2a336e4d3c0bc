import numpy as np
import pytest

from resnet_desktop.inspection.lab_answers import answers, chosen_answers
from resnet_desktop.inspection.live import LiveNetwork
from tests.helpers.random_model import random_model
from tests.helpers.tiny_activations import small_picture

LABELS = ("cat", "dog", "ship", "frog")


def row(*values: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def test_the_first_of_both_are_shown_even_where_one_row_is_wanted() -> None:
    rows = chosen_answers(row(0.9, 0.1, 0, 0), row(0.1, 0.2, 0.7, 0), LABELS, 1)
    assert [each.label for each in rows] == ["cat", "ship"]


def test_a_class_that_only_comes_up_afterwards_is_shown() -> None:
    rows = chosen_answers(row(0.9, 0.08, 0.02, 0), row(0.5, 0.0, 0.1, 0.4), LABELS, 3)
    assert [each.label for each in rows] == ["cat", "ship", "frog"]
    assert [round(each.difference, 4) for each in rows] == [-0.4, 0.08, 0.4]


def test_two_classes_have_two_rows() -> None:
    assert len(chosen_answers(row(0.6, 0.4), row(0.4, 0.6), LABELS[:2], 5)) == 2


def test_before_is_the_whole_network_and_after_is_without_the_blocks() -> None:
    live = LiveNetwork(random_model("resnet50", 64))
    picture = small_picture(64)
    found = answers(live, picture, {"3b", "4c"})
    whole, without = live.predict(np.stack([picture, picture]), [(), ("3b", "4c")])
    for each in found.rows:
        assert each.before == pytest.approx(whole[each.index], rel=1e-5)
        assert each.after == pytest.approx(without[each.index], rel=1e-5)
    assert found.first_before.index == whole.argmax()
    assert found.first_after.index == without.argmax()
    assert found.bypassed == {"3b", "4c"}
