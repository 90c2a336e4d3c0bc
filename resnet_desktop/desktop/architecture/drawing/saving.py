"""Writes a drawing to a file: SVG, PNG with two pixels for one, or PDF that stays sharp."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter

from resnet_desktop.desktop.architecture.drawing.painting import ReadyMarks
from resnet_desktop.desktop.architecture.drawing.wording import SUFFIXES, DrawingFileError
from resnet_desktop.network.drawing.marks import MarkGroup
from resnet_desktop.network.drawing.svg import document
from resnet_desktop.paths import write_atomically

_PNG_SCALE = 2
_PDF_DPI = 72
_PAPER = "#FFFFFF"


def write(path: Path, groups: Sequence[MarkGroup], size: tuple[float, float], title: str) -> None:
    """Write a drawing; a task may do it.

    Args:
        path: the file; its suffix says which kind: ``.svg``, ``.png`` or ``.pdf``.
        groups: what the drawing is painted with.
        size: width and height, px.
        title: what it shows.
    Raises:
        DrawingFileError: the suffix is another one, or the file cannot be written; what was there before is untouched.
    """
    makers = {".svg": _svg, ".png": _png, ".pdf": _pdf}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise DrawingFileError(path, f"its name must end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")
    try:
        write_atomically(path, make(groups, size, title))
    except OSError as error:
        raise DrawingFileError(path, (error.strerror or str(error)).lower()) from error


def _svg(groups: Sequence[MarkGroup], size: tuple[float, float], title: str) -> bytes:
    return (document(groups, *size, title, _PAPER) + "\n").encode()


def _png(groups: Sequence[MarkGroup], size: tuple[float, float], title: str) -> bytes:
    image = QImage(round(size[0] * _PNG_SCALE), round(size[1] * _PNG_SCALE), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setText("Title", title)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PNG_SCALE, _PNG_SCALE)
    ReadyMarks(groups).paint(painter, _PNG_SCALE)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        raise OSError("it is too large for a picture")
    return bytes(buffer.data().data())


def _pdf(groups: Sequence[MarkGroup], size: tuple[float, float], title: str) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_PDF_DPI)
    writer.setPageSize(QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    ReadyMarks(groups).paint(painter, _PNG_SCALE)
    painter.end()
    buffer.close()
    return bytes(content.data())
