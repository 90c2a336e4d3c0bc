import shutil
from pathlib import Path

import pytest

from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.dataset import DataError, DataSet, find_data_set


def found(folder: Path, validation: float = 0.25, seed: int = 0) -> DataSet:
    return find_data_set(folder, validation, seed, Control())


def paths_of(data: DataSet) -> list[set[str]]:
    return [{example.path for example in part} for part in (data.train, data.validation, data.test)]


def test_a_plain_tree_is_divided_class_by_class_without_overlap(colour_folder: Path) -> None:
    data = found(colour_folder)
    assert data.classes == ("blue", "green", "red")
    train, validation, test = paths_of(data)
    assert len(train | validation | test) == 36
    assert (len(train), len(validation), len(test)) == (21, 6, 9)  # 12 each: 3 for test, then 2 of 9 for validation
    assert [sum(example.label == label for example in data.test) for label in range(3)] == [3, 3, 3]


def test_the_same_seed_divides_alike_and_another_differently(colour_folder: Path) -> None:
    assert found(colour_folder) == found(colour_folder)
    assert found(colour_folder).test != found(colour_folder, seed=1).test


def test_train_validation_and_test_folders_are_honoured(colour_folder: Path, tmp_path: Path) -> None:
    for part in ("Train", "val", "test"):
        shutil.copytree(colour_folder, tmp_path / part)
    data = found(tmp_path)
    assert [len(part) for part in (data.train, data.validation, data.test)] == [36, 36, 36]
    assert data.train[0].path == "Train/blue/0.png"
    assert data.validation[-1].path == "val/red/11.png"
    assert data.test[12].label == 1


def test_without_a_validation_folder_training_pictures_are_set_aside(colour_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(colour_folder, tmp_path / "train")
    shutil.copytree(colour_folder, tmp_path / "test")
    data = found(tmp_path)
    assert [len(part) for part in (data.train, data.validation, data.test)] == [27, 9, 36]
    assert all(example.path.startswith("train/") for example in data.validation)


def test_a_split_survives_the_way_through_a_file(colour_folder: Path) -> None:
    data = found(colour_folder)
    assert DataSet.from_json(data.to_json()) == data


def test_files_that_are_no_pictures_are_passed_over(colour_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(colour_folder, tmp_path / "data")
    (tmp_path / "data" / "red" / "notes.txt").write_text("red things")
    (tmp_path / "data" / "readme.md").write_text("three colours")
    assert sum(map(len, paths_of(found(tmp_path / "data")))) == 36


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.exists, "it needs one folder of pictures for each of at least two classes, and has 0"),
        (lambda folder: (folder / "only").mkdir(), "and has 0"),
        (Path.rmdir, "there is no such folder"),
    ],
)
def test_a_folder_that_is_no_data_set_says_why(make: object, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    make(folder)  # type: ignore[operator]
    with pytest.raises(DataError) as caught:
        found(folder)
    assert words in str(caught.value)


def test_a_class_with_too_few_pictures_is_named(colour_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(colour_folder, tmp_path / "data")
    for path in sorted((tmp_path / "data" / "green").iterdir())[1:]:
        path.unlink()
    with pytest.raises(DataError, match="the class 'green' has only 1 picture"):
        found(tmp_path / "data")


def test_a_test_class_that_nobody_trains_on_is_refused(colour_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(colour_folder, tmp_path / "train")
    shutil.copytree(colour_folder, tmp_path / "test")
    (tmp_path / "test" / "red").rename(tmp_path / "test" / "crimson")
    with pytest.raises(DataError, match="the class 'crimson' has no training pictures"):
        found(tmp_path)


def test_looking_for_pictures_can_be_cancelled(colour_folder: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        find_data_set(colour_folder, 0.25, 0, control)


def test_a_test_folder_without_a_train_folder_is_no_set_of_classes(colour_folder: Path, tmp_path: Path) -> None:
    for part in ("val", "test"):
        shutil.copytree(colour_folder, tmp_path / part)
    with pytest.raises(DataError, match="none named 'train'"):
        found(tmp_path)
