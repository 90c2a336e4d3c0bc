"""What came of a comparison: the numbers, the pairs of classes, the pictures about which the models differ."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.difference_table import DifferenceTable
from resnet_desktop.desktop.classify.comparing.pair_list import PairList
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.comparing.sorting import Sorting
from resnet_desktop.desktop.classify.comparing.summary import Summary
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.message_state import MessageState


class ResultView(QWidget):
    """Shows a comparison.

    Attributes:
        summary: the numbers.
        pairs: the pairs of classes; the chosen one says which differences the table shows.
        table: the differences.
        agreed: stands in their place where there are none.
        nothing: stands in the place of everything where no picture could be compared.
        select: selects the pictures of the table in the list.
        export: writes them to a file.
    Signals:
        continue_asked: compare the rest too.
    """

    continue_asked = Signal()

    def __init__(self, thumbnails: Thumbnails, tasks: Tasks) -> None:
        super().__init__()
        self.summary = Summary()
        self.pairs = PairList()
        self.table = DifferenceTable(thumbnails)
        self.sorting = Sorting(tasks, self)
        self.agreed, self.nothing = MessageState("confirmed", "good"), MessageState("info")
        self.select = Button("Select these in the list", "list")
        self.export = Button("Export the differences…", "copy")
        self._shown = ElidedLabel("secondary")
        self._partial = QWidget()
        self._partial_icon, self._partial_line = QLabel(), label()
        self._lists = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._lay_out()
        self.pairs.pair_chosen.connect(self.sorting.choose_pair)
        self.table.sort_asked.connect(self.sorting.sort_by)
        self.sorting.sorted.connect(self._show_places)

    def show_comparison(self, compared: Compared) -> None:
        """Show a comparison, all of its differences in the list's order."""
        self._partial.setVisible(compared.is_partial)
        self._partial_line.setText(wording.partial_line(compared))
        self._partial_icon.setPixmap(icons.pixmap("warning", colour("warn"), 16, self.devicePixelRatioF()))
        self.table.forget_order()
        self.sorting.begin(compared)
        self.pairs.show_comparison(compared)
        has_judged = compared.comparison.judged > 0
        self.summary.setVisible(has_judged)
        if has_judged:
            self.summary.show_comparison(compared)
            self.agreed.say(wording.AGREED_TITLE, wording.all_agree(compared))
            self._stack.setCurrentWidget(self._lists if compared.differences else self.agreed)
        else:
            self.nothing.say(wording.NOTHING_IN_COMMON_TITLE, wording.nothing_in_common(compared))
            self._stack.setCurrentWidget(self.nothing)
        for part in (self._shown, self.select, self.export):
            part.setVisible(bool(compared.differences))

    def _show_places(self, compared: Compared, places: list[int]) -> None:
        self.table.show_places(compared, places)
        pair = self.pairs.chosen
        self._shown.setText(wording.differences_line(len(places), *(pair or ("", ""))))

    def _lay_out(self) -> None:
        again = Button("Compare the rest", "continue", "small")
        again.clicked.connect(self.continue_asked)
        partial = QHBoxLayout(self._partial)
        partial.setContentsMargins(0, 0, 0, 0)
        partial.setSpacing(8)
        partial.addWidget(self._partial_icon)
        partial.addWidget(self._partial_line)
        partial.addWidget(again)
        partial.addStretch()
        self._lists.setHandleWidth(16)
        self._lists.setChildrenCollapsible(False)
        for part, width in ((self.pairs, 200), (self.table, 320)):
            card = _card(part)
            card.setMinimumWidth(width)
            self._lists.addWidget(card)
        self._lists.setStretchFactor(1, 1)
        self._lists.setSizes([240, 720])
        for state in (self.agreed, self.nothing):
            state.setProperty("part", "card")
        for view in (self._lists, self.agreed, self.nothing):
            self._stack.addWidget(view)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._shown, 1)
        foot.addWidget(self.select)
        foot.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._partial)
        layout.addWidget(self.summary)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def minimumSizeHint(self) -> QSize:
        """Room for both lists."""
        return QSize(560, 320)


def _card(part: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("part", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(4, 4, 4, 4)
    layout.addWidget(part)
    return card
