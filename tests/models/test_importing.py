import json
import os
import pickle
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import h5py
import numpy as np
import pytest
from safetensors.numpy import save_file

from resnet_desktop.jobs import Control
from resnet_desktop.models import Library, ModelError, NameTakenError
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.import_card import NO_ORIGIN, Origin
from resnet_desktop.models.importing import Imported, import_file
from resnet_desktop.models.labels import Labels
from resnet_desktop.models.weights import WeightsFile, read_weights_file
from tests.helpers.keras_file import keras_archive, official_layout
from tests.helpers.tiny_model import Arrays, tiny_card, tiny_weights

CARD = tiny_card(pool_window=None)
NAMES = Labels(("circle", "square", "triangle"))


@cache
def whole() -> Arrays:
    return tiny_weights(CARD)


@pytest.fixture(autouse=True)
def tiny_networks_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process would not know the tiny network."""

    def read(_control: Control, path: Path) -> WeightsFile:
        return read_weights_file(path)

    monkeypatch.setattr("resnet_desktop.models.importing.read_weights_apart", read)


@pytest.fixture
def library(own_home: Path) -> Library:
    """An empty one."""
    return Library(own_home / "bundled", own_home / "models")


@pytest.fixture
def bases(own_home: Path) -> Bases:
    """None at all."""
    return Bases(own_home / "bases")


@pytest.fixture
def take(library: Library, bases: Bases) -> Callable[..., Imported]:
    """Imports a file."""

    def call(path: Path, name: str = "", labels: Labels | None = None, origin: Origin = NO_ORIGIN) -> Imported:
        return import_file(Control(), library, bases, path, name, labels, origin)

    return call


def headless() -> Arrays:
    return {name: array for name, array in whole().items() if not name.startswith("fc")}


@pytest.mark.parametrize("kind", ["official.h5", "keras.keras", "arrays.npz", "arrays.safetensors"])
def test_every_kind_of_file_becomes_the_same_model(
    tmp_path: Path, take: Callable[..., Imported], library: Library, kind: str
) -> None:
    path = tmp_path / kind
    match kind.partition(".")[0]:
        case "official":
            official_layout(path, CARD.graph(), whole())
        case "keras":
            keras_archive(path, CARD.graph(), whole())
        case _ if kind.endswith("npz"):
            np.savez(path, **whole())  # type: ignore[arg-type]
        case _:
            save_file(whole(), path)
    imported = take(path, "mine", NAMES)
    model = library.get("mine")
    assert not imported.is_base
    assert model.card.labels == NAMES.names
    assert model.card.network == "tiny"
    assert model.card.provenance["file"] == kind
    assert model.card.input_size == (32 if kind.startswith("keras") else 224)
    assert ("224 px is assumed" in " ".join(imported.notices)) == (not kind.startswith("keras"))
    for name, array in whole().items():
        np.testing.assert_array_equal(model.weights[name], array)
        assert model.weights[name].dtype == np.float32, "nothing is rounded"


def test_a_file_without_a_classifier_becomes_a_base(
    tmp_path: Path, take: Callable[..., Imported], library: Library, bases: Bases
) -> None:
    official_layout(tmp_path / "notop.h5", CARD.graph(), headless())
    assert take(tmp_path / "notop.h5").is_base
    assert library.names() == ()
    assert bases.names() == ("notop",)
    np.testing.assert_array_equal(bases.get("notop").weights["conv1/kernel"], whole()["conv1/kernel"])


def test_labels_for_a_file_without_classes_are_refused(tmp_path: Path, take: Callable[..., Imported]) -> None:
    official_layout(tmp_path / "notop.h5", CARD.graph(), headless())
    with pytest.raises(ModelError, match="it has no classes"):
        take(tmp_path / "notop.h5", labels=NAMES)


def test_classes_without_names_are_numbered_and_it_is_said(
    tmp_path: Path, take: Callable[..., Imported], library: Library
) -> None:
    official_layout(tmp_path / "x.h5", CARD.graph(), whole())
    imported = take(tmp_path / "x.h5")
    assert library.get("x").card.labels == ("class 0", "class 1", "class 2")
    assert any("does not name its classes" in notice for notice in imported.notices)


def test_a_thousand_classes_are_imagenets(tmp_path: Path, take: Callable[..., Imported], library: Library) -> None:
    card = tiny_card(labels=tuple(f"c{n}" for n in range(1000)), pool_window=None)
    official_layout(tmp_path / "x.h5", card.graph(), tiny_weights(card))
    take(tmp_path / "x.h5", origin=Origin("A title", "MIT", {"address": "https://example.org"}))
    made = library.get("x").card
    assert (made.labels[1], made.labels[2]) == ("goldfish", "great white shark")
    assert made.label_ids is not None
    assert made.label_ids[1] == "n01443537"
    assert (made.title, made.licence, made.provenance["address"]) == ("A title", "MIT", "https://example.org")


def test_a_classifier_of_another_pooling_is_refused(tmp_path: Path, take: Callable[..., Imported]) -> None:
    card = tiny_card(pool_window=1)
    official_layout(tmp_path / "x.h5", card.graph(), tiny_weights(card))
    with pytest.raises(ModelError, match=r"its classifier reads \d+ numbers, where this network has 16"):
        take(tmp_path / "x.h5")


@pytest.mark.parametrize("count", [2, 4])
def test_labels_must_be_as_many_as_classes(
    tmp_path: Path, take: Callable[..., Imported], library: Library, count: int
) -> None:
    official_layout(tmp_path / "x.h5", CARD.graph(), whole())
    with pytest.raises(ModelError, match=f"it has 3 classes, but there are {count} labels"):
        take(tmp_path / "x.h5", labels=Labels(("a",) * count))
    assert library.names() == ()


def test_a_taken_name_is_offered_another_one_in_models_and_bases(
    tmp_path: Path, take: Callable[..., Imported], library: Library
) -> None:
    official_layout(tmp_path / "notop.h5", CARD.graph(), headless())
    take(tmp_path / "notop.h5")
    with pytest.raises(NameTakenError) as caught:
        take(tmp_path / "notop.h5", "notop")
    assert caught.value.free_name == "notop-2"
    assert take(tmp_path / "notop.h5").name == "notop-2"
    official_layout(tmp_path / "notop.h5", CARD.graph(), whole())
    assert take(tmp_path / "notop.h5").name == "notop-3", "a base and a model never have the same name"
    assert library.names() == ("notop-3",)


@pytest.mark.parametrize("stem", ["naïve model (1)", "..", "con", "ü" * 80, "-"], ids=range(5))
def test_a_files_odd_name_becomes_a_possible_one(tmp_path: Path, take: Callable[..., Imported], stem: str) -> None:
    path = tmp_path / "file"
    official_layout(path, CARD.graph(), whole())
    odd = path.rename(tmp_path / f"{stem}.h5")
    assert take(odd).name in ("na-ve-model-1", "model", "h5")


def missing(weights: Arrays) -> None:
    del weights["bn2a_branch2a/gamma"]


def misshapen(weights: Arrays) -> None:
    weights["bn2a_branch2a/gamma"] = np.ones(5, np.float32)


def infinite(weights: Arrays) -> None:
    weights["fc3/bias"] = np.array([0, np.inf, 0], np.float32)


def below_zero(weights: Arrays) -> None:
    weights["bn2a_branch2a/moving_variance"] = -np.ones(4, np.float32)


def two_classifiers(weights: Arrays) -> None:
    weights["fc4/bias"] = np.ones(4, np.float32)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (missing, "is missing"),
        (misshapen, "expected the shape"),
        (infinite, "finite numbers"),
        (below_zero, "variances from 0"),
        (two_classifiers, "one classifier"),
    ],
)
def test_arrays_that_are_no_whole_network_are_refused(
    tmp_path: Path, take: Callable[..., Imported], own_home: Path, change: Callable[[Arrays], None], reason: str
) -> None:
    weights = dict(whole())
    change(weights)
    save_file(weights, tmp_path / "x.safetensors")
    with pytest.raises(ModelError, match=reason):
        take(tmp_path / "x.safetensors")
    assert not list(own_home.iterdir())


class Exploding:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (self.trace,)


def test_a_pickle_is_refused_with_the_way_out_and_not_opened(tmp_path: Path, take: Callable[..., Imported]) -> None:
    content = pickle.dumps(Exploding(tmp_path / "trace"))
    (tmp_path / "old.pth").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "new.pth", "w") as archive:
        archive.writestr("archive/data.pkl", content)
    for name in ("old.pth", "new.pth"):
        with pytest.raises(ModelError, match="save_file"):
            take(tmp_path / name)
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"class_name": "Lambda", "config": {"name": "evil"}}, "'evil' is a Lambda layer"),
        ({"class_name": "Rescaling", "config": {"name": "r"}}, "is of the kind 'Rescaling'"),
        ({"class_name": "Dense", "config": {"name": "d", "activation": "sigmoid"}}, "'d' has 'sigmoid'"),
        ({"class_name": "Dense", "config": {"name": "d", "activation": {"class_name": "x"}}}, "'d' has {"),
        ({"class_name": "Conv2D", "config": {"name": "conv1", "strides": [1, 1]}}, "steps of 2"),
        (
            {"class_name": "BatchNormalization", "config": {"name": "bn_conv1", "epsilon": 0.001}},
            "has 0.001; expected an epsilon of 1.001e-05",
        ),
        (
            {"class_name": "Functional", "config": {"layers": [{"class_name": "Lambda", "config": {"name": "in"}}]}},
            "'in'",
        ),
        ({"class_name": "Conv2D"}, "configuration"),
        (["Lambda"], "configuration"),
    ],
)
def test_a_keras_file_with_other_layers_is_refused_by_their_names(
    tmp_path: Path, take: Callable[..., Imported], change: object, reason: str
) -> None:
    keras_archive(tmp_path / "x.keras", CARD.graph(), whole(), more_layers=[change])
    with pytest.raises(ModelError, match=reason):
        take(tmp_path / "x.keras")
    official_layout(tmp_path / "x.h5", CARD.graph(), whole(), root="model_weights")
    with h5py.File(tmp_path / "x.h5", "a") as file, zipfile.ZipFile(tmp_path / "x.keras") as archive:
        file.attrs["model_config"] = archive.read("config.json").decode()
    with pytest.raises(ModelError, match=reason):
        take(tmp_path / "x.h5")


def test_layers_without_noted_names_are_found_by_their_order(
    tmp_path: Path, take: Callable[..., Imported], library: Library
) -> None:
    keras_archive(tmp_path / "x.keras", CARD.graph(), whole(), notes_names=False)
    take(tmp_path / "x.keras")
    for name, array in whole().items():
        np.testing.assert_array_equal(library.get("x").weights[name], array)


def test_a_keras_archive_without_its_configuration_is_refused(tmp_path: Path, take: Callable[..., Imported]) -> None:
    with zipfile.ZipFile(tmp_path / "x.keras", "w") as archive:
        archive.writestr("model.weights.h5", b"")
    with pytest.raises(ModelError, match=r"config\.json beside the weights"):
        take(tmp_path / "x.keras")


def test_a_huge_configuration_is_refused(tmp_path: Path, take: Callable[..., Imported]) -> None:
    with zipfile.ZipFile(tmp_path / "x.keras", "w") as archive:
        archive.writestr("config.json", json.dumps([0] * 2_000_000))
        archive.writestr("model.weights.h5", b"")
    with pytest.raises(ModelError, match="at most 4,000,000 bytes"):
        take(tmp_path / "x.keras")
