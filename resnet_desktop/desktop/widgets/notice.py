"""A short message that floats at the foot of a page; nothing moves when it comes or goes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import breakable, label

SHOWN_MS = 8000
_WITH_ACTIONS_MS = 20_000
_MARGIN_PX = 16
_GAP_PX = 8
_WIDEST_PX = 640


class Notice(QFrame):
    """One message at a time: an icon, a sentence, at most two actions, and a button that closes it.

    A message goes away by itself, later where something can be done about it; what went wrong stays until it is dealt
    with.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setProperty("part", "notice")
        self._icon_name, self._ink = "info", "text2"
        self._said = ""
        self._icon = QLabel()
        self._text = label()
        self._text.setWordWrap(True)
        self._actions: list[Button] = []
        self._close = Button("", "cancel", "flat")
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 8, 8)
        self._layout.setSpacing(_GAP_PX)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        page.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty while there is none."""
        return "" if self.isHidden() else self._said

    def say(self, text: str, actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a message, with what can be done next."""
        self._show("info", "text2", text, actions)

    def complain(self, text: str, actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show that something went wrong, with what can be done about it."""
        self._show("error", "bad", text, actions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the page changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _show(self, icon_name: str, ink: str, text: str, actions: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        self._icon_name, self._ink = icon_name, ink
        self._tint()
        self._said = text
        self._text.setText(breakable(text))
        self.setAccessibleName(text)
        while self._actions:
            old = self._actions.pop()
            old.hide()  # it is deleted only when the event loop comes to it
            old.deleteLater()
        for words, act in actions:
            button = Button(words, kind="flat")
            button.clicked.connect(act)
            button.clicked.connect(self.hide)
            self._actions.append(button)
            self._layout.insertWidget(self._layout.count() - 1, button)
        self.show()
        self.raise_()
        self._place()
        if actions and ink == "bad":
            self._timer.stop()
        else:
            self._timer.start(_WITH_ACTIONS_MS if actions else SHOWN_MS)

    def _place(self) -> None:
        room = self._page.size()
        margins = self._layout.contentsMargins()
        others = [self._icon, *self._actions, self._close]
        rest = margins.left() + margins.right() + sum(each.sizeHint().width() + _GAP_PX for each in others)
        width = min(self._text.fontMetrics().horizontalAdvance(self._said) + 8 + rest, _WIDEST_PX)
        width = min(width, room.width() - 2 * _MARGIN_PX)
        self._text.setFixedWidth(width - rest)
        words = self._text.heightForWidth(width - rest)
        height = max(words, self._close.sizeHint().height()) + margins.top() + margins.bottom()
        self.setGeometry((room.width() - width) // 2, room.height() - height - _MARGIN_PX, width, height)

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._icon_name, colour(self._ink), scale=self.devicePixelRatioF()))
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
