import os
import sys
from pathlib import Path

import pytest

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.sorting import (
    KeywordOptions,
    SortingError,
    SortingOptions,
    SortingPlan,
    plan_sorting,
)
from resnet_desktop.classification.sorting.choosing import (
    CHANGED_SINCE,
    IS_LINK,
    LISTED_TWICE,
    NOT_CLASSIFIED,
)
from resnet_desktop.classification.sorting.plan import ALREADY_THERE
from resnet_desktop.classification.sorting.steps import Kind
from resnet_desktop.jobs import Cancelled, Control, Progress
from tests.helpers.trees import seen, tree_of, write


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return tmp_path / "photos"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


def plan(entries: list[Entry], target: Path, options: SortingOptions | None = None) -> SortingPlan:
    return plan_sorting(entries, target, options or SortingOptions(), Control())


def places(sorting: SortingPlan) -> list[str]:
    assert sorting.target is not None
    return [step.target.relative_to(sorting.target).as_posix() for step in sorting.pairs]


def test_pictures_go_to_the_folder_of_their_class_and_nothing_is_touched(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "rex.jpg", "12345"), "dog"), seen(write(photos / "tom.jpg", "123"), "cat")]
    before = tree_of(photos.parent)
    sorting = plan(entries, target)
    assert places(sorting) == ["dog/rex.jpg", "cat/tom.jpg"]
    assert [step.source for step in sorting.pairs] == [entry.path for entry in entries]
    assert [(folder.name, folder.pictures, folder.size) for folder in sorting.folders] == [("cat", 1, 3), ("dog", 1, 5)]
    assert (sorting.bytes_needed, sorting.pictures, sorting.what) == (8, 2, "copy")
    assert tree_of(photos.parent) == before


def test_a_folder_is_made_before_its_first_picture_and_only_where_there_is_none(photos: Path, target: Path) -> None:
    (target / "cat").mkdir(parents=True)
    entries = [seen(write(photos / f"{name}.jpg"), name) for name in ("cat", "dog", "cow")]
    steps = [(step.kind, step.target.name) for step in plan(entries, target).steps]
    assert steps == [
        (Kind.COPY, "cat.jpg"),
        (Kind.FOLDER, "dog"),
        (Kind.COPY, "dog.jpg"),
        (Kind.FOLDER, "cow"),
        (Kind.COPY, "cow.jpg"),
    ]


def test_what_a_person_said_counts_unless_only_the_network_is_asked(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "rex.jpg"), "cat", 0.2, given="dog")]
    assert places(plan(entries, target, SortingOptions(threshold=0.5))) == ["dog/rex.jpg"]
    assert places(plan(entries, target, SortingOptions(by="predicted"))) == ["cat/rex.jpg"]
    assert places(plan(entries, target, SortingOptions(by="predicted", threshold=0.5))) == ["unsure/rex.jpg"]


def test_below_the_threshold_is_unsure_and_at_it_is_not(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "a.jpg"), "cat", 0.5), seen(write(photos / "b.jpg"), "cat", 0.49)]
    assert places(plan(entries, target, SortingOptions(threshold=0.5))) == ["cat/a.jpg", "unsure/b.jpg"]


def test_a_class_that_is_called_unsure_is_kept_apart_from_unsure_pictures(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "a.jpg"), "Unsure", 0.9), seen(write(photos / "b.jpg"), "cat", 0.4)]
    assert places(plan(entries, target, SortingOptions(threshold=0.5))) == ["Unsure (2)/a.jpg", "unsure/b.jpg"]


def test_pictures_without_a_class_are_left_out_with_the_reason(photos: Path, target: Path) -> None:
    broken = photos / "broken.jpg"
    entries = [
        Entry(write(photos / "waits.jpg")),
        Entry(write(broken), Result.failed(broken, "This JPEG file is cut off.")),
        Entry(write(photos / "told.jpg"), Result.failed(photos / "told.jpg", "The file is empty."), "cat"),
        seen(photos / "gone.jpg", "cat"),
        Entry(write(photos / "also waits.jpg")),
    ]
    sorting = plan(entries, target)
    assert places(sorting) == ["cat/told.jpg"]
    assert sorting.reasons == {NOT_CLASSIFIED: 2, "This JPEG file is cut off.": 1, "The file does not exist.": 1}
    assert [problem.path.name for problem in sorting.left_out] == [
        "waits.jpg",
        "broken.jpg",
        "gone.jpg",
        "also waits.jpg",
    ]


