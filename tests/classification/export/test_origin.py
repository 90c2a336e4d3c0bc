import dataclasses
from datetime import UTC, datetime, timedelta

from resnet_desktop import __version__
from resnet_desktop.classification.export import Origin
from tests.classification.conftest import FakeEngine
from tests.helpers.tiny_model import tiny_card

CARD = dataclasses.replace(tiny_card(), weights_sha256="ab" * 32)


def test_it_is_what_card_and_engine_say() -> None:
    origin = Origin.of(CARD, FakeEngine(), datetime(2025, 11, 23, 14, 5, 7, 999, UTC))
    assert (origin.model, origin.model_sha256, origin.temperature) == ("shapes", "ab" * 32, 1.25)
    assert origin.labels == CARD.labels
    assert origin.preprocessing_text == "input_size=32 crop_fraction=0.875 source_size=16"
    assert origin.engine_text == "Fake CPU f32"
    assert origin.version == __version__
    assert origin.time_text == "2025-11-23T14:05:07+00:00"


def test_kept_results_need_no_engine() -> None:
    assert Origin.of(CARD, None).engine_text == ""


def test_the_time_is_now_with_this_machines_zone() -> None:
    origin = Origin.of(CARD, None)
    assert origin.time.utcoffset() is not None
    assert abs(datetime.now(UTC) - origin.time) < timedelta(minutes=1)
