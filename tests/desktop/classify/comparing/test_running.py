import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, classify
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.run import ComparisonRun
from resnet_desktop.desktop.classify.comparing.running import Compared, comparing, names_of
from resnet_desktop.desktop.current_model import ENGINE_LANE
from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import default_library
from tests.desktop.classify.comparing.conftest import TwoModels
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import tiny_card

ZOO = ListedModel("zoo", "Zoo", classes=3)
Make = Callable[..., list[Entry]]


@pytest.fixture
def run(two_models: TwoModels, tasks: Tasks) -> ComparisonRun:
    return ComparisonRun(two_models, tasks)


def test_both_models_are_put_side_by_side(compare: Callable[[list[Entry]], Compared], entries: Make) -> None:
    compared = compare(entries("cat-cat-1.jpg", "cat-dog-2.jpg", "dog-ship-3.jpg", "cat-dog-4.jpg", "bad-bad-5.jpg"))
    comparison = compared.comparison
    assert (compared.first, compared.second, compared.done, compared.is_partial) == ("Pets", "Zoo", 5, False)
    assert (comparison.agreed, comparison.judged) == (1, 4)
    assert [each.path.name for each, _ in compared.differences] == ["cat-dog-2.jpg", "dog-ship-3.jpg", "cat-dog-4.jpg"]
    assert [(pair.first, pair.second, pair.count) for pair in comparison.pairs] == [
        ("cat", "dog", 2),
        ("dog", "ship", 1),
    ]
    assert wording.left_out_line(compared) == "1 picture not counted: could not be read"
    assert [origin.model for origin in compared.origins] == ["pets", "zoo"]


def test_pictures_that_wait_are_classified_by_the_first_model_too(
    compare: Callable[[list[Entry]], Compared], entries: Make, two_models: TwoModels
) -> None:
    compared = compare([*entries("cat-dog-1.jpg"), *entries("dog-dog-2.jpg", is_classified=False)])
    assert (compared.comparison.agreed, compared.comparison.judged) == (1, 2)
    assert two_models.seen == [("pets", "dog-dog-2.jpg"), ("zoo", "cat-dog-1.jpg"), ("zoo", "dog-dog-2.jpg")]


def test_what_was_compared_before_a_cancellation_counts(
    run: ComparisonRun, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.stops_after = 2
    run.start(entries("cat-dog-1.jpg", "cat-cat-2.jpg", "dog-cat-3.jpg"), two_models.models["pets"], ZOO)
    qtbot.waitUntil(lambda: run.progress.done == 2)
    with qtbot.waitSignal(run.succeeded) as done:
        run.cancel()
        assert run.line == wording.STOPPING
    compared = done.args[0]
    assert (compared.done, compared.total, compared.is_partial) == (2, 3, True)
    assert (compared.comparison.agreed, compared.comparison.judged, compared.comparison.not_compared) == (1, 2, ())
    assert not run.is_running


def test_cancelling_before_anything_was_compared_leaves_nothing(
    run: ComparisonRun, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.stops_after = 0
    run.start(entries("cat-dog-1.jpg"), two_models.models["pets"], ZOO)
    qtbot.waitUntil(lambda: run.progress.total == 1)
    with qtbot.waitSignal(run.cancelled), qtbot.assertNotEmitted(run.succeeded):
        run.cancel()


def test_a_comparison_that_waits_for_the_engine_says_so_and_can_be_cancelled_at_once(
    run: ComparisonRun, entries: Make, two_models: TwoModels, tasks: Tasks, qtbot: QtBot
) -> None:
    def work(control: JobControl) -> None:
        while not two_models.gate.wait(0.01):
            control.check()

    tasks.start(work, title="Classifying pictures", lane=ENGINE_LANE)
    run.start(entries("cat-dog-1.jpg"), two_models.models["pets"], ZOO)
    assert (run.is_running, run.line) == (True, wording.WAITING)
    with qtbot.waitSignal(run.cancelled, timeout=100):
        run.cancel()
    assert not run.is_running
    with qtbot.assertNotEmitted(run.cancelled):
        two_models.gate.set()
        qtbot.waitUntil(lambda: not tasks.is_busy)
    assert two_models.seen == []


def test_failures_of_model_and_engine_are_told(
    run: ComparisonRun, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.load_error = UserError("the weights are damaged")
    with qtbot.waitSignal(run.failed) as failed:
        run.start(entries("cat-dog-1.jpg"), two_models.models["pets"], ZOO)
    assert str(failed.args[0]) == "the weights are damaged"
    two_models.load_error, two_models.engine_error = None, UserError("the device gave up")
    with qtbot.waitSignal(run.failed) as failed:
        run.start(entries("cat-dog-1.jpg"), two_models.models["pets"], ZOO)
    assert str(failed.args[0]) == "the device gave up"


def test_progress_counts_the_pictures_of_both_models(entries: Make, two_models: TwoModels) -> None:
    told: list[Progress] = []

    class Listening(JobControl):
        def report(self, progress: Progress) -> None:
            told.append(progress)

    waiting = entries("cat-dog-1.jpg", "dog-dog-2.jpg", is_classified=False)
    comparing(two_models, waiting, two_models.models["pets"], "zoo")(Listening(lambda: None))
    assert [(each.done, each.total) for each in told] == [(0, None), (0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_models_of_the_same_title_are_told_apart_by_their_names() -> None:
    assert names_of(tiny_card("a", title="Same"), tiny_card("b", title="Same")) == ("a", "b")
    assert names_of(tiny_card("a", title="One"), tiny_card("b", title="Other")) == ("One", "Other")


def test_two_real_models_are_compared_on_real_photos_and_the_second_engine_goes(photos: list[Path]) -> None:
    library, core, control = default_library(), Classifier(), Control()
    for name, seed in (("one", 1), ("other", 2)):
        card = random_card(name, "listing", 32, 4)
        library.save(card, random_weights(card.graph(), seed))
    first, second = core.load_model("one", control), core.load_model("other", control)
    expected = [
        [found.best for found in classify(photos, model.engine, model.card, control=control)]
        for model in (first, second)
    ]
    engines: list[weakref.ref[object]] = []

    class Watching(Classifier):
        def load_model(self, name: str, control: Control) -> LoadedModel:
            loaded = super().load_model(name, control)
            engines.append(weakref.ref(loaded.engine))
            return loaded

    compared = comparing(Watching(), [Entry(path) for path in photos], first, "other")(JobControl(lambda: None))
    differing = [path for path, one, other in zip(photos, *expected, strict=True) if one.label != other.label]
    assert [each.path for each, _ in compared.differences] == differing
    assert compared.comparison.judged == len(photos)
    for each, _ in compared.differences:
        place = photos.index(each.path)
        one, other = expected[0][place], expected[1][place]
        assert one is not None
        assert other is not None
        assert (each.first.label, each.second.label) == (one.label, other.label)
        np.testing.assert_allclose(
            [each.first.probability, each.second.probability], [one.probability, other.probability], atol=0.02
        )
    gc.collect()
    assert [engine() for engine in engines] == [None]


def test_a_cancelled_job_that_has_nothing_ends_as_cancelled(entries: Make, two_models: TwoModels) -> None:
    control = JobControl(lambda: None)
    control.cancel()
    with pytest.raises(Cancelled):
        comparing(two_models, entries("cat-dog-1.jpg"), two_models.models["pets"], "zoo")(control)
