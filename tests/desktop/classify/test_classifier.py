"""The real core behind the window: a tiny network, real photos, OpenVINO."""

import os
import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.classification import classify
from resnet_desktop.desktop import app
from resnet_desktop.desktop.classify.classifier import Classifier, Found
from resnet_desktop.desktop.current_model import State
from resnet_desktop.engines import open_engine
from resnet_desktop.errors import UserError
from resnet_desktop.images import PictureError, outside_reading
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import read_model, write_model
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights


@pytest.fixture
def model_folder(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    folder = own_home / "models" / "shapes"
    card = tiny_card("shapes", int8_ranges=None)
    write_model(folder, card, tiny_weights(card))
    assert paths.models_dir() == folder.parent
    return folder


def test_the_window_shows_exactly_what_classification_gives(
    model_folder: Path, photos: list[Path], qapp: QApplication, qtbot: QtBot
) -> None:
    app.set_up(qapp)
    program = app.assemble(qapp, Classifier())
    program.window.show()
    program.window.classify.add(photos)
    program.current.load("shapes")
    session = program.window.classify.session
    qtbot.waitUntil(lambda: session.work.pictures == len(photos) and session.work.waiting == 0, timeout=30_000)
    model = read_model(model_folder)
    expected = list(classify(photos, open_engine(model), model.card, control=Control()))
    for entry, result in zip(session.pictures.store, expected, strict=True):
        assert entry.result is not None
        assert entry.result.probabilities is not None
        assert result.probabilities is not None
        assert entry.result.labels == ("circle", "square", "triangle ▲")
        np.testing.assert_allclose(entry.result.probabilities, result.probabilities, atol=0.02)  # other batches, bf16
    assert program.current.loaded is not None
    assert program.window.status._device.text() == program.current.loaded.summary
    program.window.close()


def test_pictures_are_found_and_read_by_another_process_as_by_this_one_and_closing_ends_it(
    photos: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, outside = Classifier(), Classifier()
    given, broken = [photos[0].parent], photos[0].with_name("broken.jpg")
    broken.write_bytes(b"no picture")
    found = list(here.find(given, Control()))
    thumbnail = here.thumbnail(photos[1], 96)
    outside.read_outside()
    reader = outside._reader
    assert reader is not None
    qtbot.waitUntil(lambda: reader.pid is not None, timeout=30_000)
    pid = reader.pid
    monkeypatch.setattr(outside_reading, "read_input", None)  # nothing is done in this process
    assert list(outside.find(given, Control())) == found
    np.testing.assert_array_equal(outside.thumbnail(photos[1], 96), thumbnail)
    with pytest.raises(PictureError) as error:
        outside.thumbnail(broken, 96)
    with pytest.raises(PictureError, match=re.escape(error.value.reason)):
        here.thumbnail(broken, 96)
    outside.close()
    here.close()
    assert reader.pid is None
    if os.name != "nt":
        with pytest.raises(ProcessLookupError):
            os.kill(pid or 0, 0)


def test_a_damaged_model_is_told_by_the_window(model_folder: Path, qapp: QApplication, qtbot: QtBot) -> None:
    weights = model_folder / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    app.set_up(qapp)
    program = app.assemble(qapp, Classifier())
    program.window.show()
    program.current.load("shapes")
    qtbot.waitUntil(lambda: program.current.state is State.FAILED)
    assert isinstance(program.current.error, UserError)
    assert program.window.classify.broken.isVisible()
    assert str(program.current.error).split(":")[-1].strip() in program.window.classify.broken.text.text().replace(
        "\u200b", ""
    )
    program.window.close()


def test_a_search_gives_absolute_paths_and_ends_with_its_counts(photos: list[Path]) -> None:
    folder = photos[0].parent
    (folder / "notes.txt").write_text("no picture")
    *found, end = Classifier().find([folder, folder / ".." / "photos" / photos[0].name], Control())
    assert found == [*photos, photos[0]]
    assert isinstance(end, Found)
    assert (end.count, end.passed_over, end.problems) == (len(photos) + 1, 1, ())


def test_a_search_can_be_cancelled(photos: list[Path]) -> None:
    control = Control()
    search = Classifier().find(photos, control)
    assert next(search) == photos[0]
    control.cancel()
    with pytest.raises(Cancelled):
        next(search)


def test_the_samples_are_those_that_ship(sample_photos: list[Path]) -> None:
    assert [path.name for path in Classifier().samples()] == [path.name for path in sample_photos]


def test_the_dialogs_filter_knows_every_supported_kind() -> None:
    assert {".jpg", ".png", ".webp", ".heic", ".avif", ".tiff"} <= set(Classifier().suffixes())


def test_what_a_file_was_when_it_was_classified_is_known(model_folder: Path, photos: list[Path]) -> None:
    assert model_folder.is_dir()
    for photo in photos:
        os.utime(photo, (1_700_000_000, 1_700_000_000))  # settled long ago
    classifier = Classifier()
    model = classifier.load_model("shapes", Control())
    assert len(list(classifier.classify(photos[:2], model, Control()))) == 2
    photos[0].write_bytes(photos[0].read_bytes() + b"1")
    stamp_of = classifier.stamp_of(model)
    stamps = [stamp_of(photo) for photo in photos[:3]]
    assert stamps[0] is not None
    assert stamps[1] is not None
    assert stamps[0].size == photos[0].stat().st_size - 1
    assert (stamps[1].size, stamps[1].mtime_ns) == (photos[1].stat().st_size, photos[1].stat().st_mtime_ns)
    assert stamps[2] is None, "it was not classified"
    classifier.close()
