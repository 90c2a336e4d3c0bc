"""A query line with its controls over a list of made-up results, as the page has them."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop import app, theme
from resnet_desktop.desktop.classify.finding.filter_bar import FilterBar
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.classify.finding.problem_line import ProblemLine
from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from tests.desktop.fakes import LABELS, made_up_result

WIDE_PX, NARROW_PX = 1400, 832
"""A large window's page, and the room that the smallest window leaves."""


@dataclass
class Finding:
    """The parts; told is every query that the page would get."""

    window: QWidget
    pictures: PictureModel
    tally: PictureTally
    query: QueryField
    bar: FilterBar
    problems: ProblemLine
    told: list[str]


def entries(folder: str, count: int = 30) -> list[Entry]:
    """Classified pictures, and one that could not be read."""
    paths = [Path(f"/photos/{folder}/{number}.jpg") for number in range(count)]
    broken = Path(f"/photos/{folder}/broken.jpg")
    made = [Entry(path, made_up_result(path)) for path in paths]
    return [*made, Entry(broken, Result.failed(broken, "The file is empty."))]


@pytest.fixture
def finding(qapp: QApplication, qtbot: QtBot) -> Finding:
    """Thirty classified pictures in a folder that is no class, in a wide window."""
    app.set_up(qapp)
    theme.apply_theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    pictures = PictureModel(window)
    pictures.add(entries("Summer"))
    tally, query = PictureTally(pictures, window), QueryField()
    query.set_classes(LABELS)
    problems, bar = ProblemLine(query), FilterBar(query, tally)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(problems)
    layout.addWidget(query)
    layout.addWidget(bar)
    told: list[str] = []
    query.query_changed.connect(told.append)
    window.resize(WIDE_PX, 120)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(tally.changed):
        pass
    return Finding(window, pictures, tally, query, bar, problems, told)
