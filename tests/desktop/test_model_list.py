from pathlib import Path

import pytest

from resnet_desktop.desktop.model_list import ListedModel, facts_line, read_models, tip
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing bundled, and one model of the user's own."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr("resnet_desktop.models.library.resource_path", tmp_path.joinpath)
    default_library().save(tiny_card(), tiny_weights(tiny_card()))


def test_the_library_is_listed_with_what_its_cards_say() -> None:
    assert read_models(Control()) == (ListedModel("shapes", "shapes", classes=3, accuracy=0.9375, measured_on="test"),)


def test_a_damaged_model_is_listed_with_its_reason(own_home: Path) -> None:
    (own_home / "models" / "shapes" / "card.json").unlink()
    (model,) = read_models(Control())
    assert (model.title, model.is_usable) == ("shapes", False)
    assert "the file is missing" in model.problem


def test_who_does_not_want_to_know_any_more_is_not_told() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        read_models(control)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (ListedModel("a", "A", classes=1), "1 class"),
        (ListedModel("a", "A", classes=1000, accuracy=0.7603), "1,000 classes · 76.0 % right"),
        (ListedModel("a", "A", problem="card.json: the file is missing"), "Damaged"),
    ],
)
def test_a_model_is_said_in_a_few_words(model: ListedModel, words: str) -> None:
    assert facts_line(model) == words


def test_a_tip_says_what_the_accuracy_was_measured_on_and_whose_the_model_is() -> None:
    bundled = tip(ListedModel("a", "Title", classes=10, accuracy=0.9, measured_on="test", is_bundled=True))
    assert bundled.splitlines() == ["Title", "Name: a", "10 classes", "90.0 % of the test pictures right",
                                    "Came with the program"]  # fmt: skip
    assert tip(ListedModel("a", "Title", classes=10)).splitlines()[-1] == "Your own"


def test_a_damaged_models_tip_says_why() -> None:
    assert tip(ListedModel("a", "a", problem="the weights end early")) == "a\nCannot be used: the weights end early"
