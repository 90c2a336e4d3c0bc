import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines import open_engine
from resnet_desktop.engines.int8_places import rounded_layers
from resnet_desktop.engines.int8_ranges import read_ranges
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import Library, Model, ModelError
from resnet_desktop.quantisation import faster
from resnet_desktop.quantisation.calibration import calibrate
from resnet_desktop.quantisation.comparing import Measured
from resnet_desktop.quantisation.faster import make_faster
from resnet_desktop.quantisation.keeping import keep_ranges
from resnet_desktop.quantisation.pictures import Labelled, in_folder
from resnet_desktop.quantisation.wording import sentences, table_rows

BEFORE, AFTER = Measured("bf16", 100.0, 0.999, 0.9), Measured("int8", 180.0, 0.99, 0.895)


@pytest.fixture
def labelled(model: Model, pictures: Path) -> list[Labelled]:
    return in_folder(pictures, model.card, Control())


@pytest.fixture
def sides(monkeypatch: pytest.MonkeyPatch) -> dict[str, Measured]:
    """What is measured, as a test wants it: how fast this machine is decides nothing."""
    sides = {"before": BEFORE, "after": AFTER}
    monkeypatch.setattr(faster, "compare", lambda *_: (sides["before"], sides["after"]))
    return sides


def test_ranges_are_the_largest_values_of_all_pictures(model: Model) -> None:
    pictures = np.random.default_rng(1).integers(0, 256, (20, 32, 32, 3), np.uint8)
    ranges = calibrate(model, pictures, Control())
    outputs = open_engine(model, "cpu", "f32").outputs(pictures, list(ranges))
    assert list(ranges) == list(rounded_layers(model.card.graph()))
    for name, values in outputs.items():
        assert ranges[name] == pytest.approx(np.abs(values).max(), rel=1e-3)


def test_calibration_tells_how_far_it_is_and_stops_when_asked(model: Model) -> None:
    pictures = np.zeros((40, 32, 32, 3), np.uint8)
    told: list[Progress] = []
    calibrate(model, pictures, Control(told.append))
    assert [each.done for each in told] == [0, 16, 32, 40]
    control = Control(lambda _: control.cancel())
    with pytest.raises(Cancelled):
        calibrate(model, pictures, control)


def test_a_model_of_dark_pictures_still_has_ranges(model: Model) -> None:
    weights = {name: np.zeros_like(array) for name, array in model.weights.items()}
    ranges = calibrate(dataclasses.replace(model, weights=weights), np.zeros((1, 32, 32, 3), np.uint8), Control())
    assert min(ranges.values()) > 0


def test_the_whole_job_measures_both_sides_with_other_pictures(library: Library, labelled: list[Labelled]) -> None:
    found = make_faster(library, "mine", labelled, "noise", Control())
    assert found.before.precision in ("f32", "bf16")
    assert found.after.precision == "int8"
    assert (found.calibrated_on, found.judged_on, found.unreadable) == (6, 18, 1)
    assert 0 < found.known < 18
    assert found.after.agreement >= 0.8
    assert found.before.pictures_per_second > 0
    assert found.after.pictures_per_second > 0


@pytest.mark.usefixtures("sides")
def test_the_ranges_are_kept_with_what_was_measured(library: Library, labelled: list[Labelled], model: Model) -> None:
    weights = (model.folder / "weights.safetensors").stat()
    found = make_faster(library, "mine", labelled, "noise", Control())
    assert found.is_kept
    assert found.times == pytest.approx(1.8)
    made = library.get("mine")
    record: Any = made.card.int8_ranges
    assert read_ranges(made.card) is not None
    assert open_engine(made, "cpu", "int8").precision == "int8"
    assert (record["pictures"], record["data"]) == (6, "noise")
    assert (record["before"]["precision"], record["after"]["pictures_per_second"]) == ("bf16", 180.0)
    assert (made.folder / "weights.safetensors").stat().st_ino == weights.st_ino, "the weights are not written again"
    assert dataclasses.replace(made.card, int8_ranges=None) == model.card


@pytest.mark.parametrize(
    ("after", "problem"),
    [
        (dataclasses.replace(AFTER, pictures_per_second=99.0), "int8 is not faster than bf16"),
        (dataclasses.replace(AFTER, accuracy=0.7), "loses too much accuracy"),
    ],
)
def test_what_is_not_worth_it_is_not_kept(
    library: Library, labelled: list[Labelled], sides: dict[str, Measured], after: Measured, problem: str
) -> None:
    sides["after"] = after
    found = make_faster(library, "mine", labelled, "noise", Control())
    assert problem in found.problem
    assert library.get("mine").card.int8_ranges is None


@pytest.mark.parametrize(("agreement", "is_kept"), [(0.96, True), (0.8, False)])
def test_without_known_classes_the_answers_in_f32_judge(
    library: Library, labelled: list[Labelled], sides: dict[str, Measured], agreement: float, is_kept: bool
) -> None:
    sides["before"] = dataclasses.replace(BEFORE, accuracy=None)
    sides["after"] = dataclasses.replace(AFTER, accuracy=None, agreement=agreement)
    found = make_faster(library, "mine", [Labelled(each.path) for each in labelled], "noise", Control())
    assert found.is_kept is is_kept
    assert (library.get("mine").card.int8_ranges is not None) is is_kept
    assert table_rows(found)[1][3] == "unknown"
    assert any("of none of them" in sentence for sentence in sentences(found))


@pytest.mark.usefixtures("sides")
def test_a_model_that_came_with_the_program_keeps_its_card(library: Library, labelled: list[Labelled]) -> None:
    before = (library.bundled / "brought" / "card.json").read_bytes()
    found = make_faster(library, "brought", labelled, "noise", Control())
    assert "came with the program" in found.problem
    assert (library.bundled / "brought" / "card.json").read_bytes() == before
    with pytest.raises(ModelError, match="came with the program"):
        keep_ranges(library, library.get("brought").card, None)


@pytest.mark.usefixtures("sides")
def test_cancelling_changes_nothing(library: Library, labelled: list[Labelled], model: Model) -> None:
    before = (model.folder / "card.json").read_bytes()
    control = Control(lambda progress: control.cancel() if progress.message == "Calibrating" else None)
    with pytest.raises(Cancelled):
        make_faster(library, "mine", labelled, "noise", control)
    assert (model.folder / "card.json").read_bytes() == before


def test_ranges_are_forgotten_and_never_given_to_other_weights(library: Library, model: Model) -> None:
    kept = keep_ranges(library, model.card, {"schema": 1})
    assert library.get("mine").card == kept
    assert keep_ranges(library, model.card, None).int8_ranges is None
    with pytest.raises(ModelError, match="was replaced meanwhile"):
        keep_ranges(library, dataclasses.replace(model.card, weights_sha256="0" * 64), {"schema": 1})


@pytest.mark.usefixtures("sides")
def test_a_person_reads_both_sides(library: Library, labelled: list[Labelled]) -> None:
    found = make_faster(library, "mine", labelled, "24 pictures in noise", Control())
    assert table_rows(found) == [
        ("before", "bf16", "100 pictures/s", "90.0 %", "99.9 %"),
        ("after", "int8", "180 pictures/s", "89.5 %", "99.0 %"),
    ]
    told = sentences(found)
    assert told[0] == "Measured with 18 pictures of: 24 pictures in noise. The ranges come from 6 others."
    assert told[-1] == "mine is 1.8 times as fast from now on."
