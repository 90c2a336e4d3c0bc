"""A classifier that needs no model: real searching and decoding, made-up predictions, failures on request."""

import hashlib
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from resnet_desktop.classification import Result
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.images import Preprocessing
from resnet_desktop.jobs import Control

LABELS = ("cat", "dog", "rocket", "espresso", "astronaut", "a class whose name has just over forty letters")


def made_up_model(name: str = "made-up") -> LoadedModel:
    """A model whose results are those of no model with another name."""
    card = SimpleNamespace(
        name=name,
        title="Made up",
        labels=LABELS,
        classes=len(LABELS),
        network="resnet50",
        pool_window=None,
        preprocessing=Preprocessing(64),
        metrics={},
        temperature=None,
        int8_ranges=None,
        weights_sha256=hashlib.sha256(name.encode()).hexdigest(),
    )
    engine = SimpleNamespace(name="Fake", device="CPU", precision="f32", notices=())
    return LoadedModel(cast("Any", card), cast("Any", engine))


def made_up_result(path: Path) -> Result:
    """A result that depends on the file's name only."""
    random = np.random.default_rng(zlib.crc32(path.name.encode()))
    raw = random.random(len(LABELS)).astype(np.float32) ** 6 + 1e-3
    return Result(path=path, width=640, height=480, probabilities=raw / raw.sum(), labels=LABELS, error=None)


@dataclass
class FakeClassifier(Classifier):
    """Finds and decodes really; loads and classifies as told.

    Attributes:
        load_error: what loading the model raises; None for success.
        engine_error: what classifying raises before its first result; None for none.
        load_gate: loading the model waits until this is set.
        gate: classification waits before each picture until this is set.
        unreadable: file names that give an error result.
        seen: files that were classified, in order.
    """

    load_error: Exception | None = None
    engine_error: Exception | None = None
    load_gate: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)
    unreadable: frozenset[str] = frozenset()
    seen: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.load_gate.set()
        self.gate.set()

    def load_model(self, name: str, control: Control) -> LoadedModel:
        while not self.load_gate.wait(0.01):
            control.check()
        control.check()
        if self.load_error is not None:
            raise self.load_error
        return made_up_model(name or "made-up")

    def classify(self, paths: Iterable[Path], model: LoadedModel, control: Control) -> Iterator[Result]:
        if self.engine_error is not None:
            raise self.engine_error
        assert model.card.labels == LABELS
        for path in paths:
            while not self.gate.wait(0.01):
                control.check()
            control.check()
            self.seen.append(path)
            if path.name in self.unreadable:
                yield Result.failed(path, "The picture data is damaged.")
            else:
                yield made_up_result(path)
        control.check()
