import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.state_line import StateLine
from resnet_desktop.desktop.classify.wording import Work


@pytest.fixture
def line(qtbot: QtBot) -> StateLine:
    made = StateLine()
    qtbot.addWidget(made)
    made.resize(800, made.height())
    made.show_work(Work(pictures=1000, has_model=True), shows_failed_only=False)
    made.show()
    return made


def test_the_running_accuracy_stands_beside_the_state(line: StateLine) -> None:
    line.show_accuracy(912, 1000)
    assert line.text.text() == "1,000 pictures"
    assert line.accuracy.text() == "· 912 of 1,000 right (91.2 %)"
    assert line.accuracy.isVisible()


def test_where_no_folder_is_a_class_there_is_no_accuracy(line: StateLine) -> None:
    line.show_accuracy(1, 2)
    line.show_accuracy(0, 0)
    assert not line.accuracy.isVisible()


def test_the_accuracy_stays_while_work_goes_on_and_the_line_is_no_higher(line: StateLine) -> None:
    height = line.height()
    line.show_accuracy(9, 10)
    line.show_work(
        Work(pictures=1000, waiting=990, failed=3, is_classifying=True, done=10, total=1000, rate="98 pictures/s"),
        shows_failed_only=False,
    )
    assert line.accuracy.isVisible()
    assert line.cancel.isVisible()
    assert line.height() == height


def test_accuracy_follows_the_state_as_if_it_were_one_line(line: StateLine) -> None:
    line.show_accuracy(912, 1000)
    line.grab()
    gap = line.accuracy.geometry().left() - line.text.geometry().right() - 1
    assert gap == line.text.fontMetrics().horizontalAdvance(" ")


def test_what_could_not_be_read_is_shown_alone_and_everything_again(line: StateLine) -> None:
    work = Work(pictures=548, failed=75, has_model=True)
    line.show_work(work, shows_failed_only=False)
    assert line.failed.text() == "75 of 548 could not be read"
    line.show_work(work, shows_failed_only=True)
    assert line.failed.text() == "Show all 548 pictures again"


def test_a_hint_gets_the_room_of_what_is_about_the_whole_list(line: StateLine) -> None:
    line.show_accuracy(9, 10)
    line.show_work(Work(pictures=548, failed=75, has_model=True), shows_failed_only=False)
    line.be_brief(True)
    assert not line.accuracy.isVisible()
    assert not line.failed.isVisible()
    line.be_brief(False)
    assert line.accuracy.isVisible()
    assert line.failed.isVisible()
