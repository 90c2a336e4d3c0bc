"""A few seconds of each kind of work that a plan needs, in a process that nobody minds to load with frameworks."""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from resnet_desktop.images import PictureError, UInt8Array
from resnet_desktop.network import Graph
from resnet_desktop.training.feature_network import FeatureNetwork, features_layer
from resnet_desktop.training.head import Head, new_kernel
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.quick import is_quick
from resnet_desktop.training.speed import MOST_MEASURED_AT_ONCE, Speed
from resnet_desktop.training.start import Start
from resnet_desktop.training.trainer import graph_of, preprocessing_of
from resnet_desktop.training.views import read_views

MOST_PICTURES = 64
"""So many are read for a measurement."""

_ENOUGH_S = 1.5
_MOST_TURNS = 40
_ROOM_TO_CROP = 1.25


def measure_speed(plan: Plan, classes: int, pictures: list[Path]) -> Speed:
    """Measure this machine.

    Args:
        plan: what is to be done.
        classes: how many.
        pictures: some of those that are trained with, at most `MOST_PICTURES`; may be empty.
    Raises:
        EngineError: OpenVINO is not there or refuses.
        ImportError: there is no TensorFlow.
    """
    started = time.perf_counter()
    graph = graph_of(plan, classes)
    batch, reading, picture_bytes = _read(plan, pictures)
    weights = random_weights(graph)
    exact = FeatureNetwork(graph, weights, "f32")
    network = FeatureNetwork(graph, weights, plan.precision) if is_quick(plan) else exact
    preparing = time.perf_counter() - started - len(batch) / reading
    looking = _rate(len(batch[: network.batch]), lambda: network.features(batch[: network.batch]))
    judging = looking if network.precision == "f32" else _rate(
        len(batch[: exact.batch]), lambda: exact.features(batch[: exact.batch])
    )  # fmt: skip
    if is_quick(plan):
        training, memory_per_picture = _head_rate(plan, graph), 0
    else:
        training, first_s, memory_per_picture = _training_rate(plan, graph, batch)
        preparing += first_s
    return Speed(
        reading, looking, judging, training, preparing, peak_memory(), memory_per_picture, picture_bytes
    )  # fmt: skip


def _read(plan: Plan, pictures: list[Path]) -> tuple[UInt8Array, float, int]:
    """Pictures as the network sees them, (n, size, size, 3); how many are read in a second; bytes of one kept."""
    preprocessing = preprocessing_of(plan)
    side = plan.source_size or round(plan.input_size / plan.crop_fraction * _ROOM_TO_CROP)

    def one(path: Path) -> UInt8Array | None:
        try:
            return read_views(path.parent, path.name, [0], plan, preprocessing)
        except PictureError:
            return None

    started = time.perf_counter()
    with ThreadPoolExecutor() as pool:
        read = [views for views in pool.map(one, pictures[:MOST_PICTURES]) if views is not None]
    seconds = max(time.perf_counter() - started, 1e-6)
    rate = len(read) / seconds if read else 1e3
    batch = np.concatenate(read) if read else np.zeros((1, plan.input_size, plan.input_size, 3), np.uint8)
    return np.resize(batch, (MOST_PICTURES, *batch.shape[1:])), rate, 3 * side * side


def _head_rate(plan: Plan, graph: Graph) -> float:
    width, classes = graph.layer(features_layer(graph)).output_shape[-1], graph.classes
    head = Head(plan, new_kernel(plan, width, classes), np.zeros(classes, np.float32))
    generator = np.random.default_rng(0)
    features = generator.random((plan.batch, width), np.float32).astype(np.float16)
    labels = generator.integers(0, classes, plan.batch)
    return _rate(plan.batch, lambda: head.step(features.astype(np.float32), labels, 0.0, 0, generator), enough_s=0.3)


def _training_rate(plan: Plan, graph: Graph, batch: UInt8Array) -> tuple[float, float, int]:
    """Pictures/s of steps, seconds until the first one was taken, and bytes for one more picture in a batch."""
    from resnet_desktop.training.training_model import build_model

    started = time.perf_counter()
    layers = tuple(layer.name for layer in graph.layers if layer.variables)
    model = build_model(plan, graph, Start({}, layers, "random weights", {}), steps=1)
    size = min(plan.batch, MOST_MEASURED_AT_ONCE, len(batch))
    one_hot = np.eye(graph.classes, dtype=np.float32)[np.arange(size) % graph.classes]
    targets = np.concatenate([one_hot, np.ones((size, 1), np.float32)], axis=1)  # as `Feed` makes them
    before = peak_memory()
    model.train_on_batch(batch[:size], targets)
    first_s = time.perf_counter() - started
    rate = _rate(size, lambda: model.train_on_batch(batch[:size], targets), least_turns=2)
    return rate, first_s, max(peak_memory() - before, 0) // size


def _rate(pictures: int, work: Callable[[], object], *, enough_s: float = _ENOUGH_S, least_turns: int = 3) -> float:
    """Pictures/s of the median turn; the first turn, which warms up, does not count."""
    work()
    times: list[float] = []
    begin = time.perf_counter()
    while len(times) < _MOST_TURNS and (len(times) < least_turns or time.perf_counter() - begin < enough_s):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(pictures / max(np.median(times), 1e-6))


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
