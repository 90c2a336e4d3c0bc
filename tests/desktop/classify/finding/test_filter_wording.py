from itertools import combinations_with_replacement

import pytest

from resnet_desktop.classification.query_editing import bounds, has_term
from resnet_desktop.desktop.classify.finding import filter_wording as words


def test_chosen_classes_are_named_as_far_as_there_is_room() -> None:
    assert words.classes_chosen([]) == ""
    assert words.classes_chosen(["cat"]) == "cat"
    assert words.classes_chosen(["cat", "dog"]) == "cat or dog"
    assert words.classes_chosen(["cat", "dog", "ship", "frog"]) == "cat and 3 more"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0, 1, ""), (0.5, 1, "from 50 %"), (0, 0.2, "up to 20 %"), (0.5, 0.8, "50 to 80 %"), (0.855, 1, "from 85.5 %")],
)
def test_a_range_is_said_by_its_ends_that_are_not_the_outermost(low: float, high: float, said: str) -> None:
    assert words.range_chosen(low, high) == said


@pytest.mark.parametrize(("low", "high"), list(combinations_with_replacement([0, 1, 50, 99, 100], 2)))
def test_the_term_of_a_range_reads_back_as_the_same_range(low: int, high: int) -> None:
    term = words.range_term("confidence", low / 100, high / 100)
    if (low, high) == (0, 100):
        assert term == ""
        return
    assert has_term(term, term)
    found = bounds(term, "confidence")
    assert found is not None
    assert (round(100 * max(found.low, 0)), round(100 * min(found.high, 1))) == (low, high)


def test_the_list_s_unsure_pictures_are_counted_in_words() -> None:
    assert words.unsure_line(0, 0) == "No picture of the list is classified yet."
    assert words.unsure_line(0, 1) == "None of 1 classified picture is unsure."
    assert words.unsure_line(1, 1000) == "1 of 1,000 classified pictures is unsure (0.1 %)."
    assert words.unsure_line(1234, 100_000) == "1,234 of 100,000 classified pictures are unsure (1.2 %)."


def test_the_running_accuracy_is_said_only_where_something_was_judged() -> None:
    assert words.accuracy_line(0, 0) == ""
    assert words.accuracy_line(912, 1000) == "912 of 1,000 right (91.2 %)"
    assert words.accuracy_line(0, 3) == "0 of 3 right (0.0 %)"


def test_states_are_joined_as_one_reads_them() -> None:
    assert words.states_chosen([]) == ""
    assert words.states_chosen(["Unsure", "Wrong"]) == "Unsure and wrong"


def test_further_problems_are_announced() -> None:
    assert words.problem_line("There is no field “x”.", 1) == "There is no field “x”."
    assert words.problem_line("There is no field “x”.", 3) == "There is no field “x”. (2 more)"


def test_a_state_s_tip_says_how_many_there_are() -> None:
    assert words.state_tip("that could not be read", 0).endswith("\nThere are none in the list")
    assert words.state_tip("that could not be read", 1).endswith("\n1 picture in the list")
