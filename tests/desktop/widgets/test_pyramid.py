import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

from resnet_desktop.desktop.widgets.pyramid import Pyramid, make_pyramid
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def pyramid() -> Pyramid:
    with Image.open(SAMPLES / "galaxies.jpg") as photo:
        return make_pyramid(np.asarray(photo.convert("RGB")))


def test_each_size_has_half_the_sides_down_to_a_thumbnail(pyramid: Pyramid) -> None:
    assert (pyramid.width, pyramid.height) == (1000, 872)
    assert [(image.width(), image.height()) for image in pyramid.images] == [(1000, 872), (500, 436), (250, 218)]


@pytest.mark.parametrize(
    ("width", "chosen"), [(10, 250), (250, 250), (255, 250), (260, 500), (501, 500), (999, 1000), (50_000, 1000)]
)
def test_painting_takes_the_smallest_size_that_need_not_be_enlarged(pyramid: Pyramid, width: int, chosen: int) -> None:
    assert pyramid.for_width(width).width() == chosen


def test_all_sizes_show_the_whole_picture() -> None:
    pixels = np.zeros((301, 515, 3), np.uint8)
    pixels[:, :257] = (200, 40, 10)
    pixels[:, 258:] = (10, 80, 160)
    for image in make_pyramid(pixels).images:
        middle = image.height() // 2
        assert image.pixelColor(0, middle) == QColor(200, 40, 10)
        assert image.pixelColor(image.width() // 2 - 1, middle) == QColor(200, 40, 10)
        assert image.pixelColor(image.width() // 2 + 1, middle) == QColor(10, 80, 160)
        assert image.pixelColor(image.width() - 1, middle) == QColor(10, 80, 160)


def test_the_longest_and_thinnest_picture_has_all_sizes_too() -> None:
    sizes = [(image.width(), image.height()) for image in make_pyramid(np.zeros((1, 1000, 3), np.uint8)).images]
    assert sizes == [(1000, 1), (500, 1), (250, 1)]