def test_a_file_that_changed_since_it_was_classified_is_left_out(photos: Path, target: Path) -> None:
    class Stamp:
        size = 3
        mtime_ns = 1_700_000_000_123_456_000

    same, other = write(photos / "same.jpg", "abc"), write(photos / "other.jpg", "abcd")
    entries = [seen(same, "cat"), seen(other, "cat"), seen(write(photos / "unknown.jpg"), "cat")]
    sorting = plan_sorting(
        entries, target, SortingOptions(), Control(), lambda path: Stamp() if path in {same, other} else None
    )
    assert places(sorting) == ["cat/same.jpg", "cat/unknown.jpg"]
    assert sorting.reasons == {CHANGED_SINCE: 1}


def test_the_same_file_twice_is_sorted_once(photos: Path, target: Path) -> None:
    entry = seen(write(photos / "rex.jpg"), "dog")
    detour = seen(photos / ".." / "photos" / "rex.jpg", "dog")
    sorting = plan([entry, entry, detour], target)
    assert places(sorting) == ["dog/rex.jpg"]
    assert sorting.reasons == {LISTED_TWICE: 2}


def test_equal_names_are_numbered_also_where_only_some_systems_take_them_for_equal(photos: Path, target: Path) -> None:
    names = ["a/cat.jpg", "b/cat.jpg", "c/CAT.JPG", "d/café.jpg", "e/cafe\u0301.jpg", "f/cat (2).jpg", "g/cat.png"]
    sorting = plan([seen(write(photos / name), "cat") for name in names], target)
    assert places(sorting) == [
        "cat/cat.jpg",
        "cat/cat (2).jpg",
        "cat/CAT (3).JPG",
        "cat/café.jpg",
        "cat/cafe\u0301 (2).jpg",
        "cat/cat (2) (2).jpg",
        "cat/cat.png",
    ]
    assert sorting.renamed == 4


def test_files_and_folders_that_are_there_already_keep_their_names(photos: Path, target: Path) -> None:
    write(target / "cat" / "tom.jpg")
    (target / "cat" / "felix.jpg").mkdir()
    write(target / "dog")
    entries = [seen(write(photos / name), label) for name, label in (("Tom.jpg", "cat"), ("felix.jpg", "cat"))]
    sorting = plan([*entries, seen(write(photos / "rex.jpg"), "dog")], target)
    assert places(sorting) == ["cat/Tom (2).jpg", "cat/felix (2).jpg", "dog (2)/rex.jpg"]


def test_a_folder_that_is_there_is_used_as_it_is_spelled(photos: Path, target: Path) -> None:
    (target / "CAT").mkdir(parents=True)
    assert places(plan([seen(write(photos / "tom.jpg"), "cat")], target)) == ["CAT/tom.jpg"]


def test_classes_that_would_have_one_folder_stay_apart(photos: Path, target: Path) -> None:
    labels = ["a/b", "a:b", "Cat", "cat", "cat (2)"]
    sorting = plan([seen(write(photos / f"{n}.jpg"), label) for n, label in enumerate(labels)], target)
    folders = {folder.label: folder.name for folder in sorting.folders}
    assert folders == {"a/b": "a_b", "a:b": "a_b (2)", "Cat": "Cat", "cat": "cat (2)", "cat (2)": "cat (2) (2)"}


def test_subfolders_are_kept_below_the_common_folder(photos: Path, target: Path) -> None:
    names = ["2023/june/a.jpg", "2023/b.jpg", "2024/June/a.jpg"]
    entries = [seen(write(photos / name), "cat") for name in names]
    sorting = plan(entries, target, SortingOptions(keep_subfolders=True))
    assert places(sorting) == ["cat/2023/june/a.jpg", "cat/2023/b.jpg", "cat/2024/June/a.jpg"]


def test_subfolders_are_relative_to_the_nearest_root_that_was_named(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / name), "cat") for name in ("x/y/a.jpg", "z/b.jpg", "x/c.jpg")]
    options = SortingOptions(keep_subfolders=True, roots=(photos, photos / "x"))
    assert places(plan(entries, target, options)) == ["cat/y/a.jpg", "cat/z/b.jpg", "cat/c.jpg"]


def test_subfolders_that_some_system_takes_for_one_become_one(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / name), "cat") for name in ("Day/a.jpg", "day/a.jpg", "a.jpg")]
    options = SortingOptions(keep_subfolders=True)
    assert places(plan(entries, target, options)) == ["cat/Day/a.jpg", "cat/Day/a (2).jpg", "cat/a.jpg"]


