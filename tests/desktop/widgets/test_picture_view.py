import sys
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QEnterEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.framing import MOST, MOST_FITTED, Framing
from resnet_desktop.desktop.widgets.picture_view import PictureView
from resnet_desktop.desktop.widgets.pyramid import Pyramid, make_pyramid
from tests.conftest import SAMPLES
from tests.desktop.widgets.hand import Hand

LEFT = Qt.MouseButton.LeftButton
SIZE = (600, 400)
MIDDLE = QPoint(150, 100)


def pyramid_of(name: str, short_side: int = 0) -> Pyramid:
    with Image.open(SAMPLES / name) as photo:
        upright = photo.convert("RGB")
    if short_side:
        upright.thumbnail((10_000, short_side))
    return make_pyramid(np.asarray(upright))


def map_of(ink: QColor) -> QImage:
    made = QImage(7, 7, QImage.Format.Format_RGBA8888)
    made.fill(ink)
    return made


@pytest.fixture(scope="module")
def coffee() -> Pyramid:
    return pyramid_of("coffee.jpg")


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot, coffee: Pyramid) -> Iterator[PictureView]:
    theme.apply_theme(qapp, "light")
    page = QWidget()
    other = QPushButton(page)
    other.setGeometry(0, 0, 10, 10)
    made = PictureView()
    made.setParent(page)
    made.setGeometry(20, 20, 300, 200)
    qtbot.addWidget(page)
    QCursor.setPos(0, 0)
    page.setGeometry(100, 100, 700, 500)
    page.show()
    page.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    made.show_picture(coffee, SIZE, "coffee.jpg")
    yield made
    page.close()  # it lives as long as the test does


@pytest.fixture
def hand(view: PictureView) -> Hand:
    return Hand(view)


@pytest.fixture
def heard(view: PictureView) -> Iterator[list[tuple[float, float] | None]]:
    points: list[tuple[float, float] | None] = []
    view.hovered.connect(points.append)
    yield points
    view.hovered.disconnect(points.append)


def framing(view: PictureView) -> Framing:
    assert view.framing is not None
    return view.framing


def pixel(view: PictureView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


def test_a_picture_is_shown_whole_and_in_its_own_colours(view: PictureView, coffee: Pyramid) -> None:
    assert framing(view).is_fit
    assert framing(view).place == (0, 0, 300, 200)
    original, shown = coffee.images[1], view.grab().toImage()
    for x, y in ((40, 30), (150, 100), (260, 170)):
        expected, actual = original.pixelColor(x, y), shown.pixelColor(x, y)
        for one, other in ((expected.red(), actual.red()), (expected.blue(), actual.blue())):
            assert one == pytest.approx(other, abs=8)


def test_the_wheel_zooms_about_the_mouse(view: PictureView, hand: Hand) -> None:
    before = framing(view).to_picture(200, 60)
    assert hand.turn_wheel(3, 200, 60)
    assert framing(view).scale == pytest.approx(1)
    assert framing(view).to_picture(200, 60) == pytest.approx(before)
    hand.turn_wheel(-3, 200, 60)
    assert framing(view).is_fit


def test_two_fingers_move_what_is_zoomed_and_zoom_with_control(view: PictureView, hand: Hand) -> None:
    view.zoom_to_actual()
    centre = framing(view).centre
    hand.scroll(-30, 10)
    assert framing(view).centre == (centre[0] + 30, centre[1] - 10)
    hand.scroll(0, 120, Qt.KeyboardModifier.ControlModifier)
    assert framing(view).scale == pytest.approx(2 ** (1 / 3))


def test_spreading_two_fingers_zooms_and_a_double_tap_toggles(view: PictureView, hand: Hand) -> None:
    before = framing(view).to_picture(80, 50)
    hand.pinch(0.5, 80, 50)
    assert framing(view).scale == pytest.approx(0.75)
    assert framing(view).to_picture(80, 50) == pytest.approx(before)
    hand.tap_twice(80, 50)
    assert framing(view).is_fit
    hand.tap_twice(80, 50)
    assert framing(view).zoom == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="touchpads send gestures of their own there")
