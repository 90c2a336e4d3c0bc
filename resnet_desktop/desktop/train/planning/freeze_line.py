"""The network as six boxes in a row, and the line that divides what stays from what is trained."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.widgets.painted_text import face

_BOXES = ("Stem", "2", "3", "4", "5", "Last")
_SPOKEN = ("the stem", "stage 2", "stage 3", "stage 4", "stage 5", "the last layer")
_MARGIN_PX = 3
_GAP_PX = 8
_BOX_PX = 28
_HEIGHT_PX = 44
_LINE_TOP_PX = 2
_LAST = len(_BOXES) - 1


class FreezeLine(QWidget):
    """A click on a box, a drag or the arrow keys put the line before the first box that is trained.

    Attributes:
        freeze: how many boxes stay as they are, 0 to 5.
    Signals:
        freeze_moved: somebody moved the line; the new number.
    """

    freeze_moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.freeze = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_freeze(self, freeze: int) -> None:
        """Put the line somewhere; nobody is told."""
        self.freeze = freeze
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Six boxes."""
        return QSize(280, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """The words must fit."""
        return QSize(200, _HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by a box, or to an end."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self._move(self.freeze - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self._move(self.freeze + 1)
            case Qt.Key.Key_Home:
                self._move(0)
            case Qt.Key.Key_End:
                self._move(_LAST)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Train from the box that is under the mouse on."""
        self._move(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the line along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(self._at(event.position().x()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what stays in grey with a lock's dashes, what is trained in the accent's tint, and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = face(12)
        painter.setFont(look.font)
        for number, words in enumerate(_BOXES):
            stays = number < self.freeze
            box = self._box(number)
            if number:
                painter.setPen(QPen(colour("line_strong"), 1))
                middle = box.center().y()
                painter.drawLine(QPointF(box.left() - _GAP_PX, middle), QPointF(box.left(), middle))
            style = Qt.PenStyle.DashLine if stays else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour("line_strong" if stays else "accent"), 1, style))
            painter.setBrush(colour("raised" if stays else "selected"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(colour("text2" if stays else "text"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        x = self._box(self.freeze).left() - (_GAP_PX / 2 if self.freeze else _MARGIN_PX / 2 + 0.5)
        painter.setPen(QPen(colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, _LINE_TOP_PX), QPointF(x, _HEIGHT_PX - _LINE_TOP_PX))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _box(self, number: int) -> QRectF:
        side = self._step() - _GAP_PX
        return QRectF(_MARGIN_PX + 3 + number * self._step(), (_HEIGHT_PX - _BOX_PX) / 2, side, _BOX_PX)

    def _step(self) -> float:
        return (self.width() - 2 * (_MARGIN_PX + 3) + _GAP_PX) / len(_BOXES)

    def _at(self, x: float) -> int:
        return int((x - _MARGIN_PX - 3 + _GAP_PX / 2) // self._step())

    def _move(self, freeze: int) -> None:
        freeze = min(max(freeze, 0), _LAST)
        if freeze != self.freeze:
            self.set_freeze(freeze)
            self.freeze_moved.emit(freeze)

    def _describe(self) -> None:
        self.setAccessibleName(f"Freeze line: trained from {_SPOKEN[self.freeze]} on")
        self.setAccessibleDescription(wording.freeze_words(self.freeze))
        self.setToolTip(wording.freeze_words(self.freeze))
