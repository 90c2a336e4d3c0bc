import dataclasses
import json

import pytest

from resnet_desktop.training.plan import Plan, PlanError
from resnet_desktop.training.plan_text import PlanTextError
from resnet_desktop.training.presets import PRESETS


def test_a_plan_survives_the_way_through_a_file() -> None:
    plan = Plan(epochs=7, flip=False, data="Pilze/Übersicht", learning_rate=0.003)
    assert Plan.from_json(plan.to_json()) == plan


def test_fields_that_a_file_lacks_get_their_defaults() -> None:
    assert Plan.from_json('{"epochs": 5}') == Plan(epochs=5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"base": "a\\u0000b"}', "Base must be a text without null characters"),
        (f'{{"epochs": {10**400}}}', "Epochs must be a whole number"),
        ('{"epochs": 0}', "Epochs must be a whole number from 1 to 1,000, not 0"),
        ('{"epochs": 2.5}', "not 2.5"),
        ('{"epochs": true}', "not True"),
        ('{"learning_rate": NaN}', "Learning rate must be a number from 1e-7 to 10, not nan"),
        ('{"optimizer": "magic"}', "Optimizer must be one of sgd, adam, adamw, not 'magic'"),
        ('{"flip": 1}', "Flip must be true or false, not 1"),
        ('{"data": 5}', "Data must be a text, not 5"),
        ('{"source_size": 128, "input_size": 64}', "Source size must be at most the input size 64, not 128"),
    ],
)
def test_a_bad_plan_says_what_is_possible(text: str, words: str) -> None:
    with pytest.raises(PlanError) as caught:
        Plan.from_json(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this text is not: it is empty"),
        ('{\n  "epochs": }', "this text is not: line 2, column 13"),
        ("[" * 100_000, "cannot be read as that"),
        ("[1]", "not a list"),
        ('{"epoch": 5}', "A plan has no setting 'epoch' (did you mean 'epochs'?)"),
        ('{"foo": 5}', "A plan has no setting 'foo'"),
    ],
)
def test_a_text_that_is_no_plan_says_where_or_what_is_strange(text: str, words: str) -> None:
    with pytest.raises(PlanTextError) as caught:
        Plan.from_json(text)
    assert str(caught.value).endswith(words)


def test_a_whole_number_becomes_a_decimal_one_where_decimals_may_be() -> None:
    plan = Plan.from_json('{"learning_rate": 1, "warmup": 0, "epochs": 4}')
    assert [type(value) for value in (plan.learning_rate, plan.warmup, plan.epochs)] == [float, float, int]
    assert Plan.from_json(plan.to_json()) == plan


def test_every_field_explains_itself() -> None:
    for field in dataclasses.fields(Plan):
        assert len(field.metadata["help"]) > 10, field.name


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_plan(name: str) -> None:
    plan = Plan(**PRESETS[name].changes)
    assert json.loads(plan.to_json())["epochs"] == PRESETS[name].changes["epochs"]
