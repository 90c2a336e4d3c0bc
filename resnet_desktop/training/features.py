"""The features of a data set's pictures: from the store where they are there, else computed and kept."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from resnet_desktop.classification.sessions.identity import ANSWER_VERSION
from resnet_desktop.errors import UserError
from resnet_desktop.formatting import count
from resnet_desktop.images import PictureError, Preprocessing, UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.network import Graph
from resnet_desktop.training.dataset import Example
from resnet_desktop.training.feature_keys import feature_keys
from resnet_desktop.training.feature_network import FeatureNetwork, arithmetic, sha256_of
from resnet_desktop.training.feature_notes import note
from resnet_desktop.training.feature_reading import Wanted, read_ahead
from resnet_desktop.training.feature_store import FeatureStore, Float16Array
from resnet_desktop.training.plan import Plan

_PIXELS_KEPT_TOGETHER = 12_000_000
"""What is computed between two writes: what a kill loses is a few seconds."""

_LARGEST = float(np.finfo(np.float16).max)


@dataclass(frozen=True, eq=False)
class Features:
    """What the frozen network says of pictures.

    Attributes:
        values: (pictures, views, features) float16.
        labels: (pictures,) int32, the class of each.
        unreadable: (path, reason) of files that gave no picture; they are left out.
        paths: (pictures,) which ones these are, relative to the data set's folder.
    """

    values: Float16Array
    labels: np.ndarray
    unreadable: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)


class FeatureSource:
    """Gives features, and computes those that nobody computed before.

    Attributes:
        graph: the network.
        preprocessing: how it sees pictures.
    """

    def __init__(
        self, plan: Plan, graph: Graph, weights: Mapping[str, np.ndarray], preprocessing: Preprocessing
    ) -> None:
        """Open the store; the network is made ready when it is needed.

        Args:
            plan: precision, seed and changes of views.
            graph: the network.
            weights: every array before the dense layer, float32.
            preprocessing: how it sees pictures.
        Raises:
            EngineError: OpenVINO is not there.
        """
        self.graph, self.preprocessing = graph, preprocessing
        self._plan, self._weights = plan, weights
        self._store = FeatureStore(
            {
                "answer_version": ANSWER_VERSION,
                "views_version": 1,
                "weights_sha256": sha256_of(weights),
                "network": graph.network.name,
                "preprocessing": preprocessing.to_dict(),
                "precision": arithmetic(plan.precision),
            }
        )
        self._store.make_room()

    @cached_property
    def _network(self) -> FeatureNetwork:
        return FeatureNetwork(self.graph, self._weights, self._plan.precision)

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
            EngineError: OpenVINO refuses or gave up.
            OSError: the disk is full, say.
        """
        keys = feature_keys(folder, examples, views, self._plan, control)
        wanted = [
            (index, [view for view in range(views) if keys[index][view] not in self._store])
            for index in range(len(examples))
        ]
        unreadable = self._compute(folder, examples, [each for each in wanted if each[1]], keys, control, message)
        readable = [index for index in range(len(examples)) if index not in unreadable]
        if examples and not readable:
            raise UserError(f"None of the {count(len(examples))} pictures could be read: {unreadable[0]}")
        note(self._store.folder, self._plan, folder, len(examples), views)
        values = self._store.read([key for index in readable for key in keys[index]])
        return Features(
            values.reshape(len(readable), views, -1) if readable else np.empty((0, views, 0), np.float16),
            np.array([examples[index].label for index in readable], np.int32),
            tuple((examples[index].path, reason) for index, reason in sorted(unreadable.items())),
            tuple(examples[index].path for index in readable),
        )

    def _compute(
        self,
        folder: Path,
        examples: Sequence[Example],
        wanted: list[Wanted],
        keys: list[list[bytes]],
        control: Control,
        message: str,
    ) -> dict[int, str]:
        """Compute views and keep them: reading, computing and writing go on side by side.

        Returns:
            Why pictures cannot be read, by place.
        """
        unreadable: dict[int, str] = {}
        lot = max(1, _PIXELS_KEPT_TOGETHER // self.preprocessing.input_size**2)
        done = len(examples) - len(wanted)
        lot_keys: list[bytes] = []
        parts: list[np.ndarray] = []
        with ThreadPoolExecutor(1) as writer:
            written: Future[None] | None = None

            def keep() -> Future[None] | None:
                if not parts:
                    return written
                self._network.wait()
                if written is not None:
                    written.result()
                rows, kept_keys = np.concatenate(parts), list(lot_keys)
                parts.clear()
                lot_keys.clear()
                return writer.submit(lambda: self._store.add(kept_keys, _as_float16(rows)))

            for piece, outcomes in read_ahead(folder, examples, wanted, self._plan, self.preprocessing, control):
                control.report(Progress(done, len(examples), message))
                control.check()
                made: list[UInt8Array] = []
                for (index, views), outcome in zip(piece, outcomes, strict=True):
                    if isinstance(outcome, PictureError):
                        unreadable[index] = str(outcome)
                    else:
                        made.append(outcome)
                        lot_keys += [keys[index][view] for view in views]
                if made:
                    parts.append(self._network.start(np.concatenate(made)))
                done += len(piece)
                if len(lot_keys) >= lot:
                    written = keep()
            written = keep()
            if written is not None:
                written.result()
        control.report(Progress(len(examples), len(examples), message))
        return unreadable


def _as_float16(values: np.ndarray) -> Float16Array:
    kept: Float16Array = np.clip(values, -_LARGEST, _LARGEST).astype(np.float16)
    return kept
