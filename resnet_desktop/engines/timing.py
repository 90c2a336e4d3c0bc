"""How long each layer takes on this machine, as the program runs it: OpenVINO's own counters."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import Weights, build_openvino_network, openvino_core
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.network import Graph, Kind

if TYPE_CHECKING:
    import openvino

MOST_RUNS = 30
_LEAST_RUNS = 5
_WARM_UPS = 3
_ENOUGH_S = 3.0
_BFLOAT16 = "BF16"


@dataclass(frozen=True)
class LayerTimes:
    """What was measured with one picture.

    Attributes:
        graph: the network.
        milliseconds: of each layer that has a time of its own; medians over all runs.
        computed_in: for each other layer the one in whose time it is, because both are computed at once.
        other_ms: what belongs to no layer: bringing tensors into other arrangements.
        total_ms: a whole picture by the clock; median.
        precision: ``bf16`` or ``f32``.
        runs: how often it was measured.
        has_random_weights: whether there were no weights to measure with; they make no difference to the time.
    """

    graph: Graph
    milliseconds: Mapping[str, float]
    computed_in: Mapping[str, str]
    other_ms: float
    total_ms: float
    precision: str
    runs: int
    has_random_weights: bool = False
    sum_ms: float = field(init=False)

    def __post_init__(self) -> None:
        """Add up what the counters say; by the clock it can be a little more or less."""
        object.__setattr__(self, "sum_ms", sum(self.milliseconds.values()) + self.other_ms)


def measure(graph: Graph, weights: Weights | None, control: Control) -> LayerTimes:
    """Measure each layer on the CPU, one picture at a time, in the precision that the program would choose.

    Args:
        graph: the network.
        weights: its arrays; None for random ones.
        control: told about each run, and asked between runs whether to stop.
    Returns:
        Medians of 5 to 30 runs; fewer where one takes long.
    Raises:
        EngineError: OpenVINO is not there or refuses.
        Cancelled: somebody asked for it.
    """
    control.report(Progress(0, MOST_RUNS, "Making the network ready"))
    with openvino_errors("The layers cannot be timed"):
        return _measure(graph, weights, control)


def _measure(graph: Graph, weights: Weights | None, control: Control) -> LayerTimes:
    core = openvino_core()
    precision = "bf16" if _BFLOAT16 in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    network = build_openvino_network(graph, _random_weights(graph) if weights is None else weights)
    owners = _owners(network, graph)
    control.check()
    config = {
        "PERF_COUNT": True,
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": precision,
        "ENABLE_CPU_PINNING": False,
    }
    compiled = core.compile_model(network, "CPU", config)
    request = compiled.create_infer_request()
    picture = np.random.default_rng(0).integers(0, 256, (1, graph.input_size, graph.input_size, 3), np.uint8)
    for _ in range(_WARM_UPS):
        control.check()
        request.infer([picture])
    node_times: dict[str, list[float]] = {}
    totals: list[float] = []
    begin = time.perf_counter()
    while len(totals) < MOST_RUNS and (len(totals) < _LEAST_RUNS or time.perf_counter() - begin < _ENOUGH_S):
        control.check()
        start = time.perf_counter()
        request.infer([picture])
        totals.append(1e3 * (time.perf_counter() - start))
        for name, time_ms in _counters(request).items():
            node_times.setdefault(name, []).append(time_ms)
        control.report(Progress(len(totals), MOST_RUNS, "Timing layers"))
    medians = {name: median(values) for name, values in node_times.items()}
    milliseconds, computed_in, other = _of_layers(graph, medians, _members(compiled, owners, graph))
    return LayerTimes(graph, milliseconds, computed_in, other, median(totals), precision, len(totals), weights is None)


def _counters(request: Any) -> dict[str, float]:
    """Milliseconds of each node in the last run; a node that is listed twice is added up."""
    times: dict[str, float] = {}
    for info in request.get_profiling_info():
        times[info.node_name] = times.get(info.node_name, 0.0) + 1e3 * info.real_time.total_seconds()
    return times


def _owners(network: "openvino.Model", graph: Graph) -> dict[str, str]:
    """For each operation's name the layer that it is a part of: its own, or the next one that reads it."""
    layers = {layer.name for layer in graph.layers}
    owners: dict[str, str] = {}
    for operation in reversed(network.get_ordered_ops()):
        name = operation.get_friendly_name()
        if name in layers:
            owners[name] = name
            continue
        readers = (
            target.get_node().get_friendly_name()
            for output in operation.outputs()
            for target in output.get_target_inputs()
        )
        owner = next((owners[reader] for reader in readers if reader in owners), None)
        if owner is not None:
            owners[name] = owner
    return owners


def _members(compiled: Any, owners: Mapping[str, str], graph: Graph) -> dict[str, list[str]]:
    """For each node that runs, the layers that it computes, from the input on; none where it is of no layer.

    A batch norm that was multiplied into its convolution stands for both.
    """
    order = {layer.name: place for place, layer in enumerate(graph.layers)}
    named = set(owners.values())
    members = {}
    for node in compiled.get_runtime_model().get_ordered_ops():
        original = str(node.get_rt_info()["originalLayersNames"].astype(str)).split(",")
        layers = {owners[name] for name in original if name in owners}
        for name in tuple(layers):
            layer = graph.layer(name)
            if layer.kind is Kind.BATCH_NORM and layer.inputs[0] not in named:
                layers.add(layer.inputs[0])
        members[node.get_friendly_name()] = sorted(layers, key=order.__getitem__)
    return members


def _of_layers(
    graph: Graph, times: Mapping[str, float], members: Mapping[str, list[str]]
) -> tuple[dict[str, float], dict[str, str], float]:
    """Give each node's time to the first of its layers; the others are computed in that one."""
    milliseconds: dict[str, float] = {}
    computed_in: dict[str, str] = {}
    other = 0.0
    for node, time_ms in times.items():
        layers = members.get(node, [])
        if not layers:
            other += time_ms
            continue
        first, *rest = layers
        milliseconds[first] = milliseconds.get(first, 0.0) + time_ms
        computed_in.update(dict.fromkeys(rest, first))
    for name in tuple(computed_in):
        if milliseconds.get(name):  # it also has a node of its own that takes time
            del computed_in[name]
        else:
            milliseconds.pop(name, None)
    for layer in reversed(graph.layers):
        if layer.name not in milliseconds and layer.name not in computed_in:  # OpenVINO has drawn it into its reader
            reader = next(each.name for each in graph.layers if layer.name in each.inputs)
            computed_in[layer.name] = reader
    for name, owner in computed_in.items():
        while owner not in milliseconds:
            owner = computed_in[owner]  # noqa: PLW2901  whose time that is
        computed_in[name] = owner
    return milliseconds, computed_in, other


def _random_weights(graph: Graph) -> dict[str, npt.NDArray[np.float32]]:
    """Weights with which values keep their size: neither zeros nor overflows, which some processors treat apart."""
    generator = np.random.default_rng(0)
    weights = {}
    for name, shape in graph.shapes().items():
        array = generator.random(shape, np.float32)
        if name.endswith("/kernel"):
            array = (array - 0.5) * np.float32(np.sqrt(12 / np.prod(shape[:-1])))
        weights[name] = array + np.float32(0.5) if name.endswith("variance") else array
    return weights
