"""From a file to upright RGB pixels, or to one sentence that says why not."""

import logging
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.images import formats
from resnet_desktop.images.cut_off import is_cut_off
from resnet_desktop.images.files import open_regular
from resnet_desktop.images.limits import check_size, lane, least_reduction
from resnet_desktop.images.opened import Opened
from resnet_desktop.images.orientation import is_turned, orientation_of
from resnet_desktop.images.picture import Picture, PictureError
from resnet_desktop.images.pixels import upright_rgb
from resnet_desktop.images.quiet import quiet
from resnet_desktop.images.readers import READERS
from resnet_desktop.images.reasons import Refusal, decoder_reason, file_reason

_log = logging.getLogger(__name__)


def decode(path: Path | str, short_side: int | None = None) -> Picture:
    """Read a picture file, upright, as RGB. May be called from any number of threads.

    The content tells the format, not the name. Of animations and collections it is the first or main picture.

    Args:
        path: the file.
        short_side: how many pixels of the short side are wanted. Larger pictures come out reduced, but never to less
            than twice this (JPEG: by the decoder itself, about five times faster for camera photos); smaller ones as
            they are. None: all pixels, reduced only where they would not fit into memory.
    Returns:
        The picture; `width` and `height` are those of the file.
    Raises:
        PictureError: there is no picture in this file, or it is damaged, cut off, too large or of another format.
        ValueError: `short_side` is below 1.
    """
    if short_side is not None and short_side < 1:
        raise ValueError(f"short_side must be at least 1, not {short_side}.")
    path = Path(path)
    try:
        with open_regular(path) as file:
            return _decode_open(path, file, short_side)
    except Refusal as refusal:
        reason = str(refusal)
    except OSError as error:
        reason = file_reason(error)
    # Raised outside of `except`: an error that is kept with a result must not keep the decoder's memory alive.
    raise PictureError(path, reason)


def _decode_open(path: Path, file: BinaryIO, short_side: int | None) -> Picture:
    head = file.read(formats.HEAD_SIZE)
    if not head:
        raise Refusal("This file is empty.")
    known = formats.identify(head, path.suffix)
    try:
        with quiet():
            file.seek(0)
            return _decode_known(path, READERS[known](file, head), short_side)
    except Refusal:
        raise
    except Exception as error:  # noqa: BLE001  # decoders raise whatever they like; each becomes one sentence
        _log.debug("%s: the %s decoder gave up", path, known.name, exc_info=True)
        reason = decoder_reason(error, known.name, is_cut_off=is_cut_off(file, known))
    raise Refusal(reason)


def _decode_known(path: Path, opened: Opened, short_side: int | None) -> Picture:
    image = opened.image
    size = image.size
    check_size(*size)
    reduction = least_reduction(opened.cost, *size)
    if short_side is not None:
        reduction = max(reduction, min(size) // (2 * short_side))
    with lane(opened.cost.memory(*size, reduction)):
        if opened.cost.can_draft and reduction > 1:
            drafted = min(1 << reduction.bit_length() - 1, 8)
            image.draft(None, (size[0] // drafted, size[1] // drafted))
            reduction //= drafted
            image.load()
        else:
            image.load()
            size = image.size  # some decoders turn the picture, or know its size only now
        orientation = 1 if opened.is_upright else orientation_of(image.info)
        pixels = upright_rgb(opened, orientation, reduction)
    width, height = size[::-1] if is_turned(orientation) else size
    return Picture(path, pixels, width, height)
