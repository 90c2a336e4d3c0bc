"""Reads weights on a task, the last part asked for first."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from resnet_desktop.desktop.architecture.inspector.parts import Part
from resnet_desktop.desktop.tasks import AFTER_PAINTING_MS, JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.inspection.weights import LayerWeights
    from resnet_desktop.models import Model


@dataclass(frozen=True)
class SeenWeights:
    """What was read.

    Attributes:
        part: of which part.
        labels: of the model's classes.
        layer: of a layer with weights; None for anything else.
        images: of the filters that read the picture.
        sizes: of a group, for each of its kernels by the layer's name.
    """

    part: Part
    labels: tuple[str, ...]
    layer: "LayerWeights | None" = None
    images: list[QImage] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)


class WeightsReader(QObject):
    """One reading at a time; what was asked for meanwhile comes next, and only the last of it.

    Signals:
        seen: a `SeenWeights`, of what was asked for last.
        failed: one sentence.
    """

    seen = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._is_reading = False
        self._wish: tuple[Part, Model] | None = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_PAINTING_MS)
        self._soon.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether there is something that it still has to tell."""
        return self._is_reading or self._wish is not None

    def read(self, part: Part, model: "Model") -> None:
        """Ask for the weights of a part."""
        self._wish = part, model
        self._soon.start()

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self._wish = None

    def _begin(self) -> None:
        if self._is_reading or self._wish is None:
            return
        wish = part, model = self._wish
        self._is_reading = True
        task = self._tasks.start(lambda _control: _read(_control, part, model))
        task.succeeded.connect(lambda seen: self._tell(wish, seen))
        task.failed.connect(lambda error: self.failed.emit(str(error)))
        task.finished.connect(lambda: self._end(wish))

    def _tell(self, wish: "tuple[Part, Model]", seen: SeenWeights) -> None:
        if wish is self._wish:
            self.seen.emit(seen)

    def _end(self, wish: "tuple[Part, Model]") -> None:
        self._is_reading = False
        if wish is self._wish:
            self._wish = None
        self._begin()


def _read(_control: JobControl, part: Part, model: "Model") -> SeenWeights:
    from resnet_desktop.desktop.pixels import to_image  # noqa: PLC0415
    from resnet_desktop.inspection.weights import kernel_sizes, layer_weights  # noqa: PLC0415  loads NumPy

    if part.layer is None:
        return SeenWeights(part, model.card.labels, sizes=kernel_sizes(part.layers, model.weights))
    layer = layer_weights(part.graph, model.weights, part.name)
    pictures = layer.pictures if layer is not None else None
    # Copies own their pixels: each picture is a few hundred bytes.
    images = [] if pictures is None else [to_image(picture).copy() for picture in pictures]
    return SeenWeights(part, model.card.labels, layer, images)
