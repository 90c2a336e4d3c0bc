"""Sorting and undoing leaves everything as it was, byte for byte, wherever the program is killed in between."""

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry
from resnet_desktop.classification.sorting import (
    KeywordOptions,
    SortingOptions,
    carry_out,
    continue_sorting,
    plan_sorting,
    undo,
    undoable,
)
from resnet_desktop.jobs import Control
from tests.helpers.dying_disk import DyingDisk, Killed
from tests.helpers.trees import Tree, seen, tree_of, write

ODD_NAMES = [
    "photo.jpg",
    "PHOTO.JPG",
    "photo (2).jpg",
    "photo.jpg.xmp",
    "photo.xmp",
    "photo",
    "café.jpg",
    "cafe\u0301.jpg",
    "con.jpg",
    "AUX",
    "-rf",
    "--",
    ".hidden.jpg",
    " .jpg",
    "two\nlines.jpg",
    "a.b.c.",
    "é" * 125 + ".jpg",
    "x" * 255,
    "日本語.jpg",
    "\U0001f408\u200d\u2b1b.jpg",
]
if os.name == "posix":
    ODD_NAMES.append(os.fsdecode(b"no text \xff\xfe.jpg"))

SIDECAR = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>'
    b"<rdf:li>beach</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def is_possible(name: str) -> bool:
    return name not in {"", ".", ".."} and len(name.encode("utf-8", "surrogateescape")) <= 255


any_names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), max_size=40).filter(is_possible)
names = st.sampled_from(ODD_NAMES) | any_names
folders = st.sampled_from(["", "a", "A", "b/c", "cat", "unsure"])
labels = st.sampled_from(
    ["cat", "Cat", "dog", "a/b", "a:b", "..", "nul", "unsure", "caf\u00e9", "cafe\u0301", "x" * 300]
) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10)
contents = st.just(SIDECAR) | st.binary(max_size=20)


@dataclass(frozen=True)
class Case:
    """Files with their classes, and how they are sorted.

    Attributes:
        files: paths below the photos, with content, class, confidence and whether it is sorted at all.
        target: below the folder that holds the photos.
        options: how.
        has_links: whether a file can have two names.
        is_split: whether every folder is a disk of its own.
    """

    files: list[tuple[str, bytes, str, float, bool]]
    target: str
    options: SortingOptions
    has_links: bool = True
    is_split: bool = False

    def make(self, folder: Path) -> list[Entry]:
        entries = []
        for number, (name, content, label, confidence, is_sorted) in enumerate(self.files):
            path = write(folder / "photos" / name, content, 1_600_000_000_000_000_001 + number * 1_000_000)
            path.chmod(0o644 if number % 2 else 0o440)
            if is_sorted:
                entries.append(seen(path, label, confidence))
        write(folder / "sorted" / "cat" / "photo.jpg", "was there before")
        return entries

    def disk(self, dies_at: int | None = None) -> DyingDisk:
        return DyingDisk(dies_at, has_links=self.has_links, is_split=self.is_split)


@st.composite
def cases(draw: st.DrawFn, largest: int) -> Case:
    files: dict[str, tuple[str, bytes, str, float, bool]] = {}
    taken: set[str] = set()
    for _ in range(draw(st.integers(1, largest))):
        name = str(Path(draw(folders)) / draw(names))
        key = unicodedata.normalize("NFC", name).casefold() if os.name != "posix" else name
        is_free = not any(other.startswith(f"{key}/") or key.startswith(f"{other}/") for other in taken)
        if key not in taken and is_free:
            taken.add(key)
            files[name] = name, draw(contents), draw(labels), draw(st.sampled_from([0.3, 0.9])), draw(st.booleans())
    options = SortingOptions(
        move=draw(st.booleans()),
        threshold=0.5,
        keep_subfolders=draw(st.booleans()),
        with_sidecars=draw(st.booleans()),
        keywords=draw(st.none() | st.builds(KeywordOptions, name=st.sampled_from(["photo.xmp", "photo.jpg.xmp"]))),
    )
    target = draw(st.sampled_from(["sorted", "photos", "photos/new", "new/deep", "photos/a"]))
    return Case(list(files.values()), target, options, draw(st.booleans()), draw(st.booleans()))


@contextmanager
def made(case: Case) -> Iterator[tuple[Path, list[Entry], Tree]]:
    with tempfile.TemporaryDirectory() as name, patch.dict(os.environ, RESNET_DESKTOP_HOME=f"{name}/home"):
        folder = Path(name, "files")
        entries = case.make(folder)
        yield folder, entries, tree_of(folder)


def sort(case: Case, folder: Path, entries: list[Entry], disk: DyingDisk) -> bool:
    """Sort; tell whether there was anything to sort."""
    plan = plan_sorting(entries, folder / case.target, case.options, Control())
    if plan.steps:
        carry_out(plan, Control(), disk)
    return bool(plan.steps)


def undo_everything(case: Case) -> None:
    for each in undoable():
        report = undo(each, Control(), case.disk())
        assert report.is_complete, report.left
    assert undoable() == []


