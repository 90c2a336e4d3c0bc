"""The panel's door to the core: what the network saw of a picture, and maps that say why.

As in `classify.classifier`, imports that load NumPy are inside functions, and every function is called by a task; only
`paint` is quick enough for the window's thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.why.side_engine import SideEngine
from resnet_desktop.desktop.widgets.framing import Box
from resnet_desktop.desktop.widgets.pyramid import Pyramid
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.classification.explanation import ClassMaps, Heatmap, OcclusionMaps
    from resnet_desktop.images import Picture
    from resnet_desktop.models import Card

_PAINTED_PX = 320
"""Side of a coloured map; between its pixels the view paints smoothly."""
_SAVED_PX = 1080
"""Short side of a saved picture where the file has so many."""


@dataclass(frozen=True)
class Seen:
    """What the network saw of a picture.

    Attributes:
        path: the file.
        pyramid: the tensor's own pixels, in one size.
        side: of the tensor, px.
        box: which part of the picture it is, upright px of the whole picture.
        picture_size: width and height of the whole upright picture, px.
    """

    path: Path
    pyramid: Pyramid
    side: int
    box: Box
    picture_size: tuple[int, int]


class Explainer:
    """The core's functions as the panel uses them; tests put their own in place of some."""

    def network_input(self, path: Path, card: "Card") -> Seen:
        """Make the tensor that the network gets of a picture, exactly as classifying does.

        Args:
            path: the file.
            card: of the model.
        Raises:
            PictureError: the file gives no picture.
        """
        from resnet_desktop.images import to_input  # noqa: PLC0415

        picture = _decoded(path, card)
        tensor = to_input(picture, card.preprocessing)
        box = card.preprocessing.crop_box(picture.width, picture.height)
        pyramid = Pyramid((pixels.to_image(tensor),))
        return Seen(path, pyramid, len(tensor), box, (picture.width, picture.height))

    def prepare(self, loaded: LoadedModel) -> None:
        """Make the engine ready for maps (0.5 s), so that the first one is as quick as all others."""
        import numpy as np  # noqa: PLC0415

        side = loaded.card.input_size
        SideEngine(loaded.engine, loaded.card).predict(np.zeros((1, side, side, 3), np.uint8))

    def class_maps(self, path: Path, loaded: LoadedModel, control: Control) -> "ClassMaps":
        """Make the class maps of a picture; see `resnet_desktop.classification.explanation.class_maps`."""
        from resnet_desktop.classification.explanation import class_maps, shifts_for  # noqa: PLC0415

        if loaded.model is None:
            raise ValueError(f"{loaded.card.name} was loaded without its weights")
        picture, shifts = _decoded(path, loaded.card), shifts_for(loaded.card)
        engine = SideEngine(loaded.engine, loaded.card)
        return class_maps(picture, engine, loaded.model, shifts=shifts, control=control)

    def occlusion_maps(self, path: Path, loaded: LoadedModel, control: Control) -> "Iterator[OcclusionMaps]":
        """Make occlusion maps of a picture, as far as they are known after each batch; see `occlusion_maps`."""
        from resnet_desktop.classification.explanation import occlusion_maps  # noqa: PLC0415

        picture = _decoded(path, loaded.card)
        return occlusion_maps(picture, SideEngine(loaded.engine, loaded.card), loaded.card, control=control)

    def save(self, target: Path, path: Path, heatmap: "Heatmap", opacity: float, *, is_map_only: bool) -> None:
        """Save a picture with its map as it is shown.

        Args:
            target: the file to make or to replace.
            path: the picture.
            heatmap: a map of it.
            opacity: of the map, 0 to 1.
            is_map_only: without the picture.
        Raises:
            ExplanationError: the file cannot be written; an old one is untouched.
            PictureError: the picture cannot be read any more.
        """
        from resnet_desktop.classification.explanation import save_png  # noqa: PLC0415
        from resnet_desktop.images import decode  # noqa: PLC0415

        save_png(target, decode(path, _SAVED_PX), heatmap, opacity, is_map_only=is_map_only)


def paint(heatmap: "Heatmap") -> QImage:
    """Colour a map: some 2 ms, so that another class is there at once."""
    from resnet_desktop.classification.explanation import to_rgb  # noqa: PLC0415

    return pixels.to_image(to_rgb(heatmap, _PAINTED_PX, _PAINTED_PX))


def sentence_about(key: str, *labels: str) -> str:
    """Tell what a method's maps of certain classes do and do not show; see `explanation.method_text`."""
    from resnet_desktop.classification.explanation import Method, method_text  # noqa: PLC0415

    return method_text(Method(key), *labels).sentence


def scale_colours(heatmap: "Heatmap") -> list[tuple[int, int, int]]:
    """Give the colours of a map's scale, red, green, blue, from its lowest value to its highest."""
    from resnet_desktop.classification.explanation import scale_rgb  # noqa: PLC0415

    return [(int(red), int(green), int(blue)) for red, green, blue in scale_rgb(heatmap.method, 256)]


def _decoded(path: Path, card: "Card") -> "Picture":
    from resnet_desktop.images import decode, short_side_for  # noqa: PLC0415

    return decode(path, short_side_for(card.preprocessing))
