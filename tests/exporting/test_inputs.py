from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.exporting import inputs
from resnet_desktop.exporting.errors import ExportError
from resnet_desktop.exporting.inputs import FEWEST_INPUTS, gather
from resnet_desktop.images import Preprocessing
from resnet_desktop.jobs import Cancelled, Control

SMALL = Preprocessing(16)


def write_pictures(folder: Path, number: int) -> None:
    for index in range(number):
        pixels = np.random.default_rng(index).integers(0, 256, (20, 20, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{index}.png")


def rows(batch: np.ndarray) -> set[bytes]:
    return {row.tobytes() for row in batch}


def test_without_a_folder_there_are_crops_of_the_sample_photos() -> None:
    found = gather(SMALL, None, Control())
    assert found.check.shape == found.calibration.shape == (FEWEST_INPUTS, 16, 16, 3)
    assert len(rows(found.check)) == FEWEST_INPUTS, "no two are alike"
    assert found.source == "3 photos that came with the program, and 61 crops of them"
    assert np.array_equal(gather(SMALL, None, Control()).check, found.check), "always the same ones"


def test_pictures_check_or_calibrate_but_not_both(tmp_path: Path) -> None:
    write_pictures(tmp_path, 140)
    found = gather(SMALL, tmp_path, Control())
    assert len(found.check) == len(found.calibration) == 70
    assert not rows(found.check) & rows(found.calibration)
    assert found.source == f"70 pictures in {tmp_path.name}"


def test_a_large_folder_is_sampled_evenly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_PICTURES", 4)
    monkeypatch.setattr(inputs, "FEWEST_INPUTS", 1)
    write_pictures(tmp_path, 9)
    pixels = np.array(Image.open(tmp_path / "4.png").resize((16, 16), box=(1.25, 1.25, 18.75, 18.75)))
    assert gather(SMALL, tmp_path, Control()).check[1] == pytest.approx(pixels, abs=1)


def test_damaged_pictures_are_passed_over(tmp_path: Path) -> None:
    write_pictures(tmp_path, 1)
    (tmp_path / "damaged.jpg").write_bytes(b"\xff\xd8\xff nothing")
    assert gather(SMALL, tmp_path, Control()).source == f"1 picture in {tmp_path.name}, and 63 crops of them"


def test_no_readable_picture_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no readable picture"):
        gather(SMALL, tmp_path, Control())


def test_reading_can_be_cancelled() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        gather(SMALL, None, control)
