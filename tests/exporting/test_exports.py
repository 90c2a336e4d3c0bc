import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.exporting import exports, formats
from resnet_desktop.exporting.certificate import Certificate
from resnet_desktop.exporting.errors import DisagreementError, ExistsError, ExportError, NoSpaceError
from resnet_desktop.exporting.exports import export_model, known_certificates
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import Card, Model
from tests.helpers.exported_files import measure_quickly

ONNX, OPENVINO = FORMATS["onnx"], FORMATS["openvino"]
BESIDE = ("card.json", "certificate.json", "classify.py", "labels.txt")

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for exports; nothing unfinished may be left in it."""
    made = tmp_path / "exports"
    made.mkdir()
    return made


def names(folder: Path) -> list[str]:
    """All that is in a folder, also what is hidden."""
    return sorted(os.listdir(folder))  # noqa: PTH208


def test_an_export_has_everything_beside_it(model: Model, folder: Path) -> None:
    certificate = export_model(model, ONNX, folder / "shapes.onnx")
    assert names(folder) == ["shapes.onnx", *(f"shapes.onnx.{ending}" for ending in BESIDE)]
    assert (folder / "shapes.onnx.labels.txt").read_text() == "class 0\nclass 1\nclass 2"
    card = folder / "shapes.onnx.card.json"
    assert Card.from_json(card.read_text(), card) == model.card
    assert Certificate.from_json((folder / "shapes.onnx.certificate.json").read_text()) == certificate


def test_a_certificate_tells_what_was_run_and_how_it_agreed(model: Model, folder: Path) -> None:
    certificate = export_model(model, OPENVINO, folder / "shapes.xml")
    assert certificate.agreement.pictures == 64
    assert certificate.agreement.top1 == 1
    assert certificate.agreement.largest_difference < 1e-6
    assert certificate.pictures == "3 photos that came with the program, and 61 crops of them"
    assert certificate.weights_sha256 == model.card.weights_sha256 != ""
    assert certificate.runtime == "OpenVINO"
    assert {"resnet-desktop", "python", "openvino"} == set(certificate.versions)
    assert set(certificate.milliseconds) == {1, 4}
    assert 0 < certificate.best_ms <= certificate.single_ms
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("shapes.bin", "shapes.xml")}
    assert {name: each["sha256"] for name, each in certificate.files.items()} == digests
    assert certificate.size == sum((folder / name).stat().st_size for name in digests)


def test_certificates_are_known_by_the_weights(model: Model, folder: Path) -> None:
    assert known_certificates(model.card) == {}
    certificate = export_model(model, ONNX, folder / "shapes.onnx")
    assert known_certificates(model.card) == {"onnx": certificate}


def test_exports_of_several_formats_share_a_folder(model: Model, folder: Path) -> None:
    export_model(model, ONNX, folder / "shapes.onnx")
    export_model(model, OPENVINO, folder / "shapes.xml")
    assert len(names(folder)) == 2 + 1 + 2 * len(BESIDE)


@pytest.mark.parametrize("name", ["shapes.onnx", "shapes.onnx.classify.py"])
def test_what_is_there_is_not_replaced_unasked(model: Model, folder: Path, name: str) -> None:
    (folder / name).write_text("mine")
    with pytest.raises(ExistsError, match=f"{name} is there already"):
        export_model(model, ONNX, folder / "shapes.onnx")
    assert names(folder) == [name]
    export_model(model, ONNX, folder / "shapes.onnx", overwrite=True)
    assert (folder / name).read_bytes() != b"mine"
    assert len(names(folder)) == 1 + len(BESIDE)


def wrong_answers(*arguments: Any) -> Any:
    """Be `measure` for a file whose classes are in another order."""
    measured = measure_quickly(*arguments)
    object.__setattr__(measured, "probabilities", np.roll(measured.probabilities, 1, axis=1))
    return measured


def test_a_file_that_disagrees_is_not_handed_out(model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "measure", wrong_answers)
    with pytest.raises(DisagreementError, match=r"64 of 64 pictures change their class; 0\.001 is allowed"):
        export_model(model, ONNX, folder / "shapes.onnx")
    assert names(folder) == []
    assert known_certificates(model.card) == {}


def failing_at(message: str, error: BaseException) -> Callable[..., Any]:
    """Be `run_apart`, but fail at one of its pieces of work."""

    def run(work: Callable[..., Any], arguments: tuple[Any, ...], _folder: Path, said: str, _control: Control) -> Any:
        if said == message:
            raise error
        return work(*arguments, lambda _done, _total: None)

    return run


@pytest.mark.parametrize("message", ["Writing the file", "Running the file"])
@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(errno.ENOSPC, "No space left on device"), NoSpaceError), (Cancelled(), Cancelled)],
)
def test_the_last_good_export_stays_when_a_new_one_fails(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch, message: str, error: Exception, raised: type[Exception]
) -> None:
    export_model(model, ONNX, folder / "shapes.onnx")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    monkeypatch.setattr(exports, "run_apart", failing_at(message, error))
    with pytest.raises(raised):
        export_model(model, ONNX, folder / "shapes.onnx", overwrite=True)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before


@pytest.mark.parametrize("moves", range(6))
def test_a_move_that_fails_puts_everything_back(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    export_model(model, OPENVINO, folder / "shapes.xml")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    replace, done = os.replace, []

    def failing(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == moves + 1:
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(source, target)

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(ExportError, match="cannot be written"):
        export_model(model, OPENVINO, folder / "shapes.xml", overwrite=True)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before


def test_cancelling_leaves_nothing(model: Model, folder: Path) -> None:
    stages: list[str] = []

    def cancel(progress: Progress) -> None:
        stages.append(progress.message)
        control.cancel()

    control = Control(cancel)
    with pytest.raises(Cancelled):
        export_model(model, ONNX, folder / "shapes.onnx", control=control)
    assert stages == ["Reading pictures"]
    assert names(folder) == []


def test_too_little_space_is_told_before_anything_is_written(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(NoSpaceError, match=r"needs about 1\.1 MB, and 1\.0 kB are free"):
        export_model(model, ONNX, folder / "shapes.onnx")


def test_a_place_that_cannot_be_is_refused(model: Model, folder: Path) -> None:
    with pytest.raises(ExportError, match=r"must end in \.onnx"):
        export_model(model, ONNX, folder / "shapes.xml")
    with pytest.raises(ExportError, match="There is no folder"):
        export_model(model, ONNX, folder / "nowhere" / "shapes.onnx")


@pytest.mark.parametrize(("name", "target"), [("savedmodel", "photos"), ("onnx", "photos.onnx")])
def test_a_folder_of_other_things_is_never_replaced(model: Model, folder: Path, name: str, target: str) -> None:
    if reason := formats.can_export(FORMATS[name]):
        pytest.skip(reason)
    (folder / target).mkdir()
    (folder / target / "saved_model.pb").touch()
    (folder / target / "holiday.jpg").touch()
    with pytest.raises(ExportError, match="a folder with other things in it"):
        export_model(model, FORMATS[name], folder / target, overwrite=True)
    assert (folder / target / "holiday.jpg").exists()


def test_formats_without_their_package_say_so(model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_is_installed", lambda package: package not in ("tensorflow", "onnx"))
    with pytest.raises(ExportError, match=r"^Keras needs TensorFlow and Keras, .* \(extra 'train'\)$"):
        export_model(model, FORMATS["keras"], folder / "shapes.keras")
    assert formats.can_export(ONNX) == "ONNX needs the package onnx, which is not installed here"
    assert formats.can_export(OPENVINO) == ""


def test_a_certificate_is_readable_json(model: Model, folder: Path) -> None:
    export_model(model, ONNX, folder / "shapes.onnx")
    record = json.loads((folder / "shapes.onnx.certificate.json").read_text())
    assert record["schema"] == 1
    assert record["agreement"]["top1"] == 1
    assert record["size"] == (folder / "shapes.onnx").stat().st_size
