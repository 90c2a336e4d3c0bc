"""Facts below each other: a word, and what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resnet_desktop.desktop.widgets.labels import breakable, label

_WORD_PX, _GAP_PX = 88, 16
FACT_LEFT_PX = _WORD_PX + _GAP_PX
"""Where facts begin, from the left edge."""


class FactsView(QWidget):
    """Two columns of text that can be selected; long facts wrap."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _WORD_PX)
        self._grid.setColumnStretch(1, 1)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What it tells now."""
        texts = [str(cell.property("told")) for cell in self._cells]
        return list(zip(texts[::2], texts[1::2], strict=True))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Tell something else."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells.clear()
        for row, (word, value) in enumerate(facts):
            said, what = label(word, "quiet"), label(breakable(value))
            what.setWordWrap(True)
            what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            what.setAccessibleName(f"{word}: {value}")
            what.setMinimumWidth(1)  # one long word must not make the page wider
            for column, (cell, text) in enumerate(((said, word), (what, value))):
                cell.setProperty("told", text)
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
                cell.show()  # now, so that their height is known
                self._cells.append(cell)
