"""From a drawing to what it is painted with, from back to front."""

import re

from resnet_desktop.network.drawing.elements import Arrow, Box, Drawing, Role
from resnet_desktop.network.drawing.footer import footer_height, footer_marks
from resnet_desktop.network.drawing.looks import Look, addition_marks, arrow_marks, box_marks
from resnet_desktop.network.drawing.marks import Mark, MarkGroup, Words

_FADED = 0.45


def size_with_footer(drawing: Drawing, look: Look) -> tuple[float, float]:
    """Width and height of all that is painted, px."""
    return drawing.width, drawing.height + footer_height(drawing, look)


def render(drawing: Drawing, look: Look) -> tuple[MarkGroup, ...]:
    """Give everything that is to be painted.

    Args:
        drawing: what lies where.
        look: in which colours.
    Returns:
        A group for each box and each addition, one for all arrows between, one for all texts on them, and the key.
    """
    frames = [box for box in drawing.boxes if box.is_expanded]
    closed = [box for box in drawing.boxes if not box.is_expanded]
    lines, words = _arrows(drawing, look)
    return (
        *(_group(box, look) for box in frames),
        *lines,
        *(_group(box, look) for box in closed),
        *(
            MarkGroup(identifier(plus.name), f"{plus.name}: F(x) + x", tuple(addition_marks(plus, look)))
            for plus in drawing.additions
        ),
        words,
        MarkGroup("key", "", tuple(footer_marks(drawing, look))),
    )


def identifier(name: str) -> str:
    """Make a stable XML id of a name: ``stage 3`` is ``network-stage-3``."""
    return "network-" + re.sub(r"[^A-Za-z0-9_]+", "-", name)


def box_title(box: Box) -> str:
    """Say in a line what a box is."""
    if box.is_expanded or not box.block or box.name != box.block:
        return ", ".join(dict.fromkeys((box.name, *(line for line in box.lines if line.lower() != box.name))))
    return f"{box.name}, {'convolutional' if box.kind.value == 'convolutional' else 'identity'} block"


def _group(box: Box, look: Look) -> MarkGroup:
    is_faded = not box.is_expanded and box.block in look.bypassed
    return MarkGroup(identifier(box.name), box_title(box), tuple(box_marks(box, look)), _FADED if is_faded else 1)


def _arrows(drawing: Drawing, look: Look) -> tuple[list[MarkGroup], MarkGroup]:
    usual: list[Mark] = []
    faded: list[Mark] = []
    shortcuts: list[Mark] = []
    words: list[Mark] = []
    for arrow in drawing.arrows:
        target = _layer_of(arrow, look, usual, faded, shortcuts)
        for mark in arrow_marks(arrow, look):
            (words if isinstance(mark, Words) else target).append(mark)
    groups = [
        MarkGroup("arrows", "", tuple(usual)),
        MarkGroup("arrows-switched-off", "", tuple(faded), _FADED),
        MarkGroup("shortcuts", "", tuple(shortcuts)),
    ]
    return [group for group in groups if group.marks], MarkGroup("sizes", "", tuple(words))


def _layer_of(arrow: Arrow, look: Look, usual: list[Mark], faded: list[Mark], shortcuts: list[Mark]) -> list[Mark]:
    if arrow.role is not Role.MAIN:
        return shortcuts
    return faded if arrow.block in look.bypassed else usual
