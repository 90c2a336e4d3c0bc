"""When is a result still true? As long as the file and the model are what they were."""

import hashlib
import json
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from resnet_desktop.images.files import open_regular, system_path
from resnet_desktop.images.reasons import Refusal
from resnet_desktop.models import Card

ANSWER_VERSION = 1
"""To be raised with every change of this program that gives the same file and model other classes or another error:
decoding, resizing, preprocessing, formats. Results of other versions are computed again."""


@dataclass(frozen=True)
class ModelStamp:
    """Which model results are from.

    Attributes:
        name: the model's name.
        weights_sha256: of its weights file, 64 hexadecimal digits.
        identity: 64 hexadecimal digits over everything that changes its results; two models with the same one
            give the same results.
        labels: its classes, in the order of the network's outputs.
    """

    name: str
    weights_sha256: str
    identity: str
    labels: tuple[str, ...]

    @classmethod
    def of(cls, card: Card, precision: str = "") -> "ModelStamp":
        """Make the stamp of a model.

        Args:
            card: the model's.
            precision: what the engine computes in, where results of different precisions are to be kept apart: in the
                cache, but not in a session, which stays when a GPU is given up.
        """
        facts = {
            "answer_version": ANSWER_VERSION,
            "weights_sha256": card.weights_sha256,
            "network": card.network,
            "pool_window": card.pool_window,
            "labels": card.labels,
            "preprocessing": card.preprocessing.to_dict(),
            "temperature": card.temperature,
            "int8_ranges": dict(card.int8_ranges) if precision == "int8" and card.int8_ranges else None,
            "precision": precision,
        }
        identity = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        return cls(card.name, card.weights_sha256, identity, card.labels)


@dataclass(frozen=True)
class FileStamp:
    """What a file was when it was looked at.

    Attributes:
        size: bytes.
        mtime_ns: when it was last written, nanoseconds since 1970.
        content: sha256 of its bytes; empty where nobody asked.
    """

    size: int
    mtime_ns: int
    content: bytes = b""

    @classmethod
    def of(cls, path: Path) -> "FileStamp | None":
        """Look at a file without opening it; None where there is none, or where it is no regular file."""
        try:
            status = system_path(path).stat()
        except (OSError, ValueError):
            return None
        return cls(status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None

    def with_content(self, path: Path) -> "FileStamp":
        """Add what is in the file; without, where it cannot be read."""
        try:
            digest = hashlib.sha256()
            with open_regular(path) as file:
                while part := file.read(1 << 20):
                    digest.update(part)
            return replace(self, content=digest.digest())
        except (Refusal, OSError):
            return self

    def is_settled(self, now: float) -> bool:
        """Whether a later change of the file will show in its time.

        A file that was written just now may be written once more within the same tick of its file system's clock, which
        is 2 s on memory cards. A time in the future was set by hand, and writing would change it.

        Args:
            now: seconds since 1970.
        """
        return abs(now - self.mtime_ns / 1e9) > 2
