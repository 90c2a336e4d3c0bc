"""The way to the network's input; every use goes through it, so its numbers are pinned here."""

import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from resnet_desktop.images import Picture, PictureError, Preprocessing, decode, short_side_for, to_batch, to_input

TOLERANCE = 1.75  # levels: a tie of the first pass rounded the other way, times the cubic's gain, and 0.5 at the end


def picture(pixels: NDArray[np.uint8]) -> Picture:
    return Picture(None, pixels, pixels.shape[1], pixels.shape[0])


def waves(width: int, height: int) -> NDArray[np.uint8]:
    """A smooth synthetic picture, (height, width, 3), different in every channel and without any symmetry."""
    y, x = np.mgrid[:height, :width] / max(width, height)
    channels = [np.sin(9 * x + 4 * y), np.cos(23 * x * y + 1), np.sin(31 * (x - y) ** 2)]
    return np.rint(127.5 + 127.5 * np.stack(channels, -1)).astype(np.uint8)


def cubic(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    d = np.abs(distance)  # Keys 1981, a = -0.5
    return np.where(d < 1, 1.5 * d**3 - 2.5 * d**2 + 1, np.where(d < 2, -0.5 * d**3 + 2.5 * d**2 - 4 * d + 2, 0))


def reference(pixels: NDArray[np.uint8], box: tuple[float, float, float, float], size: int) -> NDArray[np.float64]:
    """The definition: every output pixel is the mean of its surroundings under a widened cubic, first along x."""

    def weights(start: float, end: float, length: int) -> NDArray[np.float64]:
        scale = (end - start) / size
        centres = start + (np.arange(size) + 0.5) * scale
        taps = cubic((np.arange(length) + 0.5 - centres[:, None]) / max(scale, 1.0))
        return np.asarray(taps / taps.sum(1, keepdims=True))

    columns, rows = weights(box[0], box[2], pixels.shape[1]), weights(box[1], box[3], pixels.shape[0])
    narrow = np.einsum("lk,jkc->jlc", columns, pixels.astype(np.float64), optimize=True)
    narrow = np.clip(np.rint(narrow), 0, 255)  # 8 bits between the passes
    return np.asarray(np.clip(np.einsum("ij,jlc->ilc", rows, narrow, optimize=True), 0, 255))


@pytest.mark.parametrize(("width", "height"), [(500, 375), (375, 500), (224, 224), (90, 61), (1, 1), (3, 900)])
def test_the_input_is_the_antialiased_cubic_mean_of_the_centred_square(width: int, height: int) -> None:
    pixels, preprocessing = waves(width, height), Preprocessing(224)
    expected = reference(pixels, preprocessing.crop_box(width, height), 224)
    actual = to_input(picture(pixels), preprocessing)
    assert actual.shape == (224, 224, 3)
    assert actual.dtype == np.uint8
    assert actual.flags.writeable
    assert np.abs(actual - expected).max() <= TOLERANCE


def test_golden_numbers_of_a_batch() -> None:
    """Origin: Pillow 13.0.0 on x86-64, equal to `reference` within 1 level. Tolerance: 1 level."""
    batch = to_batch([picture(waves(640, 427)), picture(waves(427, 640))], Preprocessing(224))
    assert batch.shape == (2, 224, 224, 3)
    corners = batch[:, [0, 100, 223]][:, :, [0, 50, 223]].astype(int)  # (2, 3, 3, 3)
    assert np.abs(corners - GOLDEN_CORNERS).max() <= 1
    assert np.abs(batch.mean((1, 2)) - GOLDEN_MEANS).max() <= 0.1


GOLDEN_CORNERS = np.array(
    [
        [
            [[240, 173, 224], [117, 158, 179], [234, 103, 0]],
            [[134, 29, 162], [13, 3, 133], [242, 252, 239]],
            [[7, 43, 23], [42, 244, 203], [105, 251, 224]],
        ],
        [
            [[247, 173, 224], [215, 95, 133], [148, 43, 23]],
            [[226, 142, 52], [92, 5, 179], [246, 143, 213]],
            [[79, 103, 0], [0, 58, 40], [205, 251, 224]],
        ],
    ]
)
GOLDEN_MEANS = np.array([[119.14, 100.74, 163.83], [109.45, 100.74, 163.83]])


def test_the_crop_equals_resizing_the_whole_picture_and_cropping_it() -> None:
    from PIL import Image

    pixels = waves(768, 512)
    whole = Image.fromarray(pixels).resize((384, 256), Image.Resampling.BICUBIC)  # short side to 256
    expected = np.asarray(whole)[16:240, 80:304]  # its middle 224
    assert np.array_equal(to_input(picture(pixels), Preprocessing(224)), expected)


def test_pictures_of_the_datas_own_size_are_untouched_before_they_are_enlarged() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    assert np.array_equal(to_input(picture(pixels), Preprocessing(32, 1.0, 32)), pixels)
    enlarged = to_input(picture(pixels), Preprocessing(96, 1.0, 32))
    assert np.abs(enlarged - reference(pixels, (0, 0, 32, 32), 96)).max() <= TOLERANCE


def test_sharper_pictures_are_brought_to_the_datas_resolution_first() -> None:
    pixels, preprocessing = waves(640, 480), Preprocessing(96, 1.0, 32)
    small = np.rint(reference(pixels, preprocessing.crop_box(640, 480), 32)).astype(np.uint8)
    assert np.abs(to_input(picture(pixels), preprocessing) - reference(small, (0, 0, 32, 32), 96)).max() <= 3
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255  # too fine for 32 px: grey, not stripes
    assert np.ptp(to_input(picture(stripes), preprocessing)[:, 12:-12]) <= 4


def test_smaller_pictures_than_the_data_are_enlarged_once() -> None:
    pixels = waves(20, 20)
    direct = to_input(picture(pixels), Preprocessing(96, 1.0, None))
    assert np.array_equal(to_input(picture(pixels), Preprocessing(96, 1.0, 32)), direct)


def test_a_batch_is_its_inputs_in_order_and_may_be_empty() -> None:
    pictures, preprocessing = [picture(waves(50, 40)), picture(waves(9, 70))], Preprocessing(64)
    batch = to_batch(pictures, preprocessing)
    assert all(np.array_equal(row, to_input(one, preprocessing)) for row, one in zip(batch, pictures, strict=True))
    assert to_batch([], preprocessing).shape == (0, 64, 64, 3)


@pytest.mark.parametrize("shape", [(0, 5, 3), (5, 0, 3)])
def test_a_picture_without_pixels_is_an_error_with_its_path(shape: tuple[int, int, int]) -> None:
    with pytest.raises(PictureError, match="no pixels") as caught:
        to_batch([Picture(Path("x.png"), np.zeros(shape, np.uint8), 0, 0)], Preprocessing(8))
    assert caught.value.path == Path("x.png")


@pytest.mark.parametrize(
    ("preprocessing", "expected"),
    [(Preprocessing(224), 256), (Preprocessing(64, 1.0), 64), (Preprocessing(96, 1.0, 32), 32)],
)
def test_decoding_is_asked_for_what_the_network_sees(preprocessing: Preprocessing, expected: int) -> None:
    assert short_side_for(preprocessing) == expected


def test_drafted_photos_look_the_same_to_the_network(sample_photos: list[Path]) -> None:
    preprocessing = Preprocessing(64)
    for path in sample_photos:
        full = to_input(decode(path), preprocessing).astype(int)
        drafted = to_input(decode(path, short_side_for(preprocessing)), preprocessing)
        assert np.abs(full - drafted).mean() < 2.5, path.name


def test_training_pictures_become_inputs_fast(capsys: pytest.CaptureFixture[str]) -> None:
    small, preprocessing = picture(waves(32, 32)), Preprocessing(64, 1.0, 32)
    start = time.thread_time()
    for _ in range(200):
        to_input(small, preprocessing)
    each_ms = (time.thread_time() - start) / 200 * 1e3
    with capsys.disabled():
        print(f" [32 px to 64 px: {each_ms:.2f} ms]", end="")
    assert each_ms < 5  # catches a slow way, not a busy machine
