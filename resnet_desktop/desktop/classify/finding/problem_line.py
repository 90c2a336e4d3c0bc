"""What of a query was not understood, named beside it, with what was perhaps meant as a button."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel

PATIENCE_MS = 800
"""While somebody types, words are half typed most of the time; the line waits until they pause."""

_HEIGHT_PX = 28
_ICON_PX = 16


class ProblemLine(QWidget):
    """Shows the first problem of a `QueryField`; it stands where there is room, so that nothing moves when it comes.

    Attributes:
        text: what is the matter.
        correct: puts in what was perhaps meant.
    Signals:
        appeared: it is there (True), or not any more.
    """

    appeared = Signal(bool)

    def __init__(self, query: QueryField) -> None:
        super().__init__()
        self._query = query
        self.setFixedHeight(_HEIGHT_PX)
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON_PX)
        self.text = ElidedLabel("quiet")
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.correct = Button("", "", "small")
        self.correct.clicked.connect(self._correct)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self.text)
        layout.addWidget(self.correct)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        query.problems_changed.connect(self._follow)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the sign as sharp as the screen is."""
        super().showEvent(event)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _follow(self, is_typing: bool) -> None:
        """Go at once; come when it is not only half of what somebody types."""
        if self._query.problems and is_typing and self.isHidden():
            self._patience.start()
        else:
            self._show()

    def _show(self) -> None:
        self._patience.stop()
        problems = self._query.problems
        self.setVisible(bool(problems))
        self.appeared.emit(bool(problems))
        if problems:
            first = problems[0]
            self.text.setText(filter_wording.problem_line(first.sentence, len(problems)))
            self.text.setAccessibleName(" ".join(problem.sentence for problem in problems))
            self.correct.setVisible(bool(first.suggestion))
            self.correct.setText(filter_wording.correction(first.suggestion).replace("&", "&&"))

    def _correct(self) -> None:
        problems = self._query.problems
        if problems:
            self._query.ask(problems[0].corrected(self._query.text()))
            self._query.setFocus()

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", colour("warn"), _ICON_PX, self.devicePixelRatioF()))
