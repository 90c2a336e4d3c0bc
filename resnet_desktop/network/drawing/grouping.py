"""Blocks and stages, collapsed and expanded, and what stands before and behind them."""

from collections.abc import Sequence
from math import ceil

from resnet_desktop.network.drawing.columns import fill_columns, in_columns
from resnet_desktop.network.drawing.elements import Addition, Arrow, Box, BoxKind, Role
from resnet_desktop.network.drawing.layering import block_inside, run_of_layers
from resnet_desktop.network.drawing.pieces import Piece
from resnet_desktop.network.drawing.sizes import (
    ARC_ROOM,
    BLOCK_HEADER,
    HEADER,
    LABEL_GAP,
    LABEL_SHIFT,
    PADDING,
    PROJECTION,
    SHEETS,
    SMALL_PLUS,
    STEP,
    TEXT_PX,
    TITLE_PX,
    block_size,
    text_width,
)
from resnet_desktop.network.drawing.wording import block_lines, block_title, stage_lines, stage_title
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, Group
from resnet_desktop.network.layers import Kind, Layer
from resnet_desktop.network.tables import shape_text

_TITLE_ROOM = 16.0
_HIGHEST = 1250.0
"""Of a stage whose blocks are all expanded: what is higher is put into columns."""


def kind_of(block: Group) -> BoxKind:
    """Say what a block's box stands for."""
    return BoxKind.CONVOLUTIONAL if block.kind == CONVOLUTIONAL_BLOCK else BoxKind.IDENTITY


def closed(
    group: Group | Layer, kind: BoxKind, lines: tuple[str, ...], members: tuple[BoxKind, ...] = (), extra: float = 0
) -> Piece:
    """One box for all of it: input, stem, classifier, or a stage.

    Args:
        group: what it stands for.
        kind: of the box.
        lines: what is written in it.
        members: kinds of a stage's blocks.
        extra: height beyond what its tensor gives it, px.
    """
    width, height = block_size(group.output_shape)
    words = max(text_width(line, TITLE_PX if place == 0 else TEXT_PX) for place, line in enumerate(lines))
    width, height = (
        max(width, words + 20 + (6 if isinstance(group, Group) else 0), 15.0 * len(members) + 12),
        max(height, 14.0 * len(lines) + 8) + extra,
    )
    text = shape_text(group.output_shape)
    box = Box(
        group.name, kind, -width / 2, 0, width, height, lines,
        members=members, is_expandable=isinstance(group, Group),
    )  # fmt: skip
    return Piece(group.name, group.name, 0, height, text, width / 2, width / 2, height, [box])


def closed_stage(stage: Group, blocks: Sequence[Group]) -> Piece:
    """A collapsed stage: one box that tells how many blocks of which kind it holds."""
    members = tuple(kind_of(block) for block in blocks)
    piece = closed(stage, BoxKind.STAGE, stage_lines(stage, len(blocks)), members, extra=18)
    piece.leave = piece.height = piece.height + SHEETS
    piece.reach(0, piece.right + SHEETS)
    return piece


def open_ends(group: Group) -> Piece:
    """The stem or the classifier, expanded to its layers."""
    inside = run_of_layers(group.layers, group.name)
    title = stage_title(group.name)
    return _framed(inside, group.name, BoxKind.PLAIN, (title,), HEADER, is_block=False)


