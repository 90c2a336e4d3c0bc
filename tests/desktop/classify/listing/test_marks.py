from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.listing import marks
from resnet_desktop.desktop.classify.listing.marks import Mark, mark_of

PATH = Path("/photos/a.jpg")
SURE = Result(PATH, 4, 3, np.array([0.25, 0.75], np.float32), ("cat", "dog"))


@pytest.mark.parametrize(
    ("entry", "mark"),
    [
        (Entry(PATH), marks.WAITING),
        (Entry(PATH, SURE), marks.PLAIN),
        (Entry(PATH, Result.failed(PATH, "The file is empty.")), marks.UNREADABLE),
        (Entry(PATH, SURE, "dog"), marks.CONFIRMED),
        (Entry(PATH, SURE, "cat"), marks.CORRECTED),
        (Entry(PATH, Result.failed(PATH, "The file is empty."), "cat"), marks.CORRECTED),
        (Entry(PATH, None, "cat"), marks.CORRECTED),
    ],
)
def test_what_a_person_said_comes_before_what_the_network_says(entry: Entry, mark: Mark) -> None:
    assert mark_of(entry, 0.5) is mark


@pytest.mark.parametrize(("threshold", "mark"), [(0.7, marks.PLAIN), (0.75, marks.PLAIN), (0.8, marks.UNSURE)])
def test_predictions_below_the_threshold_are_unsure(threshold: float, mark: Mark) -> None:
    assert mark_of(Entry(PATH, SURE), threshold) is mark
    assert mark_of(Entry(PATH, SURE, "dog"), threshold) is marks.CONFIRMED
