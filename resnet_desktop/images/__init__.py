"""How a picture becomes a tensor: finding, decoding, orientation, resizing."""

from resnet_desktop.images.decoding import decode
from resnet_desktop.images.finding import PictureSearch, find_pictures
from resnet_desktop.images.formats import SUPPORTED_NAMES, SUPPORTED_SUFFIXES
from resnet_desktop.images.picture import Picture, PictureError, UInt8Array
from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.images.reading import Input, Read, read_input
from resnet_desktop.images.tensor import short_side_for, to_batch, to_input

__all__ = [
    "SUPPORTED_NAMES",
    "SUPPORTED_SUFFIXES",
    "Input",
    "Picture",
    "PictureError",
    "PictureSearch",
    "Preprocessing",
    "Read",
    "UInt8Array",
    "decode",
    "find_pictures",
    "read_input",
    "short_side_for",
    "to_batch",
    "to_input",
]
