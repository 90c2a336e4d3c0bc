import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.result.stage import PictureStage
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.images import Picture


class SlowClassifier(Classifier):
    """Reads pictures as soon as the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()

    def read(self, path: Path, short_side: int) -> Picture:
        assert self.gate.wait(10)
        return super().read(path, short_side)


@pytest.fixture
def classifier() -> SlowClassifier:
    return SlowClassifier()


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, classifier: SlowClassifier, tasks: Tasks) -> PictureStage:
    theme.apply_theme(qapp, "light")
    made = PictureStage(PictureLoader(classifier, tasks), Explainer(), tasks)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def show(stage: PictureStage, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.reshown):
        stage.show_path(path)


def test_the_picture_before_stays_until_the_next_one_is_there_or_takes_long(
    stage: PictureStage, classifier: SlowClassifier, sample_photos: list[Path], qtbot: QtBot
) -> None:
    show(stage, sample_photos[0], qtbot)
    classifier.gate.clear()
    stage.show_path(sample_photos[1])
    assert stage.view.shown is not None
    qtbot.waitUntil(lambda: stage.view.shown is None)
    with qtbot.waitSignal(stage.reshown):
        classifier.gate.set()
    assert stage.view.shown is not None


def test_a_picture_that_cannot_be_read_is_a_sentence_in_its_place(
    stage: PictureStage, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nothing of the kind")
    stage.show_path(broken)
    qtbot.waitUntil(lambda: stage.view.accessibleDescription().endswith("."))
    assert stage.view.shown is None


def test_what_the_network_saw_needs_a_model_and_says_so(
    stage: PictureStage, small_model: LoadedModel, sample_photos: list[Path], qtbot: QtBot
) -> None:
    show(stage, sample_photos[0], qtbot)
    stage.show_network_view(True)
    assert stage.view.accessibleDescription() == wording.NETWORK_VIEW_NEEDS_MODEL
    with qtbot.waitSignal(stage.reshown) as heard:
        stage.set_card(small_model.card)
    assert heard.args is not None
    assert heard.args[0] is not None
    assert heard.args[0][1] == 32


def test_going_back_to_the_picture_shows_it_whole_again_with_its_facts(
    stage: PictureStage, small_model: LoadedModel, sample_photos: list[Path], qtbot: QtBot
) -> None:
    said: list[str] = []
    stage.described.connect(said.append)
    stage.set_card(small_model.card)
    show(stage, sample_photos[0], qtbot)
    with qtbot.waitSignal(stage.reshown):
        stage.show_network_view(True)
    assert not stage.crop.isEnabled()
    stage.show_network_view(False)
    assert stage.view.picture_size[0] > 400
    assert stage.crop.isEnabled()
    assert [words.partition(" ")[0] for words in said][1] == "32"
    assert said[0] == said[2]


def test_looking_closely_brings_the_pictures_own_pixels(stage: PictureStage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "large.jpg"
    noise = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((3000, 2000)).save(path)
    show(stage, path, qtbot)
    stage.view.zoom_to_actual()
    framing = stage.view.framing
    qtbot.waitUntil(lambda: stage.view.shown is not None and stage.view.shown.pyramid.height == 2000)
    assert stage.view.framing == framing


def test_the_crop_follows_the_model(
    stage: PictureStage, small_model: LoadedModel, sample_photos: list[Path], qtbot: QtBot
) -> None:
    stage.crop.click()
    show(stage, sample_photos[0], qtbot)
    assert stage.view.shown is not None
    assert stage.view.shown.crop is None
    stage.set_card(small_model.card)
    assert stage.view.shown.crop == small_model.card.preprocessing.crop_box(*stage.view.picture_size)


def test_a_picture_is_whole_again_when_it_gives_its_room_back(
    stage: PictureStage, sample_photos: list[Path], qtbot: QtBot
) -> None:
    show(stage, sample_photos[0], qtbot)
    stage.large.click()
    stage.view.zoom_to_actual()
    stage.large.click()
    assert stage.view.framing is not None
    assert stage.view.framing.is_fit
