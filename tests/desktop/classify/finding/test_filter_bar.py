import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.finding.toggles import TOGGLES
from tests.desktop.classify.finding.conftest import NARROW_PX, WIDE_PX, Finding, entries
from tests.desktop.fakes import LABELS

LEFT = Qt.MouseButton.LeftButton
LONG = LABELS[-1]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def inside(part: QWidget, whole: QWidget) -> bool:
    corner = part.mapTo(whole, part.rect().bottomRight())
    return corner.x() <= whole.width() and part.mapTo(whole, part.rect().topLeft()).x() >= 0


def shown_parts(finding: Finding) -> list[QWidget]:
    bar = finding.bar
    parts = [bar.classes, bar.confidence, bar.confidence_line, bar.margin, bar.clear, bar.threshold]
    return [part for part in (*parts, *bar.states.buttons.values(), bar.states.opener) if part.isVisible()]


def test_a_toggle_writes_its_word_into_the_line_and_takes_it_out_again(finding: Finding) -> None:
    button = finding.bar.states.buttons["unsure"]
    click(button)
    assert finding.query.text() == "unsure"
    assert button.isChecked()
    click(button)
    assert not button.isChecked()
    assert finding.told == ["unsure", ""]


def test_what_is_typed_is_shown_by_the_controls_at_once(finding: Finding) -> None:
    QTest.keyClicks(finding.query, "cat|dog confidence:50..80% unsure")
    bar = finding.bar
    assert bar.states.buttons["unsure"].isChecked()
    assert bar.classes.text() == "cat or dog"
    assert (bar.confidence_line.slider.low, bar.confidence_line.slider.high) == (0.5, 0.8)
    assert bar.confidence.text() == "Confidence 50 to 80 %"
    assert bar.confidence.property("filters")
    assert not bar.margin.property("filters")


def test_a_query_that_came_from_elsewhere_is_shown_and_told_to_nobody(finding: Finding) -> None:
    finding.query.set_query("error")
    assert finding.bar.states.buttons["error"].isChecked()
    assert finding.told == []


def test_a_toggle_that_excludes_another_takes_its_place(finding: Finding) -> None:
    finding.query.set_query("unsure dog")
    click(finding.bar.states.buttons["error"])
    assert finding.query.text() == "dog error"
    assert not finding.bar.states.buttons["unsure"].isChecked()


def test_moving_the_slider_writes_at_once_and_tells_when_it_settles(finding: Finding, qtbot: QtBot) -> None:
    slider = finding.bar.confidence_line.slider
    slider._high.setFocus()
    with qtbot.waitSignal(slider.range_settled):
        for _ in range(20):
            QTest.keyClick(slider._high, Qt.Key.Key_Left)
        assert finding.query.text() == "confidence<=80%"
        assert finding.told == []
    assert finding.told == ["confidence<=80%"]
    QTest.keyClick(slider._high, Qt.Key.Key_End)
    assert finding.query.text() == ""


def test_a_range_can_be_dropped_in_its_popover(finding: Finding) -> None:
    finding.query.set_query("margin:20..50% cat")
    finding.bar.margin.open()
    popover = finding.bar.margin_popover
    assert (popover.slider.low, popover.slider.high) == (0.2, 0.5)
    click(popover.clear)
    assert finding.query.text() == "cat"
    assert not popover.clear.isEnabled()


def test_classes_are_ticked_in_their_menu_and_counted(finding: Finding) -> None:
    finding.bar.classes.open()
    popover = finding.bar.class_popover
    assert popover.search.isHidden()
    first = popover.list.visualRect(popover.list.model().index(0, 0)).center()
    QTest.mouseClick(popover.list.viewport(), LEFT, pos=first)
    assert finding.query.text() == "cat"
    QTest.keyClick(popover.list, Qt.Key.Key_Down)
    QTest.keyClick(popover.list, Qt.Key.Key_Space)
    assert finding.query.text() == "cat|dog"
    QTest.keyClick(popover.list, Qt.Key.Key_Space)
    assert finding.query.text() == "cat"
    click(popover.clear)
    assert finding.query.text() == ""
    assert finding.told == ["cat", "cat|dog", "cat", ""]


