import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.explanation import Method
from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.result.ranking_line import MOST
from resnet_desktop.desktop.classify.result.result_panel import ResultPanel
from resnet_desktop.desktop.classify.result.top_k_bars import ROW_PX
from resnet_desktop.desktop.classify.why import wording as words
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.engines import EngineError
from resnet_desktop.images import decode, short_side_for, to_input
from tests.desktop.widgets.hand import Hand

LEFT = Qt.MouseButton.LeftButton
Classify = Callable[[Path], Entry]


@pytest.fixture
def cat(classified: Classify, sample_photos: list[Path]) -> Entry:
    return classified(next(photo for photo in sample_photos if photo.name == "cat.jpg"))


@pytest.fixture
def full(panel: ResultPanel, cat: Entry, qtbot: QtBot) -> ResultPanel:
    """The panel with a picture and its classes."""
    panel.show_entry(cat)
    qtbot.waitUntil(lambda: panel.stage.view.shown is not None)
    return panel


@pytest.fixture
def explained(full: ResultPanel, qtbot: QtBot) -> ResultPanel:
    """The panel with a class map over the picture."""
    full.toggle_map()
    wait_for_map(full, qtbot)
    return full


def wait_for_map(panel: ResultPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.why.heatmap is not None)


def click_row(panel: ResultPanel, row: int) -> None:
    bars = panel.details.bars
    QTest.mouseClick(bars, LEFT, pos=QPoint(bars.width() // 2, row * ROW_PX + ROW_PX // 2))


def about(panel: ResultPanel) -> tuple[str, ...]:
    """What the map is of."""
    assert panel.why.heatmap is not None
    return (panel.why.heatmap.method.value, *panel.why.heatmap.labels)


def test_more_classes_are_there_at_once_and_nothing_is_classified_again(full: ResultPanel, cat: Entry) -> None:
    full.set_count(3)
    assert len(full.details.bars.predictions) == 3
    full.set_count(MOST)
    assert len(full.details.bars.predictions) == 6
    assert full.details.bars.height() == 6 * ROW_PX
    assert cat.result is not None
    assert full.details.bars.predictions == cat.result.top(6)


def test_the_chosen_number_of_classes_is_told_and_shown(full: ResultPanel, qtbot: QtBot) -> None:
    (three,) = [each for each in full.details.ranking.menu_button.menu_opened.actions() if each.text() == "Top 3"]
    with qtbot.waitSignal(full.count_changed) as heard:
        three.trigger()
    assert heard.args == [3]
    assert full.details.ranking.menu_button.text() == "Top 3"


def test_only_numbers_that_the_model_has_are_offered(full: ResultPanel) -> None:
    actions = full.details.ranking.menu_button.menu_opened.actions()
    assert [each.text() for each in actions if each.isVisible()] == ["Top 3", "Top 5", "All 6"]


def test_unsure_is_a_state_with_icon_and_word_that_follows_the_threshold(full: ResultPanel, cat: Entry) -> None:
    chip = full.details.ranking.chip
    full.set_threshold(cat.confidence + 0.01)
    assert (chip.word, chip.isVisible()) == ("Unsure", True)
    full.set_threshold(cat.confidence - 0.01)
    assert (chip.word, chip.isVisible()) == ("", False)


def test_what_a_person_said_comes_before_being_unsure(full: ResultPanel, cat: Entry) -> None:
    full.set_threshold(1)
    full.show_entry(dataclasses.replace(cat, given=cat.predicted))
    assert full.details.ranking.chip.word == "Confirmed"
    full.show_entry(dataclasses.replace(cat, given="something else"))
    assert full.details.ranking.chip.word == "You said something else"


def test_the_margin_is_said(full: ResultPanel, cat: Entry) -> None:
    assert full.details.ranking.margin.text() == f"{100 * cat.margin:.1f} % ahead"


def test_the_map_is_of_the_best_class_and_lies_on_what_the_network_saw(explained: ResultPanel, cat: Entry) -> None:
    assert about(explained) == ("class_map", cat.predicted)
    shown = explained.stage.view.shown
    assert shown is not None
    assert shown.map_layer is not None
    width, height = explained.stage.view.picture_size
    assert shown.map_layer.box == explained._current.loaded.card.preprocessing.crop_box(width, height)  # type: ignore[union-attr]


def test_a_click_on_a_bar_shows_the_map_of_its_class(full: ResultPanel, qtbot: QtBot) -> None:
    third = full.details.bars.predictions[2]
    click_row(full, 2)
    wait_for_map(full, qtbot)
    assert about(full) == ("class_map", third.label)


def test_another_class_costs_no_run_of_the_network(explained: ResultPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Explainer, "class_maps", lambda *_: pytest.fail("it was run again"))
    QTest.keyClick(explained.details.bars, Qt.Key.Key_Down)
    assert about(explained) == ("class_map", explained.details.bars.predictions[1].label)


def test_moving_along_the_bars_shows_no_map_until_one_is_wanted(full: ResultPanel) -> None:
    QTest.keyClick(full.details.bars, Qt.Key.Key_Down)
    assert full.why.heatmap is None
    assert not full.why.is_on


def test_the_map_can_be_hidden_and_shown_again(explained: ResultPanel, qtbot: QtBot) -> None:
    explained.toggle_map()
    assert explained.why.heatmap is None
    assert explained.stage.view.shown is not None
    assert explained.stage.view.shown.map_layer is None
    explained.toggle_map()
    wait_for_map(explained, qtbot)


def test_why_this_and_not_that_is_a_difference_with_two_sided_colours(explained: ResultPanel, qtbot: QtBot) -> None:
    first, _, third, *_ = explained.details.bars.predictions
    menu = explained._menu
    menu.fill(third)
    (compare,) = [each for each in menu.actions() if each.text() == words.why_not(first.label, third.label)]
    compare.trigger()
    wait_for_map(explained, qtbot)
    assert about(explained) == ("difference", first.label, third.label)
    assert explained.why.heatmap is not None
    assert explained.why.heatmap.low == -explained.why.heatmap.high
    assert explained.why.section.other.isVisible()
    assert third.label in explained.why.section.text.text()


def test_the_class_to_compare_with_is_chosen_from_a_menu(explained: ResultPanel, qtbot: QtBot) -> None:
    first, second, third, *_ = explained.details.bars.predictions
    explained.why.set_method(Method.DIFFERENCE.value)
    wait_for_map(explained, qtbot)
    assert about(explained) == ("difference", first.label, second.label)
    other = explained.why.section.other
    QTest.mouseClick(other, LEFT)
    menu = other.menu_opened
    assert [each.text() for each in menu.actions() if each.isChecked()] == [second.label]
    assert first.label not in [each.text() for each in menu.actions()]
    (action,) = [each for each in menu.actions() if each.text() == third.label]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert about(explained) == ("difference", first.label, third.label)
    assert other.text() == third.label


def test_the_next_picture_gets_a_map_of_its_own_best_class(
    explained: ResultPanel, classified: Classify, sample_photos: list[Path], qtbot: QtBot
) -> None:
    click_row(explained, 3)
    other = classified(sample_photos[0])
    explained.show_entry(other)
    assert explained.why.heatmap is None
    wait_for_map(explained, qtbot)
    assert about(explained) == ("class_map", other.predicted)


def test_a_map_by_covering_comes_to_its_end_with_percent_on_its_scale(full: ResultPanel, qtbot: QtBot) -> None:
    full.why.set_method(Method.OCCLUSION.value)
    full.toggle_map()
    wait_for_map(full, qtbot)
    qtbot.waitUntil(lambda: full.why.section.subject.text().startswith("of "))
    assert full.why.section.controls.scale.words[0] == "0.0 %"
    assert full.why.section.cancel.isHidden()


def test_the_value_under_the_mouse_is_said_on_picture_and_scale(explained: ResultPanel) -> None:
    view = explained.stage.view
    Hand(view).move_to(view.width() / 2, view.height() / 2)
    assert view._bubble
    assert explained.why.section.controls.scale._value is not None
    Hand(view).leave()
    assert view._bubble == ""


def test_the_tensor_is_shown_pixel_by_pixel(full: ResultPanel, cat: Entry, qtbot: QtBot) -> None:
    full.stage.network.click()
    qtbot.waitUntil(lambda: full.stage.view.picture_size == (32, 32))
    shown = full.stage.view.shown
    assert shown is not None
    assert shown.has_square_pixels
    card = full._current.loaded.card  # type: ignore[union-attr]
    tensor = to_input(decode(cat.path, short_side_for(card.preprocessing)), card.preprocessing)
    image = shown.pyramid.images[0]
    for x, y in ((0, 0), (31, 0), (7, 20), (31, 31)):
        colour = image.pixelColor(x, y)
        assert (colour.red(), colour.green(), colour.blue()) == tuple(tensor[y, x].tolist())
    assert full.details.facts.text().startswith("32 ")


def test_the_map_covers_all_of_the_tensor_and_says_the_same_values(explained: ResultPanel, qtbot: QtBot) -> None:
    heatmap = explained.why.heatmap
    assert heatmap is not None
    explained.stage.network.click()
    qtbot.waitUntil(lambda: explained.stage.view.picture_size == (32, 32))
    view = explained.stage.view
    assert view.shown is not None
    assert view.shown.map_layer is not None
    assert view.shown.map_layer.box == (0, 0, 32, 32)
    view.hovered.emit((16, 16))
    left, top, right, bottom = heatmap.box
    middle = heatmap.value_at((left + right) / 2, (top + bottom) / 2)
    assert explained.why.section.controls.scale._value == pytest.approx(middle)


def test_the_crop_is_drawn_where_somebody_wants_it_also_on_the_next_picture(
    full: ResultPanel, classified: Classify, sample_photos: list[Path], qtbot: QtBot
) -> None:
    full.stage.crop.click()
    assert full.stage.view.shown is not None
    assert full.stage.view.shown.crop is not None
    full.show_entry(classified(sample_photos[0]))
    qtbot.waitUntil(lambda: full.stage.view.picture_size != (451, 300))
    assert full.stage.view.shown is not None
    assert full.stage.view.shown.crop is not None


def test_a_picture_without_a_result_says_that_the_map_comes_with_it(
    panel: ResultPanel, cat: Entry, qtbot: QtBot
) -> None:
    panel.show_entry(Entry(cat.path))
    panel.toggle_map()
    assert panel.why.section.text.text() == words.NEEDS_RESULT
    panel.show_entry(cat)
    wait_for_map(panel, qtbot)


def test_without_a_model_the_panel_says_so_and_the_map_comes_with_the_model(
    panel: ResultPanel, cat: Entry, current: CurrentModel, small_model: LoadedModel, qtbot: QtBot
) -> None:
    current.loaded = None
    current.changed.emit()
    panel.show_entry(cat)
    panel.toggle_map()
    assert panel.why.section.text.text() == words.NEEDS_MODEL
    current.loaded = small_model
    current.changed.emit()
    wait_for_map(panel, qtbot)


def test_a_result_of_another_model_is_not_explained_by_this_one(panel: ResultPanel, cat: Entry) -> None:
    assert cat.result is not None
    panel.show_entry(Entry(cat.path, dataclasses.replace(cat.result, labels=tuple("abcdef"))))
    panel.toggle_map()
    assert panel.why.section.text.text() == words.OF_ANOTHER_MODEL


def test_a_map_that_failed_is_one_sentence_and_can_be_tried_again(
    full: ResultPanel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_: object) -> None:
        raise EngineError("The network stopped working: there is not enough memory")

    with monkeypatch.context() as patch:
        patch.setattr(Explainer, "class_maps", fail)
        full.toggle_map()
        qtbot.waitUntil(full.why.section.again.isVisible)
    assert full.why.section.text.text() == (
        "The map could not be made: The network stopped working: there is not enough memory."
    )
    QTest.mouseClick(full.why.section.again, LEFT)
    wait_for_map(full, qtbot)
    assert full.why.section.again.isHidden()


def test_opacity_and_map_only_change_what_is_seen(explained: ResultPanel) -> None:
    controls = explained.why.section.controls
    controls.opacity.setValue(controls.opacity.maximum())
    controls.map_only.click()
    shown = explained.stage.view.shown
    assert shown is not None
    assert (shown.map_opacity, shown.is_map_only) == (1, True)
    assert not controls.opacity.isEnabled()


def test_the_map_is_saved_with_what_it_shows(
    explained: ResultPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposed: list[Path] = []
    target = tmp_path / "map.png"

    def choose(_parent: object, _title: str, path: Path, _kind: str) -> Path:
        proposed.append(path)
        return target

    monkeypatch.setattr(picking, "choose_new_file", choose)
    with qtbot.waitSignal(explained.noticed):
        explained.why.section.save.click()
    assert proposed[0].name.startswith("cat - Class map of class")
    with Image.open(target) as saved:
        assert saved.size == explained.stage.view.picture_size
        assert saved.info["Title"].startswith("Class map of ")


def test_a_map_that_cannot_be_saved_says_why_and_where_else(
    explained: ResultPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: tmp_path / "file" / "map.png")
    with qtbot.waitSignal(explained.complained) as heard:
        explained.why.section.save.click()
    assert heard.args is not None
    assert heard.args[0].endswith("Choose another place.")


def test_the_menu_of_a_bar_says_what_the_picture_shows(full: ResultPanel, cat: Entry, qtbot: QtBot) -> None:
    second = full.details.bars.predictions[1]
    full._menu.fill(second)
    (given,) = [each for each in full._menu.actions() if each.text() == words.it_is(second.label)]
    with qtbot.waitSignal(full.class_given) as heard:
        given.trigger()
    assert heard.args == [second.label]
    full.show_entry(dataclasses.replace(cat, given=second.label))
    full._menu.fill(second)
    assert not full._menu.actions()[-1].isEnabled()


def test_the_menu_can_be_opened_for_one_class_after_another(full: ResultPanel) -> None:
    for row in (0, 1, 0):
        prediction = full.details.bars.predictions[row]
        full._menu.open_for(prediction, full.mapToGlobal(QPoint(0, 0)))
        assert full._menu.isVisible()
        assert full._menu.actions()[0].text() == words.why(prediction.label)
        assert not full._menu.actions()[0].icon().isNull()
        full._menu.close()


def test_the_large_preview_is_asked_for_once_and_can_be_given_back(panel: ResultPanel) -> None:
    heard: list[bool] = []
    panel.large_toggled.connect(heard.append)
    panel.toggle_large()
    panel.set_large(True)
    panel.toggle_large()
    assert heard == [True, False]


def test_an_unreadable_picture_has_its_reason_and_no_map(explained: ResultPanel, cat: Entry) -> None:
    explained.show_entry(Entry(cat.path, Result.failed(cat.path, "The picture data is damaged.")))
    assert explained.problem.isVisible()
    assert explained.why.heatmap is None


def test_a_narrow_panel_keeps_picture_and_controls_inside_itself(explained: ResultPanel, qtbot: QtBot) -> None:
    explained.setMinimumWidth(320)
    explained.resize(320, 530)
    section = explained.why.section
    qtbot.waitUntil(lambda: explained.width() == 320)
    for part in (explained.stage.large, explained.details.bars, section.toggle, section.controls.map_only):
        assert part.mapTo(explained, QPoint(part.width(), 0)).x() <= 320, part
    for part in (explained.stage.network, section.toggle, section.method, section.controls.map_only):
        assert part.width() >= part.minimumSizeHint().width(), part  # no word is cut off
    assert explained.stage.view.height() >= 160


def test_the_picture_stays_as_large_as_it_is_when_the_map_is_shown(full: ResultPanel, qtbot: QtBot) -> None:
    full.resize(460, 860)
    qtbot.waitUntil(lambda: full.height() == 860)
    before = full.stage.geometry()
    full.toggle_map()
    wait_for_map(full, qtbot)
    assert full.stage.geometry() == before


def test_asking_for_the_map_in_a_narrow_panel_brings_all_that_is_said_about_it_in_sight(
    full: ResultPanel, qtbot: QtBot
) -> None:
    full.setMinimumWidth(320)
    full.resize(320, 530)
    full.toggle_map()
    wait_for_map(full, qtbot)
    section = full.why.section

    def is_in_sight() -> bool:
        top = section.toggle.mapTo(full, QPoint(0, 0)).y()
        bottom = section.text.mapTo(full, QPoint(0, section.text.height())).y()
        return full.stage.geometry().bottom() < top < bottom <= 530

    qtbot.waitUntil(is_in_sight)


def test_a_wide_panel_has_the_details_beside_the_picture(full: ResultPanel, qtbot: QtBot) -> None:
    full.resize(1200, 700)
    qtbot.waitUntil(lambda: full.details.mapTo(full, QPoint(0, 0)).x() > full.stage.width())
    assert full.stage.view.height() > 560
    full.resize(QSize(400, 900))
    qtbot.waitUntil(lambda: full.details.mapTo(full, QPoint(0, 0)).x() < 20)


def test_all_of_it_can_be_reached_by_tab(explained: ResultPanel) -> None:
    section = explained.why.section
    buttons = [explained.stage.network, explained.stage.crop, section.toggle, section.method, section.save]
    for part in (explained.stage.view, explained.details.bars, section.controls.opacity, *buttons):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())


def test_the_map_lights_what_speaks_for_the_class(explained: ResultPanel) -> None:
    """What is painted is the map's own colours: its largest value is the brightest place."""
    heatmap = explained.why.heatmap
    assert heatmap is not None
    shown = explained.stage.view.shown
    assert shown is not None
    assert shown.map_layer is not None
    image = shown.map_layer.image
    values = heatmap.sampled(heatmap.box, image.width(), image.height())
    y, x = np.unravel_index(values.argmax(), values.shape)
    lightest = image.pixelColor(int(x), int(y)).lightness()
    assert all(image.pixelColor(px, py).lightness() <= lightest for px in range(0, 320, 40) for py in range(0, 320, 40))
