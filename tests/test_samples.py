from pathlib import Path

from PIL import Image


def test_every_sample_is_small_upright_and_credited(sample_photos: list[Path]) -> None:
    credits_ = (sample_photos[0].parent / "CREDITS.md").read_text(encoding="utf-8")
    for photo in sample_photos:
        assert f"`{photo.name}`" in credits_
        assert photo.stat().st_size < 200_000
        with Image.open(photo) as picture:
            assert picture.format == "JPEG"
            assert picture.getexif().get(0x0112, 1) == 1
            assert picture.width >= 400


def test_among_the_samples_are_a_cat_and_a_grey_picture(sample_photos: list[Path]) -> None:
    modes = {}
    for photo in sample_photos:
        with Image.open(photo) as picture:
            modes[photo.stem] = picture.mode
    assert modes["cat"] == "RGB"
    assert "L" in modes.values()