def test_spreading_two_fingers_on_a_touch_screen_zooms(view: PictureView) -> None:
    screen, page = QTest.createTouchDevice(), view.window()

    def place(x: int) -> QPoint:
        return view.mapTo(page, QPoint(x, 100))

    QTest.touchEvent(page, screen).press(0, place(130), page).press(1, place(170), page).commit()
    QApplication.processEvents()
    for reach in range(20, 60, 5):
        QTest.touchEvent(page, screen).move(0, place(150 - reach), page).move(1, place(150 + reach), page).commit()
        QApplication.processEvents()
    QTest.touchEvent(page, screen).release(0, place(95), page).release(1, place(205), page).commit()
    assert framing(view).scale == pytest.approx(0.5 * 55 / 20)
    assert framing(view).centre == pytest.approx((300, 200), abs=8)


def test_a_double_click_toggles_between_fit_and_a_hundred_percent_at_that_point(view: PictureView) -> None:
    before = framing(view).to_picture(200, 120)
    QTest.mouseDClick(view, LEFT, pos=QPoint(200, 120))
    assert framing(view).zoom == 1
    assert framing(view).to_picture(200, 120) == pytest.approx(before)
    QTest.mouseDClick(view, LEFT, pos=QPoint(10, 10))
    assert framing(view).is_fit
    QTest.mouseRelease(view, LEFT, pos=QPoint(10, 10))  # Qt's double click lets it go only once


def test_dragging_moves_what_is_zoomed_with_the_hand_and_stops_at_the_edge(view: PictureView, hand: Hand) -> None:
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    view.zoom_to_actual()
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mousePress(view, LEFT, pos=MIDDLE)
    assert view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    hand.move_to(190, 120, LEFT)
    assert framing(view).centre == (260, 180)
    hand.move_to(2000, 2000, LEFT)
    assert framing(view).seen == (0, 0, 300, 200)
    QTest.mouseRelease(view, LEFT, pos=MIDDLE)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    hand.move_to(10, 10)
    assert framing(view).seen == (0, 0, 300, 200)


def test_what_fits_cannot_be_dragged_and_takes_no_focus_from_the_list(view: PictureView, hand: Hand) -> None:
    QTest.mousePress(view, LEFT, pos=MIDDLE)
    hand.move_to(190, 120, LEFT)
    QTest.mouseRelease(view, LEFT, pos=QPoint(190, 120))
    assert framing(view).is_fit
    assert not view.hasFocus()


