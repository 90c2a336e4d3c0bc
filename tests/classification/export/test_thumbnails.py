import io
from pathlib import Path

import numpy as np
from PIL import Image

from resnet_desktop.classification.export.thumbnails import SIDE, Thumbnail, ThumbnailQueue, make_thumbnail


def opened(thumbnail: Thumbnail | str) -> Image.Image:
    assert isinstance(thumbnail, Thumbnail), thumbnail
    image = Image.open(io.BytesIO(thumbnail.jpeg))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (thumbnail.width, thumbnail.height))
    return image


def test_the_long_side_is_160_px_and_the_picture_is_still_the_same(sample_photos: list[Path]) -> None:
    for path in sample_photos:
        image = opened(make_thumbnail(path))
        assert max(image.size) == SIDE
        with Image.open(path) as photo:
            small = np.asarray(photo.convert("RGB").resize(image.size, Image.Resampling.BOX), np.float32)
        assert np.abs(np.asarray(image, np.float32) - small).mean() < 8


def test_it_is_upright(tmp_path: Path) -> None:
    turned = Image.new("RGB", (400, 200), "blue")
    turned.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    turned.save(tmp_path / "turned.jpg", exif=exif)
    image = opened(make_thumbnail(tmp_path / "turned.jpg"))
    assert image.size == (80, 160)
    red, _, blue = np.asarray(image)[10, 40]
    assert red > 200 > blue, "what was at the left is at the top"


def test_small_pictures_stay_as_they_are(tmp_path: Path) -> None:
    Image.new("RGB", (32, 20)).save(tmp_path / "small.png")
    assert opened(make_thumbnail(tmp_path / "small.png")).size == (32, 20)


def test_where_there_is_no_picture_there_is_a_reason(broken: Path, tmp_path: Path) -> None:
    assert make_thumbnail(tmp_path / "gone.jpg") == "The file does not exist."
    assert isinstance(make_thumbnail(broken), str)


def test_thumbnails_come_in_the_order_in_which_they_were_asked_for(greys: list[Path]) -> None:
    queue = ThumbnailQueue[int]()
    try:
        came = [number for asked, path in enumerate(greys) for number, _ in queue.ask(asked, path)]
        assert len(came) < len(greys), "a few are made ahead"
        came += [number for number, _ in queue.rest()]
    finally:
        queue.close()
    assert came == list(range(len(greys)))
