"""The pictures that are trained on: how many, how divided, what is wrong, how they look, how they are changed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.data import wording
from resnet_desktop.desktop.train.data.augmentation_view import AugmentationView
from resnet_desktop.desktop.train.data.counts_chart import CountsChart
from resnet_desktop.desktop.train.data.jobs import Mended
from resnet_desktop.desktop.train.data.legend import Legend
from resnet_desktop.desktop.train.data.problem_list import ProblemList
from resnet_desktop.desktop.train.data.sample_grid import SampleGrid
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.message_line import MessageLine

_MOST_CHART_PX = 280
_MOST_SAMPLES_PX = 420


class ReadyView(QScrollArea):
    """One column that scrolls.

    Attributes:
        title: what the pictures are called.
        change: chooses others.
        problems: what is wrong.
        chart: pictures in each class.
        samples: some of them.
        augmentation: how they are changed.
        said: why a remedy cannot be used.
    Signals:
        change_asked: somebody wants other pictures.
    """

    change_asked = Signal()

    def __init__(self, state: TrainState, tasks: Tasks, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._state = state
        self.title, self.change = ElidedLabel("section", Qt.TextElideMode.ElideMiddle), Button("Change", kind="small")
        self.change.setAccessibleName("Choose other pictures")
        self.change.clicked.connect(self.change_asked)
        self.total, self.split = _words(), _words()
        self.said = MessageLine()
        self.said.hide()
        self.chart, self.legend = CountsChart(), Legend()
        self.problems = ProblemList(thumbnails)
        self.samples = SampleGrid(thumbnails)
        self.augmentation = AugmentationView(state, tasks)
        self.samples.picture_chosen.connect(self.augmentation.show_picture)
        self._chart_area = _scrolling(self.chart)
        self._sample_area = _scrolling(self.samples)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._column())
        self.viewport().setAutoFillBackground(False)

    def show_mended(self, mended: Mended, title: str) -> None:
        """Show pictures.

        Args:
            mended: with the remedies in use.
            title: what they are called.
        """
        data = mended.data
        self.said.hide()
        self.title.setText(title)
        excluded = wording.excluded_words(data)
        self.total.setText(f"{wording.total_words(data)}. {excluded}".strip())
        self.split.setText(wording.split_words(data, self._state.plan))
        self.chart.show_counts(data.classes, mended.counts)
        self._chart_area.setFixedHeight(min(_MOST_CHART_PX, self.chart.height()))
        self.legend.show_data(data)
        self.problems.show_mended(mended)
        self.samples.show_samples(data.classes, mended.samples)
        self._sample_area.setFixedHeight(min(_MOST_SAMPLES_PX, self.samples.height()))
        self.augmentation.show_pictures(_by_turns(mended.samples))

    def complain(self, text: str, error: BaseException) -> None:
        """Say why something cannot be done."""
        self.said.complain(text, error)
        self.said.show()
        self.ensureWidgetVisible(self.said)

    def _column(self) -> QWidget:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self.title, 1)
        header.addWidget(self.change)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        layout.addLayout(header)
        for part in (self.total, self.split, self.said):
            layout.addWidget(part)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("Pictures in each class", (self.legend, self._chart_area)),
            ("Problems", (self.problems,)),
            ("Some of each class", (self._sample_area,)),
            ("As training sees them", (self.augmentation,)),
        )
        for title, widgets in parts:
            layout.addSpacing(8)
            layout.addWidget(label(title, "section"))
            for widget in widgets:
                layout.addWidget(widget)
        layout.addStretch()
        return column


def _words() -> QLabel:
    made = label("", "quiet")
    made.setWordWrap(True)
    return made


def _scrolling(widget: QWidget) -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(widget)
    made.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return made


def _by_turns(rows: Sequence[Sequence[Path]]) -> list[Path]:
    """Take one of each class, then the next of each class, so that "another picture" is of another class."""
    longest = max((len(row) for row in rows), default=0)
    return [row[place] for place in range(longest) for row in rows if place < len(row)]
