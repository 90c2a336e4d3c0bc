"""A page with classified sample photos, and an export's dialog on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop import app, picking
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.exporting.export_dialog import ExportDialog
from resnet_desktop.desktop.classify.exporting.exports import Exports
from resnet_desktop.desktop.classify.exporting.request import ExportRequest
from resnet_desktop.desktop.classify.scope import Scope
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import LABELS, made_up_model, made_up_result
from tests.helpers.tiny_model import tiny_card


@pytest.fixture
def model() -> LoadedModel:
    card = tiny_card("pets", network="resnet50", labels=LABELS, int8_ranges=None, weights_sha256="ab" * 32)
    return LoadedModel(card, made_up_model().engine)


@pytest.fixture
def entries(photos: list[Path]) -> list[Entry]:
    return [Entry(photo, made_up_result(photo)) for photo in photos]


@pytest.fixture
def request_for(model: LoadedModel, entries: list[Entry]) -> Callable[..., ExportRequest]:
    """Everything, the first two as shown, and the last one as selected."""

    def make(**changes: Any) -> ExportRequest:
        scopes = (
            Scope("all", len(entries), entries.copy),
            Scope("shown", 2, lambda: entries[:2]),
            Scope("selected", 1, lambda: entries[-1:]),
        )
        return replace(ExportRequest(model, scopes), **changes)

    return make


@pytest.fixture
def exports(qapp: QApplication, qtbot: QtBot, tasks: Tasks) -> Iterator[Exports]:
    app.set_up(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    yield Exports(page, tasks)
    tasks.close()


@pytest.fixture
def told(exports: Exports) -> list[str]:
    """What the page is told."""
    said: list[str] = []
    exports.noticed.connect(lambda words, _actions: said.append(words))
    exports.complained.connect(lambda words, _actions: said.append(f"complaint: {words}"))
    return said


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], list[Path]]:
    """Answers the system's dialog; gives what was proposed there."""

    def prepare(path: Path | None) -> list[Path]:
        proposed: list[Path] = []

        def choose(_parent: QWidget, _title: str, wanted: Path, _kind: str) -> Path | None:
            proposed.append(wanted)
            return path

        monkeypatch.setattr(picking, "choose_new_file", choose)
        return proposed

    return prepare


@pytest.fixture
def dialog(exports: Exports, request_for: Callable[..., ExportRequest]) -> ExportDialog:
    return exports.open(request_for())
