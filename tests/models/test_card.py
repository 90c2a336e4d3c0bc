import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.models import Card, ModelError
from tests.helpers.tiny_model import tiny_card

PATH = Path("library", "shapes", "card.json")
SHA256 = "0123456789abcdef" * 4

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)


def card() -> Card:
    return tiny_card(weights_sha256=SHA256)


def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(card().to_json())
    return found


def read(changed: dict[str, Any]) -> Card:
    return Card.from_json(json.dumps(changed), PATH)


def test_a_card_survives_being_written_and_read() -> None:
    assert Card.from_json(card().to_json(), PATH) == card()


def test_a_card_says_how_large_its_network_is() -> None:
    graph = card().graph()
    assert (graph.input_size, graph.classes, graph.pool_window) == (32, 3, 2)
    assert (card().input_size, card().classes) == (32, 3)
    assert graph.output.name == "fc3"


def test_a_card_is_readable_text_with_the_schema_first() -> None:
    text = card().to_json()
    assert text.startswith('{\n  "schema": 1,\n')
    assert "triangle ▲" in text
    assert text.endswith("}\n")


def test_a_list_of_numbers_is_one_line_of_a_card() -> None:
    metrics = {"counts": [1, -2, 3.5e-07], "texts": ["[\n1,\n2\n]", "1"], "none": [], "pairs": [[1, 2], [3]]}
    text = dataclasses.replace(card(), metrics=metrics).to_json()
    assert '"counts": [1, -2, 3.5e-07],' in text
    assert Card.from_json(text, PATH).metrics == metrics


def test_fields_that_a_model_may_lack_are_optional() -> None:
    found = record()
    for name in ("pool_window", "temperature", "int8_ranges"):
        del found[name]
    assert read(found) == dataclasses.replace(card(), pool_window=None, temperature=None, int8_ranges=None)


@pytest.mark.parametrize("field", sorted(set(record()) - {"schema", "pool_window", "temperature", "int8_ranges"}))
def test_a_missing_field_is_named(field: str) -> None:
    found = record()
    del found[field]
    with pytest.raises(ModelError, match=f"'{field}' is missing; it should be") as caught:
        read(found)
    assert caught.value.path == PATH


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("name", "../../etc", "a model's name"),
        ("name", 7, "a model's name"),
        ("title", "", "one line of text"),
        ("title", "two\nlines", "one line of text"),
        ("title", "x" * 1001, "one line of text"),
        ("network", "vgg16", "one of"),
        ("network", ["tiny"], "one of"),
        ("labels", "circle", "a list of 2 to 100,000"),
        ("labels", ["only"], "a list of 2 to 100,000"),
        ("labels", ["circle", 3], "a list of"),
        ("labels", ["circle", "bell\a"], "characters that cannot be printed"),
        ("labels", ["circle", "x" * 201], "a list of"),
        ("labels", ["circle", " "], "a list of"),
        ("pool_window", 0, "a whole number"),
        ("pool_window", True, "a whole number"),
        ("pool_window", 2.0, "a whole number"),
        ("preprocessing", None, "an object"),
        ("preprocessing", {"input_size": 0}, "input_size"),
        ("preprocessing", {"input_size": 32, "crop_fraction": 10**400}, "an object"),
        ("preprocessing", {"input_size": 32, "mean": [1, 2, 3]}, "mean"),
        ("metrics", [], "an object"),
        ("provenance", "home-made", "an object"),
        ("licence", None, "one line of text"),
        ("weights_sha256", SHA256.upper(), "64 hexadecimal digits"),
        ("weights_sha256", SHA256[1:], "64 hexadecimal digits"),
        ("temperature", 0, "a number from 0.01 to 100"),
        ("temperature", False, "a number from 0.01 to 100"),
        ("temperature", 10**400, "a number from 0.01 to 100"),
        ("int8_ranges", [1], "an object or null"),
        ("created", "yesterday", "an ISO 8601 date"),
        ("created", 20251123, "an ISO 8601 date"),
    ],
)
def test_a_wrong_field_is_named_with_what_was_expected_and_what_came(field: str, value: Any, expected: str) -> None:
    with pytest.raises(ModelError) as caught:
        read(record() | {field: value})
    message = str(caught.value)
    assert message.startswith("card.json: ")
    assert expected in message
    if "cannot be printed" not in expected:
        assert f"'{field}' should be" in message
        assert "but is" in message


def test_a_card_of_a_newer_program_asks_for_an_update() -> None:
    with pytest.raises(ModelError, match=r"newer version of the program \(card schema 2\)"):
        read(record() | {"schema": 2, "colour": "new"})


@pytest.mark.parametrize("schema", [0, -1, "1", 1.0, True, None])
def test_a_schema_is_a_whole_number_from_1(schema: Any) -> None:
    with pytest.raises(ModelError, match="'schema' should be a whole number"):
        read(record() | {"schema": schema})


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(ModelError, match="'labls' is not one of a card's"):
        read(record() | {"labls": []})


def test_sizes_that_the_network_cannot_have_are_refused() -> None:
    with pytest.raises(ModelError, match="pooling window of 9"):
        read(record() | {"pool_window": 9})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("{", "it is damaged in line 1"),
        ("[]", "a JSON object"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "Infinity"),
        ('{"a": 1e999}', "too large"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"a": ' + "[" * 30 + "]" * 30 + "}", "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "digits"),
        ('{"a": "\\ud800"}', "cannot be printed"),
        ('{"\\u001b[2J": 1}', "cannot be printed"),
    ],
)
def test_text_that_is_no_card_is_refused_with_one_line(text: str, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as caught:
        Card.from_json(text, PATH)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


def card_or_one_line_of_error(text: str) -> None:
    try:
        found = Card.from_json(text, PATH)
    except ModelError as error:
        message = str(error)
    else:
        message = ""
        assert Card.from_json(found.to_json(), PATH) == found
    assert message.isprintable()
    assert len(message) < 1000


@settings(max_examples=60, deadline=None)
@given(field=st.sampled_from(sorted(record())), value=JSON_VALUES)
def test_any_value_in_any_field_is_a_card_or_one_line_of_error(field: str, value: Any) -> None:
    card_or_one_line_of_error(json.dumps(record() | {field: value}))


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_card_with_a_changed_character_is_a_card_or_one_line_of_error(data: st.DataObject) -> None:
    text = card().to_json()
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.text(max_size=3)) + text[place + data.draw(st.integers(0, 40)) :]
    card_or_one_line_of_error(changed)
