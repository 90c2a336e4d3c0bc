from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.architecture.drawing.view import DrawingView
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.network import LISTING, RESNET50, build
from resnet_desktop.network.drawing import all_expandable, stage_names


@pytest.fixture
def state(qapp: QApplication) -> ArchitectureState:  # noqa: ARG001  its signals need the application
    return ArchitectureState(build(RESNET50))


@pytest.fixture
def view(state: ArchitectureState, tasks: Tasks, qtbot: QtBot) -> DrawingView:
    made = DrawingView(state, tasks)
    qtbot.addWidget(made)
    made.resize(520, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(view: DrawingView, name: str) -> QPoint:
    return view.canvas.rect_of(name).center().toPoint()


def corner(view: DrawingView, name: str) -> QPoint:
    place = view.canvas.rect_of(name)
    return QPoint(round(place.left() + 6), round(place.top() + 6))


def test_at_first_all_blocks_of_the_whole_network_are_in_sight(view: DrawingView) -> None:
    for name in ("input", "stem", *(f"{stage}a" for stage in range(2, 6)), "4f", "classifier"):
        place = view.rect_of(name)
        assert not place.isEmpty()
        assert view.rect().contains(place.toRect())
    assert view.expanded == stage_names(build(RESNET50))


def test_a_click_selects(view: DrawingView, state: ArchitectureState) -> None:
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, "3b"))
    assert state.selected == "3b"
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, view.canvas.height() - 2))
    assert state.selected == ""


def test_a_double_click_expands_and_the_chevron_collapses(view: DrawingView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.expanded_changed):
        QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, "3b"))
    assert "3b" in view.expanded
    assert not view.rect_of("res3b_branch2a").isEmpty()
    with qtbot.waitSignal(view.expanded_changed):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=corner(view, "3b"))
    assert "3b" not in view.expanded
    assert view.rect_of("res3b_branch2a").isEmpty()


def test_what_is_expanded_stays_where_it_is_in_the_view(view: DrawingView) -> None:
    view.canvas.zoom_to_actual()
    before = view.rect_of("3b")
    view.toggle("3b")
    after = view.rect_of("3b")
    assert abs(after.top() - before.top()) < 12
    assert abs(after.left() - before.left()) < 24


def test_keys_move_along_the_flow_and_expand(view: DrawingView, state: ArchitectureState) -> None:
    view.canvas.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view.canvas, key)
    assert state.selected == "2b"
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert "2b" in view.expanded
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    assert state.selected == "res2b_branch2a"
    QTest.keyClick(view.canvas, Qt.Key.Key_Backspace)
    assert state.selected == "2b"
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert "2b" not in view.expanded


def test_what_is_selected_elsewhere_is_expanded_and_brought_into_sight(
    view: DrawingView, state: ArchitectureState
) -> None:
    state.select("res4f_branch2c")
    assert {"stage 4", "4f"} <= view.expanded
    assert view.canvas.rect().contains(view.canvas.rect_of("res4f_branch2c").toRect())
    state.select("res2b_branch2a")
    assert "2b" in view.expanded
    assert "4f" not in view.expanded, "what was opened only to show the selection closes with it"


def test_what_somebody_expanded_stays_when_the_selection_goes_elsewhere(
    view: DrawingView, state: ArchitectureState
) -> None:
    view.toggle("4f")
    state.select("res4f_branch2c")
    state.select("res2b_branch2a")
    assert {"4f", "2b"} <= view.expanded


def test_a_hidden_view_lays_nothing_out_until_it_is_shown(state: ArchitectureState, tasks: Tasks, qtbot: QtBot) -> None:
    view = DrawingView(state, tasks)
    qtbot.addWidget(view)
    state.select("res4f_branch2c")
    state.show(build(LISTING, 64, 6), None)
    state.select("res3a_branch2a")
    assert view.canvas.drawing is None
    view.resize(520, 600)
    view.show()
    assert not view.rect_of("res3a_branch2a").isEmpty()


def test_the_wheel_zooms_about_the_mouse_and_the_minimap_comes(view: DrawingView) -> None:
    assert not view._minimap.isVisible()
    place = QPointF(middle(view, "4b"))
    before = view.canvas.framing
    assert before is not None
    point = before.to_picture(place.x(), place.y())
    wheel = QWheelEvent(
        place, view.canvas.mapToGlobal(place), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas, wheel)
    after = view.canvas.framing
    assert after is not None
    assert after.scale > 2 * before.scale
    assert after.to_view(*point) == pytest.approx((place.x(), place.y()), abs=1)
    assert view._minimap.isVisible()
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert not view._minimap.isVisible()


