from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from resnet_desktop.errors import UserError
from resnet_desktop.images import Preprocessing
from resnet_desktop.models.bases import BaseCard, default_bases
from resnet_desktop.network import LISTING, RESNET50, RESNET50_V15, Graph, build
from resnet_desktop.training.start import find_start


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(RESNET50, 32, 3)


@pytest.fixture(scope="module")
def arrays(graph: Graph) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(0)
    return {
        name: generator.random(shape, np.float32).astype(np.float16) + 0.5 for name, shape in graph.shapes().items()
    }


def saved(folder: Path, arrays: dict[str, np.ndarray]) -> str:
    path = folder / "base.safetensors"
    save_file(arrays, path)
    return str(path)


def test_without_a_base_every_layer_is_new(graph: Graph) -> None:
    start = find_start("none", graph)
    assert not start.weights
    assert "conv1" in start.new_layers
    assert "fc3" in start.new_layers


def test_a_complete_base_leaves_nothing_new(graph: Graph, arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    start = find_start(saved(tmp_path, arrays), graph)
    assert start.new_layers == ()
    assert set(start.weights) == set(arrays)


def test_a_missing_kernel_makes_its_layer_and_the_batch_norm_behind_it_new(
    graph: Graph, arrays: dict[str, np.ndarray], tmp_path: Path
) -> None:
    partial = {name: array for name, array in arrays.items() if name != "res5b_branch2a/kernel"}
    start = find_start(saved(tmp_path, partial), graph)
    assert start.new_layers == ("res5b_branch2a", "bn5b_branch2a")
    assert not any(name.startswith(start.new_layers) for name in start.weights)


def test_a_block_that_ends_in_a_new_convolution_starts_as_identity(
    graph: Graph, arrays: dict[str, np.ndarray], tmp_path: Path
) -> None:
    partial = {name: array for name, array in arrays.items() if name != "res5c_branch2c/kernel"}
    start = find_start(saved(tmp_path, partial), graph)
    assert not start.weights["bn5c_branch2c/gamma"].any()
    assert "bn5c_branch2c/beta" not in start.weights


def test_a_missing_bias_is_zero(graph: Graph, arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    partial = {name: array for name, array in arrays.items() if name != "res2a_branch2a/bias"}
    start = find_start(saved(tmp_path, partial), graph)
    assert "res2a_branch2a" not in start.new_layers
    assert not start.weights["res2a_branch2a/bias"].any()


def test_a_head_for_other_classes_is_new(arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    start = find_start(saved(tmp_path, arrays), build(RESNET50, 32, 7))
    assert start.new_layers == ("fc7",)


def test_weights_without_classes_are_a_base_by_their_name(graph: Graph, arrays: dict[str, np.ndarray]) -> None:
    card = BaseCard(
        name="start", title="Start", network="resnet50", preprocessing=Preprocessing(224), licence="MIT",
        provenance={"source": "a test"}, created="2025-11-23",
    )  # fmt: skip
    default_bases().save(card, {name: array for name, array in arrays.items() if not name.startswith("fc")})
    start = find_start("start", graph)
    assert start.new_layers == ("fc3",)
    assert (start.description, start.ancestry["source"]) == ("start", "a test")


def test_a_file_of_pytorchs_fits_only_the_network_with_its_strides(graph: Graph, tmp_path: Path) -> None:
    path = saved(tmp_path, {"conv1.weight": np.ones((64, 3, 7, 7), np.float32)})
    start = find_start(path, build(RESNET50_V15, 32, 3))
    assert set(start.weights) >= {"conv1/kernel", "conv1/bias"}
    with pytest.raises(UserError, match=r"belongs to ResNet-50 v1\.5, not to ResNet-50"):
        find_start(path, graph)


def test_a_base_with_nothing_that_fits_is_refused(graph: Graph, tmp_path: Path) -> None:
    path = saved(tmp_path, {"other/kernel": np.zeros((1, 1, 3, 3), np.float32)})
    with pytest.raises(UserError):
        find_start(path, graph)


def test_an_unknown_base_is_refused(graph: Graph) -> None:
    with pytest.raises(UserError, match="no-such-model"):
        find_start("no-such-model", graph)


@pytest.mark.shared_data
def test_the_partial_imagenet_weights_lack_ten_kernels_of_stage_5_and_the_head(shared_data: Path) -> None:
    graph = build(RESNET50, 64, 10)
    start = find_start(str(shared_data / "weights" / "resnet50-imagenet-partial.npz"), graph)
    convolutions = [name for name in start.new_layers if name.startswith(("res", "fc"))]
    assert convolutions == [
        "res5a_branch1", "res5a_branch2b", "res5a_branch2c", "res5b_branch2a", "res5b_branch2b", "res5b_branch2c",
        "res5c_branch2a", "res5c_branch2b", "res5c_branch2c", "fc10",
    ]  # fmt: skip


def test_weights_of_the_other_network_are_refused(arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    path = saved(tmp_path, arrays)
    with pytest.raises(UserError, match="belongs to ResNet-50, not to The listing's network; choose another base"):
        find_start(path, build(LISTING, 32, 3))
