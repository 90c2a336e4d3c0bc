"""The list of pairs: which classes the models say in place of one another, and how often."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.classify.comparing.ordering import ChosenPair
from resnet_desktop.desktop.classify.comparing.pair_model import PairModel
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.listing.thumbnail_painting import paint_ground
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.formatting import count

HEIGHT_PX = 36
_PADDING_PX = 12
_GAP_PX = 8
_BAR_PX = 2
_Flag = QItemSelectionModel.SelectionFlag


def rooms(width: int, first: int, second: int) -> tuple[int, int]:
    """Share the room of a line between two names: each has what it needs, or half and what the other leaves.

    Args:
        width: of the line, px.
        first: the first name's length, px.
        second: that of the second, px.
    """
    if first + second <= width:
        return first, second
    half = width // 2
    if first <= half:
        return first, width - first
    return (width - second, second) if second <= half else (half, width - half)


class PairRow(QStyledItemDelegate):
    """Paints a pair: the names with an arrow between them, the number, and a bar for it."""

    def __init__(self, pairs: PairModel) -> None:
        super().__init__()
        self._pairs = pairs

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        place: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRectF(place.adjusted(1, 1, -1, -1)), option.state)
        room = place.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        number = self._pairs.number(index.row())
        look, numbers = face(13), face(12, has_even_digits=True)
        width = numbers.metrics.horizontalAdvance(count(number))
        draw_line(painter, room, count(number), numbers, colour("text2"), side=Qt.AlignmentFlag.AlignRight)
        words = room.adjusted(0, 0, -width - _GAP_PX, 0)
        pair = self._pairs.pair(index.row())
        if pair is None:
            draw_line(painter, words, "All differences", look, colour("text"))
            return
        arrow = look.metrics.horizontalAdvance("→") + 2 * _GAP_PX
        lengths = [look.metrics.horizontalAdvance(name) + 1 for name in pair]
        first, second = rooms(words.width() - arrow, *lengths)
        draw_line(painter, QRect(words.left(), words.top(), first, words.height()), pair[0], look, colour("text"))
        between = QRect(words.left() + first, words.top(), arrow, words.height())
        draw_line(painter, between, "→", look, colour("text2"), side=Qt.AlignmentFlag.AlignHCenter)
        draw_line(
            painter, QRect(between.right() + 1, words.top(), second, words.height()), pair[1], look, colour("text")
        )
        share = number / self._pairs.number(1)
        bar = QRectF(room.left(), place.bottom() - 4, max(2.0, room.width() * share), _BAR_PX)
        painter.fillRect(bar, colour("accent"))


class PairList(CellView):
    """Shows the pairs; one of them, or all differences, is chosen.

    Signals:
        pair_chosen: what the first and the second model say; None for all differences.
    """

    pair_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(HEIGHT_PX)
        self.pairs = PairModel(self)
        self._row = PairRow(self.pairs)
        self.setItemDelegate(self._row)
        self.setModel(self.pairs)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Pairs of classes about which the models differ")
        self.selectionModel().currentChanged.connect(self._tell)

    def show_comparison(self, compared: Compared) -> None:
        """Show the pairs of a comparison, and choose all differences."""
        self.pairs.show_comparison(compared)
        self.choose(0)

    def choose(self, row: int) -> None:
        """Choose a row."""
        index = self.pairs.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    @property
    def chosen(self) -> ChosenPair | None:
        """What the models say in the pair that is chosen; None for all differences."""
        return self.pairs.pair(self.currentIndex().row()) if self.pairs.compared is not None else None

    def _tell(self) -> None:
        if self.currentIndex().isValid():
            self.pair_chosen.emit(self.chosen)
