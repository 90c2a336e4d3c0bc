"""The line that says that another run than the shown one trains."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.watched import Watched
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel


class Meanwhile(QWidget):
    """Takes no room while there is none.

    Attributes:
        words: which run trains.
        show_it: goes there.
    Signals:
        show_asked: the name of the run that somebody wants to see.
    """

    show_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.words = ElidedLabel("quiet")
        self.show_it = Button("Show it", kind="small")
        self.show_it.clicked.connect(lambda: self.show_asked.emit(self._name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.show_it)
        self.hide()

    def show_training(self, trained: Watched | None, shown: Watched) -> None:
        """Say what trains, where that is not what is shown."""
        is_other = trained is not None and trained is not shown
        if trained is not None and is_other:
            self._name = trained.name
            self.words.setText(wording.elsewhere_words(trained.name, trained.phase))
        self.setVisible(is_other)
