from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.review import MOST_STEPS, ClassNameError, Review, Step, class_name

A, B, C, D = (Path(f"/photos/{name}.jpg") for name in "abcd")


def entry(path: Path, predicted: str) -> Entry:
    return Entry(path, Result(path, 8, 8, np.array([0.75, 0.25], np.float32), (predicted, "other")))


def test_pictures_get_the_class_that_a_person_says() -> None:
    review = Review()
    step = review.give([A, B], "dog")
    assert step is not None
    assert step.paths == (A, B)
    assert review.given == {A: "dog", B: "dog"}


def test_a_step_names_only_the_pictures_that_it_changed() -> None:
    review = Review({A: "dog"})
    step = review.give([A, B, B], "dog")
    assert step is not None
    assert step.changes == ((B, "", "dog"),)
    assert review.undo_text == "Undo correcting 1 picture to dog"


def test_saying_the_same_again_is_no_step() -> None:
    review = Review({A: "dog"})
    assert review.give([A], "dog") is None
    assert review.clear([B]) is None
    assert review.confirm([entry(A, "cat")]) is None
    assert not review.can_undo


def test_confirming_takes_the_prediction_and_touches_no_correction() -> None:
    review = Review({A: "dog"})
    failed = Entry(C, Result.failed(C, "This file is empty."))
    step = review.confirm([entry(A, "cat"), entry(B, "cat"), failed, Entry(D)])
    assert step is not None
    assert step.paths == (B,)
    assert review.given == {A: "dog", B: "cat"}


def test_undo_says_what_it_would_do() -> None:
    review = Review()
    assert (review.undo_text, review.redo_text) == ("Undo", "Redo")
    review.give([Path(f"{number}.jpg") for number in range(1_200)], "dog")
    assert review.undo_text == "Undo correcting 1,200 pictures to dog"
    review.confirm([entry(A, "cat")])
    assert review.undo_text == "Undo confirming 1 picture"
    review.clear([A])
    assert review.undo_text == "Undo clearing the class of 1 picture"
    review.undo()
    assert review.redo_text == "Redo clearing the class of 1 picture"


def test_undo_and_redo_go_back_and_forth_over_many_steps() -> None:
    review = Review()
    review.give([A], "cat")
    review.give([A, B], "dog")
    review.clear([A])

    assert [step.paths for _ in range(3) if (step := review.undo())] == [(A,), (A, B), (A,)]
    assert review.given == {}
    assert review.undo() is None
    assert [step.paths for _ in range(3) if (step := review.redo())] == [(A,), (A, B), (A,)]
    assert review.given == {B: "dog"}
    assert review.redo() is None


def test_a_new_step_ends_what_could_be_redone() -> None:
    review = Review()
    review.give([A], "cat")
    review.undo()
    review.give([B], "dog")
    assert not review.can_redo
    review.undo()
    assert review.given == {}


def test_a_thousand_steps_can_be_undone() -> None:
    review = Review()
    for number in range(MOST_STEPS + 5):
        review.give([A], f"class {number}")
    undone = 0
    while review.undo():
        undone += 1
    assert undone == MOST_STEPS == 1_000
    assert review.given == {A: "class 4"}


def test_pictures_that_left_the_list_leave_the_steps_too() -> None:
    review = Review()
    review.give([A], "cat")
    review.give([A, B], "dog")
    review.forget([A])
    assert review.given == {B: "dog"}
    step = review.undo()
    assert step is not None
    assert step.paths == (B,)
    assert not review.can_undo


def test_nobody_changes_the_classes_from_outside() -> None:
    given = {A: "cat"}
    review = Review(given)
    given[B] = "dog"
    assert review.given == {A: "cat"}
    with pytest.raises(TypeError):
        review.given[B] = "dog"  # type: ignore[index]


Deed = tuple[str, list[Path], str]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["give", "clear", "confirm", "undo", "redo"]),
        st.lists(st.sampled_from([A, B, C, D]), max_size=4),
        st.sampled_from(["cat", "dog", "mushroom"]),
    ),
    max_size=25,
)


def do(review: Review, deed: Deed) -> Step | None:
    name, paths, label = deed
    match name:
        case "give":
            return review.give(paths, label)
        case "clear":
            return review.clear(paths)
        case "confirm":
            return review.confirm(entry(path, label) for path in paths)
        case "undo":
            return review.undo()
    return review.redo()


@settings(deadline=None)
@given(deeds)
def test_whatever_was_done_undo_leads_back_to_every_state_before(story: list[Deed]) -> None:
    review = Review()
    before: list[dict[Path, str]] = []
    after: list[dict[Path, str]] = []
    for deed in story:
        state = dict(review.given)
        step = do(review, deed)
        if deed[0] == "undo" and step:
            assert review.given == before[-1]
            after.append(state)
            before.pop()
        elif deed[0] == "redo" and step:
            assert review.given == after.pop()
            before.append(state)
        elif step:
            before.append(state)
            after.clear()
        changed = {path for path in (A, B, C, D) if state.get(path) != review.given.get(path)}
        assert changed == set(step.paths if step else ())
    while before:
        assert review.undo()
        assert review.given == before.pop()
    assert not review.can_undo


@pytest.mark.parametrize("name", ["dog", "tiger cat", "Füchse", "写真", "no. 5", "-1", "x" * 60])
def test_new_classes_can_have_any_name_that_a_folder_can_have(name: str) -> None:
    assert class_name(name) == name


def test_spaces_around_a_new_class_are_no_part_of_it() -> None:
    assert class_name("  red \n fox ") == "red fox"


def test_a_class_that_is_there_is_found_in_another_spelling() -> None:
    assert class_name("Tiger_Cat", ["dog", "tiger cat"]) == "tiger cat"
    review = Review()
    review.give([A], "Mushroom")
    review.give([B], "mushroom", classes=["cat"])
    assert review.given[B] == "Mushroom"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "it is empty"),
        ("  \t ", "it is empty"),
        ("x" * 61, "more than 60 characters"),
        ("a\x00b", "cannot be shown"),
        ("a\ud800", "cannot be shown"),
        ("CD/DVD", "'CD_DVD' would do"),
        ("..", "would do"),
        (".hidden", "'_hidden' would do"),
        ("aux", "'_aux' would do"),
        ("end.", "'end' would do"),
    ],
)
def test_an_impossible_name_is_refused_with_a_reason(name: str, words: str) -> None:
    review = Review({B: "dog"})
    with pytest.raises(ClassNameError, match="cannot be the name of a class") as caught:
        review.give([A], name)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert review.given == {B: "dog"}


def test_classes_of_the_model_are_taken_as_they_are() -> None:
    assert class_name("CD/DVD", ["CD/DVD"]) == "CD/DVD"


def test_files_that_were_moved_keep_their_class_and_their_steps() -> None:
    review = Review()
    review.give([A, B], "dog")
    review.give([A], "cat")
    review.undo()
    review.rename({A: C})
    assert review.given == {C: "dog", B: "dog"}
    assert (review.undo_count, review.redo_count) == (2, 1)
    step = review.redo()
    assert step is not None
    assert step.paths == (C,)
    review.undo()
    review.undo()
    assert review.given == {}
