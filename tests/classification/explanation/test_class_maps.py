import dataclasses

import numpy as np
import pytest

from resnet_desktop.classification.explanation import ClassMaps, ExplanationError, Method, class_maps, shifts_for
from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.images import Picture, Preprocessing, to_input
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import Model
from tests.helpers.random_model import random_card, random_model


def noise(width: int, height: int) -> Picture:
    pixels = np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Picture(None, pixels, width, height)


@pytest.fixture(scope="module")
def model() -> Model:
    return random_model("tiny", 32, 3)


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    return open_engine(model, "cpu", "f32")


def explain(model: Model, engine: Engine, shifts: int = 1, control: Control | None = None) -> ClassMaps:
    return class_maps(noise(40, 60), engine, model, shifts=shifts, control=control or Control())


@pytest.mark.parametrize(
    ("network", "size", "pool_window", "temperature"),
    [
        ("tiny", 32, None, None),  # 4x4 cells, one pooled
        ("tiny", 32, 1, 2.5),  # each cell has weights of its own
        ("tiny", 32, 2, 0.5),
        ("tiny", 32, 3, None),  # the last row and column are in no window
        ("tiny", 37, 2, 1.5),
        ("resnet50", 64, None, 1.7),
        ("listing", 128, 1, None),
    ],
)
def test_a_class_map_is_in_sum_the_logit_without_the_bias(
    network: str, size: int, pool_window: int | None, temperature: float | None
) -> None:
    model = random_model(network, size, 10, pool_window, temperature)
    engine, picture = open_engine(model, "cpu", "f32"), noise(size + 20, size)
    maps = class_maps(picture, engine, model, control=Control())
    biases = model.weights["fc10/bias"] / (temperature or 1)
    logits = maps.values.sum(axis=(0, 1)) + biases
    probabilities = engine.predict(to_input(picture, model.card.preprocessing)[np.newaxis])[0]
    # The softmax forgets what all logits have in common: only their differences can be compared.
    np.testing.assert_allclose(logits - logits[0], np.log(probabilities / probabilities[0]), atol=2e-3)
    assert np.ptp(logits) > 0.1


def test_cells_in_no_pooling_window_speak_for_nothing() -> None:
    model = random_model("tiny", 32, 3, pool_window=3)
    values = explain(model, open_engine(model, "cpu", "f32")).values
    assert values.shape == (4, 4, 3)
    assert not values[3].any()
    assert not values[:, 3].any()
    assert values[:3, :3].any(axis=(0, 1)).all()


def test_a_difference_is_one_map_less_the_other_with_nothing_in_the_middle_of_its_scale(
    model: Model, engine: Engine
) -> None:
    maps = explain(model, engine)
    heatmap = maps.difference(2, 0)
    assert heatmap.method is Method.DIFFERENCE
    assert heatmap.labels == ("class 2", "class 0")
    np.testing.assert_allclose(heatmap.values, maps.of_class(2).values - maps.of_class(0).values)
    assert heatmap.high == -heatmap.low == pytest.approx(np.abs(heatmap.values).max())


def test_maps_of_all_classes_have_one_scale_so_that_they_can_be_compared(model: Model, engine: Engine) -> None:
    maps = explain(model, engine)
    heatmaps = [maps.of_class(index) for index in range(3)]
    assert {(heatmap.low, heatmap.high) for heatmap in heatmaps} == {(0.0, float(maps.values.max()))}
    assert [heatmap.labels for heatmap in heatmaps] == [("class 0",), ("class 1",), ("class 2",)]


def test_the_map_lies_on_what_the_network_sees(model: Model, engine: Engine) -> None:
    maps = explain(model, engine)
    assert maps.box == maps.of_class(0).box == Preprocessing(32).crop_box(40, 60)


def test_of_a_picture_that_fewer_pixels_were_decoded_of_the_box_is_still_in_the_files_pixels(
    model: Model, engine: Engine
) -> None:
    picture = dataclasses.replace(noise(40, 60), width=4000, height=6000)
    maps = class_maps(picture, engine, model, control=Control())
    assert maps.box == Preprocessing(32).crop_box(4000, 6000)


def test_shifts_make_the_map_finer_in_the_same_place(model: Model, engine: Engine) -> None:
    plain, fine = explain(model, engine), explain(model, engine, shifts=3)
    assert fine.values.shape == (12, 12, 3)
    assert fine.grid == plain.grid
    assert fine.box == plain.box


def test_a_shift_of_the_picture_shifts_the_fine_map(model: Model, engine: Engine) -> None:
    """A bright spot on grey: wherever it is, the map has its middle of change there, to a part of a cell."""
    grey = np.full((32, 32, 3), 116, np.uint8)
    model = dataclasses.replace(model, card=dataclasses.replace(model.card, preprocessing=Preprocessing(32, 1.0)))

    def column_of_spot(left: int) -> float:
        spotted = grey.copy()
        spotted[13:17, left : left + 4] = 255
        maps = [
            class_maps(Picture(None, each, 32, 32), engine, model, shifts=4, control=Control())
            for each in (spotted, grey)
        ]
        change = np.abs(maps[0].values - maps[1].values).sum(axis=(0, 2))
        left_edge, _, right_edge, _ = maps[0].grid
        places = left_edge + (np.arange(16) + 0.5) * (right_edge - left_edge) / 16
        return float(places @ change / change.sum())

    assert column_of_spot(10) == pytest.approx(12, abs=3)
    assert column_of_spot(14) - column_of_spot(10) == pytest.approx(4, abs=2)


@pytest.mark.parametrize("shifts", [-1, 0, 9])
def test_an_impossible_number_of_shifts_is_refused(model: Model, engine: Engine, shifts: int) -> None:
    with pytest.raises(ExplanationError, match=rf"^A map cannot have {shifts} shifts; choose 1 to 8\.$"):
        explain(model, engine, shifts)


def test_a_cancelled_explanation_ends_before_the_network_runs(model: Model, engine: Engine) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        explain(model, engine, control=control)


def test_damaged_weights_give_a_sentence_and_no_map(model: Model, engine: Engine) -> None:
    weights = {**model.weights, "fc3/kernel": np.full((16, 3), np.nan, np.float32)}
    with pytest.raises(ExplanationError, match="no numbers"):
        explain(dataclasses.replace(model, weights=weights), engine)


@pytest.mark.parametrize(("size", "shifts"), [(32, 4), (64, 4), (96, 4), (128, 3), (224, 2), (448, 1)])
def test_maps_become_about_twelve_cells_wide(size: int, shifts: int) -> None:
    assert shifts_for(random_card("any", input_size=size)) == shifts
