"""The models as a list: an icon, a title and a line of facts each; the one in use is marked."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.model_list import tip
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.reading import ShownModel
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_HEIGHT_PX = 56
_PADDING_PX = 12
_MARK_PX = 16
_GAP_PX = 8


class ModelRows(QAbstractListModel):
    """The models as Qt's views see them.

    Attributes:
        models: one for each row.
        current: the name of the one in use; empty for none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.models: tuple[ShownModel, ...] = ()
        self.current = ""

    def show_models(self, models: tuple[ShownModel, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.models = models
        self.endResetModel()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Models can be chosen and dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of models."""
        return 0 if parent.isValid() else len(self.models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a view asks of a model."""
        if not index.isValid() or index.row() >= len(self.models):
            return None
        model = self.models[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return model.listed.title
            case Qt.ItemDataRole.ToolTipRole:
                return tip(model.listed) if model.can_classify or model.listed.problem else wording.second_line(model)
            case Qt.ItemDataRole.AccessibleTextRole:
                state = f", {wording.CURRENT.lower()}" if model.name == self.current else ""
                return f"{model.listed.title}{state}, {wording.second_line(model)}"
        return None


class ModelCells(CellView):
    """Shows the models; one is chosen.

    Attributes:
        rows: the models.
    Signals:
        dragged: somebody begins to drag the chosen model out.
    """

    dragged = Signal()

    def __init__(self) -> None:
        super().__init__(_HEIGHT_PX)
        self.rows = ModelRows(self)
        self.setItemDelegate(_Cell(self.rows))
        self.setModel(self.rows)
        self.setAccessibleName("Models")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.name_typed.connect(self._find)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Tell that a model is dragged out; its file has to be written first."""
        self.dragged.emit()

    @property
    def chosen(self) -> str:
        """The name of the model that is chosen; empty for none."""
        row = self.currentIndex().row()
        return self.rows.models[row].name if 0 <= row < len(self.rows.models) else ""

    def choose(self, name: str) -> None:
        """Choose a model."""
        for row, model in enumerate(self.rows.models):
            if model.name == name:
                self.setCurrentIndex(self.rows.index(row, 0))

    def mark(self, name: str) -> None:
        """Mark the model in use."""
        self.rows.current = name
        self.viewport().update()

    def _find(self, typed: str) -> None:
        for model in self.rows.models:
            if model.listed.title.lower().startswith(typed.lower()):
                self.choose(model.name)
                return


class _Cell(QStyledItemDelegate):
    def __init__(self, rows: ModelRows) -> None:
        super().__init__()
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All cells are of one height."""
        return QSize(max(0, option.rect.width()), _HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a model."""
        model = self._rows.models[index.row()]
        rect: QRect = option.rect
        self._paint_ground(painter, rect, option.state)
        ink = "text2" if model.listed.is_usable else "bad"
        name = "download" if model.offer is not None else "model" if model.listed.is_usable else "error"
        icon = QRectF(rect.left() + _PADDING_PX, rect.center().y() - icons.SIZE_PX / 2, icons.SIZE_PX, icons.SIZE_PX)
        icons.paint(painter, name, icon, colour(ink))
        left = round(icon.right()) + _PADDING_PX
        right = rect.right() - _PADDING_PX
        if model.name == self._rows.current:
            mark = QRectF(right - _MARK_PX, rect.top() + 11, _MARK_PX, _MARK_PX)
            icons.paint(painter, "confirmed", mark, colour("good"))
            words = QRect(left, rect.top() + 8, right - _MARK_PX - 4 - left, 22)
            draw_line(painter, words, wording.CURRENT, face(12), colour("good"), side=Qt.AlignmentFlag.AlignRight)
            right -= _MARK_PX + 4 + face(12).metrics.horizontalAdvance(wording.CURRENT) + _GAP_PX
        title = QRect(left, rect.top() + 8, right - left, 22)
        draw_line(painter, title, model.listed.title, face(13, is_strong=True), colour("text"))
        line = QRect(left, rect.top() + 29, rect.right() - _PADDING_PX - left, 18)
        draw_line(painter, line, wording.second_line(model), face(12, has_even_digits=True), colour(ink))

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (is_chosen or has_focus or state & QStyle.StateFlag.State_MouseOver):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent") if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(colour("selected" if is_chosen else "raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
