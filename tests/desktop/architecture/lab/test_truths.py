from pathlib import Path

from resnet_desktop.desktop.architecture.lab.truths import truth_by_folder


def test_the_folder_says_the_class_whatever_its_case_and_underscores() -> None:
    truth_of = truth_by_folder(("tabby cat", "dog"))
    assert truth_of(Path("photos/Tabby_Cat/1.jpg")) == 0
    assert truth_of(Path("photos/dog/1.jpg")) == 1
    assert truth_of(Path("photos/holidays/1.jpg")) is None
    assert truth_of(Path("1.jpg")) is None


def test_of_two_classes_of_one_name_it_is_the_first() -> None:
    assert truth_by_folder(("crane", "dog", "Crane"))(Path("crane/1.jpg")) == 0