def test_keys_zoom_and_move(view: PictureView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert framing(view).scale == pytest.approx(0.5 * 1.25)
    QTest.keyClick(view, Qt.Key.Key_Equal)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert framing(view).scale == pytest.approx(0.5 * 1.25)
    x, y = framing(view).centre
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert framing(view).centre[0] > x
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert framing(view).centre[1] < y
    QTest.keyClick(view, Qt.Key.Key_0)
    assert framing(view).is_fit


def test_keys_that_mean_nothing_here_are_left_to_the_page(qtbot: QtBot, coffee: Pyramid) -> None:
    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[int] = []

        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
            self.keys.append(event.key())

    page, view = Page(), PictureView()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(view)
    page.show()
    view.show_picture(coffee, SIZE, "coffee.jpg")
    unused = [Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_H]
    for key in (*unused, Qt.Key.Key_Plus):
        QTest.keyClick(view, key)
    assert page.keys == unused
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert page.keys == unused


def test_resizing_keeps_a_picture_fitted_and_a_zoomed_one_in_its_middle(view: PictureView) -> None:
    view.resize(600, 300)
    assert framing(view).place == (75, 0, 525, 300)
    view.zoom_to_actual()
    centre = framing(view).centre
    view.resize(340, 260)
    assert framing(view).centre == centre
    assert framing(view).zoom == 1


def test_the_point_under_the_mouse_is_told_in_pixels_of_the_whole_picture(
    view: PictureView, hand: Hand, heard: list[tuple[float, float] | None]
) -> None:
    hand.move_to(150, 50)
    assert heard == [(300, 100)]
    hand.leave()
    assert heard == [(300, 100), None]
    view.resize(300, 300)
    hand.move_to(150, 10)
    hand.leave()
    assert heard == [(300, 100), None]


def test_the_point_under_a_resting_mouse_is_told_again_after_zooming(
    view: PictureView, hand: Hand, heard: list[tuple[float, float] | None]
) -> None:
    hand.move_to(150, 50)
    view.zoom_to_actual()
    assert heard[-1] == framing(view).to_picture(150, 50)
    assert heard[-1] != heard[0]


def test_more_pixels_are_asked_for_once_when_they_would_be_seen(view: PictureView, qtbot: QtBot) -> None:
    asked: list[int] = []
    view.zoomed_beyond.connect(asked.append)
    small = pyramid_of("coffee.jpg", 200)
    view.show_picture(small, SIZE, "coffee.jpg")
    assert asked == []
    view.zoom_in()
    view.zoom_in()
    assert asked == [400]
    with qtbot.assertNotEmitted(view.zoomed_beyond):
        view.zoom_to_actual()
        view.replace_pixels(pyramid_of("coffee.jpg"))
        view.zoom_in()


def test_a_view_that_is_too_large_for_the_pixels_asks_for_more(view: PictureView, qtbot: QtBot) -> None:
    view.show_picture(pyramid_of("coffee.jpg", 200), SIZE, "coffee.jpg")
    with qtbot.waitSignal(view.zoomed_beyond) as asked:
        view.resize(600, 400)
    assert asked.args == [400]


def test_more_pixels_move_nothing_and_leave_what_lies_over_them(view: PictureView) -> None:
    view.show_picture(pyramid_of("coffee.jpg", 200), SIZE, "coffee.jpg")
    view.show_crop((100, 0, 500, 400))
    view._reframe(framing(view).scaled(0.9, (40, 40)))
    before, coarse = framing(view), view.grab().toImage()
    view.replace_pixels(pyramid_of("coffee.jpg"))
    assert framing(view) == before
    sharp = view.grab().toImage()
    assert view.shown is not None
    assert view.shown.crop == (100, 0, 500, 400)
    differences = [
        abs(coarse.pixelColor(x, y).lightness() - sharp.pixelColor(x, y).lightness())
        for x in range(8, 292, 7)
        for y in range(8, 192, 7)
    ]
    assert 0 < sum(differences) / len(differences) < 6


def test_another_picture_is_whole_again_and_has_nothing_over_it(view: PictureView, coffee: Pyramid) -> None:
    view.show_map(map_of(QColor("#FF0000")), (100, 0, 500, 400))
    view.show_crop((100, 0, 500, 400))
    view.set_map_opacity(0.25)
    view.zoom_to_actual()
    view.show_picture(coffee, SIZE, "coffee (copy).jpg")
    assert framing(view).is_fit
    assert view.shown is not None
    assert view.shown.crop is None
    assert view.shown.map_layer is None
    assert view.shown.map_opacity == 0.25


def test_words_take_the_picture_s_place_and_are_spoken(view: PictureView, hand: Hand) -> None:
    view.show_words("The file ends too soon.")
    assert view.framing is None
    assert view.shown is None
    assert view.to_image() is None
    assert view.accessibleDescription() == "The file ends too soon."
    assert not hand.turn_wheel(1, 10, 10)
    ground = theme.colour("window")
    assert pixel(view, 20, 20) == ground
    written = view.grab().toImage()
    assert any(written.pixelColor(x, y) != ground for x in range(60, 240) for y in range(90, 130))
    view.show_words("")
    assert pixel(view, 150, 100) == ground


def test_words_beside_the_mouse_follow_it_and_go_with_it(view: PictureView, hand: Hand) -> None:
    view.hovered.connect(lambda point: view.say_at_mouse("" if point is None else "0.42"))
    surface = theme.colour("surface")
    hand.move_to(60, 60)
    assert pixel(view, 60 + 16, 60 + 20) == surface
    hand.move_to(200, 60)
    assert pixel(view, 60 + 16, 60 + 20) != surface
    assert pixel(view, 200 + 16, 60 + 20) == surface
    hand.leave()
    assert pixel(view, 200 + 16, 60 + 20) != surface


def test_the_zoom_is_offered_while_the_mouse_or_the_keys_are_here_and_while_it_says_something(
    view: PictureView, qtbot: QtBot, hand: Hand
) -> None:
    bar = view._zoom_bar
    assert not bar.isVisible()
    at = QPointF(20, 20)
    QApplication.sendEvent(view, QEnterEvent(at, at, at))
    assert bar.isVisible()
    assert bar.percent.text() == "50 %"
    assert not bar.smaller.isEnabled()
    QTest.mouseClick(bar.larger, LEFT)
    assert framing(view).scale == pytest.approx(0.625)
    assert bar.smaller.isEnabled()
    hand.leave()
    assert bar.isVisible()
    QTest.mouseClick(bar.percent, LEFT)
    assert framing(view).is_fit
    assert not bar.isVisible()
    QApplication.sendEvent(view, QEnterEvent(at, at, at))
    view.resize(200, 150)
    assert not bar.isVisible()
    with qtbot.waitSignal(view.hovered, raising=False, timeout=10):
        view.resize(300, 200)
    assert bar.isVisible()
    assert view.rect().contains(bar.geometry())


def test_the_ring_shows_where_keys_go_but_not_after_the_mouse(view: PictureView) -> None:
    QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert pixel(view, 150, 1) == theme.colour("accent")
    view.clearFocus()
    assert pixel(view, 150, 1) != theme.colour("accent")
    view.zoom_to_actual()
    QTest.mouseClick(view, LEFT, pos=MIDDLE)
    assert view.hasFocus()
    assert pixel(view, 150, 1) != theme.colour("accent")


def test_a_disabled_view_is_faint_and_does_nothing(view: PictureView, hand: Hand) -> None:
    view.zoom_to_actual()
    before, bright = framing(view), pixel(view, 150, 100)
    view.setEnabled(False)
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    hand.turn_wheel(2, 50, 50)
    hand.pinch(0.5, 50, 50)
    hand.tap_twice(50, 50)
    assert framing(view) == before
    ground = theme.colour("window")
    expected = bright.red() * 0.4 + ground.red() * 0.6
    assert pixel(view, 150, 100).red() == pytest.approx(expected, abs=4)


def test_screen_readers_hear_what_is_shown_and_how_large(view: PictureView) -> None:
    assert view.accessibleName() == "Preview"
    assert view.accessibleDescription() == "coffee.jpg, 600 \u00d7 400 px, shown at 50 %"
    view.zoom_to_actual()
    view.show_crop((100, 0, 500, 400))
    view.show_map(map_of(QColor("#FF0000")))
    assert view.accessibleDescription().endswith("shown at 100 %, with the network's crop, with a map over it")
    view.set_map_only(True)
    assert view.accessibleDescription().endswith("with the network's crop, as a map only")


def test_a_press_that_ends_elsewhere_leaves_nothing_held(view: PictureView, hand: Hand) -> None:
    view.zoom_to_actual()
    QTest.mousePress(view, LEFT, pos=MIDDLE)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    QTest.mouseRelease(view, LEFT, pos=QPoint(400, 400))
    before = framing(view)
    hand.move_to(10, 10)
    assert framing(view) == before


def test_pixels_that_are_to_be_seen_are_squares_as_large_as_there_is_room_for(view: PictureView) -> None:
    checks = np.zeros((4, 4, 3), np.uint8)
    checks[::2, ::2] = 255
    view.show_picture(make_pyramid(checks), (4, 4), "tensor", has_square_pixels=True)
    assert framing(view).scale == MOST
    image = view.grab().toImage()
    left, top, *_ = (round(value) for value in framing(view).place)
    side = round(framing(view).scale)
    for x in (left + 1, left + side // 2, left + side - 2):
        assert image.pixelColor(x, top + side // 2) == QColor(255, 255, 255)
    assert image.pixelColor(left + side + 1, top + side // 2) == QColor(0, 0, 0)


def test_the_next_picture_is_smooth_again_and_enlarged_only_a_little(view: PictureView, coffee: Pyramid) -> None:
    view.show_picture(make_pyramid(np.zeros((4, 4, 3), np.uint8)), (4, 4), "tensor", has_square_pixels=True)
    view.show_picture(coffee, SIZE, "coffee.jpg")
    assert view.shown is not None
    assert not view.shown.has_square_pixels
    assert framing(view).most_fitted == MOST_FITTED
