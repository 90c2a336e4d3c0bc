"""The confusion matrix, or the most frequent confusions, and the pictures of the chosen cell."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.confusion_matrix import ConfusionMatrix
from resnet_desktop.desktop.train.judging.judged_grid import JudgedGrid
from resnet_desktop.desktop.train.judging.matrix_scale import MatrixScale
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.training.judgement import JudgedPicture, Judgement
from resnet_desktop.training.judgement_measures import Confused

MOST_IN_MATRIX = 24
"""With more classes the list of confusions is shown first."""
_WIDE_PX = 760
_MOST_PAIRS = 200


class ConfusionView(QWidget):
    """Three ways to see confusions: counts, percent of the row, the most frequent pairs.

    Attributes:
        ways: which one.
        matrix: all pairs of classes.
        scale: what its colours mean.
        pairs: the most frequent ones, as a list.
        grid: the pictures of the chosen pair.
        open: hands these on.
    Signals:
        pictures_asked: paths of the pictures to open elsewhere.
    """

    pictures_asked = Signal(list)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._judgement: Judgement | None = None
        self.ways = Segments("Show", ("Counts", "Row %", "Most frequent"))
        self.matrix = ConfusionMatrix()
        self.scale = MatrixScale()
        self.pairs = TextTable(
            "Most frequent confusions",
            (
                TextColumn("Class", lambda each: self._name(each.truth), 110),
                TextColumn("Taken for", lambda each: self._name(each.predicted), 110),
                TextColumn("Pictures", lambda each: formatting.count(each.pictures), 64, is_number=True),
                TextColumn("Of class", lambda each: formatting.percent(each.share), 64, is_number=True),
            ),
        )
        self.subject = label()
        self.subject.setWordWrap(True)
        self.open = Button("Open in Classify", "classify", "small")
        self.open.setToolTip("Show these pictures on the Classify page")
        self.grid = JudgedGrid("Pictures of the chosen cell", thumbnails)
        self.ways.chosen.connect(self._show_way)
        self.matrix.cell_chosen.connect(self.show_cell)
        self.pairs.selectionModel().currentChanged.connect(lambda *_: self._show_pair())
        self.open.clicked.connect(lambda: self.pictures_asked.emit(self.grid.paths()))
        self.grid.picture_opened.connect(self._open_one)
        self._lay_out()

    def show_judgement(self, judgement: Judgement) -> None:
        """Show another one."""
        self._judgement = judgement
        self.matrix.show_judgement(judgement)
        self.pairs.show_records(judgement.confusion.confused[:_MOST_PAIRS])
        self.ways.choose(2 if len(judgement.classes) > MOST_IN_MATRIX else self.ways.number)
        self._show_way(self.ways.number)
        self.grid.show_pictures(judgement, ())
        self.subject.setText(wording.PICK_CELL)
        self.open.setEnabled(False)

    def show_cell(self, truth: int, predicted: int) -> None:
        """Show the pictures of a cell."""
        if self._judgement is None:
            return
        pictures = self._judgement.by_cell.get((truth, predicted), [])
        self.subject.setText(wording.cell_words(self._judgement, truth, predicted))
        self.grid.show_pictures(self._judgement, pictures)
        self.open.setEnabled(bool(pictures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pictures beside the matrix where there is room, else below."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE_PX
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _show_way(self, number: int) -> None:
        self._stack.setCurrentWidget(self.pairs if number == 2 else self.matrix)
        self.scale.setVisible(number != 2)
        self.matrix.show_share(number == 1)

    def _show_pair(self) -> None:
        chosen = self.pairs.chosen
        if isinstance(chosen, Confused):
            self.show_cell(chosen.truth, chosen.predicted)

    def _open_one(self, picture: JudgedPicture) -> None:
        if self._judgement is not None:
            paths: list[Path] = [self._judgement.path_of(picture)]
            self.pictures_asked.emit(paths)

    def _name(self, label: int) -> str:
        return "" if self._judgement is None else self._judgement.classes[label]

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.matrix)
        self._stack.addWidget(self.pairs)
        self._stack.setMinimumHeight(280)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.subject, 1)
        line.addWidget(self.open)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.grid, 1)
        left = QWidget()
        first = QVBoxLayout(left)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(8)
        first.addWidget(self.ways)
        first.addWidget(self.scale)
        first.addWidget(self._stack, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        self._parts.addWidget(left, 3)
        self._parts.addWidget(right, 2)
