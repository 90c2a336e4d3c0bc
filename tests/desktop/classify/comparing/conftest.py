"""Two made-up models that agree about some pictures; classification as quick or as slow as a test wants it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.comparing.request import CompareRequest
from resnet_desktop.desktop.classify.comparing.run import ComparisonRun
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.scope import Scope
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card

LABELS = ("cat", "dog", "ship")
LONG = "a class whose name has just over forty letters"


def model(name: str, labels: tuple[str, ...] = LABELS, title: str = "") -> LoadedModel:
    engine = SimpleNamespace(name="OpenVINO", device="CPU", precision="f32", notices=())
    return LoadedModel(tiny_card(name, title=title or name.capitalize(), labels=labels), cast("Any", engine))


def result(path: Path, label: str, probability: float = 0.9, labels: tuple[str, ...] = LABELS) -> Result:
    """A result whose best class is the one named."""
    probabilities = np.full(len(labels), (1 - probability) / (len(labels) - 1), np.float32)
    probabilities[labels.index(label)] = probability
    return Result(path, 640, 480, probabilities, labels)


class TwoModels(Classifier):
    """Says what a picture's name says for each model: ``cat-dog-1.jpg`` is a cat for the first, a dog for the second.

    Attributes:
        load_error: what loading the second model raises; None for success.
        engine_error: what its classifying raises; None for success.
        stops_after: classification waits after so many pictures until `gate` is set.
        seen: what was classified, with which model.
    """

    def __init__(self) -> None:
        super().__init__()
        self.models = {"pets": model("pets"), "zoo": model("zoo")}
        self.load_error: Exception | None = None
        self.engine_error: Exception | None = None
        self.stops_after: int | None = None
        self.gate = threading.Event()
        self.seen: list[tuple[str, str]] = []

    def load_model(self, name: str, control: Control) -> LoadedModel:
        control.check()
        if self.load_error is not None:
            raise self.load_error
        if name not in self.models:
            raise UserError(f"there is no model {name!r}")
        return self.models[name]

    def classify(self, paths: Iterable[Path], model: LoadedModel, control: Control) -> Iterator[Result]:
        if self.engine_error is not None:
            raise self.engine_error
        for number, path in enumerate(paths):
            while number == self.stops_after and not self.gate.wait(0.01):
                control.check()
            control.check()
            self.seen.append((model.card.name, path.name))
            yield self.result(path, model.card.name)

    def result(self, path: Path, name: str) -> Result:
        first, second, *_ = path.stem.split("-")
        if first == "bad":
            return Result.failed(path, "The picture data is damaged.")
        labels = self.models[name].card.labels
        return result(path, first if name == "pets" else second, 0.9 if name == "pets" else 0.6, labels)


@pytest.fixture(autouse=True)
def tiny_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)


@pytest.fixture
def two_models(tasks: Tasks) -> Iterator[TwoModels]:
    made = TwoModels()
    yield made
    made.gate.set()
    tasks.close()


@pytest.fixture
def entries(two_models: TwoModels) -> Callable[..., list[Entry]]:
    """Makes classified pictures of the first model."""

    def make(*names: str, is_classified: bool = True) -> list[Entry]:
        paths = [Path("/pictures") / name for name in names]
        return [Entry(path, two_models.result(path, "pets") if is_classified else None) for path in paths]

    return make


@pytest.fixture
def request_for(two_models: TwoModels) -> Callable[..., CompareRequest]:
    """Makes a request for all of some pictures, and for the first as the selected one."""

    def make(entries: list[Entry], folder: str = "") -> CompareRequest:
        scopes = (
            Scope("all", len(entries), lambda: entries),
            Scope("shown", 0, list),
            Scope("selected", min(1, len(entries)), lambda: entries[:1]),
        )
        return CompareRequest(two_models.models["pets"], scopes, folder)

    return make


@pytest.fixture
def compare(two_models: TwoModels, tasks: Tasks, qtbot: QtBot) -> Callable[[list[Entry]], Compared]:
    """Compares both models on pictures."""

    def make(entries: list[Entry]) -> Compared:
        from resnet_desktop.desktop.model_list import ListedModel

        run = ComparisonRun(two_models, tasks)
        with qtbot.waitSignal(run.succeeded) as done:
            run.start(entries, two_models.models["pets"], ListedModel("zoo", "Zoo", classes=3))
        compared = done.args[0]
        assert isinstance(compared, Compared)
        return compared

    return make
