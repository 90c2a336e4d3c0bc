from dataclasses import replace
from pathlib import Path

import pytest

from resnet_desktop.classification.sorting import Problem, State, Undoable
from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.outcomes import Listed, Sorted, Undone

HERE = Undoable(
    "1", "copy", Path("/sorted"), Path("/sorted/record"), "2026-11-02T13:05:00+00:00", 912, 912, State.FINISHED
)
PROBLEM = Problem(Path("/a.jpg"), "It was changed.")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Sorted("copy", Path("/sorted"), 912, 912), "912 pictures copied"),
        (Sorted("move", Path("/sorted"), 1, 1), "1 picture moved"),
        (Sorted("move", Path("/sorted"), 3400, 1200), "1,200 of 3,400 pictures moved"),
        (Sorted("move", Path("/sorted"), 12, 0), "No picture was moved"),
        (Sorted("keywords", None, 12, 12), "12 keywords written"),
        (Sorted("keywords", None, 12, 0), "No keyword was written"),
    ],
)
def test_a_report_is_headed_by_what_was_done(made: Sorted, words: str) -> None:
    assert wording.sorted_title(made) == words


def test_a_report_says_where_why_and_what_next() -> None:
    whole = Sorted("copy", Path("/sorted"), 912, 912, undoable=HERE)
    assert wording.sorted_text(whole) == "They are in /sorted. You can undo it, also later."
    full = replace(whole, pictures=1, problems=(PROBLEM,), stopped="The disk is full.", can_be_continued=True)
    assert wording.sorted_text(full) == (
        "It ended early: The disk is full. They are in /sorted. 1 file stayed as it was. "
        "You can go on or undo it, also later."
    )
    stopped = replace(whole, pictures=0, was_cancelled=True, undoable=None)
    assert wording.sorted_text(stopped) == "You stopped it."


def test_undoing_says_what_is_restored_and_what_is_not() -> None:
    whole = Undone("move", Path("/sorted"), 912)
    assert wording.undone_title(whole) == "912 files moved back"
    assert wording.undone_text(whole) == "Everything is as it was before."
    partly = replace(whole, restored=0, left=(PROBLEM, PROBLEM), kept_folders=(Path("/sorted"),))
    assert wording.undone_title(partly) == "Nothing could be undone"
    assert wording.undone_text(partly) == (
        "2 files stay as they are now; the reason stands beside each. "
        "1 folder stays, because it holds something else now."
    )
    assert wording.undone_title(replace(whole, restored=None)) == "Undoing was stopped"


def test_undoing_a_copy_or_keywords_says_that_what_was_made_is_gone() -> None:
    assert wording.undone_title(Undone("copy", Path("/sorted"), 106)) == "106 copied files removed"
    assert wording.undone_title(Undone("keywords", None, 1)) == "1 keyword taken back"


def test_a_folder_that_stays_does_not_contradict_what_is_said_of_the_files() -> None:
    kept = Undone("copy", Path("/sorted"), 3, kept_folders=(Path("/sorted"), Path("/sorted/cat")))
    assert wording.undone_text(kept) == (
        "All files are as they were before. 2 folders stay, because they hold something else now."
    )


def test_a_sorting_is_listed_with_what_it_did_and_how_it_stands() -> None:
    assert wording.what(HERE) == "912 pictures copied"
    assert wording.what(replace(HERE, done=3)) == "3 of 912 pictures copied"
    assert wording.where(replace(HERE, what="keywords", target=None)) == "beside the pictures"
    assert "November 2026" in wording.when(HERE)
    listed = Listed(HERE, is_reachable=True, can_be_continued=False)
    assert wording.state(listed, is_running=False) == ""
    assert wording.state(listed, is_running=True) == "Runs now"
    assert wording.state(replace(listed, is_reachable=False), is_running=False) == "Its disk is not connected"
    undoing = replace(listed, sorting=replace(HERE, state=State.UNDOING))
    assert wording.state(undoing, is_running=False) == "Partly undone"