def closed_block(block: Group, inside: str, source: str, incoming: str) -> Piece:
    """A collapsed block: its box, the shortcut as an arc around it, and a small addition below.

    Args:
        block: the block.
        inside: the stage's name.
        source: what its input comes from.
        incoming: size of the tensor that comes in.
    """
    kind = kind_of(block)
    addition = next(layer for layer in block.layers if layer.kind is Kind.ADD)
    width, height = block_size(block.output_shape)
    text = shape_text(block.output_shape)
    piece = Piece(block.name, addition.name, STEP, text=text)
    piece.boxes.append(
        Box(block.name, kind, -width / 2, STEP, width, height, block_lines(block), inside,
            is_expandable=True, block=block.name)
    )  # fmt: skip
    plus = Addition(addition.name, block.name, 0, STEP + height + 4 + SMALL_PLUS, SMALL_PLUS)
    piece.additions.append(plus)
    way = ((0.0, STEP + height), (0.0, plus.y - SMALL_PLUS))
    piece.arrows.append(Arrow(block.name, plus.name, text, Role.MAIN, way, None, block.name))
    x = width / 2 + ARC_ROOM
    points = ((0.0, 1.0), (x, 1.0), (x, plus.y), (SMALL_PLUS, plus.y))
    role = Role.PROJECTION if kind is BoxKind.CONVOLUTIONAL else Role.SHORTCUT
    piece.arrows.append(Arrow(source, plus.name, incoming, role, points, None, block.name))
    piece.reach(width / 2, x + 2)
    piece.leave = piece.height = plus.y + SMALL_PLUS
    if kind is BoxKind.CONVOLUTIONAL:
        layer = next(layer for layer in block.layers if layer.is_shortcut)
        wide, high = PROJECTION
        top = STEP + (height - high) / 2
        words = (f"{layer.kernel}x{layer.kernel}",)
        piece.boxes.append(
            Box(layer.name, BoxKind.LAYER, x - wide / 2, top, wide, high, words, inside,
                layer_kind=layer.kind, block=block.name)
        )  # fmt: skip
        piece.reach(0, x + wide / 2)
    return piece


def open_block(block: Group, inside: str, source: str, incoming: str) -> Piece:
    """An expanded block: a frame around its layers."""
    piece = block_inside(block, source, incoming)
    return _framed(piece, block.name, kind_of(block), block_title(block), BLOCK_HEADER, inside, is_block=True)


def open_stage(stage: Group, blocks: Sequence[Group], expanded: frozenset[str], source: str, incoming: str) -> Piece:
    """An expanded stage: a frame around its blocks, in several columns where all are expanded and would be too high."""
    pieces: list[Piece] = []
    for block in blocks:
        make = open_block if block.name in expanded else closed_block
        before, text = (pieces[-1].last, pieces[-1].text) if pieces else (source, incoming)
        pieces.append(make(block, stage.name, before, text))
    heights = [piece.height for piece in pieces]
    is_all_open = all(block.name in expanded for block in blocks)
    columns = fill_columns(heights, _most_of_column(heights)) if is_all_open else [list(range(len(pieces)))]
    inside = in_columns(pieces, columns)
    return _framed(inside, stage.name, BoxKind.STAGE, (stage_title(stage.name),), HEADER, is_block=False)


def _most_of_column(heights: Sequence[float]) -> float:
    """How high the columns of a stage may become so that all are about as high."""
    whole = sum(heights) + LABEL_GAP * len(heights)
    return whole if whole <= _HIGHEST else whole / ceil(whole / _HIGHEST) + max(heights) / 4


def _framed(
    inside: Piece, name: str, kind: BoxKind, lines: tuple[str, ...], header: float, within: str = "", *, is_block: bool
) -> Piece:
    """Draw a frame around a part; the arrow that leaves crosses it, with its text inside."""
    left, right = inside.left + PADDING, inside.right + PADDING
    right = max(
        right, text_width(lines[-1], TITLE_PX) + _TITLE_ROOM, LABEL_SHIFT + text_width(inside.text, TEXT_PX) + 4
    )
    height = header + 2 + inside.height
    height += max(PADDING, LABEL_GAP - 2 - (inside.height - inside.leave))
    block = name if is_block else ""
    frame = Box(
        name, kind, -left, 0, left + right, height, lines, within,
        is_expandable=True, is_expanded=True, block=block,
    )  # fmt: skip
    piece = Piece(inside.first, inside.last, header + 2 + inside.entry, header + 2 + inside.leave, inside.text)
    piece.boxes.append(frame)
    piece.exit_x = inside.exit_x
    piece.add(inside, header + 2)
    piece.reach(left, right)
    piece.height = height
    return piece
