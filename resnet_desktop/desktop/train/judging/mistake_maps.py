"""Class maps of a mistake: what speaks for the class that the model says, and what for the true one.

As in `classify.why.explainer`, everything here is called by tasks.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.images import Picture

_SIDE_PX = 384
_OPACITY = 0.6


@dataclass(frozen=True)
class MistakeMaps:
    """A picture, alone and with two maps; all of one size.

    Attributes:
        path: the file.
        plain: the picture.
        predicted: with the map of the class that the model says.
        truth: with the map of the true class.
    """

    path: Path
    plain: QImage
    predicted: QImage | None = None
    truth: QImage | None = None


class MistakeMapMaker:
    """Keeps the run's model from one picture to the next.

    Args:
        classifier: the core's functions.
        explainer: makes maps.
    """

    def __init__(self, classifier: Classifier, explainer: Explainer | None = None) -> None:
        self._classifier = classifier
        self._explainer = explainer or Explainer()
        self._loaded: tuple[str, LoadedModel] | None = None

    def show(self, path: Path) -> MistakeMaps:
        """Read the picture alone.

        Raises:
            PictureError: the file gives no picture.
        """
        return MistakeMaps(path, pixels.to_image(_enlarged(self._classifier.read(path, _SIDE_PX)).pixels))

    def make(self, path: Path, run: str, predicted: int, truth: int, control: Control) -> MistakeMaps:
        """Read the picture and make both maps.

        Args:
            path: the file.
            run: whose model.
            predicted: index of the class that it says.
            truth: index of the true class.
            control: cancellation.
        Raises:
            UserError: the file gives no picture, or there is no such model.
            Cancelled: the caller asked to stop.
        """
        from resnet_desktop.classification.explanation import over  # noqa: PLC0415

        loaded = self._model(run, control)
        picture = _enlarged(self._classifier.read(path, _SIDE_PX))
        maps = self._explainer.class_maps(path, loaded, control)
        images = [pixels.to_image(over(picture, maps.of_class(label), _OPACITY)) for label in (predicted, truth)]
        return MistakeMaps(path, pixels.to_image(picture.pixels), *images)

    def _model(self, run: str, control: Control) -> LoadedModel:
        if self._loaded is None or self._loaded[0] != run:
            self._loaded = run, self._classifier.load_model(run, control)
        return self._loaded[1]


def _enlarged(picture: "Picture") -> "Picture":
    """Bring a picture's long side to one size, so that a map on it is smooth and a large one costs no memory."""
    from dataclasses import replace  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    height, width = picture.pixels.shape[:2]
    scale = _SIDE_PX / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return replace(picture, pixels=np.asarray(Image.fromarray(picture.pixels).resize(size, Image.Resampling.BICUBIC)))
