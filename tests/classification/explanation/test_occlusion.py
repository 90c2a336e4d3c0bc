from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.explanation import ExplanationError, Method, Squares, occlusion_maps
from resnet_desktop.classification.explanation.occlusion import MEAN_RGB
from resnet_desktop.engines import EngineError, open_engine
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import Picture, Preprocessing, UInt8Array, to_input
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import Card
from resnet_desktop.network import RESNET50
from tests.helpers.random_model import random_card, random_model

SIZE = 48


@dataclass
class SeesRed:
    """Class 0 is how red the square with (row, column) 8 to 16, 24 to 32 px is, class 1 the rest."""

    batches: list[int] = field(default_factory=list)
    name: str = "Fake"
    device: str = "CPU"
    precision: str = "f32"
    input_size: int = SIZE
    classes: int = 2
    best_batch_size: int = 16
    notices: tuple[str, ...] = ()
    factor: float = 1.0

    def predict(self, batch: UInt8Array) -> FloatArray:
        self.batches.append(len(batch))
        redness = self.factor * batch[:, 8:16, 24:32, 0].mean(axis=(1, 2)) / 255
        return np.stack([redness, 1 - redness], axis=1).astype(np.float32)

    def outputs(self, batch: UInt8Array, layers: Sequence[str]) -> dict[str, FloatArray]:
        raise EngineError(f"a fake has no {layers} for {len(batch)} pictures")


@pytest.fixture
def engine() -> SeesRed:
    return SeesRed()


@pytest.fixture(scope="module")
def card() -> Card:
    card = random_card("red", input_size=SIZE, classes=2)
    object.__setattr__(card, "preprocessing", Preprocessing(SIZE, 1.0))
    return card


@pytest.fixture(scope="module")
def red() -> Picture:
    pixels = np.zeros((SIZE, SIZE, 3), np.uint8)
    pixels[..., 0] = 255
    return Picture(None, pixels, SIZE, SIZE)


def test_the_square_is_the_mean_that_the_network_subtracts() -> None:
    assert tuple(round(mean) for mean in reversed(RESNET50.normalisation.means)) == MEAN_RGB


def test_the_fall_is_largest_where_the_class_is(engine: SeesRed, card: Card, red: Picture) -> None:
    *_, last = occlusion_maps(red, engine, card, Squares(SIZE, 8, 8), control=Control())
    assert last.is_complete
    assert last.probabilities.tolist() == [1, 0]
    heatmap = last.of_class(0)
    assert heatmap.method is Method.OCCLUSION
    assert heatmap.labels == ("class 0",)
    expected = np.zeros((6, 6), np.float32)
    expected[1, 3] = 1 - MEAN_RGB[0] / 255
    np.testing.assert_allclose(heatmap.values, expected, atol=1e-6)
    assert heatmap.value_at(28, 12) == pytest.approx(expected[1, 3], abs=1e-4)
    np.testing.assert_allclose(last.of_class(1).values, -expected, atol=1e-6)
    assert heatmap.low == 0
    assert heatmap.high == heatmap.values.max()


def test_the_scale_of_a_class_that_loses_nothing_does_not_end_at_nothing(
    engine: SeesRed, card: Card, red: Picture
) -> None:
    *_, last = occlusion_maps(red, engine, card, control=Control())
    assert last.of_class(1).high == 0.02


def test_the_map_comes_little_by_little_from_coarse_to_fine(engine: SeesRed, card: Card, red: Picture) -> None:
    reports: list[Progress] = []
    maps = list(occlusion_maps(red, engine, card, Squares(SIZE, 12, 4), control=Control(reports.append)))
    assert [each.done for each in maps] == [16 * turn for turn in range(1, 10)]
    assert [each.is_complete for each in maps] == [False] * 8 + [True]
    assert [(report.done, report.total) for report in reports] == [(each.done, 144) for each in maps]
    assert engine.batches == [1] + [16] * 9
    first, last = maps[0].falls[..., 0], maps[-1].falls[..., 0]
    assert first.shape == (12, 12)
    assert np.abs(first - last).mean() < last.mean()  # the first batch alone says roughly where
    assert first.any()


