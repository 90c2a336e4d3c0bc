"""A data set's pictures in memory, small enough to keep and large enough to crop from."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from resnet_desktop.errors import UserError
from resnet_desktop.formatting import count
from resnet_desktop.images import Picture, PictureError, Preprocessing, decode, to_batch
from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.dataset import Example

_ROOM_TO_CROP = 1.25


class Pictures:
    """The decoded pictures of one part of a data set.

    Attributes:
        labels: (n,) int32, the class of each picture.
        unreadable: (path, reason) of files that gave no picture; they are left out.
    """

    def __init__(
        self, folder: Path, examples: Sequence[Example], preprocessing: Preprocessing, control: Control, message: str
    ) -> None:
        self._preprocessing = preprocessing
        self._pixels: list[UInt8Array] = []
        self.unreadable: list[tuple[str, str]] = []
        labels = []
        short_side = preprocessing.source_size or round(
            preprocessing.input_size / preprocessing.crop_fraction * _ROOM_TO_CROP
        )

        def read(example: Example) -> UInt8Array | PictureError:
            try:
                return _shrink(decode(folder / example.path, short_side).pixels, short_side)
            except PictureError as error:
                return error

        with ThreadPoolExecutor() as pool:
            for start in range(0, len(examples), 512):
                control.check()
                chunk = examples[start : start + 512]
                for example, outcome in zip(chunk, pool.map(read, chunk), strict=True):
                    if isinstance(outcome, PictureError):
                        self.unreadable.append((example.path, str(outcome)))
                    else:
                        self._pixels.append(outcome)
                        labels.append(example.label)
                control.report(Progress(start + len(chunk), len(examples), message))
        if examples and not self._pixels:
            raise UserError(f"None of the {count(len(examples))} pictures could be read: {self.unreadable[0][1]}")
        self.labels = np.array(labels, np.int32)

    def __len__(self) -> int:
        return len(self._pixels)

    def pixels(self, indices: Sequence[int]) -> list[UInt8Array]:
        """Give stored pictures: each (h, w, 3) uint8 RGB, to be cropped and resized."""
        return [self._pixels[index] for index in indices]

    def inputs(self, indices: Sequence[int]) -> UInt8Array:
        """Give pictures as the network sees them when it classifies: (n, size, size, 3) uint8 RGB."""
        pictures = [Picture(None, pixels, pixels.shape[1], pixels.shape[0]) for pixels in self.pixels(indices)]
        return to_batch(pictures, self._preprocessing)


def _shrink(pixels: UInt8Array, short_side: int) -> UInt8Array:
    """Bring a picture's short side down to ``short_side``, antialiased; smaller pictures stay as they are."""
    height, width = pixels.shape[:2]
    factor = short_side / min(height, width)
    if factor >= 1:
        return pixels
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC))
