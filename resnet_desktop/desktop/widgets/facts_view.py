"""Facts below each other: a word, and what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from resnet_desktop.desktop.widgets.labels import breakable, label

_WORD_PX, _GAP_PX = 88, 16
FACT_LEFT_PX = _WORD_PX + _GAP_PX
"""Where facts begin, from the left edge."""


class FactsView(QWidget):
    """Two columns of text that can be selected; long facts wrap."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _WORD_PX)
        self._grid.setColumnStretch(1, 1)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What it tells now."""
        cells = (self._grid.itemAt(place) for place in range(self._grid.count()))
        texts = [cell.widget().property("told") for cell in cells if cell is not None]
        return list(zip(texts[::2], texts[1::2], strict=True))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Tell something else."""
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
            item.widget().hide()
        top = Qt.AlignmentFlag.AlignTop
        for row, (word, value) in enumerate(facts):
            said = label(word, "quiet")
            what = label(breakable(value))
            what.setWordWrap(True)
            what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            what.setAccessibleName(f"{word}: {value}")
            for column, cell, text in ((0, said, word), (1, what, value)):
                cell.setProperty("told", text)
                self._grid.addWidget(cell, row, column, top)
                cell.show()  # now, so that their height is known
