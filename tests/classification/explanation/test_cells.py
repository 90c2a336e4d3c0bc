import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.explanation.cells import (
    averaged,
    cell_grid,
    layer_before_pooling,
    middle_of_first_cell,
    offsets,
    shifted,
)
from resnet_desktop.engines import open_engine
from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Network, Stage, build
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY

SMALL_LISTING = dataclasses.replace(LISTING, name="small-listing", stages=(Stage(8, 1, 2), Stage(8, 1, 2)))


@pytest.mark.parametrize(("network", "last"), [(RESNET50, "res5c_relu"), (LISTING, "res5c_relu"), (TINY, "res3a_relu")])
def test_the_layer_is_the_one_that_the_pooling_reads(network: Network, last: str) -> None:
    assert layer_before_pooling(build(network, 96)).name == last


@pytest.mark.parametrize("network", [TINY, SMALL_LISTING], ids=lambda network: network.name)
def test_a_cell_looks_where_covering_the_picture_changes_it_most(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NETWORKS, network.name, network)
    model = random_model(network.name, 128, 3)
    graph, engine = model.card.graph(), open_engine(model, "cpu", "f32")
    layer = layer_before_pooling(graph)
    picture = np.random.default_rng(1).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    covered = np.stack([picture] * 128)
    for column in range(128):
        covered[column, :, column] = (124, 117, 104)
    before = engine.outputs(picture[np.newaxis], [layer.name])[layer.name]
    change = np.abs(engine.outputs(covered, [layer.name])[layer.name] - before).sum(axis=(1, 3))  # (128, cells)
    centres = (np.arange(128) + 0.5) @ change / change.sum(axis=0)
    expected = middle_of_first_cell(graph, layer) + layer.jump * np.arange(change.shape[1])
    inner = slice(change.shape[1] // 2 - 1, change.shape[1] // 2 + 1)  # their fields lie inside of the picture
    assert np.abs(centres - expected)[inner].max() < layer.jump / 8


def test_the_cells_of_resnet50_begin_half_a_cell_before_the_picture() -> None:
    graph = build(RESNET50, 96)
    grid = cell_grid(graph, layer_before_pooling(graph), (100.0, 0.0, 292.0, 192.0))  # 2 px of the picture for each
    assert grid == (100 - 31, -31, 100 - 31 + 192, -31 + 192)


@pytest.mark.parametrize(("shifts", "expected"), [(1, [0]), (2, [-8, 8]), (3, [-11, 0, 11]), (4, [-12, -4, 4, 12])])
def test_shifts_are_even_parts_of_a_cell_to_both_sides(shifts: int, expected: list[int]) -> None:
    assert offsets(32, shifts) == expected


def test_a_shifted_picture_shows_its_mirror_image_at_the_edges() -> None:
    pixels = np.arange(27, dtype=np.uint8).reshape(3, 3, 3)
    pictures = shifted(pixels, [-1, 1])
    assert pictures.shape == (4, 3, 3, 3)
    np.testing.assert_array_equal(pictures[1, 0, 0], pixels[0, 1])  # one up, one to the right
    np.testing.assert_array_equal(pictures[1, :, :, 0], [[3, 6, 6], [3, 6, 6], [12, 15, 15]])


def test_without_shifts_nothing_changes() -> None:
    maps = np.random.default_rng(0).random((1, 3, 5, 2), np.float32)
    np.testing.assert_array_equal(averaged(maps, 1), maps[0])


@settings(deadline=None, max_examples=50)
@given(shifts=st.integers(1, 5), rows=st.integers(1, 4), columns=st.integers(1, 4))
def test_what_is_the_same_everywhere_stays_as_it_is(shifts: int, rows: int, columns: int) -> None:
    fine = averaged(np.full((shifts**2, rows, columns, 1), 6, np.float32), shifts)
    assert fine.shape == (rows * shifts, columns * shifts, 1)
    np.testing.assert_allclose(fine, 6, rtol=1e-5)


@pytest.mark.parametrize("shifts", [2, 3, 4])
def test_a_thing_seen_in_all_shifted_pictures_is_found_in_its_place(shifts: int) -> None:
    """The thing is one cell wide; a cell sees as much of it as lies in it."""
    jump, cells, thing = 12, 5, 30.0  # middle, px from the grid's edge
    middles = (np.arange(cells) + 0.5) * jump
    maps = [
        np.clip(1 - np.abs(middles[:, None] + down - thing) / jump, 0, 1)
        * np.clip(1 - np.abs(middles + right - thing) / jump, 0, 1)
        for down in offsets(jump, shifts)
        for right in offsets(jump, shifts)
    ]
    fine = averaged(np.array(maps, np.float32)[..., None], shifts)[..., 0]
    places = (np.arange(cells * shifts) + 0.5) * jump / shifts
    assert fine.sum() == pytest.approx(shifts**2, rel=1e-3)
    assert places @ fine.sum(axis=0) / fine.sum() == pytest.approx(thing, abs=0.1)
    assert places @ fine.sum(axis=1) / fine.sum() == pytest.approx(thing, abs=0.1)