def test_zooming_ends_at_400_percent(view: DrawingView) -> None:
    for _ in range(30):
        view.canvas.zoom_in()
    assert view.canvas.framing is not None
    assert view.canvas.framing.scale == pytest.approx(4)


def test_a_drag_moves_and_selects_nothing(view: DrawingView, state: ArchitectureState) -> None:
    view.canvas.zoom_to_actual()
    view.canvas.zoom_in()
    before = view.rect_of("3b").topLeft()
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(view.canvas, QPoint(280, 270))
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(280, 270))
    assert view.rect_of("3b").topLeft() != before
    assert state.selected == ""


def test_expand_all_and_collapse_all(view: DrawingView, state: ArchitectureState) -> None:
    view.tools.expand.click()
    assert view.expanded == all_expandable(state.graph)
    assert not view.tools.expand.isEnabled()
    view.tools.collapse.click()
    assert view.expanded == frozenset()
    assert len(view.drawing().boxes) == 7


def test_another_input_size_keeps_what_is_expanded(view: DrawingView, state: ArchitectureState) -> None:
    view.toggle("3b")
    state.show(build(RESNET50, 64, 6, 2), None)
    assert "3b" in view.expanded
    assert "64x64x3" in view.to_svg()
    assert "dense 6" in view.to_svg()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_switched_off_block_looks_different(
    view: DrawingView, state: ArchitectureState, qapp: QApplication, name: str
) -> None:
    theme.apply_theme(qapp, name)
    before = view.canvas.grab().toImage()
    state.bypass({"3b"})
    assert view.canvas.grab().toImage() != before
    assert 'opacity="0.45"' in view.to_svg()


def saved(task: Task, qtbot: QtBot) -> list[object]:
    ends: list[object] = []
    task.succeeded.connect(ends.append)
    task.failed.connect(ends.append)
    with qtbot.waitSignal(task.finished):
        pass
    return ends


def test_it_is_saved_as_svg_png_and_pdf(view: DrawingView, tmp_path: Path, qtbot: QtBot) -> None:
    for suffix in ("svg", "png", "pdf"):
        file = tmp_path / f"network.{suffix}"
        assert saved(view.save(file), qtbot) == [file]
    width, height = view.canvas.framing.picture if view.canvas.framing else (0, 0)
    renderer = QSvgRenderer(str(tmp_path / "network.svg"))
    assert renderer.isValid()
    assert renderer.elementExists("network-4f")
    image = QImage(str(tmp_path / "network.png"))
    assert image.width() == pytest.approx(2 * width, abs=2)
    assert image.height() == pytest.approx(2 * height, abs=2)
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 20
    assert (tmp_path / "network.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_says_why(view: DrawingView, tmp_path: Path, qtbot: QtBot) -> None:
    (error,) = saved(view.save(tmp_path / "network.bmp"), qtbot)
    assert str(error) == "The drawing was not saved as network.bmp: its name must end in .svg, .png or .pdf"
    (tmp_path / "file").write_text("")
    (error,) = saved(view.save(tmp_path / "file" / "network.svg"), qtbot)
    assert str(error).startswith("The drawing was not saved as network.svg: ")


def test_what_is_under_the_mouse_is_described_in_numbers(view: DrawingView) -> None:
    assert view.canvas.describe("res3b_branch2b") == (
        "res3b_branch2b, convolution\noutput 28x28x128\n147,584 parameters, 115,605,504 MACs"
    )
    assert view.canvas.describe("3b").startswith("3b, identity block\noutput 28x28x512\n")
    assert view.canvas.describe("res3b") == "res3b, addition\noutput 28x28x512\nno parameters"


def test_a_click_in_the_overview_moves_nothing_but_a_selection_elsewhere_is_enlarged(
    view: DrawingView, state: ArchitectureState
) -> None:
    view.expand_all()
    before = view.canvas.framing
    assert before is not None
    assert before.scale < 0.5
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, "res4e_branch2b"))
    assert state.selected == "res4e_branch2b"
    assert view.canvas.framing == before
    state.select("res3b_branch2b")
    assert view.canvas.framing is not None
    assert view.canvas.framing.scale >= 0.7
    assert view.canvas.rect().contains(view.canvas.rect_of("res3b_branch2b").toRect())


def test_a_click_on_the_minimap_goes_there(view: DrawingView) -> None:
    view.canvas.zoom_to_actual()
    view.canvas.zoom_in()
    view.canvas.zoom_in()
    minimap = view._minimap
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() - 6, minimap.height() - 6))
    assert view.canvas.framing is not None
    width, height = view.canvas.framing.picture
    assert view.canvas.framing.seen[2:] == pytest.approx((width, height))
