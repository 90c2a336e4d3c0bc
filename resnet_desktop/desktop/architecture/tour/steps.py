"""The steps of the tour with a network's own names and numbers; their texts are ``resources/texts/tour.json``."""

import json
from dataclasses import dataclass
from functools import cache

from resnet_desktop.desktop.architecture.state import WHOLE
from resnet_desktop.desktop.architecture.wording import operations
from resnet_desktop.formatting import count
from resnet_desktop.network import Graph, Kind
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK, Group, blocks, stages
from resnet_desktop.network.tables import shape_text
from resnet_desktop.resources import resource_path


@dataclass(frozen=True)
class TourStep:
    """One step.

    Attributes:
        title: a few words.
        text: some sentences.
        selected: what is selected and shown meanwhile, as `ArchitectureState.selected`.
        switched: the block that can be switched off in this step; empty for none.
    """

    title: str
    text: str
    selected: str = WHOLE
    switched: str = ""


def tour_steps(graph: Graph) -> tuple[TourStep, ...]:
    """Tell the tour for a network.

    Returns:
        Its steps; without those that this network has nothing to show for.
    """
    places, numbers = _places(graph), _numbers(graph)
    kind = "bottleneck" if len(graph.network.block) > 2 else "plain"
    return tuple(
        TourStep(
            each["title"],
            each["text"].format_map(numbers),
            places[each["at"]],
            places["switch"] if each["at"] == "switch" else "",
        )
        for each in _texts()
        if each["at"] in places and each.get("only", kind) == kind
    )


@cache
def _texts() -> tuple[dict[str, str], ...]:
    return tuple(json.loads(resource_path("texts", "tour.json").read_text("utf-8")))


def _places(graph: Graph) -> dict[str, str]:
    """Which part of the network each step is told at."""
    inner = [group for group in stages(graph) if group.name.startswith("stage")]
    places = {"whole": WHOLE, "deep_stage": max(inner, key=lambda each: len(each.layers)).name}
    places["last_stage"] = inner[-1].name
    if opening := _opening(graph):
        places["projection"] = next(layer.name for layer in opening.layers if layer.is_shortcut)
    if identity := _identity(graph):
        places["identity_block"] = places["switch"] = identity.name
        places["addition"] = next(layer.name for layer in identity.layers if layer.kind is Kind.ADD)
        convolutions = [layer.name for layer in identity.layers if layer.kind is Kind.CONVOLUTION]
        places["middle_convolution"] = convolutions[len(convolutions) // 2]
    return places


def _numbers(graph: Graph) -> dict[str, str]:
    """What stands for the names in the texts; of parts that a network does not have, nothing."""
    groups = blocks(graph)
    residual = [group for group in groups if group.kind]
    inner = [group for group in stages(graph) if group.name.startswith("stage")]
    numbers = {
        "side": count(graph.input_size),
        "classes": count(graph.classes),
        "blocks": count(len(residual)),
        "stages": count(len(inner)),
        "stage_shapes": ", ".join(shape_text(group.output_shape) for group in inner[:-1])
        + f" and {shape_text(inner[-1].output_shape)}",
        "last_side": count(round(graph.input_size / inner[-1].output_shape[0])),
    }
    if opening := _opening(graph):
        projection = next(layer for layer in opening.layers if layer.is_shortcut)
        numbers |= {
            "convolutional": opening.name,
            "shape_in": shape_text(graph.layer(projection.inputs[0]).output_shape),
            "shape_out": shape_text(opening.output_shape),
            "stride": count(projection.stride),
        }
    if identity := _identity(graph):
        numbers |= _block_numbers(identity)
        numbers["identity_count"] = count(sum(group.kind == IDENTITY_BLOCK for group in residual))
    return numbers


def _block_numbers(identity: Group) -> dict[str, str]:
    side, _, wide = identity.output_shape
    return {
        "identity": identity.name,
        "switch": identity.name,
        "identity_shape": shape_text(identity.output_shape),
        "wide": count(wide),
        "narrow": count(identity.layers[0].output_shape[-1]),
        "block_macs": operations(identity.macs),
        "plain_macs": operations(2 * side * side * 9 * wide * wide),
    }


def _opening(graph: Graph) -> Group | None:
    """The first convolutional block that changes the size of the maps; else the first one."""
    found = [group for group in blocks(graph) if group.kind == CONVOLUTIONAL_BLOCK]
    shrinking = (group for group in found if any(layer.stride > 1 for layer in group.layers))
    return next(shrinking, found[0] if found else None)


def _identity(graph: Graph) -> Group | None:
    """An identity block in the second stage that has one, where a map is still large and a block not the first."""
    found = [group for group in blocks(graph) if group.kind == IDENTITY_BLOCK]
    first_stage = found[0].layers[0].stage if found else 0
    later = (group for group in found if group.layers[0].stage > first_stage)
    return next(later, found[0] if found else None)
