"""How fast folders are classified, and how fast they could be."""

import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resnet_desktop.classification import classify
from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.images import Preprocessing, Read, UInt8Array, decode, read_input, short_side_for, to_input
from resnet_desktop.images.outside_reading import OutsideReader
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Model

INPUT_SIZE, CLASSES = 224, 1000
PRECISIONS = ("f32", "bf16")

_KERAS_LOOP = """
import sys, time
import keras, numpy as np
photos, count = sys.argv[2:], int(sys.argv[1])
photos = (photos * (count // len(photos) + 1))[:count]
model = keras.applications.ResNet50(weights=None)
def run(paths):
    pictures = [keras.utils.img_to_array(keras.utils.load_img(path, target_size=(224, 224))) for path in paths]
    return model.predict(keras.applications.resnet50.preprocess_input(np.array(pictures)), verbose=0)
run(photos[:32])
started = time.perf_counter()
for start in range(0, count, 32):
    run(photos[start : start + 32])
print("pictures/s", count / (time.perf_counter() - started))
"""


@dataclass(frozen=True)
class Speed:
    """Pictures each second at one precision.

    Attributes:
        precision: what the engine really computed in.
        engine: the engine alone, with all cores.
        decoding: decoding and resizing alone, on one core.
        pipeline: `classify`, everything together.
        window: the same with a process that reads, as the window does it.
        cores: cores at hand.
    """

    precision: str
    engine: float
    decoding: float
    pipeline: float
    window: float
    cores: int

    @property
    def limit(self) -> float:
        """What a pipeline could reach at most, when all cores are busy all the time."""
        return 1 / (1 / self.engine + 1 / (self.cores * self.decoding))


def measure(photos: list[Path], count: int, runs: int) -> list[Speed]:
    """Measure an ImageNet-sized network in each precision that this machine has.

    Args:
        photos: files; taken again and again until there are enough.
        count: pictures in each run.
        runs: turns of which the middle one counts; in each turn all four are measured one after the other.
    """
    model = random_model("random", INPUT_SIZE, CLASSES)
    paths = list(itertools.islice(itertools.cycle(photos), count))
    speeds = []
    reader = OutsideReader(available_cores())
    reader.start()
    while reader.pid is None:
        time.sleep(0.01)
    for precision in PRECISIONS:
        engine = open_engine(model, "cpu", precision)
        if engine.precision != precision:
            print(f"{precision} is left out: {'; '.join(engine.notices)}", file=sys.stderr)
            continue
        batch = _inputs(paths[: engine.best_batch_size], model.card.preprocessing)
        turns = [
            (
                _rate(count, lambda: _run_engine(engine, batch, count)),  # noqa: B023  # called at once
                _rate(count, lambda: _decode(paths, model.card.preprocessing)),
                _rate(count, lambda: _classify(paths, engine, model.card, read_input)),  # noqa: B023
                _rate(count, lambda: _classify(paths, engine, model.card, reader.read)),  # noqa: B023
            )
            for _ in range(runs)
        ]
        alone, decoding, together, window = (statistics.median(turn[part] for turn in turns) for part in range(4))
        speeds.append(Speed(precision, alone, decoding, together, window, available_cores()))
    reader.close()
    return speeds


def measure_keras(photos: list[Path], count: int) -> float:
    """Measure the loop that one would write with Keras alone, in a process of its own; pictures each second.

    oneDNN is switched on for it, which not every CPU gets by default.
    """
    environment = {**os.environ, "TF_ENABLE_ONEDNN_OPTS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    line = [sys.executable, "-c", _KERAS_LOOP, str(count), *map(str, photos)]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.split("pictures/s")[-1])


def random_model(name: str, input_size: int, classes: int) -> Model:
    """ResNet-50 with random weights that keep activations in a usual range; speed does not depend on more."""
    labels = tuple(f"class {index}" for index in range(classes))
    card = Card(
        name=name, title="Random weights", network="resnet50", labels=labels, preprocessing=Preprocessing(input_size),
        licence="CC0-1.0", metrics={}, provenance={}, created="2025-11-23",
    )  # fmt: skip
    generator = np.random.default_rng(0)
    weights = {}
    for path, shape in card.graph().shapes().items():
        if path.endswith("kernel"):
            array = generator.standard_normal(shape, np.float32) / np.sqrt(np.prod(shape[:-1]), dtype=np.float32)
        else:
            is_scale = path.endswith(("gamma", "moving_variance"))
            array = np.full(shape, 1 if is_scale else 0, np.float32)
        weights[path] = array
    return Model(card, weights, Path())


def _rate(count: int, work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def _inputs(paths: list[Path], preprocessing: Preprocessing) -> UInt8Array:
    return np.stack([to_input(decode(path, short_side_for(preprocessing)), preprocessing) for path in paths])


def _run_engine(engine: Engine, batch: UInt8Array, count: int) -> None:
    for start in range(0, count, len(batch)):
        engine.predict(batch[: min(len(batch), count - start)])


def _decode(paths: list[Path], preprocessing: Preprocessing) -> None:
    short_side = short_side_for(preprocessing)
    for path in paths:
        to_input(decode(path, short_side), preprocessing)


def _classify(paths: list[Path], engine: Engine, card: Card, read: Read) -> None:
    results = classify(paths, engine, card, control=Control(), read=read)
    failed = [result.path for result in results if result.is_error]
    if failed:
        raise SystemExit(f"These photos cannot be measured with: {failed}")
