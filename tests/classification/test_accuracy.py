from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry
from resnet_desktop.classification.accuracy import FolderJudge, RunningAccuracy, accuracy
from tests.helpers.described_pictures import PICTURES, picture


def test_only_pictures_in_folders_of_classes_are_judged() -> None:
    # tom and rex are right, felix and bello are not; the others lie in "Summer"
    assert accuracy(PICTURES) == (2, 4)


def test_folders_and_classes_may_differ_in_case_and_underscores() -> None:
    labels = ("tiger cat", "hot_dog")
    entries = [
        picture("Tiger_Cat/a.jpg", "tiger cat 90 %", labels=labels),
        picture("HOT DOG/b.jpg", "tiger cat 90 %", labels=labels),
        picture("hot-dog/c.jpg", "tiger cat 90 %", labels=labels),
    ]
    assert [FolderJudge().is_right(entry) for entry in entries] == [True, False, None]


def test_a_person_does_not_make_the_network_right() -> None:
    (felix,) = (entry for entry in PICTURES if entry.path.name == "felix.png")
    assert felix.given == felix.folder_label == "cat"
    assert FolderJudge().is_right(felix) is False


def test_what_waits_or_could_not_be_read_is_not_judged() -> None:
    assert accuracy([picture("cat/a.jpg", "waiting"), picture("cat/b.jpg", "cannot be read")]) == (0, 0)


def test_one_judge_knows_the_classes_of_several_models() -> None:
    judge = FolderJudge()
    for _ in range(2):
        assert judge.is_right(picture("dog/a.jpg", "cat 90 %")) is False
        assert judge.is_right(picture("dog/a.jpg", "lynx 90 %", labels=("lynx", "wolf"))) is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(len(PICTURES))), max_size=12))
def test_a_running_accuracy_is_always_that_of_what_is_there(toggled: list[int]) -> None:
    running, there = RunningAccuracy(), list[Entry]()
    for number in toggled:
        entry = PICTURES[number]
        if entry in there:
            there.remove(entry)
            running.remove(entry)
        else:
            there.append(entry)
            running.add(entry)
        assert running.value == accuracy(there)


def test_a_result_that_comes_changes_the_running_accuracy() -> None:
    running, waiting = RunningAccuracy(), picture("cat/a.jpg", "waiting")
    running.add(waiting)
    assert running.value == (0, 0)
    running.remove(waiting)
    running.add(replace(waiting, result=picture("cat/a.jpg", "cat 90 %").result))
    assert running.value == (1, 1)
