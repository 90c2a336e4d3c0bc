"""A few seconds of each kind of work that a plan needs, in a process that nobody minds to load with frameworks."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np

from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.images import PictureError, UInt8Array
from resnet_desktop.network import NETWORKS, Graph, build
from resnet_desktop.training.feature_network import FeatureNetwork, arithmetic, features_layer
from resnet_desktop.training.framework import check_framework
from resnet_desktop.training.head import Head, new_kernel
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.speed import MOST_MEASURED_AT_ONCE, Speed
from resnet_desktop.training.start import Start
from resnet_desktop.training.trainer import graph_of, preprocessing_of
from resnet_desktop.training.views import read_views

MOST_PICTURES = 64
"""So many are read for a measurement."""

_ENOUGH_S = 0.5
_MOST_TURNS = 400
_ROOM_TO_CROP = 1.25
_OF_JUDGING = "f32"
_FRAME_S = 2.0
"""What every run takes besides: its process's start, its base, and writing the model twice."""


def measure_speed(plan: Plan, classes: int, pictures: list[Path]) -> Speed:
    """Measure this machine.

    Args:
        plan: what is to be done.
        classes: how many.
        pictures: some of those that are trained with, at most `MOST_PICTURES`; may be empty.
    Raises:
        EngineError: OpenVINO is not there or refuses.
        FrameworkMissingError: there is no TensorFlow, and the plan needs it.
    """
    check_framework(plan)
    started = time.perf_counter()
    graph = graph_of(plan, classes)
    batch, reading, picture_bytes = _read(plan, pictures)
    precision = arithmetic(plan.precision if plan.is_quick else _OF_JUDGING)
    preparing = time.perf_counter() - started - len(batch) / reading
    looking, compiling = _looking_rate(graph.network.name, graph.input_size, precision)
    preparing += compiling
    if plan.is_quick:
        training, memory_per_picture = _head_rate(plan, graph), 0
    else:
        training, first_s, memory_per_picture = _training_rate(plan, graph, batch)
        preparing += first_s
    return Speed(
        reading, looking, looking, training, preparing + _FRAME_S, peak_memory(), memory_per_picture, picture_bytes
    )  # fmt: skip


def _read(plan: Plan, pictures: list[Path]) -> tuple[UInt8Array, float, int]:
    """Pictures as the network sees them, (n, size, size, 3); how many are read in a second; bytes of one kept.

    One thread reads, because pictures are read beside other work: what counts is the processor time that they take.
    """
    preprocessing = preprocessing_of(plan)
    side = plan.source_size or round(plan.input_size / plan.crop_fraction * _ROOM_TO_CROP)
    read: list[UInt8Array] = []
    began = time.perf_counter()
    for path in pictures[:MOST_PICTURES]:
        with suppress(PictureError):
            read.append(read_views(path.parent, path.name, [0], plan, preprocessing))
        if read and time.perf_counter() - began > _ENOUGH_S:
            break
    seconds = max(time.perf_counter() - began, 1e-6)
    rate = available_cores() * len(read) / seconds if read else 1e3
    batch = np.concatenate(read) if read else np.zeros((1, plan.input_size, plan.input_size, 3), np.uint8)
    return np.resize(batch, (MOST_PICTURES, *batch.shape[1:])), rate, 3 * side * side


@cache
def _looking_rate(network: str, input_size: int, precision: str) -> tuple[float, float]:
    """Pictures/s of everything before the head, and seconds until it was ready; plans of one process share them."""
    started = time.perf_counter()
    graph = build(NETWORKS[network], input_size, 2)
    frozen = FeatureNetwork(graph, random_weights(graph), precision)
    compiling = time.perf_counter() - started
    batch = np.random.default_rng(0).integers(0, 256, (frozen.batch, input_size, input_size, 3), np.uint8)
    return _rate(len(batch), lambda: frozen.features(batch), enough_s=1.0), compiling


def _head_rate(plan: Plan, graph: Graph) -> float:
    width, classes = graph.layer(features_layer(graph)).output_shape[-1], graph.classes
    head = Head(plan, new_kernel(plan, width, classes), np.zeros(classes, np.float32))
    generator = np.random.default_rng(0)
    features = generator.random((plan.batch, width), np.float32).astype(np.float16)
    labels = generator.integers(0, classes, plan.batch)
    return _rate(plan.batch, lambda: head.step(features.astype(np.float32), labels, 0.0, 0, generator), enough_s=0.2)


def _training_rate(plan: Plan, graph: Graph, batch: UInt8Array) -> tuple[float, float, int]:
    """Pictures/s of steps, seconds until everything is ready, and bytes for one more picture in a batch."""
    from resnet_desktop.training.training_model import build_model

    started = time.perf_counter()
    layers = tuple(layer.name for layer in graph.layers if layer.variables)
    model = build_model(plan, graph, Start({}, layers, "random weights", {}), steps=1)
    size = min(plan.batch, MOST_MEASURED_AT_ONCE, len(batch))
    one_hot = np.eye(graph.classes, dtype=np.float32)[np.arange(size) % graph.classes]
    targets = np.concatenate([one_hot, np.ones((size, 1), np.float32)], axis=1)  # as `Feed` makes them
    before, built = peak_memory(), time.perf_counter()
    model.train_on_batch(batch[:size], targets)
    ended = time.perf_counter()
    rate = _rate(size, lambda: model.train_on_batch(batch[:size], targets), least_turns=2, is_warm=True)
    tracing = max(ended - built - size / rate, 0.0)  # once for steps, and once more for checking
    return rate, ended - started + tracing, max(peak_memory() - before, 0) // size


def _rate(
    pictures: int,
    work: Callable[[], object],
    *,
    enough_s: float = _ENOUGH_S,
    least_turns: int = 3,
    is_warm: bool = False,
) -> float:
    """Pictures/s of a turn that other programs hardly disturbed; the first does not count unless it is warm already."""
    if not is_warm:
        work()
    times: list[float] = []
    begin = time.perf_counter()
    while len(times) < _MOST_TURNS and (len(times) < least_turns or time.perf_counter() - begin < enough_s):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(pictures / max(np.quantile(times, 0.25), 1e-6))


def random_weights(graph: Graph) -> dict[str, np.ndarray]:
    """Weights with which values keep their size: neither zeros nor overflows, which some processors treat apart."""
    return dict(_random_arrays(graph))


def _random_arrays(graph: Graph) -> Iterator[tuple[str, np.ndarray]]:
    generator = np.random.default_rng(0)
    for name, shape in graph.shapes().items():
        array = generator.random(shape, np.float32)
        if name.endswith("/kernel"):
            array = (array - 0.5) * np.float32(np.sqrt(12 / np.prod(shape[:-1])))
        yield name, array + np.float32(0.5) if name.endswith("variance") else array


def peak_memory() -> int:
    """Most bytes that this process ever held; 0 on Windows, which has no such count in Python's library."""
    if sys.platform == "linux":
        # Not getrusage: its value survives exec, so it would tell of the window that started this process.
        status = Path("/proc/self/status").read_text("utf-8")
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
