from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.card.classes_dialog import ClassesDialog
from resnet_desktop.desktop.models.card.name_dialog import NameDialog
from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.models import Library
from resnet_desktop.models.official import IMAGENET, IMAGENET_BASE
from tests.helpers.tiny_model import tiny_card, tiny_weights

Open = Callable[[], ModelsPage]
Dialog = TypeVar("Dialog", bound=QDialog)


def test_the_models_are_listed_and_the_first_one_is_shown(open_page: Open) -> None:
    page = open_page()
    assert [model.name for model in page.cells.rows.models] == ["shapes", IMAGENET.name, IMAGENET_BASE.name]
    assert page.card.title.text() == "shapes"
    assert ("Knows", "circle, square, triangle ▲") in page.card.facts.told


def test_a_hidden_page_reads_nothing(page: ModelsPage, tasks: Tasks) -> None:
    assert page.state.models is None
    assert not tasks.is_busy


def test_without_models_the_page_offers_one(open_page: Open, library: Library) -> None:
    library.remove("shapes")
    page = open_page()
    assert page.offer.isVisible()
    assert page.card.isHidden()
    assert page.offer.title.text() == "ResNet-50, ImageNet"


def test_a_model_is_used(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    with qtbot.waitSignal(page.use_asked) as asked:
        QTest.mouseClick(page.card.use, Qt.MouseButton.LeftButton)
    assert asked.args == ["shapes"]


def test_the_model_in_use_is_marked_and_cannot_be_used_again(
    open_page: Open, current: CurrentModel, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    current.load("shapes")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.card.state.word == "In use"
    assert not page.card.use.isEnabled()
    assert page.cells.rows.current == "shapes"


def test_arrows_choose_another_model(open_page: Open, library: Library) -> None:
    library.save(tiny_card("zebra"), tiny_weights(tiny_card("zebra")))
    page = open_page()
    QTest.keyClick(page.cells, Qt.Key.Key_Down)
    assert page.card.title.text() == "zebra"
    assert page.state.chosen == "zebra"


def test_another_model_s_card_is_shown_from_its_top(open_page: Open, library: Library) -> None:
    library.save(tiny_card("zebra"), tiny_weights(tiny_card("zebra")))
    page = open_page()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.card.title.visibleRegion().isEmpty()
    page.cells.choose("zebra")
    assert not page.card.title.visibleRegion().isEmpty()


def test_a_model_is_renamed_and_stays_chosen(open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    page.card.rename.trigger()
    dialog = _open_dialog(NameDialog)
    dialog.edit.setText("forms")
    with qtbot.waitSignal(page.changing.renamed) as renamed:
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert renamed.args == ["shapes", "forms"]
    assert library.names() == ("forms",)
    assert page.card.title.text() == "forms"


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "A model needs a name."), ("zebra", "There is a model named zebra already."), ("a/b", "A model's name may")],
)
def test_an_impossible_name_is_refused_as_it_is_typed(
    open_page: Open, library: Library, name: str, problem: str
) -> None:
    library.save(tiny_card("zebra"), tiny_weights(tiny_card("zebra")))
    page = open_page()
    page.card.rename.trigger()
    dialog = _open_dialog(NameDialog)
    dialog.edit.setText(name)
    assert dialog.problem.text().startswith(problem)
    assert not dialog.go_on.isEnabled()


def test_a_model_is_duplicated_under_a_free_name(open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    page.card.duplicate.trigger()
    dialog = _open_dialog(NameDialog)
    assert dialog.edit.text() == "shapes-2"
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("shapes", "shapes-2")
    assert page.state.chosen == "shapes-2"


def test_verifying_says_how_many_checks_were_passed(open_page: Open, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    page.card.verify.trigger()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.notice.text.startswith("“shapes” is sound: it passed all ")


def test_verifying_says_that_a_model_is_damaged_and_what_to_do(
    open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    weights = library.user / "shapes" / "weights.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 255
    weights.write_bytes(data)
    page.card.verify.trigger()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.notice.text == (
        "“shapes” is damaged. It cannot be used. Remove it, or add it again from the file it came from."
    )
    assert page.card.problem.text().startswith("weights.safetensors")
    assert not page.card.use.isEnabled()
    assert wording.second_line(page.cells.rows.models[0]).startswith("Damaged")
    library.remove("shapes")
    library.save(tiny_card(), tiny_weights(tiny_card()))


def test_deleting_asks_first_and_says_what_came_back(
    open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    page.card.delete.trigger()
    question = _open_dialog(Question)
    QTest.mouseClick(question.cancel, Qt.MouseButton.LeftButton)
    assert library.names() == ("shapes",)
    page.card.delete.trigger()
    QTest.mouseClick(_open_dialog(Question).go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ()
    assert page.notice.text.startswith("“shapes” was deleted; ")
    assert page.state.chosen == IMAGENET.name


def test_deleting_the_model_in_use_says_so_and_another_one_is_used(
    open_page: Open, library: Library, current: CurrentModel, qtbot: QtBot, tasks: Tasks
) -> None:
    library.save(tiny_card("zebra"), tiny_weights(tiny_card("zebra")))
    page = open_page()
    current.load("shapes")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    page.card.delete.trigger()
    question = _open_dialog(Question)
    assert any("It is in use" in each.text() for each in question.findChildren(QLabel))
    with qtbot.waitSignal(current.model_chosen) as remembered:
        QTest.mouseClick(question.go_on, Qt.MouseButton.LeftButton)
    assert remembered.args == [current.name] == ["made-up"]


def test_a_damaged_model_says_why_and_can_only_be_deleted(open_page: Open, library: Library) -> None:
    (library.user / "shapes" / "card.json").write_text("{")
    page = open_page()
    assert "card.json" in page.card.problem.text()
    assert not page.card.use.isEnabled()
    assert not page.card.share.isEnabled()
    assert page.card.delete.isEnabled()
    assert page.card.facts.isHidden()


def test_notes_are_kept_beside_the_model(open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    page.card.note.setPlainText("For the wall in room 3")
    page.card.note.flush()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.notes("shapes") == "For the wall in room 3"


def test_all_classes_can_be_searched(open_page: Open) -> None:
    page = open_page()
    QTest.mouseClick(page.card.classes, Qt.MouseButton.LeftButton)
    dialog = _open_dialog(ClassesDialog)
    dialog.search.setText("TRI")
    assert dialog.table.rows.records == [(2, "triangle ▲")]


def test_a_folder_that_nothing_can_show_is_named(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "open_path", lambda _path: False)
    page = open_page()
    page.card.reveal.trigger()
    assert page.notice.text.startswith("No program here can show the folder ")


def test_a_library_that_cannot_be_read_is_read_again_on_request(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    def refuse(_library: Library) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, qtbot.captureExceptions():
        patch.setattr(Library, "list", refuse)
        page = open_page()
    assert page.message.title.text() == "The models cannot be listed"
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.card.title.text() == "shapes"


def _open_dialog(kind: type[Dialog]) -> Dialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
