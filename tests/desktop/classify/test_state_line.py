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
