from typing import Any

import pytest

from resnet_desktop.desktop.train.live.glance import glance
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.watched import Watched
from tests.desktop.train.live.fake_trainings import batch, epoch, start

PAUSED: dict[str, Any] = {"type": "paused"}


@pytest.mark.parametrize(
    ("records", "words", "says", "share"),
    [
        ([], "starting", "oaks is starting", None),
        ([start()], "0 %", "oaks is training", 0.0),
        ([start(), batch(1, 6)], "20 % · about 60 s left", "oaks is training", 0.2),
        ([start(), batch(2, 10) | {"seconds_left": None}], "66 % · 51 pictures/s", "oaks is training", 2 / 3),
        ([start(), epoch(1), PAUSED], "33 % · paused", "oaks is paused", 1 / 3),
    ],
)
def test_a_training_is_said_in_a_few_words(
    records: list[dict[str, Any]], words: str, says: str, share: float | None
) -> None:
    watched = Watched("oaks", phase=Phase.STARTING)
    watched.take(records)
    seen = glance(watched)
    assert (seen.name, seen.words, seen.says) == ("oaks", words, says)
    assert seen.share == pytest.approx(share)
