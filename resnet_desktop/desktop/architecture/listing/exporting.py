"""Copies rows, and saves the network as CSV or as a summary."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from resnet_desktop.desktop.saver import Saver
from resnet_desktop.network import Graph
from resnet_desktop.network.rows import Row
from resnet_desktop.network.table_files import save_csv, save_summary, separated


def copy_rows(rows: Sequence[Row]) -> None:
    """Put rows into the clipboard as tab separated text with a header; nothing happens without rows."""
    if rows:
        QGuiApplication.clipboard().setText(separated(rows, "\t"))


class TableExports(Saver):
    """Saves what the listing shows."""

    def export_csv(self, rows: Sequence[Row], graph: Graph) -> None:
        """Save rows as CSV."""
        self._save("Save the table", f"{_stem(graph)}.csv", "CSV tables", lambda path: save_csv(path, rows))

    def export_summary(self, graph: Graph) -> None:
        """Save the network as Keras summarises it."""
        self._save("Save the summary", f"{_stem(graph)}.txt", "Text files", lambda path: save_summary(path, graph))


def _stem(graph: Graph) -> str:
    return f"{graph.network.name}-{graph.input_size}px-{graph.classes}-classes"
