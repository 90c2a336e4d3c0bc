"""The page in the whole window, with the bundled model's kind of network and real photos."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.architecture.comparison_dialog import both
from resnet_desktop.desktop.architecture.drawing.tool_line import ToolLine
from resnet_desktop.desktop.architecture.lab.lab_columns import LabColumns
from resnet_desktop.desktop.architecture.page import ArchitecturePage
from resnet_desktop.desktop.architecture.page_columns import LEAST_PX
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.jobs import Control
from resnet_desktop.network import LISTING, RESNET50, build
from tests.desktop.fakes import FakeClassifier
from tests.helpers.random_model import random_model


class RealModel(FakeClassifier):
    """Loads a network with random weights."""

    def load_model(self, name: str, control: Control) -> LoadedModel:  # noqa: ARG002
        model = random_model("resnet50", 32, 6)
        return LoadedModel(model.card, OpenVinoEngine(model, "f32"), model)


@pytest.fixture
def classifier() -> FakeClassifier:
    return RealModel()


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ArchitecturePage:
    program.window.show_page(1)
    made = program.window.pages.architecture.content
    qtbot.waitUntil(lambda: bool(made.strip.paths))
    return made


def alive(page: ArchitecturePage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: page.state.picture is not None, timeout=20_000)
    assert page.state.picture is not None
    return page.state.picture.name


def test_it_is_made_only_when_it_is_opened(program: Program) -> None:
    assert not program.window.pages.architecture.is_made
    program.window.show_page(1)
    assert program.window.pages.architecture.is_made


def test_it_shows_the_network_of_the_model_in_use(page: ArchitecturePage) -> None:
    assert page.state.graph == build(RESNET50, 32, 6)
    assert page.state.live is not None
    assert page.facts.startswith("ResNet-50 for pictures of 32 px and 6 classes")
    assert f"{page.state.graph.parameter_count:,} parameters" in page.facts


def test_the_picture_of_the_classify_page_is_alive(program: Program, photos: list[Path], qtbot: QtBot) -> None:
    classify = program.window.classify
    classify.add(photos)
    qtbot.waitUntil(lambda: classify.session.pictures.rowCount() == len(photos))
    classify.browser.selection.choose(photos[2])
    program.window.show_page(1)
    page = program.window.pages.architecture.content
    assert alive(page, qtbot) == photos[2].name
    assert page.strip.paths == tuple(photos)


def test_without_pictures_the_samples_are_offered_and_none_is_alive(
    page: ArchitecturePage, sample_photos: list[Path]
) -> None:
    assert page.strip.paths == tuple(sample_photos)
    assert page.state.picture is None


def test_a_click_in_the_strip_makes_a_picture_alive(page: ArchitecturePage, qtbot: QtBot) -> None:
    wanted = page.strip.paths[1]
    page.strip.square(wanted).click()
    assert alive(page, qtbot) == wanted.name


def test_a_dropped_picture_is_alive_and_a_folder_is_classified(
    program: Program, page: ArchitecturePage, photos: list[Path], qtbot: QtBot
) -> None:
    window = program.window
    window.drops.paths_dropped.emit([photos[0]])
    assert alive(page, qtbot) == photos[0].name
    assert page.isVisible()
    window.drops.paths_dropped.emit([photos[0].parent])
    assert window.classify.isVisible()
    qtbot.waitUntil(lambda: window.classify.session.pictures.rowCount() == len(photos))


def test_a_picture_that_cannot_be_read_is_told_and_the_one_before_stays(
    page: ArchitecturePage, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    page.open_picture(photos[0])
    assert alive(page, qtbot) == photos[0].name
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    page.open_picture(broken)
    qtbot.waitUntil(lambda: page.notice.text.startswith("broken.jpg could not be read: "))
    assert page.state.picture is not None
    assert page.state.picture.path == photos[0]
    assert page.strip.words == photos[0].name
    assert broken not in page.strip.paths
    page.open_picture(photos[1])
    assert not page.notice.text, "what was wrong with another picture is over"


def test_a_picture_on_its_way_is_given_up_and_the_one_before_stays(
    page: ArchitecturePage, photos: list[Path], qtbot: QtBot
) -> None:
    assert not page.cancel_work(), "nothing runs"
    page.open_picture(photos[0])
    assert alive(page, qtbot) == photos[0].name
    page.open_picture(photos[1])
    assert page.cancel_work()
    assert page.strip.words == photos[0].name
    assert not page.cancel_work()


def test_other_numbers_show_the_network_without_life_and_there_is_a_way_back(
    page: ArchitecturePage, photos: list[Path], qtbot: QtBot
) -> None:
    page.open_picture(photos[0])
    alive(page, qtbot)
    page.controls.classes.move_by(1)
    assert page.state.graph == build(RESNET50, 32, 7)
    assert page.state.picture is None
    page.back.click()
    assert page.state.graph == build(RESNET50, 32, 6)
    assert not page.back.isVisible()
    assert alive(page, qtbot) == photos[0].name


def test_nothing_moves_when_the_way_back_comes(page: ArchitecturePage, qtbot: QtBot) -> None:
    before = page.controls.y()
    page.controls.classes.move_by(1)
    qtbot.waitUntil(page.back.isVisible)
    qtbot.waitUntil(lambda: page.back.height() > 0 and page.controls.y() == before)


def test_what_does_not_fit_is_told_where_the_facts_stand(page: ArchitecturePage) -> None:
    page.controls.pool_window.move_by(1)
    assert page.facts.startswith("A pooling window of 2 does not fit")
    page.controls.classes.move_by(1)


def test_every_panel_opens_without_a_picture(page: ArchitecturePage) -> None:
    for number in range(4):
        page.show_panel(number)
        QApplication.sendPostedEvents()
        assert page.panel_in_sight is not None
        assert page.panel_in_sight.isVisible()


def test_a_value_of_a_map_leads_to_its_arithmetic(page: ArchitecturePage, photos: list[Path], qtbot: QtBot) -> None:
    page.open_picture(photos[0])
    alive(page, qtbot)
    page.state.select("res3b_branch2b")
    page.show_panel(1)
    qtbot.waitUntil(lambda: page.activations.is_current, timeout=20_000)
    page.maps.content.pixel_chosen.emit("res3b_branch2b", 3, 1, 1)
    assert page.operation.content.isVisible()


def test_keys_of_the_classify_page_do_nothing_here(
    program: Program, photos: list[Path], qtbot: QtBot, wait_until_idle: Callable[[Program], None]
) -> None:
    classify = program.window.classify
    classify.add(photos)
    qtbot.waitUntil(lambda: classify.session.pictures.rowCount() == len(photos))
    wait_until_idle(program)
    program.window.show_page(1)
    names = ("give_1", "undo", "remove", "map", "export")
    assert not any(program.window.actions_by_name[name].isEnabled() for name in names)
    program.window.show_page(0)
    assert program.window.actions_by_name["give_1"].isEnabled()


def test_find_leads_to_the_search_of_the_page_that_is_open(program: Program, page: ArchitecturePage) -> None:
    program.window.actions_by_name["find"].trigger()
    assert page.listing.search.hasFocus()


def test_both_networks_are_compared_for_the_same_numbers(page: ArchitecturePage) -> None:
    dialog = page.open_comparison()
    assert dialog.isVisible()
    dialog.close()
    assert both(build(LISTING, 64, 6)) == (build(RESNET50, 64, 6), build(LISTING, 64, 6))
    assert both(build(RESNET50, 224, 10, 7))[1] == build(LISTING, 224, 10), "the other's last map is smaller"


def test_how_the_page_looks_is_kept(
    program: Program, page: ArchitecturePage, make_program: Callable[[], Program], qtbot: QtBot
) -> None:
    program.window.resize(1400, 800)
    page.listing.views.buttons[1].click()
    page.panel_choice.buttons[3].click()
    page.splitter.setSizes([300, 500, 400])
    page.splitter.splitterMoved.emit(300, 1)
    sizes = page.splitter.sizes()
    program.window.close()
    again = make_program()
    again.window.resize(program.window.size())
    again.window.show_page(1)
    page = again.window.pages.architecture.content
    qtbot.waitUntil(lambda: page.splitter.sizes() == pytest.approx(sizes, abs=2))
    assert page.listing.views.number == 1
    assert page.panel_in_sight is page.lab


def test_the_panel_has_its_width_again_after_the_table(page: ArchitecturePage) -> None:
    page.window().resize(1280, 800)
    before = page.splitter.sizes()
    page.listing.views.buttons[1].click()
    assert page.splitter.sizes()[2] < before[2], "the table needed some of it"
    page.listing.views.buttons[0].click()
    assert page.splitter.sizes() == before


def test_the_narrowest_lab_cuts_nothing_off(page: ArchitecturePage, photos: list[Path], qtbot: QtBot) -> None:
    page.window().resize(1024, 700)
    page.show_panel(3)
    page.open_picture(photos[0])
    alive(page, qtbot)
    page.state.select("2b")
    lab = page.lab.content
    qtbot.waitUntil(lab.maps.view.isVisible, timeout=20_000)
    [area] = lab.findChildren(LabColumns)
    qtbot.waitUntil(lambda: 0 < lab.maps.width() <= area.viewport().width() < lab.width() <= LEAST_PX[2])


def test_the_lowest_maps_cut_nothing_off(page: ArchitecturePage, photos: list[Path], qtbot: QtBot) -> None:
    page.window().resize(1024, 700)
    page.show_panel(1)
    page.open_picture(photos[0])
    alive(page, qtbot)
    page.state.select("2b")
    maps = page.maps.content
    part = maps.body.part
    qtbot.waitUntil(part.view.isVisible, timeout=20_000)
    for choice in part.choice.buttons:
        choice.click()
        qtbot.waitUntil(lambda: part.view.mapTo(maps, part.view.rect().bottomRight()).y() < maps.height())


def test_no_button_below_the_drawing_lies_over_another(page: ArchitecturePage, qtbot: QtBot) -> None:
    page.window().resize(1024, 700)
    page.drawing.canvas.zoom_in()
    [line] = page.drawing.findChildren(ToolLine)
    bar = line.zoom_bar
    qtbot.waitUntil(
        lambda: 0 < bar.minimumSizeHint().width() <= bar.width() and line.collapse.geometry().right() < bar.x()
    )


@pytest.mark.parametrize("width", [960, 1024])
def test_the_smallest_windows_cut_nothing_off(page: ArchitecturePage, qtbot: QtBot, width: int) -> None:
    page.window().resize(width, 640)
    page.show_panel(3)
    controls = page.controls
    qtbot.waitUntil(lambda: page.controls.minimumSizeHint().width() <= page.controls.width())
    for part in (controls, page.listing, page.drawing, page.panel_choice):
        qtbot.waitUntil(lambda part=part: part.mapTo(page, part.rect().topRight()).x() < page.width())  # type: ignore[misc]
    assert controls.input_size.more.isVisible() == (width == 1024), "the arrow keys do the same"


def test_the_tour_ends_by_esc_and_leads_to_the_lab(program: Program, page: ArchitecturePage) -> None:
    page.tour_button.click()
    assert page.tour.is_on
    page.tour.lab_asked.emit()
    assert page.panel_in_sight is page.lab
    program.window.actions_by_name["cancel"].trigger()
    assert not page.tour.is_on
