import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.current_model import ENGINE_LANE, CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from tests.desktop.fakes import FakeClassifier


class Shelf(FakeClassifier):
    """Some models; ``missing`` and ``damaged`` cannot be loaded."""

    asked: list[str]

    def load_model(self, name: str, control: Control) -> LoadedModel:
        self.asked.append(name)
        if name in ("missing", "damaged"):
            raise UserError(f"there is no model {name!r}")
        return super().load_model(name or "default", control)


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.asked = []
    return made


@pytest.fixture
def current(shelf: Shelf, tasks: Tasks) -> CurrentModel:
    return CurrentModel(shelf, tasks)


@pytest.fixture
def settle(current: CurrentModel, tasks: Tasks, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: current.state is not State.LOADING and not tasks.is_busy)


@pytest.fixture
def told(current: CurrentModel) -> list[str]:
    """What the signals said."""
    said: list[str] = []
    current.model_chosen.connect(lambda name: said.append(f"chosen {name}"))
    current.noticed.connect(said.append)
    return said


def test_a_model_that_somebody_chose_is_told_when_it_is_ready(
    current: CurrentModel, shelf: Shelf, told: list[str], settle: Callable[[], None]
) -> None:
    current.load()
    settle()
    assert (current.name, told) == ("default", [])
    shelf.load_gate.clear()
    current.choose("pets")
    assert current.state is State.LOADING
    assert (current.name, told) == ("default", []), "the last one stays until the new one is ready"
    shelf.load_gate.set()
    settle()
    assert (current.name, told) == ("pets", ["chosen pets"])


def test_choosing_the_model_in_use_does_nothing(
    current: CurrentModel, shelf: Shelf, settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    current.choose("pets")
    assert current.state is State.READY
    assert shelf.asked == ["pets"]


def test_a_model_that_fails_leaves_the_last_one_and_says_so(
    current: CurrentModel, told: list[str], settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    current.choose("damaged")
    settle()
    assert (current.state, current.name, told) == (State.FAILED, "pets", [])
    assert current.problem == ("“damaged” could not be made ready: There is no model 'damaged'. “pets” stays in use.")
    current.choose("birds")
    settle()
    assert (current.state, current.name, current.problem) == (State.READY, "birds", "")


def test_without_any_model_the_problem_is_the_error_alone(current: CurrentModel, settle: Callable[[], None]) -> None:
    current.load("damaged")
    settle()
    assert (current.state, current.name) == (State.FAILED, "")
    assert current.problem == "There is no model 'damaged'."


def test_of_two_choices_the_later_one_counts(
    current: CurrentModel, shelf: Shelf, told: list[str], settle: Callable[[], None]
) -> None:
    current.load()
    settle()
    shelf.load_gate.clear()
    current.choose("pets")
    current.choose("birds")
    shelf.load_gate.set()
    settle()
    assert (current.name, told) == ("birds", ["chosen birds"])


def test_going_back_while_another_is_on_its_way_keeps_the_one_in_use(
    current: CurrentModel, shelf: Shelf, settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    shelf.load_gate.clear()
    current.choose("birds")
    current.choose("pets")
    shelf.load_gate.set()
    settle()
    assert (current.state, current.name) == (State.READY, "pets")


def test_a_model_is_made_ready_while_the_engine_is_busy(
    current: CurrentModel, tasks: Tasks, settle: Callable[[], None], qtbot: QtBot
) -> None:
    is_done = threading.Event()
    tasks.start(lambda _control: is_done.wait(5), lane=ENGINE_LANE)
    current.load("pets")
    qtbot.waitUntil(lambda: current.state is State.READY)
    is_done.set()
    settle()


@pytest.mark.parametrize("name", ["missing", "damaged"])
def test_a_remembered_model_that_is_gone_is_replaced_by_the_default_one_and_told(
    current: CurrentModel, told: list[str], settle: Callable[[], None], name: str
) -> None:
    current.load_remembered(name)
    settle()
    assert (current.state, current.name) == (State.READY, "default")
    words = f"“{name}” cannot be used any more: There is no model '{name}'. “default” is used instead."
    assert told == [words, "chosen default"], "or a model of that name would be used unasked some day"


def test_where_nothing_is_remembered_the_default_is_loaded_without_a_word(
    current: CurrentModel, shelf: Shelf, told: list[str], settle: Callable[[], None]
) -> None:
    current.load_remembered("")
    settle()
    assert (current.name, told, shelf.asked) == ("default", [], [""])


def test_the_default_takes_the_place_of_a_model_that_is_gone_and_is_remembered(
    current: CurrentModel, told: list[str], settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    current.replace("birds")
    assert (current.state, current.name) == (State.READY, "pets"), "it was not in use"
    current.replace("pets")
    settle()
    assert (current.name, told) == ("default", ["chosen default"])


def test_a_model_in_use_that_is_renamed_stays_in_use(
    current: CurrentModel, told: list[str], settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    current.replace("pets", "animals")
    settle()
    assert (current.name, told) == ("animals", ["chosen animals"])


def test_nothing_is_said_any_more_about_a_damaged_model_that_is_gone(
    current: CurrentModel, settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    current.choose("damaged")
    settle()
    current.replace("damaged")
    assert (current.state, current.name, current.problem) == (State.READY, "pets", "")


def test_a_cancelled_load_leaves_the_last_model(
    current: CurrentModel, shelf: Shelf, tasks: Tasks, settle: Callable[[], None]
) -> None:
    current.load("pets")
    settle()
    shelf.load_gate.clear()
    current.choose("birds")
    (task,) = tasks.listed
    task.cancel()
    settle()
    assert (current.state, current.name) == (State.READY, "pets")


def test_another_try_asks_for_the_same_model(
    current: CurrentModel, shelf: Shelf, told: list[str], settle: Callable[[], None]
) -> None:
    shelf.load_error = UserError("The disk is away.")
    current.choose("pets")
    settle()
    assert current.state is State.FAILED
    shelf.load_error = None
    current.load_again()
    settle()
    assert (current.name, told) == ("pets", ["chosen pets"])
