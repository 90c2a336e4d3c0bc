from resnet_desktop.desktop.classify.wording import pixels
from resnet_desktop.desktop.models.facts import facts_of
from resnet_desktop.models import default_library
from tests.helpers.tiny_model import tiny_card

BLUE_FIRST = "blue, green, red; minus 103.939, 116.779, 123.68"


def test_a_card_is_told_in_words() -> None:
    facts = facts_of(tiny_card(provenance={"data": {"name": "drawings", "train": 1200}, "program": "ResNet Desktop 9"}))
    assert facts == (
        ("Right", "93.8 % of 300 test pictures (drawings)"),
        ("Sure", "Where it says 90 %, about 9 of 10 pictures like those it was judged by are right"),
        ("Network", f"Tiny, {tiny_card().graph().parameter_count:,} parameters"),
        ("Input", f"{pixels(32, 32)} px, {BLUE_FIRST}; pictures are first reduced to 16 px, the size of its data"),
        ("Trained on", "drawings, 1,200 training pictures"),
        ("Made", "23 November 2025, by ResNet Desktop 9"),
        ("Licence", "CC0-1.0"),
        ("Speed", "Made faster: it computes in int8 where the processor can"),
    )


def test_what_nobody_measured_is_said_so() -> None:
    facts = dict(facts_of(tiny_card(metrics={}, temperature=None, int8_ranges=None)))
    assert facts["Right"] == "Nobody measured how often it is right"
    assert facts["Sure"] == "Nobody measured whether its probabilities mean what they say"
    assert facts["Speed"] == "Not made faster"


def test_the_models_that_it_was_trained_from_are_named() -> None:
    provenance = {"base": {"from": "b", "base": {"from": "c", "base": {"from": "none"}}}}
    assert dict(facts_of(tiny_card(provenance=provenance)))["Started from"] == "b, made from c"


def test_any_json_of_a_stranger_is_borne() -> None:
    metrics = {"test": {"top1": True}, "validation": [1, 2]}
    provenance = {"data": {"name": 3}, "base": {"from": 7, "base": [1]}, "program": None, "source": 5}
    facts = dict(facts_of(tiny_card(metrics=metrics, provenance=provenance)))
    assert facts["Right"] == "Nobody measured how often it is right"
    assert facts["Made"] == "23 November 2025"
    assert "Started from" not in facts


def test_classes_of_more_than_five_tell_the_first_five_too() -> None:
    labels = tuple("abcdef")
    metrics = {"test": {"top1": 0.5, "top5": 0.99}}
    assert dict(facts_of(tiny_card(labels=labels, metrics=metrics)))["Right"] == (
        "50.0 % of test pictures; among the first five 99.0 %"
    )


def test_every_model_of_the_library_has_facts() -> None:
    for entry in default_library().list():
        assert entry.card is not None
        assert all(value for _, value in facts_of(entry.card))
