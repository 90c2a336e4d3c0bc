"""What is written in the boxes."""

from resnet_desktop.formatting import count, plural
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, Group
from resnet_desktop.network.layers import Kind, Layer
from resnet_desktop.network.tables import shape_text


def title_of(graph: Graph) -> str:
    """Title a drawing: ``ResNet-50, 224x224 input, 1,000 classes``."""
    return f"{graph.network.title}, {graph.input_size}x{graph.input_size} input, {count(graph.classes)} classes"


def stage_title(name: str) -> str:
    """Title a stage, the stem or the classifier: ``Stage 3``."""
    return name[:1].upper() + name[1:]


def stage_lines(stage: Group, block_count: int) -> tuple[str, ...]:
    """Write what a collapsed stage holds."""
    return stage_title(stage.name), plural(block_count, "block")


def ends_lines(group: Group, classes: int) -> tuple[str, ...]:
    """Write what the stem or the classifier does."""
    convolution = next((layer for layer in group.layers if layer.kind is Kind.CONVOLUTION), None)
    if convolution is not None:
        return stage_title(group.name), f"conv {convolution.kernel}x{convolution.kernel}", "max pool"
    return stage_title(group.name), "average pool", f"dense {count(classes)}"


def block_lines(block: Group) -> tuple[str, ...]:
    """Write which block it is and of which kind."""
    return block.name, "conv" if block.kind == CONVOLUTIONAL_BLOCK else "identity"


def block_title(block: Group) -> tuple[str, ...]:
    """Title the frame of an expanded block: its name and its kind."""
    return block.name, block.kind.removesuffix(" block")


def input_lines(graph: Graph) -> tuple[str, ...]:
    """Write what goes in."""
    return "Input", shape_text(graph.layers[0].output_shape)


def layer_lines(layer: Layer) -> tuple[str, ...]:
    """Write what a layer does; a convolution's and a dense layer's name stands below it."""
    step = f", /{layer.stride}" if layer.stride > 1 else ""
    match layer.kind:
        case Kind.CONVOLUTION:
            what = f"conv {layer.kernel}x{layer.kernel}{step}"
        case Kind.DENSE:
            what = "dense, softmax" if layer.activation else "dense"
        case Kind.MAX_POOL:
            return (f"max pool {layer.kernel}x{layer.kernel}{step}",)
        case Kind.AVERAGE_POOL:
            return (f"average pool {layer.kernel}x{layer.kernel}",)
        case Kind.ZERO_PADDING:
            return (f"zero padding {layer.padding[0]}",)
        case Kind.BATCH_NORM:
            return ("batch norm",)
        case Kind.RELU:
            return ("ReLU",)
        case _:
            return (layer.kind.name.lower(),)
    return what, layer.name
