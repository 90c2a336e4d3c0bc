"""CIFAR-10 on the web."""

from pathlib import Path

from resnet_desktop import downloads
from resnet_desktop.downloads import Source
from resnet_desktop.jobs import Control

CIFAR10 = "cifar10"
"""What a plan names it by."""

CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")

CIFAR10_SOURCE = Source(
    title="CIFAR-10",
    url="https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
    file_name="cifar-10-binary.tar.gz",
    md5="c32a1d4ab5d03f1284b67883e8d87530",
    size=170_052_171,
    room=450_000_000,  # the binary files, and 60,000 small pictures of at least 4 kB on disk each
)


def download(control: Control) -> Path:
    """Fetch the archive unless it is here; see `resnet_desktop.downloads.download`."""
    return downloads.download(control, CIFAR10_SOURCE)


def bytes_here() -> int:
    """How many bytes of the archive are here already; all of them when it is whole."""
    return downloads.bytes_here(CIFAR10_SOURCE)


def forget() -> None:
    """Delete what has come of an unfinished download."""
    downloads.forget(CIFAR10_SOURCE)
