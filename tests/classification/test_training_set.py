import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.classification import Entry, Result, training_set
from resnet_desktop.classification.training_set import (
    MANIFEST,
    TrainingSet,
    TrainingSetError,
    make_training_set,
    reviewed,
)
from resnet_desktop.images import find_pictures
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.training.dataset import find_data_set

LABELS = ("cat", "dog")


def entry(path: Path, given: str, predicted: str = "cat") -> Entry:
    probabilities = np.array([0.75, 0.25] if predicted == "cat" else [0.25, 0.75], np.float32)
    return Entry(path, Result(path, 8, 8, probabilities, LABELS), given)


def make(entries: list[Entry], folder: Path, **options: bool) -> TrainingSet:
    return make_training_set(entries, folder, control=Control(), **options)


def records(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / MANIFEST).read_text("ascii").splitlines()]


@pytest.fixture
def entries(greys: list[Path]) -> list[Entry]:
    """Twelve pictures, called cat, dog and fox in turn; of all of them the network said cat."""
    return [entry(path, ("cat", "dog", "fox")[number % 3]) for number, path in enumerate(greys[:12])]


def test_training_reads_what_was_made_of_a_review(entries: list[Entry], tmp_path: Path) -> None:
    made = make(entries, tmp_path / "set")
    data = find_data_set(made.folder, 0.1, 0, Control())
    assert data.classes == ("cat", "dog", "fox")
    assert len(data.train) + len(data.validation) + len(data.test) == 12
    assert made.counts == {"cat": 4, "dog": 4, "fox": 4}
    assert (made.copied, made.problems, made.shortcoming) == (12, (), "")


@pytest.mark.parametrize("name", ["train", "Training", "test", "val", "valid", "validation"])
def test_a_class_called_like_a_part_of_a_data_set_is_still_a_class(
    name: str, entries: list[Entry], tmp_path: Path
) -> None:
    renamed = [replace(each, given=name if each.given == "dog" else each.given) for each in entries]
    data = find_data_set(make(renamed, tmp_path / "set").folder, 0.1, 0, Control())
    assert sorted(data.classes) == sorted(["cat", "fox", name])


def test_the_manifest_says_where_each_picture_came_from(entries: list[Entry], tmp_path: Path) -> None:
    folder = make(entries, tmp_path / "set").folder
    assert len(records(folder)) == 12
    for record, each in zip(records(folder), entries, strict=True):
        assert (folder / str(record["file"])).read_bytes() == each.path.read_bytes()
        assert record["source"] == str(each.path)
        assert record["class"] == each.given == Path(str(record["file"])).parent.name
        assert record["review"] == ("confirmed" if each.given == "cat" else "corrected")
        assert (record["predicted"], record["probability"]) == ("cat", 0.75)


def test_corrected_and_confirmed_pictures_are_chosen_each(entries: list[Entry], broken: Path) -> None:
    others = [entry(broken, ""), Entry(broken, Result.failed(broken, "This PNG file is damaged."), "dog")]
    everything = [*entries, *others]
    assert [each.given for each in reviewed(everything, confirmed=False)] == ["dog", "fox"] * 4
    assert {each.given for each in reviewed(everything, corrected=False)} == {"cat"}
    assert list(reviewed(everything)) == entries


def test_pictures_of_one_name_are_numbered(greys: list[Path], tmp_path: Path) -> None:
    for name in ("one", "two", "THREE"):
        (tmp_path / name).mkdir()
    paths = [tmp_path / "one" / "a.png", tmp_path / "two" / "a.png", tmp_path / "THREE" / "A.PNG"]
    for path, grey in zip(paths, greys, strict=False):
        path.write_bytes(grey.read_bytes())
    folder = make([entry(path, "cat") for path in paths], tmp_path / "set").folder
    assert [record["file"] for record in records(folder)] == ["cat/a.png", "cat/a (2).png", "cat/A (3).PNG"]
    for record, path in zip(records(folder), paths, strict=True):
        assert (folder / str(record["file"])).read_bytes() == path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", [b".hidden.png", b"\xff\xfe.png", b'a:b?"*.png', b"aux.png", b"no suffix", b"x" * 255])
def test_names_that_would_be_lost_on_the_way_are_written_otherwise(
    name: bytes, greys: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "odd").mkdir()
    odd = tmp_path / "odd" / os.fsdecode(name)
    odd.write_bytes(greys[5].read_bytes())
    folder = make([entry(odd, "cat"), *(entry(path, "dog") for path in greys[:4])], tmp_path / "set").folder
    record = records(folder)[0]
    assert record["source"] == str(odd)
    written = str(record["file"])
    assert written.isprintable()
    assert not set(':?"*') & set(written)
    assert list(find_pictures([folder / "cat"])) == [folder / written]


def test_classes_that_no_folder_can_be_called_by_get_one_that_it_can(greys: list[Path], tmp_path: Path) -> None:
    folder = make([entry(greys[0], "CD/DVD"), entry(greys[1], "dog")], tmp_path / "set").folder
    assert [record["class"] for record in records(folder)] == ["CD/DVD", "dog"]
    assert (folder / "CD_DVD" / greys[0].name).is_file()


