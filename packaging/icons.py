"""The program's icon in every size and format that a system wants, made from its two drawings.

    .venv/bin/python packaging/icons.py FOLDER

writes `16.png` to `1024.png`, `resnet-desktop.ico` and `resnet-desktop.icns`.
"""

import argparse
import io
from pathlib import Path
from typing import TYPE_CHECKING

from checkout import ROOT
from identity import PROGRAM

if TYPE_CHECKING:
    from PIL.Image import Image

DRAWINGS = ROOT / "resources" / "icons"
SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Of the icon theme's PNG files, px."""
LARGEST_SMALL = 24
"""Up to this side the simplified drawing is used, whose edges lie on whole pixels there."""
_WINDOWS_SIDES = (16, 24, 32, 48, 64, 128, 256)
_MACOS_SIDES = (16, 32, 64, 128, 256, 512, 1024)


def drawing_for(side: int) -> Path:
    """Choose the drawing for an icon of this side, px."""
    return DRAWINGS / ("program-small.svg" if side <= LARGEST_SMALL else "program.svg")


def draw(side: int) -> "Image":
    """Draw the icon.

    Args:
        side: px.
    Returns:
        An RGBA picture, transparent around the icon.
    """
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(str(drawing_for(side))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes only
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def make_pngs(folder: Path, sides: tuple[int, ...] = SIDES) -> list[Path]:
    """Write one PNG file for each side, named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for side in sides:
        made.append(folder / f"{side}.png")
        draw(side).save(made[-1], optimize=True)
    return made


def make_ico(path: Path) -> None:
    """Write the icon file of Windows."""
    *others, largest = map(draw, _WINDOWS_SIDES)
    largest.save(path, sizes=[(side, side) for side in _WINDOWS_SIDES], append_images=others)


def make_icns(path: Path) -> None:
    """Write the icon file of macOS."""
    *others, largest = map(draw, _MACOS_SIDES)
    largest.save(path, append_images=others)


def make_all(folder: Path) -> None:
    """Write everything into a folder, which is made if it is not there."""
    make_pngs(folder, (*SIDES, _MACOS_SIDES[-1]))
    make_ico(folder / f"{PROGRAM}.ico")
    make_icns(folder / f"{PROGRAM}.icns")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the program's icons.")
    parser.add_argument("folder", type=Path)
    make_all(parser.parse_args().folder)
