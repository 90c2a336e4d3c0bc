import pytest

from resnet_desktop.classification.explanation import Method, method_text
from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Progress


def test_every_method_of_the_core_is_offered() -> None:
    assert [each.key for each in wording.METHODS] == list(Method)


@pytest.mark.parametrize(("value", "words"), [(0.125, "12.5 %"), (-0.125, "\N{MINUS SIGN}12.5 %"), (-0.0001, "0.0 %")])
def test_a_fall_is_percent_with_a_true_minus(value: float, words: str) -> None:
    assert wording.write_fall(value) == words


def test_progress_is_a_number_of_places() -> None:
    assert wording.progress_line(Progress(48, 144)) == "48 of 144 places covered"
    assert wording.progress_line(Progress(0)) == "Covering parts of the picture…"


def test_a_failure_is_one_sentence() -> None:
    assert wording.failure(UserError("there is not enough memory")) == (
        "The map could not be made: There is not enough memory."
    )


def test_a_proposed_name_can_be_used_on_every_system() -> None:
    assert wording.file_name("cat", "Class map of dog") == "cat - Class map of dog.png"
    name = wording.file_name("a" * 300, 'of <b/c> "d"')
    assert len(name) <= 124
    assert not set(name) & set('<>:"/\\|?*')


def test_the_scale_is_headed_by_a_word_that_needs_no_explanation() -> None:
    for key in ("class_map", "difference"):
        assert wording.scale_title(method_text(Method(key), "cat", "dog").unit) == "Evidence"
    assert wording.scale_title(method_text(Method.OCCLUSION, "cat").unit) == "Fall of the probability"
