"""The numbers of a part of the network as a person reads them; no Qt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.inspector.parts import Part
from resnet_desktop.formatting import count, percent, plural, size
from resnet_desktop.network import Layer, Variable
from resnet_desktop.network.rows import FLOPS_PER_MAC
from resnet_desktop.network.tables import KIND_WORDS, shape_text

if TYPE_CHECKING:
    from resnet_desktop.engines.timing import LayerTimes


@dataclass(frozen=True)
class Fact:
    """One number.

    Attributes:
        title: what it is.
        value: it, with its unit.
        tip: what it means, where its title does not say all.
        is_detail: whether it is a part of the one before.
    """

    title: str
    value: str
    tip: str = ""
    is_detail: bool = False


@dataclass(frozen=True)
class Share:
    """How much of a whole something is.

    Attributes:
        title: of what.
        share: 0 to 1.
        name: what is selected when it is clicked; None for nothing.
    """

    title: str
    share: float
    name: str | None = None

    @property
    def text(self) -> str:
        """As percent; what is not nothing never reads like nothing."""
        return "<0.1 %" if 0 < self.share < 0.0005 else percent(self.share)


def title_of(part: Part) -> str:
    """What a part is called above everything else."""
    if not part.name:
        return part.graph.network.title
    if part.block_kind:
        return f"Block {part.name}"
    return part.name.capitalize() if part.group is not None else part.name


def kind_of(part: Part) -> str:
    """What it is, in a few words: ``convolution (Conv2D) in block 3b``."""
    if part.layer is None:
        if part.block_kind:
            return f"{part.block_kind} in stage {part.layers[0].stage}"
        if part.group is None:
            return "residual network"
        block_count = len({layer.block for layer in part.layers if layer.block})
        return plural(block_count, "block") if block_count else plural(len(part.layers), "layer")
    layer = part.layer
    place = f" in block {layer.stage}{layer.block}" if layer.block else ""
    return f"{KIND_WORDS[layer.kind]} ({layer.kind.value}){place}"


def facts(part: Part, times: "LayerTimes | None" = None) -> list[Fact]:
    """Everything that is known about a part but its weights."""
    layer, costs = part.layer, part.costs
    made: list[Fact] = []
    if layer is not None:
        made.append(Fact("Keras alias", layer.alias or "none", "The same layer's name in keras.applications"))
        made.append(Fact("Reads", ", ".join(layer.inputs) or "the picture"))
    else:
        made.append(Fact("Layers", count(len(part.layers))))
    if part.inputs:
        made.append(Fact("Input", " + ".join(shape_text(each.output_shape) for each in _inputs(part))))
    made.append(Fact("Output", shape_text(part.output_shape), "Height x width x channels, or features"))
    if layer is not None:
        made += _window(layer)
    made.append(Fact("Parameters", count(costs.parameter_count)))
    if layer is not None:
        made += [Fact(variable.name, _size_of(variable), is_detail=True) for variable in layer.variables]
    frozen = costs.parameter_count - costs.trainable_parameter_count
    if frozen:
        made.append(
            Fact("Trainable", count(costs.trainable_parameter_count), f"All but {count(frozen)} moving statistics")
        )
    made += [
        Fact("MACs", count(costs.macs), "Multiply-accumulate operations for one picture, biases not counted"),
        Fact("FLOPs = 2 x MACs", count(FLOPS_PER_MAC * costs.macs), "A multiplication and an addition for each MAC"),
        Fact(
            "Activations", size(costs.activation_bytes), "Outputs in float32 for one picture: what training must keep"
        ),
        _receptive_field(part),
    ]
    if times is not None:
        made.append(_time(part, times))
    return made


def _size_of(variable: Variable) -> str:
    shape = f"{shape_text(variable.shape)} = " if len(variable.shape) > 1 else ""
    return f"{shape}{count(variable.size)}"


def _inputs(part: Part) -> tuple[Layer, ...]:
    return part.inputs if part.layer is not None else part.inputs[:1]


def _window(layer: Layer) -> list[Fact]:
    before, after = layer.padding
    around = f"{before} on each side" if before == after else f"{before} before, {after} after"
    padding = Fact("Padding", around if after else "none", "Rows and columns of zeros")
    if not layer.kernel:
        return [padding] if after else []
    return [
        Fact("Kernel" if layer.variables else "Window", f"{layer.kernel}x{layer.kernel}"),
        Fact("Stride", str(layer.stride)),
        padding,
    ]


def _receptive_field(part: Part) -> Fact:
    field, side = part.layers[-1].receptive_field, part.graph.input_size
    more = f" (picture: {count(side)})" if field > side else ""
    tip = "Side of the square of input pixels that one output value can depend on"
    return Fact("Receptive field", f"{count(field)} px{more}", tip)


def _time(part: Part, times: "LayerTimes") -> Fact:
    tip = f"Measured on this machine: CPU, {times.precision}, one picture, median of {times.runs} runs"
    if part.layer is not None and part.name in times.computed_in:
        return Fact("Time", f"in {times.computed_in[part.name]}", "The program computes both at once")
    total = sum(times.milliseconds.get(layer.name, 0.0) for layer in part.layers)
    return Fact("Time", f"{total:,.3f} ms", tip)


def shares_of_whole(part: Part, times: "LayerTimes | None" = None) -> list[Share]:
    """How much of the network a part is; nothing for the network itself."""
    if not part.name:
        return []
    costs, graph = part.costs, part.graph
    made = [
        Share("Parameters", costs.parameter_count / graph.parameter_count),
        Share("MACs", costs.macs / graph.macs),
        Share("Activations", costs.activation_bytes / graph.activation_bytes),
    ]
    if times is not None and part.name not in times.computed_in:
        own = sum(times.milliseconds.get(layer.name, 0.0) for layer in part.layers)
        made.append(Share("Time", own / sum(times.milliseconds.values())))
    return made
