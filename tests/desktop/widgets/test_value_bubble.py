import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from resnet_desktop.desktop.widgets.value_bubble import bubble_place

ROOM = QRectF(4, 4, 392, 292)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(4, 396), st.floats(4, 296))
def test_a_bubble_is_inside_its_room_and_not_under_the_mouse(qapp: QApplication, x: float, y: float) -> None:  # noqa: ARG001
    place = bubble_place("0.42", QPointF(x, y), ROOM)
    assert ROOM.contains(place)
    assert not place.contains(QPointF(x, y))


@pytest.mark.parametrize(("at", "is_right", "is_below"), [((10, 10), True, True), ((390, 290), False, False)])
def test_a_bubble_is_right_below_the_mouse_unless_there_is_no_room(
    qapp: QApplication,  # noqa: ARG001
    at: tuple[int, int],
    is_right: bool,
    is_below: bool,
) -> None:
    place = bubble_place("0.42", QPointF(*at), ROOM)
    assert (place.left() > at[0]) == is_right
    assert (place.top() > at[1]) == is_below


def test_words_that_are_wider_than_the_room_begin_at_its_left(qapp: QApplication) -> None:  # noqa: ARG001
    assert bubble_place("a long sentence " * 10, QPointF(200, 100), ROOM).left() == ROOM.left()
