"""What the program is called wherever a system asks: one place for packages, bundles and installers."""

import re

from checkout import ROOT

PROGRAM = "resnet-desktop"
"""The command, and the name of its files."""
NAME = "ResNet Desktop"
"""What people read."""
IDENTIFIER = "io.github.resnetdesktop.ResNetDesktop"
"""In the form of a reversed domain, for AppStream and macOS."""
AUTHORS = "The ResNet Desktop authors"
SUMMARY = "Classify pictures, look inside the network, fine-tune it"
MODEL_SUFFIX = ".resnet"
MODEL_TYPE = "application/x-resnet-desktop-model"
PICTURE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/bmp",
    "image/gif",
    "image/tiff",
    "image/avif",
    "image/heic",
    "image/heif",
)
"""MIME types of the pictures that the program reads."""


def version() -> str:
    """Read the program's version without importing it."""
    text = (ROOT / "resnet_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("resnet_desktop/__init__.py names no version")
    return found[1]
