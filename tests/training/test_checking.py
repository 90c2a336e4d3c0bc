import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from resnet_desktop import paths
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.training import checking
from resnet_desktop.training.checking import Report, check
from resnet_desktop.training.dataset import DataError, DataSet, find_data_set
from resnet_desktop.training.duplicates import alike_pictures, same_pictures
from resnet_desktop.training.fingerprints import LOOK, look_at
from resnet_desktop.training.problems import Kind, Problem, find_problems
from resnet_desktop.training.remedies import Remedy, Way, apply, left_out, remedies_for

HOUR_AGO = 1_700_000_000


def scene(seed: int, side: int = 96) -> Image.Image:
    """A made-up photo: soft shapes, the same for the same seed."""
    generator = np.random.default_rng(seed)
    pixels = generator.integers(0, 255, (6, 6, 3)).astype(np.uint8)
    return Image.fromarray(pixels).resize((side, side), Image.Resampling.BICUBIC)


def settle(folder: Path) -> None:
    """Make files look old enough for their results to be kept."""
    for path in folder.rglob("*.*"):
        os.utime(path, (HOUR_AGO, HOUR_AGO))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Two classes in three parts, no two pictures alike: 12 to train on, 3 and 3 to judge by."""
    folder = tmp_path / "tree"
    seed = 0
    for part, number in (("train", 12), ("val", 3), ("test", 3)):
        for name in ("cat", "dog"):
            (folder / part / name).mkdir(parents=True)
            for index in range(number):
                scene(seed).save(folder / part / name / f"{index}.png")
                seed += 1
    settle(folder)
    return folder


def looked_at(folder: Path) -> Report:
    return check(find_data_set(folder, 0.2, 0, Control()), Control())


def problem_of(report: Report, kind: Kind, data: DataSet | None = None) -> Problem | None:
    return next((each for each in find_problems(report, data or report.data) if each.kind == kind), None)


def parts_of(data: DataSet) -> tuple[int, int, int]:
    return len(data.train), len(data.validation), len(data.test)


def test_a_good_tree_has_no_problems(tree: Path) -> None:
    report = looked_at(tree)
    assert find_problems(report, report.data) == ()


def test_each_unreadable_file_is_named_with_its_reason(tree: Path) -> None:
    whole = (tree / "train/cat/3.png").read_bytes()
    (tree / "train/cat/3.png").write_bytes(whole[: len(whole) // 2])
    (tree / "test/dog/0.png").write_bytes(b"")
    report = looked_at(tree)
    assert set(report.unreadable) == {"train/cat/3.png", "test/dog/0.png"}
    assert report.unreadable["test/dog/0.png"] == "This file is empty."
    changed = apply(report, remedies_for(Kind.UNREADABLE))
    assert parts_of(changed) == (23, 6, 5)
    assert changed.excluded == dict.fromkeys(report.unreadable, "it cannot be read")
    assert problem_of(report, Kind.UNREADABLE, changed) is None


def test_equal_pixels_are_found_whatever_the_file_is(tree: Path) -> None:
    shutil.copy(tree / "train/cat/0.png", tree / "test/cat/copy.png")
    Image.open(tree / "train/dog/1.png").save(tree / "train/dog/again.bmp")
    report = looked_at(tree)
    assert report.same == (("test/cat/copy.png", "train/cat/0.png"), ("train/dog/1.png", "train/dog/again.bmp"))
    assert report.alike == ()
    assert problem_of(report, Kind.SAME_ACROSS_PARTS) == Problem(Kind.SAME_ACROSS_PARTS, report.same[:1])
    assert problem_of(report, Kind.SAME_WITHIN) == Problem(Kind.SAME_WITHIN, report.same[1:])


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.resize((61, 61), Image.Resampling.BICUBIC),
        lambda picture: ImageEnhance.Brightness(picture).enhance(1.06),
        lambda picture: picture.crop((1, 1, 95, 95)),
    ],
    ids=["resized", "brighter", "cropped by a hair"],
)
def test_changed_copies_are_found(change: Callable[[Image.Image], Image.Image], tree: Path) -> None:
    change(scene(0)).save(tree / "test/cat/copy.jpg", quality=70)
    report = looked_at(tree)
    assert (report.same, report.alike) == ((), (("test/cat/copy.jpg", "train/cat/0.png"),))


def test_calm_pictures_of_different_colours_are_not_alike(tmp_path: Path) -> None:
    looks = []
    for index, colour in enumerate([(90, 140, 220), (94, 143, 214), (90, 140, 219), (200, 200, 200)]):
        path = tmp_path / f"{index}.png"
        Image.new("RGB", (40, 40), colour).save(path)
        looks.append(look_at(path)[0])
    assert alike_pictures(np.array(looks, LOOK), Control()) == [[0, 2]]


def test_a_chain_of_likenesses_is_one_group_with_its_equals(tmp_path: Path) -> None:
    for index, picture in enumerate([scene(5), scene(5), ImageEnhance.Brightness(scene(5)).enhance(1.05), scene(6)]):
        picture.save(tmp_path / f"{index}.png")
    looks = np.array([look_at(tmp_path / f"{index}.png")[0] for index in range(4)], LOOK)
    assert same_pictures(looks) == [[0, 1]]
    assert alike_pictures(looks, Control()) == [[0, 1, 2]]


def test_copies_leave_training_or_judging_as_chosen(tree: Path) -> None:
    shutil.copy(tree / "train/cat/0.png", tree / "test/cat/copy.png")
    shutil.copy(tree / "train/cat/1.png", tree / "val/cat/copy.png")
    report = looked_at(tree)
    advised, other = remedies_for(Kind.SAME_ACROSS_PARTS)
    assert left_out(report, report.data, advised) == {
        "train/cat/0.png": "a copy of it is in test",
        "train/cat/1.png": "a copy of it is in validation",
    }
    assert parts_of(apply(report, [advised])) == (22, 7, 7)
    assert parts_of(apply(report, [other])) == (24, 6, 6)


def test_a_picture_in_two_classes_leaves_both(tree: Path) -> None:
    shutil.copy(tree / "train/cat/0.png", tree / "train/dog/copy.png")
    report = looked_at(tree)
    changed = apply(report, remedies_for(Kind.SAME_ACROSS_CLASSES))
    assert set(changed.excluded) == {"train/cat/0.png", "train/dog/copy.png"}


def test_of_copies_within_a_class_the_first_stays(tree: Path) -> None:
    for number in (90, 91):
        shutil.copy(tree / "train/cat/0.png", tree / f"train/cat/{number}.png")
    changed = apply(looked_at(tree), remedies_for(Kind.SAME_WITHIN))
    assert set(changed.excluded) == {"train/cat/90.png", "train/cat/91.png"}


def test_tiny_classes_go_with_their_numbers(tree: Path) -> None:
    (tree / "train/ant").mkdir()
    (tree / "val/ant").mkdir()
    for index in range(3):
        scene(500 + index).save(tree / f"train/ant/{index}.png")
    scene(600).save(tree / "val/ant/0.png")
    report = looked_at(tree)
    assert report.data.classes == ("ant", "cat", "dog")
    tiny = problem_of(report, Kind.TINY)
    assert tiny is not None
    assert tiny.classes == ("ant",)
    changed = apply(report, remedies_for(Kind.TINY))
    assert changed.classes == ("cat", "dog")
    assert {example.label for example in changed.train} == {0, 1}
    assert next(each.path for each in changed.train if each.label == 0) == "train/cat/0.png"
    assert len(changed.excluded) == 4


def test_imbalance_is_told_as_a_ratio_and_costs_no_picture(tree: Path) -> None:
    for index in range(48):
        scene(700 + index).save(tree / f"train/cat/more{index}.png")
    report = looked_at(tree)
    problem = problem_of(report, Kind.IMBALANCE)
    assert problem is not None
    assert problem.ratio == 5.0
    assert apply(report, [Remedy(Kind.IMBALANCE, Way.WEIGHTS)]) == report.data


def test_a_remedy_that_would_leave_nothing_says_so_and_changes_nothing(tree: Path) -> None:
    for path in sorted((tree / "train/cat").iterdir()):
        shutil.copy(path, tree / f"test/cat/copy{path.name}")
    report = looked_at(tree)
    with pytest.raises(DataError, match="the class 'cat' would keep no training pictures"):
        apply(report, [Remedy(Kind.SAME_ACROSS_PARTS, Way.OUT_OF_TRAINING)])


def test_remedies_never_touch_the_folder(tree: Path) -> None:
    shutil.copy(tree / "train/cat/0.png", tree / "test/cat/copy.png")
    (tree / "train/cat/5.png").write_bytes(b"broken")
    before = sorted((path, path.stat().st_size) for path in tree.rglob("*"))
    report = looked_at(tree)
    apply(report, [*remedies_for(Kind.UNREADABLE), remedies_for(Kind.SAME_ACROSS_PARTS)[0]])
    assert sorted((path, path.stat().st_size) for path in tree.rglob("*")) == before


def test_exclusions_survive_the_way_through_a_file(tree: Path) -> None:
    (tree / "train/cat/5.png").write_bytes(b"broken")
    changed = apply(looked_at(tree), remedies_for(Kind.UNREADABLE))
    assert DataSet.from_json(changed.to_json()) == changed
    assert changed.excluded


def test_a_second_look_reads_and_compares_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "train/cat/5.png").write_bytes(b"broken")
    change = ImageEnhance.Brightness(scene(0)).enhance(1.05)
    change.save(tree / "test/cat/copy.png")
    settle(tree)
    first = looked_at(tree)
    monkeypatch.setattr(checking, "look_at", None)
    monkeypatch.setattr(checking, "alike_pictures", None)
    assert looked_at(tree) == first
    assert first.alike


def test_another_split_of_the_same_files_is_not_compared_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = looked_at(tree / "train")
    monkeypatch.setattr(checking, "alike_pictures", None)
    other = check(find_data_set(tree / "train", 0.2, 1, Control()), Control())
    assert other.data != first.data
    assert other.alike == first.alike


def test_a_changed_file_is_read_again(tree: Path) -> None:
    looked_at(tree)
    shutil.copy(tree / "train/cat/0.png", tree / "test/cat/1.png")
    assert looked_at(tree).same == (("test/cat/1.png", "train/cat/0.png"),)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_damaged_memory_counts_as_none(content: bytes, tree: Path) -> None:
    first = looked_at(tree)
    for path in (paths.cache_dir() / "fingerprints").iterdir():
        path.write_bytes(content)
    assert looked_at(tree) == first


def test_a_cancelled_look_stops_and_remembers_what_it_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_TOGETHER", 8)
    control = Control(lambda progress: control.cancel() if progress.done >= 16 else None)
    with pytest.raises(Cancelled):
        check(find_data_set(tree, 0.2, 0, Control()), control)
    seen: list[Progress] = []
    read: list[Path] = []

    def counting(path: Path) -> tuple[np.void, str]:
        read.append(path)
        return look_at(path)

    monkeypatch.setattr(checking, "look_at", counting)
    check(find_data_set(tree, 0.2, 0, Control()), Control(seen.append))
    assert len(read) == 36 - 16
    assert seen[0].total == 36


def test_without_leaves_no_part_empty(tree: Path) -> None:
    data = find_data_set(tree, 0.2, 0, Control())
    with pytest.raises(DataError, match="no test pictures would be left"):
        data.without({each.path: "" for each in data.test})
    everything = (*data.train, *data.validation, *data.test)
    with pytest.raises(DataError, match="only 1 class would be left"):
        data.without({each.path: "" for each in everything if each.label == 0})


def test_parts_that_were_set_aside_are_named(tree: Path) -> None:
    assert find_data_set(tree, 0.2, 0, Control()).set_aside == ()
    assert find_data_set(tree / "train", 0.2, 0, Control()).set_aside == ("validation", "test")
    shutil.rmtree(tree / "val")
    assert find_data_set(tree, 0.2, 0, Control()).set_aside == ("validation",)


def test_counts_are_by_part_and_class(tree: Path) -> None:
    data = find_data_set(tree, 0.2, 0, Control())
    assert data.counts() == {"train": (12, 12), "validation": (3, 3), "test": (3, 3)}
