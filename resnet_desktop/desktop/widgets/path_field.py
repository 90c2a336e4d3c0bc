"""The path of a folder, typed or chosen by the system's dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.widgets.buttons import Button


class PathField(QWidget):
    """A folder.

    Args:
        name: what it is for; also the title of the system's dialog.
    Attributes:
        edit: where it is typed.
        choose: opens the system's dialog.
    Signals:
        path_changed: it is another one, or none.
    """

    path_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("Choose a folder, or type its path")
        self.edit.textChanged.connect(lambda _text: self.path_changed.emit())
        self.choose = Button("Choose…", "folder")
        self.choose.setAccessibleName(f"Choose: {name}")
        self.choose.clicked.connect(self._choose)
        self.setFocusProxy(self.edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.choose)

    @property
    def path(self) -> Path | None:
        """The folder; None while none is given. ``~`` is the user's own folder."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def is_whole(self) -> bool:
        """Whether it is a path that does not depend on where the program was started."""
        return self.path is not None and self.path.is_absolute()

    def set_path(self, path: str) -> None:
        """Show a folder; empty for none."""
        self.edit.setText(path)

    def _choose(self) -> None:
        begin = str(self.path) if self.path is not None else ""
        if folder := picking.choose_folder(self.window(), begin, self._name):
            self.set_path(str(folder[0]))
