"""Says which pictures of the list are shown, as text and by controls that say the same."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.finding.filter_bar import FilterBar
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.classify.finding.problem_line import ProblemLine
from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.classify.listing.arranging import Arranging
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.current_model import CurrentModel, State


class FindingBar(QWidget):
    """The query above its filters; both know the classes of the model in use.

    Args:
        pictures: the list.
        arranging: which of its pictures are shown, in which order.
        current: the model in use.
        tools: how the list is looked at; they stand beside the query.
    Attributes:
        tally: how many pictures there are of each kind.
        problems: what of the query was not understood; somebody else places it.
        query: as text.
        filters: as controls.
    """

    def __init__(self, pictures: PictureModel, arranging: Arranging, current: CurrentModel, tools: QWidget) -> None:
        super().__init__()
        self._arranging, self._current = arranging, current
        self.tally = PictureTally(pictures, self)
        self.query = QueryField()
        self.problems = ProblemLine(self.query)
        self.filters = FilterBar(self.query, self.tally)
        self._lay_out(tools)
        self.query.query_changed.connect(self._find)
        arranging.changed.connect(self._show_query)
        pictures.threshold_changed.connect(self.filters.threshold.set_threshold)
        current.changed.connect(self._take_over_model)

    def judge_anew(self) -> None:
        """Find out again which pictures are right: a sorting has filled folders, or was taken back."""
        self.tally.recount()
        if self.query.query:
            self._find(self.query.query)

    def _lay_out(self, tools: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.query, 1)
        line.addWidget(tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.filters)

    def _find(self, text: str) -> None:
        from resnet_desktop.classification.query import parse  # noqa: PLC0415  loads NumPy

        loaded = self._current.loaded
        query = parse(text, loaded.card.labels if loaded is not None else ())
        self._arranging.set_filter(query if text else None, text)

    def _show_query(self) -> None:
        text = self._arranging.order.text
        if text != self.query.query:
            self.query.set_query(text)

    def _take_over_model(self) -> None:
        loaded = self._current.loaded
        if self._current.state is State.READY and loaded is not None:
            self.query.set_classes(loaded.card.labels)
            self.filters.threshold.show_card(loaded.card)
