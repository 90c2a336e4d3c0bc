"""Copies rows, and saves the network as CSV or as a summary."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.network import Graph
from resnet_desktop.network.rows import Row
from resnet_desktop.network.table_files import save_csv, save_summary, separated


def copy_rows(rows: Sequence[Row]) -> None:
    """Put rows into the clipboard as tab separated text with a header; nothing happens without rows."""
    if rows:
        QGuiApplication.clipboard().setText(separated(rows, "\t"))


class TableExports(QObject):
    """Asks where, then saves on a task.

    Attributes:
        folder: where the last file went.
    Signals:
        saved: the file.
        failed: one sentence.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = Path.home()
        self._tasks, self._window = tasks, parent

    def export_csv(self, rows: Sequence[Row], graph: Graph) -> None:
        """Save rows as CSV."""
        self._save("Save the table", f"{_stem(graph)}.csv", "CSV tables", lambda path: save_csv(path, rows))

    def export_summary(self, graph: Graph) -> None:
        """Save the network as Keras summarises it."""
        self._save("Save the summary", f"{_stem(graph)}.txt", "Text files", lambda path: save_summary(path, graph))

    def _save(self, title: str, name: str, kind: str, write: Callable[[Path], None]) -> None:
        target = picking.choose_new_file(self._window, title, self.folder / name, kind)
        if target is None:
            return
        self.folder = target.parent
        task = self._tasks.start(lambda _control: write(target))
        task.succeeded.connect(lambda _nothing: self.saved.emit(target))
        task.failed.connect(lambda error: self.failed.emit(str(error)))


def _stem(graph: Graph) -> str:
    return f"{graph.network.name}-{graph.input_size}px-{graph.classes}-classes"
