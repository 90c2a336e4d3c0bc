import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import save_file

from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library, ModelError, torch_names
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.importing import Imported, import_file
from resnet_desktop.network import NETWORKS, RESNET50_V15, Kind, Stage, build
from tests.helpers import torch_forward
from tests.helpers.random_model import random_weights

State = dict[str, npt.NDArray[Any]]

TINY_V15 = dataclasses.replace(
    RESNET50_V15, name="tiny-v1.5", title="Tiny v1.5", stages=(Stage(4, 2, 1), Stage(8, 2, 2), Stage(8, 1, 2))
)
BLOCKS = (2, 2, 1)


@pytest.fixture(scope="module", autouse=True)
def tiny_torch_network() -> Iterator[None]:
    """Make the program take PyTorch's files for those of a tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY_V15.name, TINY_V15)
        patch.setattr(torch_names, "NETWORK", TINY_V15)
        torch_names._layers.cache_clear()
        torch_names._places.cache_clear()
        yield
    torch_names._layers.cache_clear()
    torch_names._places.cache_clear()


@pytest.fixture(scope="module")
def state() -> State:
    """What ``save_file(model.state_dict())`` would write for three classes; random."""
    weights = random_weights(build(TINY_V15, 32, 3))
    state: State = {}
    for torch_name, name in torch_names._places().items():
        array = weights[name]
        if torch_name.endswith("weight") and array.ndim == 4:
            array = array.transpose(3, 2, 0, 1)
        if not name.endswith("/bias"):
            state[torch_name] = np.ascontiguousarray(array)
    state["fc.weight"] = np.ascontiguousarray(weights["fc3/kernel"].T)
    state["fc.bias"] = weights["fc3/bias"]
    state["bn1.num_batches_tracked"] = np.array(7, np.int64)
    # Colours from 0 to 1 have other statistics than those from 0 to 255.
    state["bn1.running_var"] = state["bn1.running_var"] / 4000
    return state


@pytest.fixture
def library(own_home: Path) -> Library:
    """An empty one."""
    return Library(own_home / "bundled", own_home / "models")


def take(library: Library, state: State, path: Path) -> Imported:
    save_file(state, path)
    return import_file(Control(), library, Bases(library.user.parent / "bases"), path)


@pytest.mark.parametrize("side", [32, 45])
def test_our_engine_gives_the_probabilities_of_the_reference(
    library: Library, state: State, tmp_path: Path, side: int
) -> None:
    take(library, state, tmp_path / "torch.safetensors")
    model = library.get("torch")
    preprocessing = dataclasses.replace(model.card.preprocessing, input_size=side)
    model = dataclasses.replace(model, card=dataclasses.replace(model.card, preprocessing=preprocessing))
    batch = np.random.default_rng(side).integers(0, 256, (3, side, side, 3)).astype(np.uint8)
    ours = OpenVinoEngine(model, "f32").predict(batch)
    theirs = torch_forward.probabilities(state, batch, BLOCKS)
    assert np.ptp(theirs, axis=0).max() > 0.01, "the pictures differ"
    np.testing.assert_allclose(ours, theirs, atol=2e-5)


def test_the_card_says_which_network_it_is_and_biases_are_zero(library: Library, state: State, tmp_path: Path) -> None:
    imported = take(library, state, tmp_path / "torch.safetensors")
    model = library.get("torch")
    assert imported.kind == "PyTorch safetensors"
    assert model.card.network == "tiny-v1.5"
    assert not model.weights["conv1/bias"].any()
    assert "bn_conv1/num_batches_tracked" not in model.weights


def test_without_a_classifier_it_is_a_base(library: Library, state: State, tmp_path: Path) -> None:
    headless = {name: array for name, array in state.items() if not name.startswith("fc")}
    assert take(library, headless, tmp_path / "torch.safetensors").is_base


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"layer9.0.conv1.weight": np.ones((4, 4, 1, 1), np.float32)}, "'layer9.0.conv1.weight'"),
        ({"conv1.weight": np.ones((64, 3, 3, 3), np.float32)}, "has the shape"),
        ({"fc.weight": np.ones((3,), np.float32)}, "expected the shape"),
        ({"fc.weight": np.ones((4, 32), np.float32)}, "one classifier"),
        ({"conv1.weight": np.full((64, 3, 7, 7), np.nan, np.float32)}, "finite numbers"),
        ({"counter": np.array(1, np.int64)}, "type F16 or F32"),
    ],
)
def test_other_arrays_are_refused(
    library: Library, state: State, tmp_path: Path, change: State, reason: str, own_home: Path
) -> None:
    with pytest.raises(ModelError, match=reason):
        take(library, state | change, tmp_path / "torch.safetensors")
    assert not list(own_home.iterdir())


def test_the_names_are_torchvisions() -> None:
    torch_names._layers.cache_clear()
    torch_names._places.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch_names, "NETWORK", RESNET50_V15)
        names = set(torch_names._places())
    torch_names._layers.cache_clear()
    torch_names._places.cache_clear()
    # 161 parameters and 106 statistics of torchvision's resnet50, without fc's two; and 53 biases that it lacks.
    assert len(names) == 161 + 106 - 2 + 53
    assert {
        "conv1.weight", "bn1.running_mean", "layer1.0.downsample.0.weight", "layer1.0.downsample.1.running_var",
        "layer2.3.conv2.weight", "layer3.5.bn3.bias", "layer4.2.conv3.weight",
    } <= names  # fmt: skip
    assert "layer1.1.downsample.0.weight" not in names
    assert all(layer.kind in (Kind.CONVOLUTION, Kind.BATCH_NORM) for layer in torch_names._layers())
