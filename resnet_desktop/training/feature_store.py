"""Features on disk: what was computed once for a picture is not computed again, whatever set it is in."""

import json
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop import paths

MOST_BYTES = 4_000_000_000
"""All stores together; the ones that were not used for longest make room."""

Float16Array = npt.NDArray[np.float16]


class FeatureStore:
    """The features of one frozen network with one preprocessing: a file for each lot that was computed together.

    float16, which holds them to 0.05 %: bf16 arithmetic is off by ten times that, and the files are half as large.

    Attributes:
        folder: where the files are.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        """Open it, or begin it.

        Args:
            facts: everything that all its features follow from, JSON values.
        """
        identity = sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        self.folder = stores_dir() / identity[:32]
        self._places: dict[bytes, tuple[Path, int]] = {}
        for path in sorted(self.folder.glob("*.safetensors")):
            self._learn(path)

    def __contains__(self, key: bytes) -> bool:
        return key in self._places

    def add(self, keys: Sequence[bytes], features: Float16Array) -> None:
        """Keep features.

        Args:
            keys: 32 bytes for each row.
            features: (n, features) float16.
        Raises:
            OSError: the disk is full, say; what was there stays.
        """
        from safetensors.numpy import save

        path = self.folder / f"{sha256(b''.join(keys)).hexdigest()[:32]}.safetensors"
        table = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, 32)
        paths.write_atomically(path, save({"keys": table, "features": np.ascontiguousarray(features)}))
        for row, key in enumerate(keys):
            self._places[key] = path, row

    def read(self, keys: Sequence[bytes]) -> Float16Array:
        """Give features, (n, features) float16, in the order of their keys.

        Raises:
            KeyError: one is not there.
        """
        from safetensors import safe_open

        wanted: dict[Path, list[tuple[int, int]]] = {}
        for place, key in enumerate(keys):
            path, row = self._places[key]
            wanted.setdefault(path, []).append((place, row))
        found: Float16Array | None = None
        for path, rows in wanted.items():
            with safe_open(path, "numpy") as file:
                lot = file.get_tensor("features")
            if found is None:
                found = np.empty((len(keys), lot.shape[1]), np.float16)
            found[[place for place, _ in rows]] = lot[[row for _, row in rows]]
        return np.empty((0, 0), np.float16) if found is None else found

    def make_room(self) -> None:
        """Say that this store is in use, and remove others that were not for longest while all are too large."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "used").touch()
        stores = sorted(stores_dir().iterdir(), key=_last_use, reverse=True)
        total = 0
        for store in stores:
            total += sum(path.stat().st_size for path in store.glob("*"))
            if total > MOST_BYTES and store != self.folder:
                shutil.rmtree(store, ignore_errors=True)

    def _learn(self, path: Path) -> None:
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, "numpy") as file:
                table = file.get_tensor("keys")
        except (SafetensorError, OSError):
            path.unlink(missing_ok=True)  # damaged: it is computed again
            return
        for row, key in enumerate(table):
            self._places[key.tobytes()] = path, row


def stores_dir() -> Path:
    """Where all stores are."""
    return paths.cache_dir() / "features"


def _last_use(store: Path) -> int:
    used = store / "used"
    return used.stat().st_mtime_ns if used.exists() else 0
