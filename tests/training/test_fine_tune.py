"""From a folder of pictures to a judged model in the library."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("keras")

from resnet_desktop.classification.calibration import curve_of
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import default_library
from resnet_desktop.training.fine_tune import create_run, fine_tune, put_into_library
from resnet_desktop.training.judgement import read_judgement
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record, last_record
from resnet_desktop.training.run import Run
from tests.training.conftest import make_pictures

pytestmark = pytest.mark.usefixtures("small_listing")


def plan(folder: Path, **fields: object) -> Plan:
    small = {"network": "listing", "base": "none", "input_size": 32, "crop_fraction": 1.0, "epochs": 2, "batch": 8}
    return Plan(**{**small, "data": str(folder), "validation": 0.25, **fields})  # type: ignore[arg-type]


def ignore(_: Record) -> None:
    """Hear nothing."""


def test_a_finished_run_is_a_judged_model_in_the_library(colour_folder: Path) -> None:
    run = create_run("colours", plan(colour_folder, licence="CC0"), Control())
    fine_tune(run, Control(), ignore)
    card = default_library().get("colours").card
    assert card.labels == ("blue", "green", "red")
    assert (card.network, card.input_size, card.licence) == ("listing", 32, "CC0")
    assert card.metrics["test"]["pictures"] == 9
    assert 0 <= card.metrics["test"]["top1"] <= card.metrics["test"]["top5"] == 1
    assert card.metrics["validation"]["pictures"] == 6
    assert card.metrics["validation"]["calibration"] == "no temperature: it takes 20 pictures to fit one"
    assert card.temperature is None
    assert card.provenance["data"] == {"name": "colours", "train": 21, "validation": 6, "test": 9}
    evaluation = json.loads((run.folder / "evaluation.json").read_text())
    assert sum(map(sum, evaluation["confusion"])) == 9
    judgement = read_judgement(run.folder)
    assert judgement is not None
    assert [each.path for each in judgement.judged] == [each.path for each in run.data.test]
    assert [look.run for look in judgement.looks] == [run.name]


def test_a_finished_run_that_is_resumed_is_done_at_once(colour_folder: Path) -> None:
    run = create_run("colours", plan(colour_folder, epochs=1), Control())
    first = fine_tune(run, Control(), ignore)
    records: list[Record] = []
    again = fine_tune(Run.open("colours"), Control(), records.append)
    assert again.card == first.card
    assert records == [{"type": "done", "model": "colours"}]


def test_a_stopped_run_gives_its_best_epoch_to_the_library_when_asked(colour_folder: Path) -> None:
    run = create_run("colours", plan(colour_folder), Control())
    with pytest.raises(UserError, match="has finished no epoch yet"):
        put_into_library(run, Control())
    control = Control()
    with pytest.raises(Cancelled):
        fine_tune(run, control, lambda record: control.cancel() if record.get("epoch") == 2 else None)
    model = put_into_library(run, Control())
    assert model.card.provenance["best_epoch"] == 1
    with pytest.raises(UserError):
        fine_tune(run, Control(), ignore)  # the name is taken by another model than the one that would come out


def test_a_model_with_enough_validation_pictures_is_calibrated(tmp_path: Path) -> None:
    for part, number in (("train", 6), ("validation", 8), ("test", 4)):
        make_pictures(tmp_path / part, number)
    model = fine_tune(create_run("calibrated", plan(tmp_path, epochs=1), Control()), Control(), ignore)
    card = default_library().get("calibrated").card
    assert card == model.card
    assert card.temperature is not None
    validation = card.metrics["validation"]
    assert validation["pictures"] == 24
    assert validation["loss"] <= validation["loss_before"]
    assert 0 <= validation["ece_before"] <= 1
    curve = curve_of(card)
    assert curve is not None
    assert (curve.pictures, curve.accuracy(0)) == (12, card.metrics["test"]["top1"])


def test_a_card_tells_no_paths_of_this_machine(colour_folder: Path) -> None:
    run = create_run("colours", plan(colour_folder, epochs=1), Control())
    model = fine_tune(run, Control(), ignore)
    assert str(colour_folder.parent) not in model.card.to_json()
    assert str(Path.home()) not in model.card.to_json()


def test_the_next_run_can_start_from_the_model_and_its_card_remembers(colour_folder: Path) -> None:
    first = fine_tune(create_run("first", plan(colour_folder, epochs=1), Control()), Control(), ignore)
    second = fine_tune(
        create_run("second", plan(colour_folder, epochs=1, base="first", freeze=3), Control()), Control(), ignore
    )
    base = second.card.provenance["base"]
    assert base["name"] == "first"
    assert base["weights_sha256"] == first.card.weights_sha256
    assert base["plan"]["base"] == "none"


def test_pictures_that_are_gone_are_missed_before_anything_is_loaded(colour_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(colour_folder, tmp_path / "colours")
    run = create_run("colours", plan(folder), Control())
    shutil.rmtree(folder)
    with pytest.raises(UserError, match="bring the pictures back"):
        fine_tune(run, Control(), ignore)
    assert last_record(run.folder) == {
        "type": "error",
        "message": f"{folder} is not there any more: bring the pictures back, then resume the run",
        "is_resumable": True,
    }


def test_a_cancelled_run_makes_no_model_and_can_be_continued(colour_folder: Path) -> None:
    run = create_run("colours", plan(colour_folder), Control())
    control = Control()
    with pytest.raises(Cancelled):
        fine_tune(run, control, lambda _: control.cancel())
    assert "colours" not in default_library().names()
    fine_tune(Run.open("colours"), Control(), ignore)
    assert "colours" in default_library().names()
    assert not (run.folder / "model").exists()


def test_a_run_goes_on_after_its_base_is_gone(colour_folder: Path) -> None:
    first = fine_tune(create_run("first", plan(colour_folder, epochs=1), Control()), Control(), ignore)
    run = create_run("second", plan(colour_folder, base="first"), Control())
    control = Control()
    with pytest.raises(Cancelled):
        fine_tune(run, control, lambda record: control.cancel() if record["type"] == "batch" else None)
    default_library().remove("first")
    second = fine_tune(Run.open("second"), Control(), ignore)
    assert second.card.provenance["base"]["weights_sha256"] == first.card.weights_sha256


def test_damaged_pictures_are_left_out_and_told(colour_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "colours"
    for path in colour_folder.rglob("*.png"):
        target = copy / path.relative_to(colour_folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes()[: 100 if path.stem in "3456" else None])
    records: list[Record] = []
    model = fine_tune(create_run("damaged", plan(copy, epochs=1), Control()), Control(), records.append)
    start = records[0]
    assert start["type"] == "start"
    assert all(Path(path).stem in "3456" and reason for path, reason in start["unreadable"])
    judged = model.card.metrics["test"]
    assert start["train"] + start["validation"] + judged["pictures"] == 24
    assert len(start["unreadable"]) + judged["unreadable"] == 12


def _taken(folder: Path) -> None:
    create_run("taken", plan(folder), Control())


@pytest.mark.parametrize(
    ("prepare", "name", "fields", "words"),
    [
        (_taken, "taken", {}, "There is already a run named 'taken'"),
        (ignore, "../evil", {}, "letters from a to z"),
        (ignore, "fine", {"base": "resnet50-cifar11"}, "no model 'resnet50-cifar11'"),
        (
            ignore,
            "fine",
            {"freeze": 2},
            "conv1 has no weights to start from and cannot stay as it is: freeze at most stage 0",
        ),
        (ignore, "fine", {"data": "/nowhere/at/all"}, "there is no such folder"),
        (ignore, "fine", {"archive": "/nowhere.tar"}, "/nowhere.tar cannot be read"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_made(
    prepare: Callable[[Path], None], name: str, fields: dict[str, str], words: str, colour_folder: Path, own_home: Path
) -> None:
    prepare(colour_folder)
    with pytest.raises(UserError) as caught:
        create_run(name, plan(colour_folder, **fields), Control())
    assert words in str(caught.value)
    assert [path.name for path in (own_home / "runs").glob("*")] == (["taken"] if name == "taken" else [])
