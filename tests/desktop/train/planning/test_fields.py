import dataclasses

import pytest

from resnet_desktop.desktop.train.planning.fields import (
    GROUPS,
    PlanField,
    changed,
    grouped_fields,
    is_used,
    number,
    problem_of,
    typed,
)
from resnet_desktop.training.plan import Plan

FIELDS: dict[str, PlanField] = {field.name: field for group in grouped_fields().values() for field in group}


def test_every_field_of_the_plan_stands_in_one_group_but_those_of_the_data() -> None:
    names = [field.name for group in grouped_fields().values() for field in group]
    assert len(names) == len(set(names))
    assert set(names) == {field.name for field in dataclasses.fields(Plan)} - {"data", "archive"}


def test_a_field_that_no_group_names_stands_in_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUPS, "Augmentation", ("flip",))
    groups = grouped_fields()
    assert [field.name for field in groups["Augmentation"]] == ["flip"]
    assert "cutout" in [field.name for field in groups["Run"]]


def test_a_field_says_what_it_does_and_its_range() -> None:
    assert FIELDS["learning_rate"].help == "The highest learning rate (1e-7 to 10)."
    assert FIELDS["flip"].help == "Mirror half of the pictures."
    assert (FIELDS["batch"].title, FIELDS["momentum"].title) == ("Batch size", "Momentum")
    assert FIELDS["freeze"].has_few_steps
    assert not FIELDS["epochs"].has_few_steps


@pytest.mark.parametrize(
    ("name", "text", "value", "problem"),
    [
        ("learning_rate", " 0,05 ", 0.05, ""),
        ("learning_rate", "11", 11.0, "Learning rate must be a number from 1e-7 to 10, not 11.0."),
        ("learning_rate", "fast", "fast", "Learning rate must be a number from 1e-7 to 10, not 'fast'."),
        ("learning_rate", "nan", None, "Learning rate must be a number from 1e-7 to 10, not nan."),
        ("epochs", "2.5", "2.5", "Epochs must be a whole number from 1 to 1,000, not '2.5'."),
        ("epochs", "12", 12, ""),
        ("source_size", "96", 96, "Source size must be at most the input size 64, not 96."),
        ("licence", " CC0 ", "CC0", ""),
    ],
)
def test_what_is_typed_is_checked_with_all_the_rest(name: str, text: str, value: object, problem: str) -> None:
    read = typed(FIELDS[name], text)
    assert value is None or read == value
    assert problem_of(Plan(input_size=64), name, read) == problem
    if not problem:
        assert getattr(changed(Plan(), name, read), name) == value


def test_numbers_are_written_as_they_are_typed() -> None:
    assert [number(value) for value in (64, 0.01, 1e-4, 1.0, 0.1 + 0.2)] == ["64", "0.01", "0.0001", "1", "0.3"]


def test_fields_that_change_nothing_are_known() -> None:
    assert not is_used(Plan(), "step_factor")
    assert is_used(Plan(schedule="steps"), "step_factor")
    assert not is_used(Plan(optimizer="adam"), "momentum")
    assert not is_used(Plan(), "plateau_factor")
    assert is_used(Plan(plateau_patience=2), "plateau_factor")
    assert is_used(Plan(), "epochs")
