import dataclasses
from pathlib import Path

import pytest

from resnet_desktop.exporting import exports, formats, table
from resnet_desktop.exporting.errors import DisagreementError
from resnet_desktop.exporting.exports import export_model
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.exporting.table import Row, export_table, measure_formats
from resnet_desktop.exporting.wording import TABLE_HEAD, certificate_lines, difference, milliseconds, table_row
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def no_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two formats be possible."""
    monkeypatch.setattr(formats, "_is_installed", lambda package: package in ("onnx", "openvino"))


def test_before_any_export_sizes_are_estimated(model: Model) -> None:
    rows = export_table(model.card)
    assert [row.format.name for row in rows] == list(FORMATS)
    parameters = model.card.graph().parameter_count
    assert [row.size for row in rows] == [4 * parameters] * 5 + [parameters]
    assert table_row(rows[0])[1:] == ("about 50.9 kB", "-", "-", "-", "-")


def test_an_export_fills_its_row(model: Model, tmp_path: Path) -> None:
    certificate = export_model(model, FORMATS["onnx"], tmp_path / "shapes.onnx")
    row = export_table(model.card)[0]
    assert row.certificate == certificate
    cells = dict(zip(TABLE_HEAD, table_row(row), strict=True))
    assert cells["same class"] == "all 64"
    assert cells["alone"].endswith(" ms")
    assert cells["size"] == f"{(tmp_path / 'shapes.onnx').stat().st_size / 1000:.1f} kB"
    words = dict(certificate_lines(certificate, "ONNX"))
    assert words["sha256"] == f"{certificate.files['shapes.onnx']['sha256']}  shapes.onnx"


@pytest.mark.usefixtures("no_tensorflow")
def test_all_formats_are_measured_and_no_file_is_left(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    steps: list[tuple[int, int | None, str]] = []
    control = Control(lambda progress: steps.append((progress.done, progress.total, progress.message)))
    rows = {row.format.name: row for row in measure_formats(model, None, control)}
    assert [name for name, row in rows.items() if row.certificate] == ["onnx", "openvino"]
    assert "TensorFlow" in rows["keras"].problem
    assert steps[-1] == (1, 2, "OpenVINO IR: Comparing its answers")
    assert steps[0] == (0, 6, "Reading pictures")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_tensorflow")
def test_a_format_that_fails_does_not_stop_the_others(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    export_to = exports.export_to

    def fail_onnx(model: Model, chosen: formats.Format, *others: object) -> object:
        if chosen.name == "onnx":
            raise DisagreementError("it is another model")
        return export_to(model, chosen, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(table, "export_to", fail_onnx)
    onnx, openvino, *_ = measure_formats(model, None, Control())
    assert (onnx.certificate, onnx.problem) == (None, "it is another model")
    assert openvino.certificate is not None


@pytest.mark.parametrize(
    ("times", "cell", "line"),
    [
        ({1: 5.0, 16: 2.0}, "2.0 ms (16)", "2.0 ms for each of 16 together"),
        ({1: 0.06, 16: 0.1}, "no faster", "no faster for several together"),
    ],
)
def test_batches_are_told_where_they_are_faster(
    model: Model, tmp_path: Path, times: dict[int, float], cell: str, line: str
) -> None:
    found = export_model(model, FORMATS["onnx"], tmp_path / "shapes.onnx")
    changed = dataclasses.replace(found, milliseconds=times)
    assert table_row(Row(FORMATS["onnx"], 1, changed))[3] == cell
    assert line in dict(certificate_lines(changed, "ONNX")).values()


def test_numbers_are_as_long_as_they_say_something() -> None:
    assert [milliseconds(time) for time in (0.283, 9.44, 120.4)] == ["0.28 ms", "9.4 ms", "120 ms"]
    assert [difference(value) for value in (0.0, 3.1e-6, 0.0123, 0.2385)] == ["0", "3e-06", "0.0123", "0.24"]
