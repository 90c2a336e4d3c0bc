from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.classification.explanation import (
    ExplanationError,
    Heatmap,
    Method,
    over,
    save_png,
    scale_rgb,
    to_rgb,
    to_rgba,
)
from resnet_desktop.images import Picture
from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, colour_table

BOX = (10.0, 0.0, 50.0, 40.0)


def heatmap(values: object, method: Method = Method.CLASS_MAP, low: float = 0.0) -> Heatmap:
    labels = ("dog", "cat") if method is Method.DIFFERENCE else ("dog",)
    return Heatmap(method, labels, np.array(values, np.float32), BOX, BOX, low, 1.0)


@pytest.fixture
def picture() -> Picture:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    pixels.flags.writeable = False
    return Picture(None, pixels, 60, 40)


def test_the_lowest_and_the_highest_value_have_the_first_and_the_last_colour() -> None:
    table = colour_table(SEQUENTIAL)
    assert to_rgb(heatmap([[0.0]]), 1, 1).tolist() == [[table[0].tolist()]]
    assert to_rgb(heatmap([[1.0]]), 1, 1).tolist() == [[table[-1].tolist()]]
    assert to_rgb(heatmap([[-3.0]]), 1, 1).tolist() == [[table[0].tolist()]]


def test_where_two_classes_are_the_same_the_difference_is_white() -> None:
    table = colour_table(DIVERGING)
    rgb = to_rgb(heatmap([[-1, 0, 1]], Method.DIFFERENCE, low=-1.0), 3, 1)
    assert rgb.tolist() == [[table[0].tolist(), table[128].tolist(), table[-1].tolist()]]
    assert len(set(table[128].tolist())) == 1


def test_a_map_can_be_enlarged_to_any_size() -> None:
    assert to_rgb(heatmap([[0, 1], [1, 0]]), 123, 45).shape == (45, 123, 3)


def test_opacity_becomes_the_fourth_channel() -> None:
    rgba = to_rgba(heatmap([[0, 1]]), 7, 5, opacity=0.6)
    assert rgba.shape == (5, 7, 4)
    assert rgba.dtype == np.uint8
    assert (rgba[..., 3] == 153).all()
    np.testing.assert_array_equal(rgba[..., :3], to_rgb(heatmap([[0, 1]]), 7, 5))


def test_outside_of_its_box_the_map_leaves_the_picture_as_it_is(picture: Picture) -> None:
    drawn = over(picture, heatmap([[1.0]]), 0.5)
    np.testing.assert_array_equal(drawn[:, :10], picture.pixels[:, :10])
    np.testing.assert_array_equal(drawn[:, 50:], picture.pixels[:, 50:])
    expected = (picture.pixels[:, 10:50].astype(int) + colour_table(SEQUENTIAL)[-1]) / 2
    np.testing.assert_allclose(drawn[:, 10:50], expected, atol=1)


def test_opacity_goes_from_the_picture_to_the_map(picture: Picture) -> None:
    drawn = heatmap([[0, 0.5, 1]])
    np.testing.assert_array_equal(over(picture, drawn, 0.0), picture.pixels)
    np.testing.assert_array_equal(over(picture, drawn, 1.0)[:, 10:50], to_rgb(drawn, 40, 40))


def test_on_a_smaller_copy_the_map_lies_on_the_same_part(picture: Picture) -> None:
    half = Picture(None, picture.pixels[::2, ::2], 60, 40)
    drawn = over(half, heatmap([[1.0]]), 1.0)
    is_map = (drawn == colour_table(SEQUENTIAL)[-1]).all(axis=(0, 2))
    assert np.nonzero(is_map)[0].tolist() == list(range(5, 25))


def test_on_the_smallest_copy_there_is_still_a_map() -> None:
    dot = Picture(None, np.zeros((1, 1, 3), np.uint8), 60, 40)
    assert over(dot, heatmap([[1.0]]), 1.0).tolist() == [[colour_table(SEQUENTIAL)[-1].tolist()]]


def test_the_scale_goes_from_the_first_colour_to_the_last() -> None:
    np.testing.assert_array_equal(scale_rgb(Method.OCCLUSION, 256), colour_table(SEQUENTIAL))
    np.testing.assert_array_equal(scale_rgb(Method.DIFFERENCE, 257), colour_table(DIVERGING))


def test_a_saved_picture_is_the_one_that_was_shown_and_says_what_it_is(tmp_path: Path, picture: Picture) -> None:
    drawn = heatmap([[0, 1]])
    save_png(tmp_path / "dog.png", picture, drawn, 0.4)
    with Image.open(tmp_path / "dog.png") as image:
        image.load()
        np.testing.assert_array_equal(np.asarray(image), over(picture, drawn, 0.4))
        assert image.format == "PNG"
        assert image.info["Title"] == "Class map of dog"
        assert image.info["Description"].startswith(drawn.text.sentence)
        assert image.info["Description"].endswith("Colours from 0 to 1, evidence (logit).")


def test_the_map_alone_is_saved_without_the_picture(tmp_path: Path, picture: Picture) -> None:
    drawn = heatmap([[0, 1]])
    save_png(tmp_path / "map.png", picture, drawn, 0.4, is_map_only=True)
    with Image.open(tmp_path / "map.png") as image:
        np.testing.assert_array_equal(np.asarray(image), to_rgb(drawn, 40, 40))


def test_where_nothing_can_be_written_the_error_says_so_and_what_to_do(tmp_path: Path, picture: Picture) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(
        ExplanationError, match=r"^The map could not be saved as .*folder\.png: .+ Choose another place\.$"
    ):
        save_png(tmp_path / "folder.png", picture, heatmap([[1]]))
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]
