from pathlib import Path

import pytest

from resnet_desktop.training.judgement_looks import add_look, earlier_looks, likeness, looks_file, sketch_of

FOLDER = Path("/letters")
PICTURES = [f"a/{number}.png" for number in range(1000)]


def test_the_first_look_is_the_only_one() -> None:
    assert [look.run for look in add_look("first", sketch_of(FOLDER, PICTURES))] == ["first"]


def test_a_second_look_at_the_same_pictures_names_the_first() -> None:
    add_look("first", sketch_of(FOLDER, PICTURES))
    assert [look.run for look in add_look("second", sketch_of(FOLDER, reversed(PICTURES)))] == ["first", "second"]


def test_leaving_a_few_pictures_out_does_not_make_them_new() -> None:
    add_look("first", sketch_of(FOLDER, PICTURES))
    assert [look.run for look in earlier_looks(sketch_of(FOLDER, PICTURES[50:]))] == ["first"]


def test_other_pictures_and_other_folders_were_not_looked_at() -> None:
    add_look("first", sketch_of(FOLDER, PICTURES))
    assert earlier_looks(sketch_of(FOLDER, [f"b/{number}.png" for number in range(1000)])) == ()
    assert earlier_looks(sketch_of(Path("/other"), PICTURES)) == ()


def test_likeness_is_about_the_part_in_both() -> None:
    assert likeness(sketch_of(FOLDER, PICTURES), sketch_of(FOLDER, PICTURES[250:])) == pytest.approx(0.75, abs=0.15)
    assert likeness([], []) == 0


def test_a_line_that_was_cut_off_does_not_hide_the_others() -> None:
    sketch = sketch_of(FOLDER, PICTURES)
    add_look("first", sketch)
    with looks_file().open("a") as file:
        file.write('{"run": "cut\n')
    assert [look.run for look in add_look("second", sketch)] == ["first", "second"]
