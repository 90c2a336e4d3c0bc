"""One sentence about what went wrong or what to know, with an icon; its room is kept while there is none."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.desktop.widgets.labels import breakable, label
from resnet_desktop.errors import UserError

_LINES = 4
_ICON_PX = 20


class MessageLine(QWidget):
    """A sentence of up to four lines; a longer one is all there in its tooltip.

    Attributes:
        details: shows the technical side of an error that nobody expected.
    """

    def __init__(self) -> None:
        super().__init__()
        self._icon_name, self._ink = "", "text2"
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON_PX)
        self._text = label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = ""
        self._error: BaseException | None = None
        self.details = Button("Details", kind="flat")
        self.details.clicked.connect(self._show_details)
        self.details.hide()
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 8)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.details, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addStretch()  # a short sentence stands beside the buttons
        layout.addLayout(line)

    @property
    def text(self) -> str:
        """What it says; empty while it says nothing."""
        return self._said

    def say(self, text: str) -> None:
        """Say something to know."""
        self._show("info", "text2", text)

    def complain(self, text: str, error: BaseException | None = None) -> None:
        """Say what went wrong.

        Args:
            text: the sentence.
            error: its details can be looked at where the program did not expect it.
        """
        self._show("error", "bad", text)
        self._error = error
        self.details.setVisible(error is not None and not isinstance(error, UserError))

    def clear(self) -> None:
        """Say nothing."""
        self._show("", "text2", "")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _show(self, icon_name: str, ink: str, text: str) -> None:
        self._icon_name, self._ink, self._said = icon_name, ink, text
        self.details.hide()
        self._text.setText(breakable(text))
        self._text.setToolTip(text)
        self.setAccessibleName(text)
        self._tint()

    def _show_details(self) -> None:
        if self._error is not None:
            DetailsDialog(self._error, self.window()).open()

    def _tint(self) -> None:
        if self._icon_name:
            scale = self.devicePixelRatioF()
            self._icon.setPixmap(icons.pixmap(self._icon_name, colour(self._ink), _ICON_PX, scale))
        else:
            self._icon.clear()
