"""Where the card goes, and which way its arrow takes; pure geometry."""

from PySide6.QtCore import QLineF, QPointF, QRectF

AIR_PX = 16
"""Between the card and the edge of the drawing."""


def best_corner(room: QRectF, card: QRectF, place: QRectF) -> QRectF:
    """Put the card into the corner where it hides least of a place; at the bottom left where all are alike."""
    inner = room.adjusted(AIR_PX, AIR_PX, -AIR_PX, -AIR_PX)
    left, right = inner.left(), max(inner.left(), inner.right() - card.width())
    top, bottom = inner.top(), max(inner.top(), inner.bottom() - card.height())
    corners = [
        QRectF(x, y, card.width(), card.height())
        for x, y in ((left, bottom), (right, bottom), (left, top), (right, top))
    ]

    def hidden(corner: QRectF) -> float:
        part = corner.intersected(place)
        return part.width() * part.height()

    return min(corners, key=hidden)


def between(card: QRectF, ring: QRectF) -> QLineF:
    """The shortest line between two rectangles; of no length where they overlap."""
    start, end = QPointF(), QPointF()
    for low, high, put in (("left", "right", "setX"), ("top", "bottom", "setY")):
        a0, a1, b0, b1 = (getattr(each, side)() for each in (card, ring) for side in (low, high))
        if a1 < b0:
            here, there = a1, b0
        elif b1 < a0:
            here, there = a0, b1
        else:
            here = there = (max(a0, b0) + min(a1, b1)) / 2
        getattr(start, put)(here)
        getattr(end, put)(there)
    return QLineF(start, end)
