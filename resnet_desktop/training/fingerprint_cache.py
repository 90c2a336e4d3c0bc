"""Fingerprints by file identity, so that a folder that was looked at once is not read again."""

import contextlib
import hashlib
import io
import json
import time
import zipfile
from collections.abc import Sequence
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
        self._rows: dict[str, int] = {}
        self._stamps = np.empty((0, 2), np.int64)
        self._looks = np.empty(0, LOOK)
        self._reasons: list[str] = []
        self._new: dict[str, tuple[FileStamp, np.void, str]] = {}
        self._read()

    def find(self, path: str, stamp: FileStamp | None) -> tuple[np.void, str] | None:
        """Give what was known before of a file that is still what it was; None where nothing was.

        Args:
            path: relative to the folder.
            stamp: of the file as it is now.
        """
        row = self._rows.get(path)
        if row is None or stamp is None or tuple(self._stamps[row]) != (stamp.size, stamp.mtime_ns):
            return None
        return self._looks[row], self._reasons[row]

    def keep(self, path: str, stamp: FileStamp | None, look: np.void, reason: str) -> None:
        """Remember what a file gave; not where it may change without that being seen, or where it may be read later."""
        if stamp is not None and stamp.is_settled(time.time()) and (not reason or reason.startswith(_ABOUT_THE_FILE)):
            self._new[path] = (stamp, look, reason)

    def write(self, wanted: Sequence[str]) -> None:
        """Write what is known of the pictures that are still wanted, where that is something new."""
        old = [path for path in wanted if path in self._rows and path not in self._new]
        new = [path for path in wanted if path in self._new]
        if not new and len(old) == len(self._rows):
            return
        rows = [self._rows[path] for path in old]
        kept = [self._new[path] for path in new]
        new_stamps = np.array([(stamp.size, stamp.mtime_ns) for stamp, _, _ in kept], np.int64).reshape(-1, 2)
        content = io.BytesIO()
        np.savez(
            content,
            version=np.array(FINGERPRINT_VERSION),
            paths=_pack(old + new),
            stamps=np.concatenate([self._stamps[rows], new_stamps]),
            looks=np.concatenate([self._looks[rows], np.array([look for _, look, _ in kept], LOOK)]),
            reasons=_pack([self._reasons[row] for row in rows] + [reason for _, _, reason in kept]),
        )
        _try_to_write(self._path, content.getvalue())

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
                stamps, looks = file["stamps"], file["looks"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return
        if stamps.shape == (len(names), 2) and looks.shape == (len(names),) and len(reasons) == len(names):
            self._rows = {name: row for row, name in enumerate(names)}
            self._stamps, self._looks, self._reasons = stamps, looks, reasons


def _digest(looks: np.ndarray) -> str:
    return hashlib.sha256(f"{FINGERPRINT_VERSION} ".encode() + looks.tobytes()).hexdigest()


def _try_to_write(path: Path, content: bytes) -> None:
    with contextlib.suppress(OSError):
        paths.write_atomically(path, content)


def _pack(texts: Sequence[str]) -> np.ndarray:
    return np.frombuffer(_SEPARATOR.join(texts).encode("utf-8", "surrogatepass"), np.uint8)


def _unpack(packed: np.ndarray) -> list[str]:
    return packed.tobytes().decode("utf-8", "surrogatepass").split(_SEPARATOR)
