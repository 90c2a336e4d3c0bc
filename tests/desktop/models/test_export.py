from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.models.exporting import wording
from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.desktop.widgets.work_view import STOPPING
from resnet_desktop.exporting import exports
from resnet_desktop.exporting.agreement import Agreement
from resnet_desktop.exporting.certificate import Certificate
from resnet_desktop.exporting.errors import DisagreementError, ExistsError
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.exporting.kept_certificates import keep
from resnet_desktop.exporting.table import Row
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Library

Open = Callable[[], ModelsPage]


def certificate(sha256: str = "", milliseconds: Mapping[int, float] | None = None) -> Certificate:
    return Certificate(
        format="onnx", model="shapes", weights_sha256=sha256, runtime="ONNX Runtime",
        agreement=Agreement(64, 2.5e-6, 1e-7, 63, 1), pictures="64 drawings",
        milliseconds=milliseconds or {1: 12.34, 16: 8.0},
        files={"shapes.onnx": {"size": 1_500_000, "sha256": "0123456789abcdef" * 4}},
        versions={"onnx": "1.23"}, processor="A CPU, 2 threads", created="2026-11-26T00:00:00+00:00",
    )  # fmt: skip


class Exporting:
    """In place of the core: keeps what it was asked, and does what it is told."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Path, Path | None, bool]] = []
        self.raises: list[BaseException] = []
        self.stays_busy = False

    def export(
        self, model: Any, chosen: Any, target: Path, pictures: Path | None, control: Control, *, overwrite: bool
    ) -> Certificate:
        self.asked.append((chosen.name, target, pictures, overwrite))
        control.report(Progress(12, 64, "Running the file"))
        while self.stays_busy:
            control.check()
        if self.raises:
            raise self.raises.pop(0)
        made = certificate(model.card.weights_sha256)
        keep(made)
        return made


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Exporting:
    made = Exporting()
    monkeypatch.setattr(exports, "export_model", made.export)
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: tmp_path / "shapes.onnx")
    return made


def test_what_an_export_would_be_is_told_before(open_page: Open) -> None:
    page = open_page()
    texts = [[column.text(row) for column in page.export.table.rows.columns] for row in page.export.table.rows.records]
    assert [text[0] for text in texts] == [each.title for each in FORMATS.values()]
    assert texts[0][1].startswith("about ")
    assert texts[0][2] == "unknown"


def test_an_export_shows_its_certificate(
    open_page: Open, core: Exporting, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    assert page.export.strip.isVisible()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert core.asked == [("onnx", tmp_path / "shapes.onnx", None, False)]
    assert page.notice.text == "ONNX: shapes.onnx was written, run and agrees."
    assert ("Same class", "100.0 % of 64 inputs; 1 tie may come either way") in page.export.certificate.told
    assert page.export.table.rows.records[0].certificate is not None


def test_what_is_there_is_replaced_only_when_somebody_says_so(
    open_page: Open, core: Exporting, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    core.raises = [ExistsError((tmp_path / "shapes.onnx.card.json",))]
    page = open_page()
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Question) and each.isVisible())
    QTest.mouseClick(question.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert [asked[3] for asked in core.asked] == [False, True]
    assert page.notice.text.endswith("was written, run and agrees.")


def test_a_file_that_disagrees_is_not_handed_out_and_says_why(
    open_page: Open, core: Exporting, qtbot: QtBot, tasks: Tasks
) -> None:
    core.raises = [DisagreementError("The file does not answer as the model does")]
    page = open_page()
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.export.message.text == "The file does not answer as the model does."
    assert page.export.export.isEnabled()


def test_an_export_can_be_cancelled(open_page: Open, core: Exporting, qtbot: QtBot, tasks: Tasks) -> None:
    core.stays_busy = True
    page = open_page()
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Running the file · 12 of 64 steps" in page.export.strip.line.text())
    assert not page.export.export.isEnabled()
    QTest.mouseClick(page.export.strip.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.export.message.isHidden()
    assert page.export.export.isEnabled()


def test_escape_presses_the_cancel_button(open_page: Open, core: Exporting, qtbot: QtBot, tasks: Tasks) -> None:
    core.stays_busy = True
    page = open_page()
    assert not page.cancel_work(), "nothing runs"
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(core.asked))
    assert page.cancel_work()
    assert page.export.strip.line.text() == STOPPING
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert not page.cancel_work()


def test_a_folder_of_pictures_checks_instead_of_the_samples(
    open_page: Open, core: Exporting, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    page.export.pictures.use(tmp_path)
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    QTest.mouseClick(page.export.pictures.forget, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert [asked[2] for asked in core.asked] == [tmp_path, None]


def test_every_format_is_measured_at_once(
    open_page: Open, library: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    card = library.entry("shapes").card
    assert card is not None

    def measure(*_: object) -> tuple[Row, ...]:
        made = certificate(card.weights_sha256)
        keep(made)
        return (Row(FORMATS["onnx"], made.size, made),)

    monkeypatch.setattr("resnet_desktop.exporting.table.measure_formats", measure)
    page = open_page()
    QTest.mouseClick(page.export.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    row = page.export.table.rows.records[0]
    assert (wording.size_words(row), wording.speed_words(row)) == ("1.5 MB", "12.3 ms")
    assert (wording.difference_words(row), wording.agreement_words(row)) == ("2.5e-06", "100.0 %")


def test_what_cannot_be_exported_here_says_why(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resnet_desktop.exporting.table.can_export", lambda _format: "It needs something else")
    page = open_page()
    assert not page.export.export.isEnabled()
    assert page.export.export.toolTip() == "It needs something else"
    assert wording.agreement_words(page.export.table.rows.records[0]) == "It needs something else"
