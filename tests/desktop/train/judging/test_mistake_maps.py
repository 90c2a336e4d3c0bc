"""Maps of a mistake, by a real, if tiny, network."""

import dataclasses
from pathlib import Path

import pytest

from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.train.judging.mistake_maps import MistakeMapMaker
from resnet_desktop.jobs import Control
from resnet_desktop.models import default_library
from resnet_desktop.models.library import UnknownModelError
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(autouse=True)
def tiny_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    model = random_model("tiny", 32, 3)
    default_library().save(dataclasses.replace(model.card, name="shapes"), model.weights)


def test_each_class_has_its_own_map(sample_photos: list[Path]) -> None:
    made = MistakeMapMaker(Classifier()).make(sample_photos[0], "shapes", 0, 1, Control())
    assert made.predicted is not None
    assert made.truth is not None
    assert max(made.plain.width(), made.plain.height()) == 384
    assert made.plain.size() == made.predicted.size() == made.truth.size()
    assert made.predicted != made.truth
    assert made.predicted != made.plain


def test_the_model_is_loaded_once(sample_photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    load = Classifier.load_model

    def load_and_count(self: Classifier, name: str, control: Control) -> LoadedModel:
        loaded.append(name)
        return load(self, name, control)

    monkeypatch.setattr(Classifier, "load_model", load_and_count)
    maker = MistakeMapMaker(Classifier())
    for photo in sample_photos[:2]:
        maker.make(photo, "shapes", 0, 1, Control())
    assert loaded == ["shapes"]


def test_a_run_without_a_model_has_no_maps(sample_photos: list[Path]) -> None:
    with pytest.raises(UnknownModelError):
        MistakeMapMaker(Classifier()).make(sample_photos[0], "gone", 0, 1, Control())
