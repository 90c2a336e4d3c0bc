"""The files that other projects' decoders stumbled over."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.images import PictureSearch, decode


@pytest.mark.shared_data
def test_every_odd_image_gives_pixels_or_a_sentence_within_5_s_and_1_gb(
    shared_data: Path,
    decode_apart: Callable[[Sequence[Path]], list[dict[str, Any]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = sorted((shared_data / "data" / "odd-images").iterdir())
    records = decode_apart(paths)
    assert [record["path"] for record in records] == list(map(str, paths))
    for record in records:
        assert record["seconds"] < 5, record
        assert record["peak"] < 1e9, record
        if "error" in record:
            assert len(record["error"].splitlines()) == 1, record
        else:
            assert record["shape"] == [record["height"], record["width"], 3], record
    kinds = Counter("errors" if "error" in record else "pictures" for record in records)
    slowest = max(records, key=lambda record: record["seconds"])
    with capsys.disabled():
        print(
            f" [{kinds['pictures']} pictures, {kinds['errors']} errors, slowest {slowest['seconds']:.2f} s, "
            f"peak {max(record['peak'] for record in records) / 1e6:.0f} MB]",
            end="",
        )
    assert kinds["pictures"] >= 260  # as many as Pillow can read of the supported formats


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("odd", "plain", "mean_difference"),
    [
        ("tiff_16bit_RGB.tiff", "tiff_16bit_RGB_target.png", 0),
        ("tiff_strip_planar_16bit_RGB.tiff", "tiff_16bit_RGB_target.png", 0),
        ("tiff_strip_planar_raw.tif", "tiff_strip_raw.tif", 0),
        ("tiff_tiled_planar_raw.tif", "tiff_strip_raw.tif", 0),
        ("g4_orientation_8.tif", "g4_orientation_1.tif", 0.7),
        ("g4_orientation_6.tif", "g4_orientation_1.tif", 0.7),
        ("g4_orientation_5.tif", "g4_orientation_1.tif", 0.7),
        ("hopper_orientation_8.webp", "hopper_orientation_2.webp", 3),
        ("hopper_orientation_5.webp", "hopper_orientation_2.webp", 3),
    ],
)
def test_odd_images_equal_their_plain_twins(shared_data: Path, odd: str, plain: str, mean_difference: float) -> None:
    folder = shared_data / "data" / "odd-images"
    difference = decode(folder / odd).pixels.astype(int) - decode(folder / plain).pixels
    assert np.abs(difference).mean() <= mean_difference


@pytest.mark.shared_data
def test_all_odd_images_and_photos_are_found_and_labels_are_passed_over(shared_data: Path) -> None:
    search = PictureSearch([shared_data / "data" / "odd-images", shared_data / "data" / "photos"])
    found = list(search)
    assert len(found) == 341 + 106
    assert (search.passed_over, search.problems) == (1, [])
