"""Numbers in two columns: what each is, and how large."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.inspector.facts import Fact
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.labels import label

_DETAIL_PX = 12


class FactGrid(QWidget):
    """Shows facts below each other; values can be selected with the mouse.

    Attributes:
        facts: what it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.facts: Sequence[Fact] = ()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show others; lines that are there already are used again."""
        self.facts = facts
        while len(self._lines) < len(facts):
            self._lines.append(self._make_line(len(self._lines)))
        for number, (title, value) in enumerate(self._lines):
            is_used = number < len(facts)
            title.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                _fill(title, value, facts[number])

    def _make_line(self, row: int) -> tuple[QLabel, QLabel]:
        title, value = label("", "secondary"), label()
        title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        value.setFont(font(13, has_even_digits=True))
        value.setWordWrap(True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(value, row, 1)
        return title, value


def _fill(title: QLabel, value: QLabel, fact: Fact) -> None:
    title.setText(fact.title)
    title.setContentsMargins(_DETAIL_PX if fact.is_detail else 0, 0, 0, 0)
    value.setText(fact.value)
    value.setProperty("type", "secondary" if fact.is_detail else "")
    value.style().unpolish(value)
    value.style().polish(value)
    value.setAccessibleName(f"{fact.title}: {fact.value}")
    for each in (title, value):
        each.setToolTip(fact.tip)
