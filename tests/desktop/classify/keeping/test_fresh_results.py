"""Results that are shown are those of the model in use, and of files as they are."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Result
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.jobs import Control
from resnet_desktop.models import write_model
from resnet_desktop.network import NETWORKS
from tests.desktop.classify.keeping.conftest import Begin, Start
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights

Wait = Callable[[Start], None]


def name_the_model(start: Start) -> None:
    """Let results say which model they are from, by their pictures' width."""
    real = start.classifier.classify

    def classify(paths: Iterator[Path], model: LoadedModel, control: Control) -> Iterator[Result]:
        for result in real(paths, model, control):
            yield Result(result.path, len(model.card.name), 1, result.probabilities, result.labels)

    start.classifier.classify = classify  # type: ignore[method-assign, assignment]


def widths(start: Start) -> list[int]:
    return [entry.result.width if entry.result is not None else 0 for entry in start.session.pictures.store]


def test_another_model_classifies_everything_anew_and_no_two_models_are_mixed(
    begin: Begin, wait: Wait, photos: list[Path]
) -> None:
    start = begin("a")
    name_the_model(start)
    seen: set[frozenset[int]] = set()
    start.session.pictures.dataChanged.connect(lambda *_: seen.add(frozenset(widths(start))))
    start.session.add(photos)
    wait(start)
    assert set(widths(start)) == {1}
    start.session.reviewing.give([photos[0]], "dog")
    start.current.load("abc")
    wait(start)
    assert set(widths(start)) == {3}
    assert not [each for each in seen if {1, 3} <= each]
    assert start.labels()[0] == "dog"


def test_results_of_the_old_model_that_come_late_are_not_shown(
    begin: Begin, wait: Wait, photos: list[Path], qtbot: QtBot
) -> None:
    start = begin("a")
    name_the_model(start)
    start.classifier.gate.clear()
    start.session.add(photos)
    qtbot.waitUntil(lambda: start.session.work.is_classifying and not start.session.work.is_searching)
    start.current.load("abc")
    qtbot.waitUntil(lambda: start.current.name == "abc")
    start.classifier.gate.set()
    wait(start)
    assert set(widths(start)) == {3}


def test_a_model_that_fails_changes_nothing_and_work_goes_on_with_the_old_one(
    begin: Begin, wait: Wait, photos: list[Path], qtbot: QtBot
) -> None:
    start = begin("a")
    name_the_model(start)
    start.session.add(photos[:2])
    wait(start)
    start.classifier.load_error = RuntimeError("The weights are damaged.")
    start.current.load("abc")
    start.session.add(photos[2:4])
    qtbot.waitUntil(lambda: start.current.state is State.FAILED)
    wait(start)
    assert widths(start) == [1, 1, 1, 1]


def test_results_of_another_model_than_the_one_in_use_do_not_come_back(
    begin: Begin, wait: Wait, photos: list[Path]
) -> None:
    first = begin("a")
    first.session.add(photos)
    wait(first)
    second = begin("abc")
    assert second.classifier.seen == photos
    third = begin("abc")
    assert third.classifier.seen == []
    assert "" not in third.labels()


class CountingClassifier(Classifier):
    """The real core, which counts what its engine computes."""

    def __init__(self) -> None:
        super().__init__()
        self.computed = 0

    def load_model(self, name: str, control: Control) -> LoadedModel:
        loaded = super().load_model(name, control)
        engine = cast("Any", loaded.engine)
        predict = engine.predict

        def counted(inputs: Any) -> Any:
            self.computed += len(inputs)
            return predict(inputs)

        engine.predict = counted
        return loaded


@pytest.fixture
def models(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two tiny models in the library."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    for seed, name in enumerate(("one", "two")):
        card = tiny_card(name, int8_ranges=None)
        write_model(own_home / "models" / name, card, tiny_weights(card, seed))
    return "one", "two"


Run = Callable[[str], tuple[ClassifySession, CountingClassifier, CurrentModel]]


@pytest.fixture
def run(models: tuple[str, str], qtbot: QtBot) -> Iterator[Run]:  # noqa: ARG001
    """Start with a model; waits until everything is classified. The start before has ended."""
    ends: list[Callable[[], None]] = []

    def start(name: str) -> tuple[ClassifySession, CountingClassifier, CurrentModel]:
        while ends:
            ends.pop()()
        tasks, classifier = Tasks(), CountingClassifier()
        current = CurrentModel(classifier, tasks)
        session = ClassifySession(classifier, current, tasks)
        ends.extend((session.close, tasks.close))
        session.restore()
        current.load(name)
        qtbot.waitUntil(lambda: not tasks.is_busy and current.loaded is not None, timeout=30_000)
        return session, classifier, current

    yield start
    while ends:
        ends.pop()()


@pytest.fixture
def old_photos(photos: list[Path]) -> list[Path]:
    """Photos that were not written just now: those are not remembered, because they may still be changing."""
    for photo in photos:
        os.utime(photo, (1.7e9, 1.7e9))
    return photos


def settled(session: ClassifySession) -> bool:
    return session.work.waiting == 0 and not session.work.is_busy


def test_nothing_is_computed_twice_for_an_unchanged_file_and_model(
    run: Run, old_photos: list[Path], qtbot: QtBot
) -> None:
    session, classifier, current = run("one")
    session.add(old_photos)
    qtbot.waitUntil(lambda: len(session.pictures.store) == len(old_photos) and settled(session))
    assert classifier.computed == len(old_photos)
    before = [entry.result.top(3) for entry in session.pictures.store if entry.result]
    session.clear()
    session.add(old_photos)
    qtbot.waitUntil(lambda: len(session.pictures.store) == len(old_photos) and settled(session))
    assert classifier.computed == len(old_photos)
    current.load("two")
    qtbot.waitUntil(lambda: current.name == "two" and settled(session))
    assert classifier.computed == 2 * len(old_photos)
    current.load("one")
    qtbot.waitUntil(lambda: current.name == "one" and settled(session))
    assert classifier.computed == 2 * len(old_photos)
    assert [entry.result.top(3) for entry in session.pictures.store if entry.result] == before
    again, classifier, _ = run("one")
    assert settled(again)
    assert classifier.computed == 0
    assert [entry.result.top(3) for entry in again.pictures.store if entry.result] == before


def test_trying_again_computes_again(run: Run, old_photos: list[Path], qtbot: QtBot) -> None:
    session, classifier, _ = run("one")
    session.add(old_photos)
    qtbot.waitUntil(lambda: len(session.pictures.store) == len(old_photos) and settled(session))
    session.try_again(old_photos[2])
    qtbot.waitUntil(lambda: classifier.computed == len(old_photos) + 1 and settled(session))


def test_a_file_that_changed_while_the_program_was_closed_is_classified_again(
    run: Run, old_photos: list[Path], qtbot: QtBot
) -> None:
    session, _, _ = run("one")
    session.add(old_photos)
    qtbot.waitUntil(lambda: len(session.pictures.store) == len(old_photos) and settled(session))
    old_photos[1].write_bytes(old_photos[3].read_bytes())
    os.utime(old_photos[1], (1.6e9, 1.6e9))
    old_photos[5].unlink()
    again, classifier, _ = run("one")
    qtbot.waitUntil(lambda: settled(again) and classifier.computed == 1)
    one, three, gone = (again.pictures.store.entries[number].result for number in (1, 3, 5))
    assert one is not None
    assert three is not None
    assert gone is not None
    assert one.top(3) == three.top(3)
    assert not gone.is_error, "what is away for a moment keeps its result"