MIXED = Case(
    [
        ("photo.jpg", b"one", "cat", 0.9, True),
        ("photo.xmp", SIDECAR, "", 0.9, False),
        ("b/photo.jpg", b"", "cat", 0.9, True),
        ("b/c/unsure.jpg", b"three", "dog", 0.3, True),
    ],
    "new/deep",
    SortingOptions(move=True, threshold=0.5, keep_subfolders=True, keywords=KeywordOptions("photo.xmp")),
)
TOO_LONG = Case(  # on most disks the photo can have its name, and the file of keywords beside it cannot
    [("é" * 125 + ".jpg", b"one", "cat", 0.9, True)],
    "sorted",
    SortingOptions(keywords=KeywordOptions("photo.jpg.xmp")),
)
WAYS = [
    pytest.param(is_move, has_links, is_split, id=f"{move} {links} {split}")
    for is_move, move in ((False, "copy"), (True, "move"))
    for has_links, links in ((True, "links"), (False, "no-links"))
    for is_split, split in ((False, "one-disk"), (True, "many-disks"))
    if is_move or not is_split  # a copy is the same on every disk
]


def mixed(*, is_move: bool, has_links: bool, is_split: bool) -> Case:
    options = SortingOptions(move=is_move, threshold=0.5, keep_subfolders=True, keywords=KeywordOptions("photo.xmp"))
    return Case(MIXED.files, MIXED.target, options, has_links, is_split)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(cases(largest=8))
@example(MIXED)
def test_undoing_restores_everything(case: Case) -> None:
    with made(case) as (folder, entries, before):
        was_sorted = sort(case, folder, entries, case.disk())
        assert was_sorted == (tree_of(folder) != before)
        undo_everything(case)
        assert tree_of(folder) == before


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(cases(largest=3))
@example(TOO_LONG)
def test_undoing_restores_everything_wherever_the_program_was_killed(case: Case) -> None:
    kills = 0
    while True:
        with made(case) as (folder, entries, before):
            try:
                sort(case, folder, entries, case.disk(dies_at=kills))
            except Killed:
                kills += 1
            else:
                kills = -1
            undo_everything(case)
            assert tree_of(folder) == before, f"killed at change {kills - 1}"
        if kills < 0:
            return


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(cases(largest=6), st.data())
def test_what_was_changed_in_between_stays_and_nothing_is_lost(case: Case, data: st.DataObject) -> None:
    with made(case) as (folder, entries, before):
        sort(case, folder, entries, case.disk())
        files = [path for path, facts in without_records(tree_of(folder)).items() if facts is not None]
        left = [path for path, facts in before.items() if facts is not None and path not in files]
        edited = data.draw(st.lists(st.sampled_from(files + left), unique=True))
        for number, path in enumerate(edited):
            (folder / path).unlink(missing_ok=True)
            write(folder / path, f"edited {number}")
        contents = contents_of(tree_of(folder))
        for each in undoable():
            undo(each, Control(), case.disk())
            each.forget(case.disk())
        after = tree_of(folder)
        assert contents <= contents_of(after)
        for number, path in enumerate(edited):
            facts = after[path]
            assert facts is not None
            assert facts[1] == f"edited {number}".encode()


def contents_of(tree: Tree) -> set[bytes]:
    """Give what there is in files, without the record and without sidecars, into which keywords are written."""
    return {facts[1] for path, facts in tree.items() if facts is not None and not path.endswith((".jsonl", ".xmp"))}


@pytest.mark.parametrize(("is_move", "has_links", "is_split"), WAYS)
def test_undoing_can_be_killed_too(is_move: bool, has_links: bool, is_split: bool) -> None:
    case = mixed(is_move=is_move, has_links=has_links, is_split=is_split)
    kills = 0
    while True:
        with made(case) as (folder, entries, before):
            sort(case, folder, entries, case.disk())
            try:
                undo(undoable()[0], Control(), case.disk(dies_at=kills))
            except Killed:
                kills += 1
            else:
                kills = -1
            undo_everything(case)
            assert tree_of(folder) == before, f"killed at change {kills - 1}"
        if kills < 0:
            return


@pytest.mark.parametrize(("is_move", "has_links", "is_split"), WAYS)
def test_going_on_after_a_kill_ends_as_if_there_had_been_none(is_move: bool, has_links: bool, is_split: bool) -> None:
    case = mixed(is_move=is_move, has_links=has_links, is_split=is_split)
    with made(case) as (folder, entries, _):
        sort(case, folder, entries, case.disk())
        expected = without_records(tree_of(folder))
        undo_everything(case)
    kills = 0
    while True:
        with made(case) as (folder, entries, before):
            try:
                sort(case, folder, entries, case.disk(dies_at=kills))
            except Killed:
                kills += 1
            else:
                return
            for each in undoable():
                if each.can_be_continued:
                    outcome = continue_sorting(each, Control(), case.disk())
                    assert not outcome.problems
                    assert without_records(tree_of(folder)) == expected, f"killed at change {kills - 1}"
            undo_everything(case)
            assert tree_of(folder) == before, f"killed at change {kills - 1}"


def without_records(tree: Tree) -> Tree:
    """Leave out the record, and when sidecars were written: just now."""
    kept: Tree = {}
    for path, facts in tree.items():
        if facts is not None and path.endswith(".xmp"):
            kept[path] = (facts[0], facts[1], 0)
        elif not path.endswith(".jsonl"):
            kept[path] = facts
    return kept