def test_show_all_is_there_while_something_is_filtered(finding: Finding) -> None:
    assert not finding.bar.clear.isVisible()
    finding.query.set_query("name:*.png")
    assert finding.bar.clear.isVisible()
    click(finding.bar.clear)
    assert finding.told == [""]
    assert not finding.bar.clear.isVisible()


def test_a_state_that_no_picture_is_in_can_only_be_switched_off(finding: Finding, qtbot: QtBot) -> None:
    button = finding.bar.states.buttons["corrected"]
    assert not button.isEnabled()
    finding.query.set_query("corrected")
    assert button.isEnabled()
    click(button)
    assert not button.isEnabled()
    with qtbot.waitSignal(finding.tally.changed):
        finding.pictures.give([finding.pictures.store.entries[0].path], "something else")
    assert button.isEnabled()
    assert button.toolTip().endswith("1 picture in the list")


def test_right_and_wrong_are_there_where_folders_are_named_after_classes(finding: Finding, qtbot: QtBot) -> None:
    buttons = finding.bar.states.buttons
    assert not buttons["right"].isVisible()
    finding.query.set_query("wrong")
    assert buttons["wrong"].isVisible(), "what the text says is shown in any case"
    finding.query.set_query("")
    assert not buttons["wrong"].isVisible()
    with qtbot.waitSignal(finding.tally.changed):
        finding.pictures.add(entries("cat"))
    assert buttons["right"].isVisible()
    assert buttons["wrong"].isVisible()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unsure",
        f'"{LONG}" confidence:50..80% margin:20..50% unsure wrong',
        "cat|dog|rocket confidence>50% margin>5%",
    ],
)
@pytest.mark.parametrize("width", [NARROW_PX, 960, 1112, WIDE_PX])
def test_everything_has_its_place_at_every_width(finding: Finding, qtbot: QtBot, text: str, width: int) -> None:
    with qtbot.waitSignal(finding.tally.changed):
        finding.pictures.add(entries("cat"))
    finding.query.set_query(text)
    finding.window.resize(width, 120)
    assert finding.window.width() == width
    qtbot.waitUntil(lambda: not any(part.width() < part.minimumSizeHint().width() for part in shown_parts(finding)))
    assert finding.window.width() == width
    assert finding.bar.threshold.isVisible()
    assert all(inside(part, finding.window) for part in shown_parts(finding))


def test_a_narrow_window_has_the_states_in_one_button(finding: Finding, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finding.tally.changed):
        finding.pictures.add(entries("cat"))
    assert finding.bar.confidence_line.isVisible()
    finding.window.resize(NARROW_PX, 120)
    states = finding.bar.states
    assert not finding.bar.confidence_line.isVisible()
    assert not any(button.isVisible() for button in states.buttons.values())
    states.opener.open()
    assert [term for term, button in states.popover_buttons.items() if button.isVisible()] == [
        each.term for each in TOGGLES
    ]
    click(states.popover_buttons["wrong"])
    assert finding.query.text() == "wrong"
    assert states.opener.text() == "Wrong"
    assert states.opener.accessibleName() == "State: Wrong"


def test_the_controls_that_are_reached_by_tab_are_in_reading_order(finding: Finding) -> None:
    finding.query.set_query("cat")
    bar = finding.bar
    wanted = [bar.classes, bar.confidence_line.slider, bar.margin, *bar.states.buttons.values(), bar.clear]
    places = [part.mapTo(bar, part.rect().topLeft()).x() for part in wanted if part.isVisible()]
    assert places == sorted(places)
    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in (bar.classes, bar.margin, bar.threshold))


def test_an_ampersand_in_a_class_s_name_is_shown(finding: Finding) -> None:
    finding.query.set_classes(("R&B band", "cat"))
    finding.query.set_query('"R&B band"')
    assert finding.bar.classes.text() == "R&&B band"  # which Qt shows as one


def test_a_button_that_filters_looks_otherwise(finding: Finding) -> None:
    def look() -> QPixmap:
        return finding.bar.margin.grab()

    finding.query.set_query("margin<50%")
    filtering = look().toImage().pixelColor(4, 12)
    finding.query.set_query("")
    assert look().toImage().pixelColor(4, 12) != filtering
