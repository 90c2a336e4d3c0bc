"""A graph as text: a table, JSON, and the summary that Keras users know."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from resnet_desktop.formatting import count, size
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import Group, blocks, stages
from resnet_desktop.network.layers import Kind, Layer

KIND_WORDS = {
    Kind.INPUT: "input",
    Kind.ZERO_PADDING: "zero padding",
    Kind.CONVOLUTION: "convolution",
    Kind.BATCH_NORM: "batch norm",
    Kind.RELU: "ReLU",
    Kind.MAX_POOL: "max pooling",
    Kind.ADD: "addition",
    Kind.AVERAGE_POOL: "average pooling",
    Kind.FLATTEN: "flatten",
    Kind.DENSE: "dense",
}
"""What each kind of layer is called."""

_COLUMNS = ("", "kind", "output", "parameters", "trainable", "MACs", "receptive field", "activations")
_TEXT_COLUMNS = 3


def shape_text(shape: Sequence[int]) -> str:
    """Write a shape: ``56x56x256``."""
    return "x".join(str(side) for side in shape)


def table(graph: Graph, by: str = "layer") -> str:
    """Write the graph as an aligned table with totals.

    Args:
        graph: what to write.
        by: ``layer``, ``block`` or ``stage``: what a row is.
    Returns:
        Lines of text. Activations are float32 for one picture; MACs do not count biases.
    """
    rows = [_row(item) for item in _ITEMS[by](graph)]
    total = (
        "total", "", "", count(graph.parameter_count), count(graph.trainable_parameter_count), count(graph.macs),
        "", size(graph.activation_bytes),
    )  # fmt: skip
    widths = [max(len(row[column]) for row in [_COLUMNS, *rows, total]) for column in range(len(_COLUMNS))]
    rule = "-" * (sum(widths) + 2 * len(widths) - 2)

    def line(row: Sequence[str]) -> str:
        cells = [
            text.ljust(width) if column < _TEXT_COLUMNS else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    title = f"{graph.network.title}, {graph.input_size}x{graph.input_size} input, {count(graph.classes)} classes"
    return "\n".join([title, "", line(_COLUMNS), rule, *map(line, rows), rule, line(total)])


def _row(item: Layer | Group) -> tuple[str, ...]:
    kind = KIND_WORDS[item.kind] if isinstance(item, Layer) else item.kind
    return (
        item.name,
        kind,
        shape_text(item.output_shape),
        count(item.parameter_count),
        count(item.trainable_parameter_count),
        count(item.macs),
        count(item.receptive_field),
        size(item.activation_bytes),
    )


_ITEMS: dict[str, Callable[[Graph], Sequence[Layer | Group]]] = {
    "layer": lambda graph: graph.layers,
    "block": blocks,
    "stage": stages,
}

ROW_KINDS = tuple(_ITEMS)
"""What a row of a table can be."""


def to_json(graph: Graph) -> str:
    """Write the graph as JSON: totals, every layer with its variables, and totals of blocks and stages."""
    record = {
        "network": graph.network.name,
        "title": graph.network.title,
        "input_size": graph.input_size,
        "classes": graph.classes,
        "pool_window": graph.pool_window,
        **_costs(graph),
        "layers": [_layer_record(layer) for layer in graph.layers],
        "blocks": [_group_record(group) for group in blocks(graph)],
        "stages": [_group_record(group) for group in stages(graph)],
    }
    return json.dumps(record, indent=2)


def _costs(item: Graph | Layer | Group) -> dict[str, int]:
    return {
        "parameters": item.parameter_count,
        "trainable_parameters": item.trainable_parameter_count,
        "macs": item.macs,
        "activation_bytes": item.activation_bytes,
    }


def _layer_record(layer: Layer) -> dict[str, Any]:
    return {
        "name": layer.name,
        "alias": layer.alias or None,
        "kind": layer.kind.name.lower(),
        "inputs": layer.inputs,
        "output_shape": layer.output_shape,
        "stage": layer.stage,
        "block": layer.block or None,
        "kernel": layer.kernel or None,
        "stride": layer.stride if layer.kernel else None,
        "padding": layer.padding,
        "receptive_field": layer.receptive_field,
        "variables": {variable.name: variable.shape for variable in layer.variables},
        **_costs(layer),
    }


def _group_record(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "kind": group.kind or None,
        "output_shape": group.output_shape,
        "receptive_field": group.receptive_field,
        "layers": [layer.name for layer in group.layers],
        **_costs(group),
    }


def summary(graph: Graph) -> str:
    """Write the graph in the form of Keras's ``model.summary()``.

    Columns are as wide as their contents need, so that nothing is cut.
    """
    header = ("Layer (type)", "Output Shape", "Param #", "Connected to")
    rows = [
        (
            f"{layer.name} ({layer.kind.value})",
            f"({', '.join(['None', *map(str, layer.output_shape)])})",
            count(layer.parameter_count),
            ", ".join(f"{name}[0][0]" for name in layer.inputs) or "-",
        )
        for layer in graph.layers
    ]
    widths = [max(len(row[column]) for row in [header, *rows]) + 1 for column in range(len(header))]

    def line(row: Sequence[str]) -> str:
        return " ".join(
            text.rjust(width) if column == 2 else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()

    width = sum(widths) + len(widths) - 1
    frozen = graph.parameter_count - graph.trainable_parameter_count
    return "\n".join(
        [
            f'Model: "{graph.network.name}"',
            "=" * width,
            line(header),
            "=" * width,
            *map(line, rows),
            "=" * width,
            f"Total params: {_with_size(graph.parameter_count)}",
            f"Trainable params: {_with_size(graph.trainable_parameter_count)}",
            f"Non-trainable params: {_with_size(frozen)}",
        ]
    )


def _with_size(parameters: int) -> str:
    kilobytes = 4 * parameters / 2**10
    memory = f"{kilobytes:.2f} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.2f} MB"
    return f"{count(parameters)} ({memory})"
