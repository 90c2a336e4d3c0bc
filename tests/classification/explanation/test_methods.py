import json

import pytest

from resnet_desktop.classification.explanation import Method, method_text
from resnet_desktop.resources import resource_path


def test_each_method_has_its_texts_and_no_other_has() -> None:
    texts = json.loads(resource_path("texts", "explanations.json").read_text(encoding="utf-8"))
    assert set(texts) == set(Method)


@pytest.mark.parametrize("method", list(Method))
def test_a_text_is_one_sentence_that_names_the_classes(method: Method) -> None:
    text = method_text(method, "dog", "pear tree")
    assert text.sentence.endswith(".")
    assert text.sentence.count(".") == 1
    assert "dog" in text.title
    assert "dog" in text.sentence
    assert ("pear tree" in text.sentence) == (method is Method.DIFFERENCE)
    assert text.unit


def test_a_class_may_have_any_name() -> None:
    assert method_text(Method.CLASS_MAP, "{second} %s").title == "Class map of {second} %s"
