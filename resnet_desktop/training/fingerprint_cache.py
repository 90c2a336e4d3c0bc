"""Fingerprints by file identity, so that a folder that was looked at once is not read again."""

import contextlib
import hashlib
import io
import json
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from resnet_desktop import paths
from resnet_desktop.classification.sessions.identity import FileStamp
from resnet_desktop.training.fingerprints import FINGERPRINT_VERSION, LOOK

_SEPARATOR = "\0"
_ABOUT_THE_FILE = ("This ", "The picture ")  # how reasons begin that are in the file; others may be gone the next time


class FingerprintCache:
    """What is known of one folder's pictures. Its file is small: about 230 bytes a picture.

    It never stands in the way: a damaged file counts as none, and one that cannot be written is not.
    """

    def __init__(self, folder: Path) -> None:
        name = hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._path = paths.cache_dir() / "fingerprints" / f"{name}.npz"
        self._groups_path = self._path.with_suffix(".json")
        self._known: dict[str, tuple[FileStamp, np.void, str]] = {}
        self._has_news = False
        self._read()

    def find(self, path: str, stamp: FileStamp | None) -> tuple[np.void, str] | None:
        """Give what is known of a file that is still what it was; None where nothing is.

        Args:
            path: relative to the folder.
            stamp: of the file as it is now.
        """
        known = self._known.get(path)
        return known[1:] if known is not None and known[0] == stamp else None

    def keep(self, path: str, stamp: FileStamp | None, look: np.void, reason: str) -> None:
        """Remember what a file gave; not where it may change without that being seen, or where it may be read later."""
        if stamp is not None and stamp.is_settled(time.time()) and (not reason or reason.startswith(_ABOUT_THE_FILE)):
            self._known[path] = (stamp, look, reason)
            self._has_news = True

    def write(self, wanted: Mapping[str, object]) -> None:
        """Write what is known of the pictures that are still wanted."""
        kept = {path: known for path, known in self._known.items() if path in wanted}
        if not self._has_news and len(kept) == len(self._known):
            return
        stamps = [(stamp.size, stamp.mtime_ns) for stamp, _, _ in kept.values()]
        content = io.BytesIO()
        np.savez(
            content,
            version=np.array(FINGERPRINT_VERSION),
            paths=_pack(list(kept)),
            stamps=np.array(stamps, np.int64).reshape(-1, 2),
            looks=np.array([look for _, look, _ in kept.values()], LOOK),
            reasons=_pack([reason for _, _, reason in kept.values()]),
        )
        _try_to_write(self._path, content.getvalue())
        self._has_news = False

    def find_groups(self, looks: np.ndarray) -> list[list[int]] | None:
        """Give the groups of pictures that are alike, where these very ones were compared before; else None.

        Args:
            looks: (n,) `LOOK`.
        """
        try:
            record = json.loads(self._groups_path.read_text("utf-8"))
            return [list(group) for group in record["groups"]] if record["looks"] == _digest(looks) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_groups(self, looks: np.ndarray, groups: list[list[int]]) -> None:
        """Remember which pictures are alike."""
        _try_to_write(self._groups_path, json.dumps({"looks": _digest(looks), "groups": groups}).encode())

    def _read(self) -> None:
        try:
            with self._path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                if file["version"] != FINGERPRINT_VERSION or file["looks"].dtype != LOOK:
                    return
                names, reasons = _unpack(file["paths"]), _unpack(file["reasons"])
                rows = zip(names, file["stamps"].tolist(), file["looks"], reasons, strict=True)
                self._known = {
                    name: (FileStamp(size, mtime), look, reason) for name, (size, mtime), look, reason in rows
                }
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            self._known = {}


def _digest(looks: np.ndarray) -> str:
    return hashlib.sha256(f"{FINGERPRINT_VERSION} ".encode() + looks.tobytes()).hexdigest()


def _try_to_write(path: Path, content: bytes) -> None:
    with contextlib.suppress(OSError):
        paths.write_atomically(path, content)


def _pack(texts: Sequence[str]) -> np.ndarray:
    return np.frombuffer(_SEPARATOR.join(texts).encode("utf-8", "surrogatepass"), np.uint8)


def _unpack(packed: np.ndarray) -> list[str]:
    return packed.tobytes().decode("utf-8", "surrogatepass").split(_SEPARATOR)
