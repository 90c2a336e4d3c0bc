"""The most likely classes before and after switching, as pairs of bars with their difference."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.track import fill_track
from resnet_desktop.formatting import percent

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_answers import Answer, Answers

HEAD_PX = 20
ROW_PX = 36
_ROWS = 5
_NUMBER_PX = 56
_CHANGE_PX = 56
_RIGHT = Qt.AlignmentFlag.AlignRight


class AnswerBars(QWidget):
    """One row for each class; while nothing is switched off there is one bar, and no difference.

    Attributes:
        answers: what is known; None while it is on its way, and the rows stay empty.
        rows: those of it that are shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answers: Answers | None = None
        self.rows: tuple[Answer, ...] = ()
        self._count = _ROWS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Most likely classes before and after")
        self.show_answers(None)

    def show_answers(self, answers: "Answers | None") -> None:
        """Show before and after."""
        self.answers = answers
        self._show()

    def set_count(self, count: int) -> None:
        """Show more or fewer rows, from 2."""
        if count != self._count:
            self._count = count
            self._show()

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(320, HEAD_PX + _ROWS * ROW_PX)

    def event(self, event: QEvent) -> bool:
        """Say the whole class name and its numbers in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - HEAD_PX) // ROW_PX
            if 0 <= row < len(self.rows):
                QToolTip.showText(event.globalPos(), self._words(self.rows[row]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what the columns are, and the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_switched = self.answers is not None and bool(self.answers.bypassed)
        self._paint_head(painter, is_switched=is_switched)
        for number in range(len(self.rows) or self._count):
            place = QRect(0, HEAD_PX + number * ROW_PX, self.width(), ROW_PX)
            if number < len(self.rows):
                self._paint_row(painter, place, self.rows[number], is_switched=is_switched)
            else:
                fill_track(painter, QRectF(place.left(), place.top() + 22, place.width(), 4), 0, colour("track"))
        painter.end()

    def _show(self) -> None:
        self.rows = () if self.answers is None else self.answers.telling(self._count)
        self.setFixedHeight(HEAD_PX + (len(self.rows) or self._count) * ROW_PX)
        self.setAccessibleDescription("; ".join(map(self._words, self.rows)))
        self.update()

    def _words(self, row: "Answer") -> str:
        if self.answers is None or not self.answers.bypassed:
            return f"{row.label}: {percent(row.before)}"
        return (
            f"{row.label}: {percent(row.before)} before, {percent(row.after)} after, {wording.points(row.difference)}"
        )

    def _paint_head(self, painter: QPainter, *, is_switched: bool) -> None:
        look, ink = face(12), colour("text2")
        left = 0
        kinds = (
            (("all blocks", "line_strong"), ("as switched", "accent")) if is_switched else (("all blocks", "accent"),)
        )
        for words, name in kinds:
            painter.fillRect(QRectF(left, HEAD_PX / 2 - 6, 12, 6), colour(name))
            width = look.metrics.horizontalAdvance(words)
            draw_line(painter, QRect(left + 18, 0, width + 2, HEAD_PX - 6), words, look, ink)
            left += 18 + width + 16
        if is_switched and left < self.width() - _CHANGE_PX - _NUMBER_PX:
            room = QRect(left, 0, self.width() - left, HEAD_PX - 6)
            draw_line(painter, room, "points", look, ink, side=_RIGHT)

    def _paint_row(self, painter: QPainter, place: QRect, row: "Answer", *, is_switched: bool) -> None:
        is_first = self.answers is not None and row is self.answers.first_after
        look = face(13, is_strong=is_first, has_even_digits=True)
        right = _NUMBER_PX + (_CHANGE_PX if is_switched else 0)
        line = QRect(place.left(), place.top(), place.width() - right - 8, 18)
        draw_line(painter, line, row.label, look, colour("text"))
        after = row.after if is_switched else row.before
        number = QRect(place.right() + 1 - right, place.top(), _NUMBER_PX, 18)
        draw_line(painter, number, percent(after), look, colour("text"), side=_RIGHT)
        if not is_switched:
            fill_track(painter, QRectF(place.left(), place.top() + 21, place.width(), 6), after, colour("accent"))
            return
        change = QRect(place.right() + 1 - _CHANGE_PX, place.top(), _CHANGE_PX, 18)
        plain = face(13, has_even_digits=True)
        draw_line(painter, change, wording.points(row.difference), plain, colour("text2"), side=_RIGHT)
        fill_track(painter, QRectF(place.left(), place.top() + 20, place.width(), 4), row.before, colour("line_strong"))
        fill_track(painter, QRectF(place.left(), place.top() + 26, place.width(), 4), after, colour("accent"))