def test_what_came_before_does_not_change_later(engine: SeesRed, card: Card, red: Picture) -> None:
    maps = occlusion_maps(red, engine, card, control=Control())
    first = next(maps)
    before = first.falls.copy()
    list(maps)
    np.testing.assert_array_equal(first.falls, before)


def test_cancel_ends_before_the_next_batch(engine: SeesRed, card: Card, red: Picture) -> None:
    control = Control()
    maps = occlusion_maps(red, engine, card, control=control)
    next(maps)
    control.cancel()
    with pytest.raises(Cancelled):
        next(maps)
    assert engine.batches == [1, 16]


def test_each_fall_is_that_of_a_real_network() -> None:
    model = random_model("tiny", 32, 3)
    engine = open_engine(model, "cpu", "f32")
    pixels = np.random.default_rng(2).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    picture = Picture(None, pixels, 32, 32)
    squares = Squares(32, 10, 8)
    *_, last = occlusion_maps(picture, engine, model.card, squares, control=Control())
    covered = to_input(picture, model.card.preprocessing)
    covered[15:25, 7:17] = MEAN_RGB  # row 2, column 1: around (20, 12)
    assert np.abs(last.falls[2, 1]).max() > 1e-4
    np.testing.assert_allclose(last.falls[2, 1], last.probabilities - engine.predict(covered[np.newaxis])[0], atol=1e-5)
    assert last.grid == last.box == model.card.preprocessing.crop_box(32, 32)


@pytest.mark.parametrize(
    ("side", "stride", "sentence"),
    [
        (0, 1, "A square of 0 px cannot be used; its side must be 1 to 48 px, the size of what the network sees."),
        (49, 1, "A square of 49 px cannot be used; its side must be 1 to 48 px, the size of what the network sees."),
        (8, 0, "The square cannot go on by 0 px; choose 1 to 8 px, its side, or places would be left out."),
        (8, 9, "The square cannot go on by 9 px; choose 1 to 8 px, its side, or places would be left out."),
    ],
)
def test_impossible_squares_are_refused_with_what_is_possible(side: int, stride: int, sentence: str) -> None:
    with pytest.raises(ExplanationError) as caught:
        Squares(SIZE, side, stride)
    assert str(caught.value) == sentence


def test_squares_for_another_size_are_refused(engine: SeesRed, card: Card, red: Picture) -> None:
    with pytest.raises(ExplanationError, match="for an input of 96 px, but the network's has 48 px"):
        next(occlusion_maps(red, engine, card, Squares.usual(96), control=Control()))


def test_a_network_that_gives_no_numbers_gives_a_sentence(card: Card, red: Picture) -> None:
    with pytest.raises(ExplanationError, match="no numbers"):
        next(occlusion_maps(red, SeesRed(factor=float("nan")), card, control=Control()))


@pytest.mark.parametrize(("size", "side", "stride"), [(1, 1, 1), (32, 8, 3), (96, 24, 8), (224, 56, 19)])
def test_the_usual_square_is_a_quarter_wide_and_takes_twelve_steps(size: int, side: int, stride: int) -> None:
    assert Squares.usual(size) == Squares(size, side, stride)


@st.composite
def any_squares(draw: st.DrawFn) -> Squares:
    size = draw(st.integers(1, 20))
    side = draw(st.integers(1, size))
    return Squares(size, side, draw(st.integers(1, side)))


@settings(deadline=None, max_examples=50)
@given(any_squares())
def test_each_cell_has_its_turn_once_and_stands_for_its_neighbours(squares: Squares) -> None:
    places = list(squares.coarse_to_fine())
    assert len(places) == len({(row, column) for row, column, *_ in places}) == squares.cells**2
    for row, column, rows, columns in places:
        assert rows.start <= row < rows.stop
        assert columns.start <= column < columns.stop


@settings(deadline=None, max_examples=50)
@given(any_squares())
@example(Squares(15, 9, 9))  # half pixels
def test_together_the_squares_leave_nothing_out(squares: Squares) -> None:
    white = np.full((squares.input_size, squares.input_size, 3), 255, np.uint8)
    is_white = np.ones(white.shape[:2], bool)
    for row, column, *_ in squares.coarse_to_fine():
        covered = squares.cover(white, row, column)
        assert (covered != 255).any()
        is_white &= (covered == 255).all(axis=2)
    assert not is_white.any()
