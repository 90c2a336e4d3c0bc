"""Layers' times: every layer is accounted for, what is computed at once is said, and it can be stopped."""

from itertools import chain

import pytest

from resnet_desktop.engines.timing import MOST_RUNS, LayerTimes, measure
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.network import LISTING, RESNET50, Kind, build
from tests.helpers.random_model import random_weights


@pytest.fixture(scope="module", params=["resnet50", "listing"])
def times(request: pytest.FixtureRequest) -> LayerTimes:
    graph = build({"resnet50": RESNET50, "listing": LISTING}[request.param], 64, 10)
    return measure(graph, random_weights(graph), Control())


def test_every_layer_has_a_time_or_is_computed_in_one_that_has(times: LayerTimes) -> None:
    for layer in times.graph.layers:
        owner = times.computed_in.get(layer.name, layer.name)
        assert owner in times.milliseconds, layer.name
        assert (layer.name in times.milliseconds) is not (layer.name in times.computed_in)


def test_every_convolution_has_a_time_of_its_own(times: LayerTimes) -> None:
    convolutions = [layer for layer in times.graph.layers if layer.kind in (Kind.CONVOLUTION, Kind.DENSE)]
    assert all(times.milliseconds[layer.name] > 0 for layer in convolutions)


def test_the_batch_norm_is_computed_in_its_convolution(times: LayerTimes) -> None:
    norms = [layer for layer in times.graph.layers if layer.kind is Kind.BATCH_NORM]
    assert all(times.computed_in[norm.name] == norm.inputs[0] for norm in norms)


def test_the_addition_is_computed_in_a_convolution_of_its_block(times: LayerTimes) -> None:
    for layer in times.graph.layers:
        if layer.kind is Kind.ADD and layer.name in times.computed_in:
            owner = times.graph.layer(times.computed_in[layer.name])
            assert (owner.stage, owner.block, owner.kind) == (layer.stage, layer.block, Kind.CONVOLUTION)


def test_the_layers_add_up_to_about_the_whole(times: LayerTimes) -> None:
    assert times.sum_ms == pytest.approx(sum(times.milliseconds.values()) + times.other_ms)
    assert times.runs >= 5
    graph = times.graph  # other programs may take the processor in one measurement, but not in three
    again = (measure(graph, random_weights(graph), Control()) for _ in range(2))
    assert any(0.2 * each.total_ms < each.sum_ms < 2 * each.total_ms for each in chain([times], again))


def test_random_weights_do_as_well_and_it_is_said() -> None:
    graph = build(RESNET50, 32, 3)
    progress: list[Progress] = []
    measured = measure(graph, None, Control(progress.append))
    assert measured.has_random_weights
    assert progress[-1].done == measured.runs
    assert progress[-1].total == MOST_RUNS


def test_measuring_stops_when_it_is_asked_to() -> None:
    control = Control(lambda progress: control.cancel() if progress.done == 1 else None)
    with pytest.raises(Cancelled):
        measure(build(RESNET50, 32, 3), None, control)
