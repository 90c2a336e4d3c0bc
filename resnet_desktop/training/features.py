"""The features of a data set's pictures: from the store where they are there, else computed and kept."""

import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from resnet_desktop.classification.sessions.identity import ANSWER_VERSION, FileStamp
from resnet_desktop.errors import UserError
from resnet_desktop.formatting import count
from resnet_desktop.images import PictureError, Preprocessing, UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.network import Graph
from resnet_desktop.training.dataset import Example
from resnet_desktop.training.feature_network import FeatureNetwork, sha256_of
from resnet_desktop.training.feature_store import FeatureStore, Float16Array
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.views import read_views, view_facts

_LOT = 256
"""Views that are computed and kept together: what a kill loses is a second or two."""

_LARGEST = float(np.finfo(np.float16).max)


@dataclass(frozen=True, eq=False)
class Features:
    """What the frozen network says of pictures.

    Attributes:
        values: (pictures, views, features) float16.
        labels: (pictures,) int32, the class of each.
        unreadable: (path, reason) of files that gave no picture; they are left out.
    """

    values: Float16Array
    labels: np.ndarray
    unreadable: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.labels)


class FeatureSource:
    """Gives features, and computes those that nobody computed before."""

    def __init__(
        self, plan: Plan, graph: Graph, weights: Mapping[str, np.ndarray], preprocessing: Preprocessing
    ) -> None:
        """Make the network ready.

        Args:
            plan: precision, seed and changes of views.
            graph: the network.
            weights: every array before the dense layer, float32.
            preprocessing: how it sees pictures.
        Raises:
            EngineError: OpenVINO is not there or refuses.
        """
        self._plan = plan
        self._preprocessing = preprocessing
        self._network = FeatureNetwork(graph, weights, plan.precision)
        self._store = FeatureStore(
            {
                "answer_version": ANSWER_VERSION,
                "weights_sha256": sha256_of(weights),
                "network": graph.network.name,
                "preprocessing": preprocessing.to_dict(),
                "precision": self._network.precision,
            }
        )
        self._store.make_room()

    def features(
        self, folder: Path, examples: Sequence[Example], views: int, control: Control, message: str
    ) -> Features:
        """Give the features of labelled pictures.

        Args:
            folder: where the pictures are.
            examples: paths relative to it, and classes.
            views: how many of each; the first is the picture as it is.
            control: progress and cancellation; it stops within a batch, and what is kept by then stays.
            message: what is being done, for the progress.
        Raises:
            UserError: not one picture can be read.
            Cancelled: the caller asked to stop.
            EngineError: OpenVINO gave up.
            OSError: the disk is full, say.
        """
        keys = self._keys(folder, examples, views, control)
        missing = [
            (index, [view for view in range(views) if keys[index][view] not in self._store])
            for index in range(len(examples))
        ]
        lots = _lots([(index, wanted) for index, wanted in missing if wanted])
        unreadable: dict[int, str] = {}
        done = len(examples) - sum(len(lot) for lot in lots)
        with ThreadPoolExecutor() as readers, ThreadPoolExecutor(1) as ahead:

            def read(lot: list[tuple[int, list[int]]]) -> list[UInt8Array | PictureError]:
                def one(item: tuple[int, list[int]]) -> UInt8Array | PictureError:
                    try:
                        return read_views(folder, examples[item[0]].path, item[1], self._plan, self._preprocessing)
                    except PictureError as error:
                        return error

                return list(readers.map(one, lot))

            upcoming = ahead.submit(read, lots[0]) if lots else None
            for number, lot in enumerate(lots):
                control.report(Progress(done, len(examples), message))
                assert upcoming is not None
                outcomes = upcoming.result()
                if number + 1 < len(lots):
                    upcoming = ahead.submit(read, lots[number + 1])
                made: list[UInt8Array] = []
                made_keys: list[bytes] = []
                for (index, wanted), outcome in zip(lot, outcomes, strict=True):
                    if isinstance(outcome, PictureError):
                        unreadable[index] = str(outcome)
                    else:
                        made.append(outcome)
                        made_keys += [keys[index][view] for view in wanted]
                if made:
                    self._store.add(made_keys, self._compute(np.concatenate(made), control))
                done += len(lot)
        control.report(Progress(len(examples), len(examples), message))
        readable = [index for index in range(len(examples)) if index not in unreadable]
        if examples and not readable:
            raise UserError(f"None of the {count(len(examples))} pictures could be read: {unreadable[0]}")
        values = self._store.read([key for index in readable for key in keys[index]])
        return Features(
            values.reshape(len(readable), views, -1) if readable else np.empty((0, views, 0), np.float16),
            np.array([examples[index].label for index in readable], np.int32),
            tuple((examples[index].path, reason) for index, reason in sorted(unreadable.items())),
        )

    def _compute(self, batch: UInt8Array, control: Control) -> Float16Array:
        size = self._network.batch
        parts = []
        for start in range(0, len(batch), size):
            control.check()
            values = self._network.features(batch[start : start + size])
            parts.append(np.clip(values, -_LARGEST, _LARGEST).astype(np.float16))
        return np.concatenate(parts)

    def _keys(self, folder: Path, examples: Sequence[Example], views: int, control: Control) -> list[list[bytes]]:
        """32 bytes for each view of each picture: what the file is, and what is done to it."""
        now = time.time()
        keys = []
        for done, example in enumerate(examples):
            if done % 1000 == 0:
                control.check()
            path = folder / example.path
            stamp = FileStamp.of(path)
            if stamp is not None and not stamp.is_settled(now):
                stamp = stamp.with_content(path)
            file = [str(path), None if stamp is None else [stamp.size, stamp.mtime_ns, stamp.content.hex()]]
            keys.append(
                [
                    sha256(json.dumps([file, view_facts(self._plan, example.path, view)]).encode()).digest()
                    for view in range(views)
                ]
            )
        return keys


def _lots(missing: list[tuple[int, list[int]]]) -> list[list[tuple[int, list[int]]]]:
    """Divide pictures into lots of about as many views."""
    lots: list[list[tuple[int, list[int]]]] = []
    room = 0
    for item in missing:
        if room <= 0:
            lots.append([])
            room = _LOT
        lots[-1].append(item)
        room -= len(item[1])
    return lots
