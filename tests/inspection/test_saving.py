from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.inspection.saving import SavingError, save_npy, save_png


def test_saved_numbers_are_the_same_when_read(tmp_path: Path) -> None:
    values = np.random.default_rng(1).standard_normal((3, 4, 5)).astype(np.float32)
    save_npy(tmp_path / "maps.npy", values)
    np.testing.assert_array_equal(np.load(tmp_path / "maps.npy", allow_pickle=False), values)


def test_a_small_picture_is_enlarged_by_whole_numbers_and_says_what_it_shows(tmp_path: Path) -> None:
    picture = np.arange(7 * 7 * 3, dtype=np.uint8).reshape(7, 7, 3)
    save_png(tmp_path / "map.png", picture, "res5c", "of a cat")
    with Image.open(tmp_path / "map.png") as image:
        assert image.size == (511, 511)
        assert image.info["Title"] == "res5c"
        assert image.info["Description"] == "of a cat"
        np.testing.assert_array_equal(np.asarray(image)[::73, ::73], picture)


def test_a_folder_that_is_a_file_is_told_in_a_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(SavingError, match=r"could not be saved as .*maps\.npy: .* Choose another place\."):
        save_npy(tmp_path / "file" / "maps.npy", np.zeros(3, np.float32))
    assert (tmp_path / "file").read_text() == "old"
