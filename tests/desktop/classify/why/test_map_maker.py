import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification.explanation import ClassMaps, OcclusionMaps
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.classify.why.map_maker import MapMaker
from resnet_desktop.desktop.classify.why.question import Wanted
from resnet_desktop.desktop.current_model import ENGINE_LANE
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.jobs import Control


class GatedExplainer(Explainer):
    """Real maps; those by covering wait at the gate after each batch."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.made: list[Path] = []

    def class_maps(self, path: Path, loaded: LoadedModel, control: Control) -> ClassMaps:
        self.made.append(path)
        return super().class_maps(path, loaded, control)

    def occlusion_maps(self, path: Path, loaded: LoadedModel, control: Control) -> Iterator[OcclusionMaps]:
        for maps in super().occlusion_maps(path, loaded, control):
            yield maps
            while not self.gate.wait(0.01):
                control.check()


@pytest.fixture
def explainer() -> GatedExplainer:
    return GatedExplainer()


@pytest.fixture
def maker(explainer: GatedExplainer, tasks: Tasks, small_model: LoadedModel) -> MapMaker:
    made = MapMaker(explainer, tasks)
    made.set_model(small_model)
    return made


def test_maps_of_all_classes_come_together_and_are_kept(
    maker: MapMaker, explainer: GatedExplainer, sample_photos: list[Path], qtbot: QtBot
) -> None:
    wanted = Wanted(sample_photos[0], is_occlusion=False)
    with qtbot.waitSignal(maker.made) as heard:
        maker.ask(wanted)
    assert heard.args is not None
    assert heard.args[0] == wanted
    assert len(heard.args[1].labels) == 6
    again: list[bool] = []
    maker.made.connect(lambda _wanted, _maps, is_complete: again.append(is_complete))
    maker.ask(wanted)
    assert again == [True]
    assert explainer.made == [sample_photos[0]]


def test_maps_do_not_wait_for_a_folder_that_has_the_engine(
    maker: MapMaker, tasks: Tasks, sample_photos: list[Path], qtbot: QtBot
) -> None:
    def work(control: JobControl) -> None:
        while True:
            control.check()

    folder = tasks.start(work, title="Classifying pictures", lane=ENGINE_LANE)
    with qtbot.waitSignal(maker.made):
        maker.ask(Wanted(sample_photos[0], is_occlusion=False))
    assert folder in tasks.listed
    folder.cancel()


def test_covering_shows_what_it_has_and_is_a_listed_task_that_can_be_cancelled(
    maker: MapMaker, tasks: Tasks, sample_photos: list[Path], qtbot: QtBot
) -> None:
    heard: list[bool] = []
    maker.made.connect(lambda _wanted, _maps, is_complete: heard.append(is_complete))
    with qtbot.waitSignals([maker.made, maker.progressed]):
        maker.ask(Wanted(sample_photos[0], is_occlusion=True))
    (task,) = tasks.listed
    assert task.title == "Covering parts of the picture"
    with qtbot.waitSignal(maker.stopped):
        task.cancel()
    assert True not in heard


def test_covering_comes_to_its_end(
    maker: MapMaker, explainer: GatedExplainer, sample_photos: list[Path], qtbot: QtBot
) -> None:
    explainer.gate.set()
    heard: list[OcclusionMaps] = []
    maker.made.connect(lambda _wanted, maps, _is_complete: heard.append(maps))
    maker.ask(Wanted(sample_photos[0], is_occlusion=True))
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].is_complete)


def test_another_wish_stops_the_covering_of_a_picture_that_is_not_looked_at_any_more(
    maker: MapMaker, tasks: Tasks, sample_photos: list[Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(maker.made):
        maker.ask(Wanted(sample_photos[0], is_occlusion=True))
    wanted = Wanted(sample_photos[1], is_occlusion=False)
    with qtbot.waitSignal(maker.made, check_params_cb=lambda which, *_: which == wanted):
        maker.ask(wanted)
    assert not tasks.listed


def test_maps_of_another_model_are_made_anew(
    maker: MapMaker, explainer: GatedExplainer, small_model: LoadedModel, sample_photos: list[Path], qtbot: QtBot
) -> None:
    wanted = Wanted(sample_photos[0], is_occlusion=False)
    with qtbot.waitSignal(maker.made):
        maker.ask(wanted)
    maker.set_model(LoadedModel(small_model.card, small_model.engine, small_model.model))
    with qtbot.waitSignal(maker.made):
        maker.ask(wanted)
    assert len(explainer.made) == 2


def test_a_failure_is_told_and_is_not_kept(
    maker: MapMaker, sample_photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(maker.failed) as heard:
        maker.ask(Wanted(tmp_path / "gone.jpg", is_occlusion=False))
    assert heard.args is not None
    assert str(heard.args[1])
    with qtbot.waitSignal(maker.made):
        maker.ask(Wanted(sample_photos[0], is_occlusion=False))


def test_the_engine_is_made_ready_once_when_maps_are_expected(
    maker: MapMaker, explainer: GatedExplainer, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    prepared: list[LoadedModel] = []
    monkeypatch.setattr(explainer, "prepare", prepared.append)
    heard: list[object] = []
    maker.made.connect(lambda *what: heard.append(what))
    maker.prepare()
    maker.prepare()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    maker.prepare()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert len(prepared) == 1
    assert heard == []


def test_what_is_asked_while_the_engine_is_made_ready_comes_after_it(
    maker: MapMaker, sample_photos: list[Path], qtbot: QtBot
) -> None:
    maker.prepare()
    with qtbot.waitSignal(maker.made):
        maker.ask(Wanted(sample_photos[0], is_occlusion=False))
