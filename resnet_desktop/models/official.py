"""The weights of 2015 that Keras Applications publishes: where they are, and how they become a model or a base."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.downloads import Source, bytes_here, download, forget
from resnet_desktop.downloads.download import WAITS_S
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.import_card import Origin
from resnet_desktop.models.importing import Imported, check_name, free_name, import_file
from resnet_desktop.models.labels import Labels
from resnet_desktop.models.library import Library

CHECKING_FILE = "Checking the file"
"""The message of progress in bytes while a file's checksum is computed."""

_PLACE = "https://storage.googleapis.com/tensorflow/keras-applications/resnet"
_FILE = "resnet50_weights_tf_dim_ordering_tf_kernels"
_MODEL_ROOM = 110_000_000  # the model in the library, while the downloaded file is still there
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Official:
    """A published file.

    Attributes:
        key: what it is called on the command line.
        name: of the model or base that it becomes.
        title: for the card.
        is_base: whether it has no classes, and so becomes a base.
        source: where it is; its checksum is that in Keras's own list.
    """

    key: str
    name: str
    title: str
    is_base: bool
    source: Source


IMAGENET = Official(
    "imagenet",
    "resnet50-imagenet",
    "ResNet-50, ImageNet",
    is_base=False,
    source=Source(
        title="ResNet-50 for ImageNet",
        url=f"{_PLACE}/{_FILE}.h5",
        file_name=f"{_FILE}.h5",
        md5="2cb95161c43110f7111970584f804107",
        size=102_967_424,
        room=_MODEL_ROOM,
    ),
)

IMAGENET_BASE = Official(
    "imagenet-notop",
    "resnet50-imagenet-notop",
    "ResNet-50, ImageNet, without classes",
    is_base=True,
    source=Source(
        title="ResNet-50 for ImageNet without classes",
        url=f"{_PLACE}/{_FILE}_notop.h5",
        file_name=f"{_FILE}_notop.h5",
        md5="4d473c1dd8becc155b73f8504c6f6626",
        size=94_765_736,
        room=_MODEL_ROOM,
    ),
)

OFFICIAL = (IMAGENET, IMAGENET_BASE)


@dataclass(frozen=True)
class Availability:
    """How much of a published file is here.

    Attributes:
        is_here: whether its model or base is in the library already.
        bytes_here: how much of an unfinished download has come, bytes; 0 where none was begun.
        size: of the whole download, bytes.
    """

    is_here: bool
    bytes_here: int
    size: int


def availability(official: Official, library: Library, bases: Bases) -> Availability:
    """Look how much of a published file is here."""
    names = bases.names() if official.is_base else library.names()
    return Availability(official.name in names, bytes_here(official.source), official.source.size)


def download_official(
    control: Control,
    library: Library,
    bases: Bases,
    official: Official,
    name: str = "",
    waits_s: Sequence[float] = WAITS_S,
) -> Imported:
    """Fetch a published file, check it, and keep it as a model or a base.

    What has come stays when this is cancelled or fails, and the next call goes on from there. The file itself goes
    once it is in the library.

    Args:
        control: progress, first in bytes, then in steps; and cancellation.
        library: gets the model.
        bases: get the base.
        official: which file.
        name: of the new model or base; empty for the usual one.
        waits_s: pauses between attempts that bring nothing.
    Raises:
        NameTakenError: it is here already, or another model has the name.
        DownloadError: it cannot be fetched, or what came is another file.
        ModelError: it cannot be written.
        Cancelled: the caller asked to stop.
    """
    name = name or official.name
    check_name(library, bases, name)
    path = download(control, official.source, waits_s)
    imported = import_file(control, library, bases, path, name, None, _origin(official, digests_of(control, path)[1]))
    path.unlink(missing_ok=True)
    return imported


def import_chosen(
    control: Control, library: Library, bases: Bases, path: Path, name: str = "", labels: Labels | None = None
) -> Imported:
    """Import a file that somebody has; a published one is known by its checksum and gets its name, licence and source.

    The arguments are those of `import_file`.

    Raises:
        NameTakenError: the name is taken; has a free one.
        ModelError: the file is refused, with the reason, or the model cannot be written.
        Cancelled: the caller asked to stop; nothing was written.
    """
    official, sha256 = recognise_official(control, path)
    if official is None:
        return import_file(control, library, bases, path, name, labels)
    name = name or free_name(library, bases, official.name)
    return import_file(control, library, bases, path, name, labels, _origin(official, sha256))


def recognise_official(control: Control, path: Path) -> tuple[Official | None, str]:
    """Tell which published file this is, by its length and checksum.

    Returns:
        The published file, None where it is another one; its sha256, empty then.
    """
    try:
        size = path.stat().st_size
        for official in OFFICIAL:
            if size == official.source.size:
                md5, sha256 = digests_of(control, path)
                if md5 == official.source.md5:
                    return official, sha256
    except OSError:  # whoever reads it next says why
        pass
    return None, ""


def stop_download(official: Official) -> None:
    """Delete what has come of an unfinished download."""
    forget(official.source)


def digests_of(control: Control, path: Path) -> tuple[str, str]:
    """Compute a file's md5 and sha256, in hexadecimal digits."""
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    size, done = path.stat().st_size, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            control.check()
            md5.update(chunk)
            sha256.update(chunk)
            done += len(chunk)
            control.report(Progress(done, size, CHECKING_FILE, is_bytes=True))
    return md5.hexdigest(), sha256.hexdigest()


def _origin(official: Official, sha256: str) -> Origin:
    return Origin(
        official.title,
        "MIT",  # https://keras.io/api/applications: those of ResNet are ported from the ones of the authors
        {
            "source": "Keras Applications, the weights of 2015 by He, Zhang, Ren and Sun",
            "address": official.source.url,
            "data": "ImageNet, 1,281,167 training pictures of the competition of 2012",
            "sha256": sha256,
        },
    )
