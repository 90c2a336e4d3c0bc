"""Whose arrays are these? Names and shapes in a weights file are held against the networks that the program knows."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.network import NETWORKS, Network, build
from resnet_desktop.network.graph import LARGEST_CLASS_COUNT

Shapes = Mapping[str, tuple[int, ...]]

_CLASSIFIER = re.compile(r"fc([1-9][0-9]{0,5})/(kernel|bias)")


@cache
def body_of(network: Network) -> dict[str, tuple[int, ...]]:
    """Every array but the classifier's; their shapes depend on neither input size nor classes."""
    graph = build(network)
    last = {f"{graph.output.name}/{variable.name}" for variable in graph.output.variables}
    return {name: shape for name, shape in graph.shapes().items() if name not in last}


@cache
def canonical_names() -> dict[str, str]:
    """The canonical name of each layer that has arrays, by that name and by its name in ``keras.applications``."""
    return {
        name: layer.name
        for network in NETWORKS.values()
        for layer in build(network).layers
        if layer.variables and not layer.activation
        for name in (layer.name, layer.alias)
    }


def recognise(shapes: Shapes, path: Path) -> Network:
    """Find the network that has all these arrays. Any of its arrays may be absent.

    This is what bounds the memory: a file cannot ask for more than a network can have.

    Args:
        shapes: by canonical name.
        path: the file they are in, for the error.
    Raises:
        WeightsError: there are none, or no network has them all; names the first that the most similar one lacks.
    """
    if not shapes:
        raise WeightsError(path, "weights of a network", "there are none in the file")
    problems = {name: _problems(network, shapes) for name, network in NETWORKS.items()}
    best = min(problems, key=lambda name: len(problems[name]))
    if problems[best]:
        name, expected = next(iter(problems[best].items()))
        raise WeightsError(path, expected, f"{shown(name)} has the shape {shown(shapes[name])}")
    return NETWORKS[best]


def classes_of(names: Iterable[str]) -> int | None:
    """The number of classes of the classifier whose arrays are among these names; None where there is none."""
    found = [match for name in names if (match := _CLASSIFIER.fullmatch(name))]
    return int(found[0][1]) if found else None


def _problems(network: Network, shapes: Shapes) -> dict[str, str]:
    """What should have been there instead, by the name of each array that is not this network's."""
    body = body_of(network)
    channels = network.stages[-1].width * network.expansion
    problems: dict[str, str] = {}
    classifiers: set[str] = set()
    for name, shape in shapes.items():
        if classifier := _CLASSIFIER.fullmatch(name):
            classes = int(classifier[1])
            classifiers.add(classifier[1])
            is_kernel = classifier[2] == "kernel"
            if not 2 <= classes <= LARGEST_CLASS_COUNT or len(classifiers) > 1:
                problems[name] = f"one classifier with 2 to {LARGEST_CLASS_COUNT:,} classes"
            elif is_kernel and (len(shape) != 2 or shape[1] != classes or shape[0] < 1 or shape[0] % channels):
                problems[name] = f"the shape ({channels}, {classes})"
            elif not is_kernel and shape != (classes,):
                problems[name] = f"the shape ({classes},)"
        elif name not in body:
            problems[name] = f"an array of {' or '.join(known.title for known in NETWORKS.values())}"
        elif shape != body[name]:
            problems[name] = f"the shape {body[name]}"
    return problems