def test_a_picture_does_not_take_the_name_of_a_subfolder(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "x" / "a.jpg"), "cat"), seen(write(photos / "z" / "x"), "cat")]
    options = SortingOptions(keep_subfolders=True, roots=(photos, photos / "z"))
    assert places(plan(entries, target, options)) == ["cat/x/a.jpg", "cat/x (2)"]


def test_a_picture_in_its_folder_already_stays(photos: Path) -> None:
    entries = [seen(write(photos / "cat" / "tom.jpg"), "cat"), seen(write(photos / "cat" / "rex.jpg"), "dog")]
    sorting = plan(entries, photos, SortingOptions(move=True))
    assert places(sorting) == ["dog/rex.jpg"]
    assert sorting.reasons == {ALREADY_THERE: 1}


def test_moving_within_a_disk_needs_no_room(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "rex.jpg", "12345"), "dog")]
    assert plan(entries, target, SortingOptions(move=True)).bytes_needed == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_copied_but_not_moved(photos: Path, target: Path) -> None:
    link = photos / "link.jpg"
    link.symlink_to(write(photos / "rex.jpg", "12345"))
    assert plan([seen(link, "dog")], target).bytes_needed == 5
    assert plan([seen(link, "dog")], target, SortingOptions(move=True)).reasons == {IS_LINK: 1}


def test_sidecars_go_along_under_the_name_of_their_picture(photos: Path, target: Path) -> None:
    for name in ("a/rex.jpg", "a/rex.xmp", "a/rex.jpg.xmp", "a/other.xmp", "b/rex.jpg", "b/rex.XMP"):
        write(photos / name, name)
    entries = [seen(photos / folder / "rex.jpg", "dog") for folder in ("a", "b")]
    sorting = plan(entries, target, SortingOptions(move=True))
    assert places(sorting) == [
        "dog/rex.jpg",
        "dog/rex.xmp",
        "dog/rex.jpg.xmp",
        "dog/rex (2).jpg",
        "dog/rex (2).XMP",
    ]
    assert {step.kind for step in sorting.pairs} == {Kind.MOVE}
    assert sorting.pictures == 2
    assert len(plan(entries, target, SortingOptions(with_sidecars=False)).pairs) == 2


def test_a_sidecar_that_a_raw_file_needs_too_is_copied_where_pictures_are_moved(photos: Path, target: Path) -> None:
    for name in ("rex.jpg", "rex.cr2", "rex.xmp", "rex.jpg.xmp"):
        write(photos / name, name)
    sorting = plan([seen(photos / "rex.jpg", "dog")], target, SortingOptions(move=True))
    assert [(step.kind, step.target.name) for step in sorting.pairs] == [
        (Kind.MOVE, "rex.jpg"),
        (Kind.COPY, "rex.xmp"),
        (Kind.MOVE, "rex.jpg.xmp"),
    ]


def test_keywords_are_written_beside_the_sorted_picture_but_not_for_unsure_ones(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / "a.jpg"), "cat"), seen(write(photos / "b.jpg"), "cat", 0.1)]
    write(photos / "a.XMP")
    options = SortingOptions(threshold=0.5, keywords=KeywordOptions(name="photo.xmp"))
    steps = [(step.kind, step.target.name) for step in plan(entries, target, options).steps if step.kind != Kind.FOLDER]
    assert steps == [(Kind.COPY, "a.jpg"), (Kind.COPY, "a.XMP"), (Kind.WRITE, "a.XMP"), (Kind.COPY, "b.jpg")]


def test_a_file_is_no_target(photos: Path) -> None:
    with pytest.raises(SortingError, match="is a file"):
        plan([], write(photos / "file"))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_target_that_cannot_be_looked_into_is_told(photos: Path, target: Path) -> None:
    target.mkdir()
    target.chmod(0)
    with pytest.raises(SortingError, match="cannot be looked into"):
        plan([seen(write(photos / "a.jpg"), "cat")], target)


def test_planning_tells_how_far_it_is_and_can_be_cancelled(photos: Path, target: Path) -> None:
    entries = [seen(write(photos / f"{n}.jpg"), "cat") for n in range(3)]
    told: list[Progress] = []
    control = Control(told.append)
    plan_sorting(entries, target, SortingOptions(), control)
    assert told[0] == Progress(0, 3, "Looking at the files")
    control.cancel()
    with pytest.raises(Cancelled):
        plan_sorting(entries, target, SortingOptions(), control)
