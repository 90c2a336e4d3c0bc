from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.classify.finding.conftest import Finding


def test_what_was_not_understood_is_named(finding: Finding) -> None:
    line = finding.problems
    assert not line.isVisible()
    finding.query.set_query("confidence>lots")
    assert line.isVisible()
    assert line.text.text() == "“lots” is no number; for example confidence>0.8."
    assert not line.correct.isVisible()


def test_what_was_perhaps_meant_can_be_taken(finding: Finding) -> None:
    finding.query.set_query("dog unsuer")
    line = finding.problems
    assert line.correct.text() == "Use unsure"
    QTest.mouseClick(line.correct, Qt.MouseButton.LeftButton)
    assert finding.query.text() == "dog unsure"
    assert finding.told == ["dog unsure"]
    assert not line.isVisible()


def test_while_somebody_types_it_waits_for_a_pause(finding: Finding, qtbot: QtBot) -> None:
    finding.query.setFocus()
    qtbot.waitUntil(finding.query.hasFocus)
    with qtbot.waitSignal(finding.query.problems_changed):
        QTest.keyClicks(finding.query, "confidence")
    assert not finding.problems.isVisible()
    qtbot.waitUntil(finding.problems.isVisible)
    with qtbot.waitSignal(finding.query.problems_changed):
        QTest.keyClicks(finding.query, ">80%")
    assert not finding.problems.isVisible()


def test_several_problems_are_counted_and_all_said_to_a_reader(finding: Finding) -> None:
    finding.query.set_query("confidence>lots hight>3")
    line = finding.problems
    assert line.text.text().endswith("(1 more)")
    assert all(problem.sentence in line.text.accessibleName() for problem in finding.query.problems)
    assert len(finding.query.problems) == 2


def test_a_very_long_problem_gives_way_to_the_window(finding: Finding) -> None:
    finding.window.resize(832, 120)
    finding.query.set_query("confidence>" + "x" * 300)
    assert finding.problems.isVisible()
    assert finding.window.width() == 832
