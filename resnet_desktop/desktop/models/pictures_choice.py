"""Which pictures something is measured on: those that are there anyway, or a folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label


class PicturesChoice(QWidget):
    """A word, what is chosen, and two buttons.

    Args:
        word: what the pictures are for.
        usual: what is taken where no folder was chosen.
        missing: what is said where there is nothing usual.
    Attributes:
        folder: the chosen folder; None for what is usual.
        choose: asks for a folder.
        forget: takes what is usual again.
    Signals:
        changed: another choice.
    """

    changed = Signal()

    def __init__(self, word: str, usual: str, missing: str = "") -> None:
        super().__init__()
        self._word, self._usual, self._missing = word, usual, missing
        self._has_usual = True
        self.folder: Path | None = None
        self._shown = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.choose = Button("Choose a folder…", "folder", "small")
        self.choose.clicked.connect(lambda _is_on: self._choose())
        self.forget = Button("", "cancel", "flat")
        self.forget.clicked.connect(lambda _is_on: self.use(None))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(word, "quiet"))
        layout.addWidget(self._shown, 1)
        layout.addWidget(self.forget)
        layout.addWidget(self.choose)
        self.use(None)

    @property
    def has_pictures(self) -> bool:
        """Whether there are any: a folder, or what is usual."""
        return self._has_usual or self.folder is not None

    def offer_usual(self, *, is_there: bool) -> None:
        """Say whether there is what is usual; the choice stays."""
        self._has_usual = is_there
        self._show()

    def use(self, folder: Path | None) -> None:
        """Take a folder, or what is usual."""
        self.folder = folder
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        usual = self._usual if self._has_usual else self._missing
        self._shown.setText(usual if self.folder is None else str(self.folder))
        self.forget.setVisible(self.folder is not None)
        self.forget.setAccessibleName(f"{self._word}: {usual}")
        self.forget.setToolTip(usual)

    def _choose(self) -> None:
        begin = "" if self.folder is None else str(self.folder)
        if chosen := picking.choose_folder(self.window(), begin, self._word):
            self.use(chosen[0])
