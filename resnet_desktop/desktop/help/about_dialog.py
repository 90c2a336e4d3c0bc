"""What program this is, with versions and devices."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons, opening
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.help import wording
from resnet_desktop.desktop.help.collecting import collecting, facts_of
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.facts_view import FactsView
from resnet_desktop.desktop.widgets.labels import label

_WIDTH_PX = 520
_ICON_PX = 64


class AboutDialog(QDialog):
    """The icon, a sentence, and facts that can be copied.

    Attributes:
        facts: versions and devices.
        copy: puts them into the clipboard.
        licences: opens the folder of what is packed with the program; not there where nothing is.
    """

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About ResNet Desktop")
        self.facts = FactsView()
        self.facts.show_facts((("Version", wording.COLLECTING),))
        self.copy = Button("Copy", "copy")
        self.copy.clicked.connect(lambda _is_on: self._copy())
        self.licences = Button("Licences", "folder")
        self.licences.setToolTip(wording.LICENCES_TIP)
        if (folder := packed_licences()) is None:
            self.licences.hide()
        else:
            self.licences.clicked.connect(lambda _is_on: opening.open_path(folder))
        close = Button("Close", kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._lay_out(close)
        close.setFocus()
        task = tasks.start(collecting())
        task.succeeded.connect(self._show)
        task.failed.connect(lambda error: self.facts.show_facts((("Problem", sentence(str(error))),)))

    def _show(self, files: dict[str, str]) -> None:
        self.facts.show_facts(wording.about_facts(facts_of(files)))
        self.facts.setFixedHeight(self.facts.heightForWidth(_WIDTH_PX))  # lines wrap, which a dialog does not ask for
        self.adjustSize()

    def _copy(self) -> None:
        lines = [f"{word}: {value}" for word, value in self.facts.told]
        QGuiApplication.clipboard().setText("\n".join(["ResNet Desktop", *lines]))

    def _lay_out(self, close: Button) -> None:
        emblem = QLabel()
        emblem.setPixmap(icons.program_icon().pixmap(_ICON_PX, _ICON_PX))
        words = QVBoxLayout()
        words.setSpacing(4)
        about, licence = label(wording.ABOUT), label(wording.LICENCE, "secondary")
        for line in (about, licence):
            line.setWordWrap(True)
        for line in (label("ResNet Desktop", "title"), about, licence):
            words.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(emblem)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.licences)
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addLayout(buttons)
        self.facts.setFixedWidth(_WIDTH_PX)


def packed_licences() -> Path | None:
    """The folder of the licences of what is packed; None where nothing is, as in a checkout."""
    packed = getattr(sys, "_MEIPASS", "")
    folder = Path(packed) / "licences"
    return folder if packed and folder.is_dir() else None
