"""Two runs beside each other: which settings differ, and who is right where the other is wrong."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.train.runs import wording
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.training.comparing_runs import Compared
from resnet_desktop.training.comparing_runs_plans import plan_differences
from resnet_desktop.training.past_runs import PastRun

_ROW_PX, _HEADER_PX = 32, 32


class _Group(NamedTuple):
    name: str
    paths: tuple[object, ...]
    share: float


class ComparedView(QWidget):
    """Settings at once; pictures when they are there.

    Attributes:
        settings: what differs.
        data: what was changed about the pictures.
        words: who is better, and whether that could be chance.
        groups: four groups of pictures.
        open: hands the chosen group on.
    Signals:
        pictures_asked: paths of the pictures of a group.
    """

    pictures_asked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._heading = label("", "secondary")
        self._heading.setWordWrap(True)
        self.settings = TextTable(
            "Differing settings",
            (
                TextColumn("Setting", lambda each: wording.field_words(each.field), 120),
                TextColumn("This run", lambda each: each.first, 90, is_path=True),
                TextColumn("The other", lambda each: each.second, 90, is_path=True),
            ),
        )
        self.data = label()
        self.data.setWordWrap(True)
        self.words = label()
        self.words.setWordWrap(True)
        self.groups = TextTable(
            "Pictures by who is right",
            (
                TextColumn("Right", lambda each: each.name, 180),
                TextColumn("Pictures", lambda each: formatting.count(len(each.paths)), 72, is_number=True),
                TextColumn("Part", lambda each: formatting.percent(each.share), 72, is_number=True),
            ),
        )
        self.groups.setFixedHeight(_HEADER_PX + 4 * _ROW_PX + 2)
        self.open = Button("Open in Classify", "classify", "small")
        self.open.clicked.connect(self._open)
        self.groups.selectionModel().currentChanged.connect(lambda *_: self._offer())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._heading, self.settings, self.data, self.words, self.groups):
            layout.addWidget(part)
        layout.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_runs(self, first: PastRun, second: PastRun) -> None:
        """Show what differs in the settings; what there was of pictures goes."""
        found = plan_differences(first.plan, second.plan) if first.plan and second.plan else ()
        self._heading.setText(wording.differences(len(found), second.name) if found else wording.same_plan(second.name))
        self.settings.show_records(found)
        self.settings.setVisible(bool(found))
        self.settings.setFixedHeight(_HEADER_PX + min(len(found), 6) * _ROW_PX + 2)
        self.say_data("")
        self.say("")

    def say_data(self, words: str) -> None:
        """Say in what the pictures differ; empty for nothing."""
        self.data.setText(words)
        self.data.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Say that pictures are on their way, or why there are none; empty for nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.groups.hide()
        self.open.hide()

    def show_pictures(self, first: str, second: str, result: Compared) -> None:
        """Show who is right where the other is wrong."""
        self.say(wording.compared(first, second, result))
        parts = (result.both, result.only_first, result.only_second, result.neither)
        number = max(result.pictures, 1)
        names = wording.groups(first, second)
        self.groups.show_records(
            [_Group(name, paths, len(paths) / number) for name, paths in zip(names, parts, strict=True)]
        )
        self.groups.show()
        self.open.show()
        self._offer()

    def _offer(self) -> None:
        chosen = self.groups.chosen
        self.open.setEnabled(chosen is not None and bool(chosen.paths))

    def _open(self) -> None:
        chosen = self.groups.chosen
        if chosen is not None:
            self.pictures_asked.emit(list(chosen.paths))
