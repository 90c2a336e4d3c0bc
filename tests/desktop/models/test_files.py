from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.models.adding.model_files import parted
from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library
from resnet_desktop.models.bases import default_bases
from resnet_desktop.models.importing import import_file
from resnet_desktop.models.sharing import SHARED_SUFFIX, share

Open = Callable[[], ModelsPage]


@pytest.fixture
def shared(library: Library, tmp_path: Path) -> Path:
    path = tmp_path / f"shapes{SHARED_SUFFIX}"
    share(Control(), library, "shapes", path)
    return path


def test_files_of_models_are_parted_from_the_rest() -> None:
    given = [Path("a.jpg"), Path("b.RESNET"), Path("folder"), Path("c.h5")]
    assert parted(given) == ([given[1], given[3]], [given[0], given[2]])


def test_a_model_is_shared_as_one_file_that_can_be_added_again(
    open_page: Open, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    target = tmp_path / "given.resnet"
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: target)
    QTest.mouseClick(page.card.share, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert page.notice.text.startswith("given.resnet was written, ")
    imported = import_file(Control(), library, default_bases(), target)
    assert imported.name == "shapes-2"


def test_a_file_becomes_a_model_and_is_shown(
    open_page: Open, library: Library, shared: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    monkeypatch.setattr(picking, "choose_file", lambda *_: shared)
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("shapes", "shapes-2")
    assert page.card.title.text() == "shapes-2"
    assert page.notice.text.startswith("“shapes-2” is a model of yours now")
    assert page.strip.isHidden()


def test_a_strangers_file_is_refused_with_the_reason_and_leaves_nothing(
    open_page: Open, library: Library, tmp_path: Path, shared: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    broken = tmp_path / "broken.resnet"
    broken.write_bytes(shared.read_bytes()[:-200])
    page.adding.add([broken, shared])
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("shapes", "shapes-2")
    assert sorted(path.name for path in library.user.iterdir()) == ["shapes", "shapes-2"]


def test_what_became_of_several_files_is_told_at_once(
    open_page: Open, tmp_path: Path, shared: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    broken = [tmp_path / "broken.resnet", tmp_path / "worse.resnet"]
    for path in broken:
        path.write_bytes(b"nothing")
    page.adding.add([broken[0], shared, broken[1]])
    qtbot.waitUntil(lambda: not tasks.is_busy)
    for words in ("broken.resnet: ", "worse.resnet: ", "“shapes-2” is a model of yours now", ".resnet, "):
        assert words in page.notice.text


def test_a_refusal_says_why(open_page: Open, tmp_path: Path, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    pickled = tmp_path / "model.h5"
    pickled.write_bytes(b"\x80\x04a pickle")
    page.adding.add([pickled])
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert "pickle" in page.notice.text


def test_dragging_a_model_writes_its_file_first(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    dragged: list[Path] = []
    with monkeypatch.context() as patch:
        patch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
        patch.setattr(QDrag, "exec", lambda drag, _: dragged.append(Path(drag.mimeData().urls()[0].toLocalFile())))
        page.cells.startDrag(Qt.DropAction.CopyAction)
        qtbot.waitUntil(lambda: bool(dragged) and not tasks.is_busy)
    assert dragged[0].name == "shapes.resnet"
    assert dragged[0].stat().st_size > 1000


def test_nothing_is_dragged_when_the_button_is_up_by_then(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tasks: Tasks
) -> None:
    page = open_page()
    monkeypatch.setattr(QDrag, "exec", lambda _drag, _action: pytest.fail("the button is up"))
    page.cells.startDrag(Qt.DropAction.CopyAction)
    qtbot.waitUntil(lambda: not tasks.is_busy)
