"""What comes in from outside: files and pictures that are dropped or pasted."""

import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control


class PastedPictureError(UserError):
    """A picture from the clipboard could not be kept as a file.

    Attributes:
        path: where it should have gone.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"The picture could not be written to {path}. Is the disk full?")
        self.path = path


def local_paths(mime: QMimeData) -> list[Path]:
    """Files and folders of this machine, in order; addresses on the web are left out."""
    return [Path(os.path.normpath(url.toLocalFile())) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]


def image_of(mime: QMimeData) -> QImage | None:
    """A picture that comes as pixels, for instance out of a browser or a screenshot tool."""
    if not mime.hasImage():
        return None
    image = QImage(mime.imageData())
    return None if image.isNull() else image


def is_welcome(mime: QMimeData) -> bool:
    """Tell whether anything of it could be classified."""
    return bool(local_paths(mime)) or mime.hasImage()


def keep_image(image: QImage, folder: Path, _control: Control) -> Path:
    """Write a picture without a file to one; a job.

    Args:
        image: the picture.
        folder: where to; it is made when it is missing.
    Returns:
        The new file.
    Raises:
        PastedPictureError: it cannot be written.
    """
    moment = datetime.now().astimezone()
    path = folder / f"Pasted {moment:%Y-%m-%d %H.%M.%S.%f}.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PastedPictureError(path) from error
    if not image.save(str(path)):
        path.unlink(missing_ok=True)
        raise PastedPictureError(path)
    return path
