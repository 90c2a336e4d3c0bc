"""The residual blocks as Qt's views see them: rows that can be ticked where a block can be switched off."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from resnet_desktop.desktop.architecture.lab import wording

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_blocks import BlockSize, ResidualBlock

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_Role = Qt.ItemDataRole


class BlockRows(QAbstractListModel):
    """One row for each residual block.

    Attributes:
        blocks: of each row.
        sizes: by the block's name; empty while they are not known.
        bypassed: blocks that are switched off.
    Signals:
        switched: a block's name, and whether it shall be on.
    """

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.blocks: tuple[ResidualBlock, ...] = ()
        self.sizes: Mapping[str, BlockSize] = {}
        self.bypassed: frozenset[str] = frozenset()

    def show_blocks(self, blocks: "tuple[ResidualBlock, ...]") -> None:
        """Have other rows, whose sizes are not known yet."""
        self.beginResetModel()
        self.blocks, self.sizes, self.bypassed = blocks, {}, frozenset()
        self.endResetModel()

    def show_sizes(self, sizes: "Mapping[str, BlockSize]") -> None:
        """Know how large x and F(x) are."""
        self.sizes = sizes
        self._tell()

    def show_bypassed(self, bypassed: frozenset[str]) -> None:
        """Know which are switched off."""
        self.bypassed = bypassed
        self._tell()

    def row_of(self, name: str) -> int:
        """The row of a block; -1 where there is none."""
        return next((row for row, block in enumerate(self.blocks) if block.name == name), -1)

    def is_on(self, block: "ResidualBlock") -> bool:
        """Whether a block adds its F(x)."""
        return block.name not in self.bypassed

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows have no rows of their own."""
        return 0 if parent.isValid() else len(self.blocks)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """An identity block can be ticked."""
        flags = super().flags(index)
        can_switch = index.isValid() and self.blocks[index.row()].is_identity
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_switch else flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What is said of a block, and whether it is on."""
        if not index.isValid():
            return None
        block = self.blocks[index.row()]
        if role == _Role.CheckStateRole and block.is_identity:
            return Qt.CheckState.Checked if self.is_on(block) else Qt.CheckState.Unchecked
        if role == _Role.DisplayRole:
            return block.name
        if role == _Role.AccessibleTextRole:
            return wording.block_words(block, self.sizes.get(block.name), is_on=self.is_on(block))
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Ask for a block to be switched; it changes once everybody knows."""
        if role != _Role.CheckStateRole or not index.isValid() or not self.blocks[index.row()].is_identity:
            return False
        self.switched.emit(self.blocks[index.row()].name, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _tell(self) -> None:
        if self.blocks:
            self.dataChanged.emit(self.index(0), self.index(len(self.blocks) - 1))
