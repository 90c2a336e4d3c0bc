"""The accuracy, what it was measured on, and what makes it less certain than it looks."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.training.judgement import Judgement


class Headline(QWidget):
    """One number and a few sentences.

    Attributes:
        title: the accuracy.
        text: of what, and how far chance reaches.
        measures: top-k, F1, loss.
        caution: what makes it less than it seems.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "title")
        self.text = label()
        self.measures = label("", "secondary")
        self.caution = label("", "secondary")
        self._icon = QLabel()
        for words in (self.text, self.measures, self.caution):
            words.setWordWrap(True)
        self._warning = QWidget()
        line = QHBoxLayout(self._warning)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self.caution, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.title, self.text, self.measures, self._warning):
            layout.addWidget(part)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show another one."""
        self.title.setText(wording.headline(judgement))
        self.text.setText(wording.about(judgement))
        self.measures.setText(wording.measures(judgement))
        caution = wording.caution(judgement)
        self.caution.setText(caution)
        self._warning.setVisible(bool(caution))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", colour("warn"), 16, self.devicePixelRatioF()))