@pytest.mark.parametrize("pair", [("Dog", "dog"), ("a/b", "a:b"), ("é", "e\u0301")])
def test_two_classes_never_share_a_folder(pair: tuple[str, str], greys: list[Path], tmp_path: Path) -> None:
    with pytest.raises(TrainingSetError, match="would share a folder"):
        make([entry(path, label) for path, label in zip(greys, pair, strict=False)], tmp_path / "set")
    assert list(tmp_path.iterdir()) == []


def test_hard_links_take_no_room_and_copies_are_independent(entries: list[Entry], tmp_path: Path) -> None:
    linked, copied = make(entries, tmp_path / "linked", as_links=True), make(entries, tmp_path / "copied")
    place = str(records(linked.folder)[0]["file"])
    assert linked.copied == 0
    assert (linked.folder / place).samefile(entries[0].path)
    assert not (copied.folder / place).samefile(entries[0].path)


def test_where_no_link_can_be_made_there_is_a_copy(
    entries: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    made = make(entries, tmp_path / "set", as_links=True)
    assert made.copied == 12
    assert (made.folder / str(records(made.folder)[3]["file"])).read_bytes() == entries[3].path.read_bytes()


def test_nothing_is_overwritten(entries: list[Entry], tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "mine.txt").write_text("mine")
    with pytest.raises(TrainingSetError, match="is not an empty folder"):
        make(entries, tmp_path / "set")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TrainingSetError, match="is not an empty folder"):
        make(entries, tmp_path / "file")
    assert [path.name for path in (tmp_path / "set").iterdir()] == ["mine.txt"]


def test_what_appears_in_the_folder_meanwhile_stays(entries: list[Entry], tmp_path: Path) -> None:
    def appear(progress: Progress) -> None:
        if progress.done == 5:
            (tmp_path / "set").mkdir()
            (tmp_path / "set" / "mine.txt").write_text("mine")

    with pytest.raises(TrainingSetError, match="cannot be made"):
        make_training_set(entries, tmp_path / "set", control=Control(appear))
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["set", "set/mine.txt"]


def test_an_empty_folder_that_is_there_is_used(entries: list[Entry], tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    make(entries, tmp_path / "set")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set"]
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == ["cat", "dog", "fox", MANIFEST]


def test_a_picture_that_vanished_is_told_and_the_others_are_there(entries: list[Entry], tmp_path: Path) -> None:
    gone = entry(tmp_path / "gone.png", "dog")
    made = make([gone, *entries], tmp_path / "set")
    assert made.problems == ((gone.path, "The file does not exist."),)
    assert sum(made.counts.values()) == len(records(made.folder)) == 12


def test_with_nothing_to_read_there_is_no_training_set(tmp_path: Path) -> None:
    with pytest.raises(TrainingSetError, match=r"None of the 1 picture can be read: The file does not exist\."):
        make([entry(tmp_path / "gone.png", "dog")], tmp_path / "set")
    assert list(tmp_path.iterdir()) == []


def test_without_a_review_there_is_no_training_set(greys: list[Path], tmp_path: Path) -> None:
    with pytest.raises(TrainingSetError, match="confirmed or corrected yet"):
        make([entry(greys[0], "")], tmp_path / "set")


def test_cancelling_leaves_nothing(entries: list[Entry], tmp_path: Path) -> None:
    seen: list[Progress] = []

    def cancel_at_five(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 5:
            control.cancel()

    control = Control(cancel_at_five)
    with pytest.raises(Cancelled):
        make_training_set(entries, tmp_path / "set", control=control)
    assert seen[-1] == Progress(5, 12, "Copying pictures")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_nothing_is_left(
    entries: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay: Callable[..., bool] = training_set._lay

    def lay_until_full(source: Path, target: Path, *, as_link: bool) -> bool:
        if source == entries[7].path:
            raise OSError(28, "No space left on device", str(target))
        return lay(source, target, as_link=as_link)

    monkeypatch.setattr(training_set, "_lay", lay_until_full)
    with pytest.raises(TrainingSetError, match=r"The disk is full\. Nothing is left of it\."):
        make(entries, tmp_path / "set")
    assert list(tmp_path.iterdir()) == []


def test_too_little_for_training_is_said(greys: list[Path], tmp_path: Path) -> None:
    one = make([entry(greys[0], "cat")], tmp_path / "one")
    assert one.shortcoming == "Training needs at least two classes; here is only cat."
    few = make([entry(path, "dog" if number < 2 else "cat") for number, path in enumerate(greys[:6])], tmp_path / "few")
    assert few.shortcoming == "Training needs at least 3 pictures of each class; too few: dog (2)."
    enough = make([entry(path, ("cat", "dog")[number % 2]) for number, path in enumerate(greys[:6])], tmp_path / "six")
    assert enough.shortcoming == ""
    assert len(find_data_set(enough.folder, 0.1, 0, Control()).train) == 2
