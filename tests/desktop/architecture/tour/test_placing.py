from collections.abc import Callable

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF

from resnet_desktop.desktop.architecture.tour.placing import best_corner, between


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        (QRectF(), "bottomLeft"),
        (QRectF(0, 500, 300, 100), "bottomRight"),
        (QRectF(0, 400, 800, 200), "topLeft"),
    ],
)
def test_the_card_goes_where_it_hides_least(place: QRectF, corner: str) -> None:
    room = QRectF(0, 0, 800, 600)
    found = best_corner(room, QRectF(0, 0, 340, 200), place)
    wanted: Callable[[], QPointF] = getattr(room.adjusted(16, 16, -16, -16), corner)
    assert getattr(found, corner)() == wanted()


def test_the_arrow_goes_the_shortest_way_and_nowhere_where_both_overlap() -> None:
    card = QRectF(0, 100, 100, 50)
    assert between(card, QRectF(20, 10, 20, 20)) == QLineF(30, 100, 30, 30)
    assert between(card, QRectF(200, 0, 20, 20)) == QLineF(100, 100, 200, 20)
    assert between(card, QRectF(50, 110, 20, 20)).length() == 0
