"""Runs of layers and what happens in an expanded block: main branch, shortcut, addition."""

from collections.abc import Sequence

from resnet_desktop.network.drawing.elements import Addition, Arrow, Box, BoxKind, Point, Role
from resnet_desktop.network.drawing.pieces import Piece
from resnet_desktop.network.drawing.sizes import (
    CLOSE_GAP,
    LABEL_DROP,
    LABEL_GAP,
    LABEL_SHIFT,
    PADDING,
    PLUS,
    STEP,
    TEXT_PX,
    layer_size,
    text_width,
)
from resnet_desktop.network.drawing.wording import layer_lines
from resnet_desktop.network.groups import Group
from resnet_desktop.network.layers import Kind, Layer
from resnet_desktop.network.tables import shape_text

_BELONGS_TO_THE_LAST = {Kind.BATCH_NORM, Kind.RELU, Kind.FLATTEN}


def layer_box(layer: Layer, x: float, top: float, inside: str, block: str = "") -> Box:
    """Make a layer's box, its middle at x."""
    lines = layer_lines(layer)
    width, height = layer_size(layer.output_shape, lines)
    return Box(
        layer.name, BoxKind.LAYER, x - width / 2, top, width, height, lines,
        inside=inside, layer_kind=layer.kind, block=block,
    )  # fmt: skip


def run_of_layers(layers: Sequence[Layer], inside: str, block: str = "", role: Role = Role.MAIN) -> Piece:
    """Put layers below one another, those that belong together close."""
    piece = Piece(first=layers[0].name, last=layers[-1].name, text=shape_text(layers[-1].output_shape))
    y = 0.0
    for place, layer in enumerate(layers):
        if place:
            is_close = layer.kind in _BELONGS_TO_THE_LAST
            gap = CLOSE_GAP if is_close else LABEL_GAP
            label = None if is_close else (LABEL_SHIFT, y + LABEL_DROP)
            before = layers[place - 1]
            text = shape_text(before.output_shape)
            piece.arrows.append(Arrow(before.name, layer.name, text, role, ((0, y), (0, y + gap)), label, block))
            if label is not None:
                piece.reach(0, LABEL_SHIFT + text_width(text, TEXT_PX))
            y += gap
        box = layer_box(layer, 0, y, inside, block)
        piece.boxes.append(box)
        piece.reach(box.width / 2, box.width / 2)
        y += box.height
    piece.leave = piece.height = y
    return piece


def block_inside(block: Group, source: str, incoming: str) -> Piece:
    """Lay out the layers of a block: the main branch on the line, the shortcut to its right, the addition below.

    Args:
        block: the block.
        source: what its input comes from.
        incoming: size of the tensor that comes in.
    """
    addition = next(layer for layer in block.layers if layer.kind is Kind.ADD)
    branch = [each for each in block.layers[: block.layers.index(addition)] if not each.is_shortcut]
    projection = [layer for layer in block.layers if layer.is_shortcut]
    main = run_of_layers(branch, block.name, block.name)
    piece = Piece(first=main.first, entry=STEP, text=main.text)
    piece.add(main, STEP)
    bottom = STEP + main.leave
    plus = Addition(addition.name, block.name, 0, bottom + LABEL_GAP + PLUS, PLUS)
    piece.additions.append(plus)
    way, label = ((0.0, bottom), (0.0, plus.y - PLUS)), (LABEL_SHIFT, bottom + LABEL_DROP)
    piece.arrows.append(Arrow(main.last, plus.name, main.text, Role.MAIN, way, label, block.name))
    if projection:
        _add_projection(piece, projection, main, plus, source, incoming)
    else:
        x = max(main.right, LABEL_SHIFT + text_width(main.text, TEXT_PX)) + PADDING + 4
        points = ((0, 0), (x, 0), (x, plus.y), (PLUS, plus.y))
        piece.arrows.append(Arrow(source, plus.name, incoming, Role.SHORTCUT, points, None, block.name))
        piece.reach(0, x + 3)
    _add_last(piece, block, addition, plus)
    return piece


def _add_projection(
    piece: Piece, layers: Sequence[Layer], main: Piece, plus: Addition, source: str, incoming: str
) -> None:
    beside = run_of_layers(layers, plus.block, plus.block, Role.PROJECTION)
    x = main.right + PADDING + beside.left
    top = STEP + max(12.0, (main.height - beside.height) / 2)
    piece.children.append((x, top, beside))
    into: tuple[Point, ...] = ((0, 0), (x, 0), (x, top))
    bottom = top + beside.height
    on: tuple[Point, ...] = ((x, bottom), (x, plus.y), (PLUS, plus.y))
    piece.arrows.append(Arrow(source, beside.first, incoming, Role.PROJECTION, into, None, plus.block))
    piece.arrows.append(
        Arrow(
            beside.last, plus.name, beside.text, Role.PROJECTION, on, (x + LABEL_SHIFT, bottom + LABEL_DROP), plus.block
        )
    )
    piece.reach(0, x + max(beside.right, LABEL_SHIFT + text_width(beside.text, TEXT_PX)))


def _add_last(piece: Piece, block: Group, addition: Layer, plus: Addition) -> None:
    last = block.layers[-1]
    y = plus.y + PLUS + CLOSE_GAP + 3
    box = layer_box(last, 0, y, block.name)
    text = shape_text(addition.output_shape)
    way = ((0.0, plus.y + PLUS), (0.0, y))
    piece.arrows.append(Arrow(addition.name, last.name, text, Role.MAIN, way))
    piece.children.append((0, 0, Piece(boxes=[box])))  # after the branches, as it comes in the flow
    piece.reach(box.width / 2, box.width / 2)
    piece.last, piece.text = last.name, shape_text(last.output_shape)
    piece.leave = piece.height = y + box.height
