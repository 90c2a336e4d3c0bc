from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.train.judging.matrix_cells import cell_colour
from resnet_desktop.desktop.train.judging.matrix_scale import MatrixScale


def is_near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) <= 12


def test_the_scale_has_the_strongest_colours_of_the_cells_in_wide_and_narrow_rooms(
    qapp: QApplication, qtbot: QtBot
) -> None:
    app.set_up(qapp)
    scale = MatrixScale()
    qtbot.addWidget(scale)
    for width in (300, 800):
        scale.resize(width, scale.height())
        picture = scale.grab().toImage()
        row = [picture.pixelColor(x, scale.height() // 2) for x in range(width)]
        for is_right in (True, False):
            assert any(is_near(pixel, cell_colour(0.98, is_right=is_right)) for pixel in row)
