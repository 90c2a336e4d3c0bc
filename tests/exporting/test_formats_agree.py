"""Each format, written here and run in another process that has none of the program's engines."""

import dataclasses
import json
import runpy
import sys
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.engines import open_engine
from resnet_desktop.exporting.agreement import compare, disagreement
from resnet_desktop.exporting.blueprint import blueprint_of
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.exporting.measuring import Measured
from resnet_desktop.exporting.process import run_apart
from resnet_desktop.exporting.running import open_file
from resnet_desktop.exporting.sample import sample_program
from resnet_desktop.exporting.writing import write
from resnet_desktop.images import Preprocessing, UInt8Array, decode, short_side_for, to_batch
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model
from resnet_desktop.network import LISTING, NETWORKS, RESNET50_V15, Network
from tests.helpers.exported_files import measure_several
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module")
def kept_model() -> Model:
    """The model of this file's exports; with a temperature and a pooling window, so that both must be in them."""
    return random_model("tiny", 32, 3, pool_window=2, temperature=1.3)


@pytest.fixture(scope="module")
def files(kept_model: Model, noise: UInt8Array, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The model in every format."""
    pytest.importorskip("tensorflow")
    made = {}
    for name, chosen in FORMATS.items():
        made[name] = tmp_path_factory.mktemp(name) / f"three shapes{chosen.suffix}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # those of TensorFlow about itself
            write(name, blueprint_of(kept_model), made[name], noise)
    return made


@pytest.fixture(scope="module")
def measured(files: dict[str, Path], noise: UInt8Array) -> dict[str, Measured]:
    """What each file answers to noise, in a process of its own."""
    told: list[Measured] = run_apart(
        measure_several, (list(files.items()), noise), Path(), "Running the files", Control()
    )
    return dict(zip(files, told, strict=True))


@pytest.fixture(scope="module")
def ours(kept_model: Model, noise: UInt8Array) -> np.ndarray:
    """What the program answers to noise, in f32."""
    return open_engine(kept_model, "cpu", "f32").predict(noise)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_answers_as_the_program_does(name: str, measured: dict[str, Measured], ours: np.ndarray) -> None:
    agreement = compare(ours, measured[name].probabilities)
    assert disagreement(agreement, is_exact=FORMATS[name].is_exact) == ""
    assert agreement.largest_difference < (1e-5 if FORMATS[name].is_exact else 0.1)
    assert np.ptp(ours[:, 0]) > 0.05, "the pictures get different answers, so that agreeing means something"


@pytest.mark.parametrize("name", ["onnx", "openvino", "keras"])
@pytest.mark.parametrize("like", [RESNET50_V15, LISTING], ids=lambda like: like.name)
def test_other_strides_paddings_and_colours_agree_as_well(
    name: str, like: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(FORMATS[name].writer)
    network = dataclasses.replace(like, name="other", stages=TINY.stages)
    monkeypatch.setitem(NETWORKS, "other", network)
    model = random_model("other", 37, 5, temperature=0.8)
    scale = np.float32(network.normalisation.deviations[0])  # the random weights are made for colours from 0 to 255
    model = dataclasses.replace(model, weights={**model.weights, "conv1/kernel": model.weights["conv1/kernel"] * scale})
    pictures = np.random.default_rng(2).integers(0, 256, (6, 37, 37, 3), dtype=np.uint8)
    path = tmp_path / f"other{FORMATS[name].suffix}"
    write(name, blueprint_of(model), path, pictures)
    ours = open_engine(model, "cpu", "f32").predict(pictures)
    assert compare(ours, open_file(name, path).predict(pictures)).largest_difference < 1e-5
    assert np.abs(ours - ours[:1]).max() > 1e-3, "the pictures get different answers"


def test_int8_rounds(measured: dict[str, Measured], ours: np.ndarray, files: dict[str, Path]) -> None:
    assert compare(ours, measured["tflite-int8"].probabilities).largest_difference > 1e-4
    assert files["tflite-int8"].stat().st_size < 0.6 * files["tflite"].stat().st_size


def test_each_file_is_run_by_its_own_runtime(measured: dict[str, Measured]) -> None:
    assert measured["keras"].runtime == "Keras"
    assert measured["savedmodel"].runtime == "TensorFlow"
    assert measured["openvino"].runtime == "OpenVINO"
    assert measured["onnx"].runtime in ("ONNX Runtime", "OpenVINO's reader of ONNX")
    assert set(measured["keras"].milliseconds) == {1, 4}
    assert all(each.versions for each in measured.values())


def test_a_keras_file_has_standard_layers_only(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["keras"]) as archive:
        config = json.loads(archive.read("config.json"))["config"]
    layers = config["layers"]
    assert {layer["module"] for layer in layers} == {"keras.layers"}
    assert not any(layer["registered_name"] or layer["class_name"] == "Lambda" for layer in layers)
    assert {layer["config"]["name"] for layer in layers} >= {"image", "conv1", "res2a_branch2b", "probabilities"}


def test_an_onnx_file_has_the_layers_names(files: dict[str, Path]) -> None:
    import onnx

    model = onnx.load(files["onnx"])
    names = [node.name for node in model.graph.node]
    assert {"input", "conv1", "bn_conv1", "res2a_branch2b", "res2b", "avg_pool", "probabilities"} <= set(names)
    assert [each.version for each in model.opset_import] == [13]


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_program_runs(
    name: str,
    files: dict[str, Path],
    kept_model: Model,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen, path = FORMATS[name], files[name]
    pytest.importorskip("ai_edge_litert" if "tflite" in name else chosen.reader)
    preprocessing = Preprocessing(32, crop_fraction=0.8, source_size=16)
    photo = tmp_path / "photo.jpg"  # large enough to be drafted, and turned
    cells = Image.fromarray(np.random.default_rng(1).integers(0, 256, (12, 16, 3), dtype=np.uint8))
    turned = Image.Exif()
    turned[0x0112] = 6
    cells.resize((901, 603)).save(photo, exif=turned)
    labels = path.with_name("labels.txt")
    labels.write_text("\n".join(kept_model.card.labels), encoding="utf-8")
    program = path.with_name("classify.py")
    code = sample_program(chosen, path.name, labels.name, preprocessing, 3)
    program.write_text(code, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [str(program), str(photo)])
    runpy.run_path(str(program), run_name="__main__")

    named, *told = capsys.readouterr().out.rstrip("\n").split("\t")
    probabilities = open_engine(kept_model, "cpu", "f32").predict(
        to_batch([decode(photo, short_side_for(preprocessing))], preprocessing)
    )[0]
    expected = [(kept_model.card.labels[index], probabilities[index]) for index in np.argsort(-probabilities)]
    assert named == str(photo)
    if chosen.is_exact:
        assert told == [f"{label} {probability:.1%}" for label, probability in expected]
    else:
        assert {each.rpartition(" ")[0] for each in told} == set(kept_model.card.labels)
    assert len(code.splitlines()) <= 24
