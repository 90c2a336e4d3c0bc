import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets import overlays
from resnet_desktop.desktop.widgets.framing import Framing
from resnet_desktop.desktop.widgets.overlays import MapLayer, Shown
from resnet_desktop.desktop.widgets.pyramid import Pyramid, make_pyramid

SIZE = (300, 200)
GREY = QColor(120, 120, 120)


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")


@pytest.fixture
def grey() -> Pyramid:
    return make_pyramid(np.full((200, 300, 3), 120, np.uint8))


def map_layer(ink: QColor, box: tuple[float, float, float, float] = (100, 50, 200, 150)) -> MapLayer:
    image = QImage(7, 7, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ink)
    return MapLayer(image, box)


def is_near(one: QColor, other: QColor, tolerance: int = 2) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= tolerance for a, b in pairs)


def test_outside_of_the_crop_the_picture_is_darker_and_inside_it_is_itself(grey: Pyramid) -> None:
    image = overlays.to_image(Shown(grey, crop=(50, 20, 210, 180)), SIZE, 1)
    assert image.pixelColor(130, 100) == GREY
    for x, y in ((20, 100), (280, 100), (130, 8), (130, 192), (49, 100), (211, 100)):
        assert 60 < image.pixelColor(x, y).lightness() < 100


@pytest.mark.parametrize("level", [0, 52, 120, 255])
def test_the_crop_s_line_stands_out_from_any_picture(level: int) -> None:
    flat = make_pyramid(np.full((200, 300, 3), level, np.uint8))
    image = overlays.to_image(Shown(flat, crop=(50, 20, 210, 180)), SIZE, 1)
    across = [image.pixelColor(x, 100).lightness() for x in range(50, 54)]
    assert image.pixelColor(51, 100) == image.pixelColor(52, 100) == theme.colour("accent")
    assert max(abs(each - level) for each in across) > 80


def test_the_crop_lies_on_the_pixels_it_says_at_every_scale(grey: Pyramid) -> None:
    for scale in (0.5, 1, 2, 3.7):
        image = overlays.to_image(Shown(grey, crop=(50, 20, 210, 180)), SIZE, scale)
        accent = theme.colour("accent")
        columns = [x for x in range(image.width()) if image.pixelColor(x, image.height() // 2) == accent]
        assert columns[0] == pytest.approx(50 * scale, abs=2)
        assert columns[-1] == pytest.approx(210 * scale, abs=3)


def test_a_map_covers_its_box_only_and_lets_the_picture_through(grey: Pyramid) -> None:
    red = map_layer(QColor(255, 0, 0))
    image = overlays.to_image(Shown(grey, red, map_opacity=0.5), SIZE, 1)
    assert is_near(image.pixelColor(150, 100), QColor(188, 60, 60))
    assert is_near(image.pixelColor(101, 51), QColor(188, 60, 60))
    for x, y in ((98, 100), (202, 100), (150, 48), (150, 152)):
        assert image.pixelColor(x, y) == GREY


@pytest.mark.parametrize(("opacity", "expected"), [(0, GREY), (1, QColor(255, 0, 0))])
def test_opacity_goes_from_nothing_to_all(grey: Pyramid, opacity: float, expected: QColor) -> None:
    image = overlays.to_image(Shown(grey, map_layer(QColor(255, 0, 0)), map_opacity=opacity), SIZE, 1)
    assert is_near(image.pixelColor(150, 100), expected)


def test_transparent_parts_of_a_map_let_the_picture_through(grey: Pyramid) -> None:
    image = overlays.to_image(Shown(grey, map_layer(QColor(255, 0, 0, 0)), map_opacity=1), SIZE, 1)
    assert image.pixelColor(150, 100) == GREY


def test_a_map_alone_hides_the_picture_and_is_opaque(grey: Pyramid) -> None:
    shown = Shown(grey, map_layer(QColor(255, 0, 0)), map_opacity=0.3, is_map_only=True)
    image = overlays.to_image(shown, SIZE, 1)
    assert is_near(image.pixelColor(150, 100), QColor(255, 0, 0))
    assert image.pixelColor(20, 20) == theme.colour("raised")


def test_map_only_without_a_map_shows_the_picture(grey: Pyramid) -> None:
    assert overlays.to_image(Shown(grey, is_map_only=True), SIZE, 1).pixelColor(150, 100) == GREY


def test_maps_are_smooth_at_every_scale(grey: Pyramid) -> None:
    ramp = QImage(2, 1, QImage.Format.Format_ARGB32_Premultiplied)
    ramp.setPixelColor(0, 0, QColor(0, 0, 0))
    ramp.setPixelColor(1, 0, QColor(255, 255, 255))
    image = overlays.to_image(Shown(grey, MapLayer(ramp, (0, 0, 300, 200)), map_opacity=1), SIZE, 1)
    levels = [image.pixelColor(x, 100).lightness() for x in range(0, 300, 10)]
    assert levels == sorted(levels)
    assert len(set(levels)) > 12


def colours_across(pyramid: Pyramid, picture: tuple[float, float], scale: float) -> int:
    """How many colours two pixels, a black and a white one, become in a row of an image."""
    from PySide6.QtGui import QPainter

    framing = Framing.fitted(picture, (200, 200)).scaled(scale)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    overlays.paint(painter, Shown(pyramid), framing)
    painter.end()
    return len({image.pixelColor(x, 100).lightness() for x in range(200)})


def test_pixels_are_seen_as_squares_beyond_four_times_only_if_they_are_the_file_s_own() -> None:
    stripes = make_pyramid(np.tile(np.array([0, 255], np.uint8), (40, 20))[..., None].repeat(3, 2))
    assert colours_across(stripes, (40, 40), 4) > 5
    assert colours_across(stripes, (40, 40), 10) == 2
    assert colours_across(stripes, (4000, 4000), 10) > 10


def test_an_export_has_the_wanted_size_and_is_opaque(grey: Pyramid) -> None:
    image = overlays.to_image(Shown(grey), (3000, 2000), 0.25)
    assert (image.width(), image.height()) == (750, 500)
    assert not image.hasAlphaChannel()
    for x, y in ((0, 0), (749, 0), (0, 499), (749, 499)):
        assert image.pixelColor(x, y) == GREY
