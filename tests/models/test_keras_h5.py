from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from resnet_desktop.models import WeightsError, read_weights
from resnet_desktop.network import RESNET50, build
from tests.helpers.keras_file import official_layout
from tests.helpers.tiny_model import Arrays, tiny_card, tiny_weights

CARD = tiny_card()


@pytest.fixture(scope="module")
def weights() -> Arrays:
    return tiny_weights(CARD)


def test_a_whole_keras_model_gives_its_weights_and_nothing_of_its_optimiser(tmp_path: Path, weights: Arrays) -> None:
    official_layout(tmp_path / "model.h5", CARD.graph(), weights, root="model_weights", classifier="my_head")
    with h5py.File(tmp_path / "model.h5", "a") as file:
        file["optimizer_weights/adam/conv1_conv_kernel_momentum"] = np.zeros((7, 7, 3, 64), np.float32)
        file["model_weights"].create_group("top_level_model_weights")
    found = read_weights(tmp_path / "model.h5")
    assert set(found) == set(weights)


@pytest.mark.parametrize("classifier", ["predictions", "probs", "fc3"])
def test_the_classifier_is_found_by_any_of_its_names(tmp_path: Path, weights: Arrays, classifier: str) -> None:
    official_layout(tmp_path / "model.h5", CARD.graph(), weights, classifier=classifier)
    np.testing.assert_array_equal(read_weights(tmp_path / "model.h5")["fc3/kernel"], weights["fc3/kernel"])


BIAS = np.zeros(64, np.float32)


def external_link(group: h5py.Group, other: Path) -> None:
    group["bias:0"] = h5py.ExternalLink(str(other), "bias")


def soft_link(group: h5py.Group, _: Path) -> None:
    group.file["elsewhere/bias"] = BIAS
    group["bias:0"] = h5py.SoftLink("/elsewhere/bias")


def link_to_another_file(group: h5py.Group, other: Path) -> None:
    group.file["model_weights"] = h5py.ExternalLink(str(other), "/")


def external_storage(group: h5py.Group, other: Path) -> None:
    group.create_dataset("bias:0", (64,), "<f4", external=[(str(other), 0, 256)])


def virtual(group: h5py.Group, other: Path) -> None:
    layout = h5py.VirtualLayout((64,), "<f4")
    layout[:] = h5py.VirtualSource(str(other), "bias", (64,))
    group.create_virtual_dataset("bias:0", layout)


def compressed(group: h5py.Group, _: Path) -> None:
    group.create_dataset("bias:0", data=BIAS, compression="gzip")


def without_data(group: h5py.Group, _: Path) -> None:
    group.create_dataset("bias:0", (64,), "<f4")


def empty(group: h5py.Group, _: Path) -> None:
    group.create_dataset("bias:0", data=h5py.Empty("<f4"))


def huge(group: h5py.Group, _: Path) -> None:
    group.create_dataset("kernel:0", (1 << 40, 3), "<f4", chunks=(1, 3))


def text(group: h5py.Group, _: Path) -> None:
    group["bias:0"] = "hello"


def round_in_circles(group: h5py.Group, _: Path) -> None:
    group["again"] = group.parent


def too_many(group: h5py.Group, _: Path) -> None:
    for number in range(5_001):
        group.create_group(f"g{number}")


def layout_of_keras_3(group: h5py.Group, _: Path) -> None:
    group.file["layers/conv2d/vars/0"] = BIAS


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (external_link, "is a link"),
        (soft_link, "is a link"),
        (link_to_another_file, "is a link"),
        (external_storage, "is elsewhere"),
        (virtual, "is elsewhere"),
        (compressed, "is compressed"),
        (without_data, "256 bytes in one piece for"),
        (empty, "elsewhere"),
        (huge, "bytes in one piece for"),
        (text, "float16 or float32"),
        (round_in_circles, "too many"),
        (too_many, "too many"),
        (layout_of_keras_3, "does not say whose"),
    ],
)
def test_hdf5_features_that_no_weights_need_are_refused(
    tmp_path: Path, make: Callable[[h5py.Group, Path], None], reason: str
) -> None:
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["bias"] = BIAS
    with h5py.File(tmp_path / "model.h5", "w") as file:
        make(file.create_group("conv1_conv/conv1_conv"), tmp_path / "other.h5")
    with pytest.raises(WeightsError, match=reason):
        read_weights(tmp_path / "model.h5")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:__array__ implementation")  # of TensorFlow, which Keras calls without need
def test_a_file_saved_by_keras_itself_is_read(tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    model = keras.applications.ResNet50(weights=None, classes=7, input_shape=(64, 64, 3))
    model.save(tmp_path / "model.h5")
    found = read_weights(tmp_path / "model.h5")
    graph = build(RESNET50, 64, 7)
    assert {name: array.shape for name, array in found.items()} == graph.shapes()
    for layer in graph.layers:
        if layer.variables:
            for variable, array in zip(layer.variables, model.get_layer(layer.alias).get_weights(), strict=True):
                np.testing.assert_array_equal(found[f"{layer.name}/{variable.name}"], array)
