"""Saves what a layer gave out: its numbers, all its channels, or one of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array

_COLUMNS_FOR = 4 / 3
"""A mosaic is about so much wider than high."""


class MapSaver(QObject):
    """Asks where, then saves on a task.

    Attributes:
        folder: where the last file went; before the first the user's own.
    Signals:
        saved: the file.
        failed: one sentence.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self.folder = Path.home()
        self._tasks, self._window = tasks, window

    def save_numbers(self, maps: LayerMaps, picture: str) -> None:
        """Save the whole layer as NPY.

        Args:
            maps: of the layer.
            picture: the picture's name.
        """
        values = maps.activations.layers[maps.layer.name]
        self._save(wording.file_name(picture, maps.layer.name, ".npy"), "NumPy arrays", partial(_write_npy, values))

    def save_channels(self, maps: LayerMaps, picture: str) -> None:
        """Save all channels as one PNG, as they are sorted and coloured."""
        name = wording.file_name(picture, maps.layer.name, ".png")
        self._save(name, "PNG pictures", partial(_write_mosaic, maps, maps.order, picture))

    def save_channel(self, maps: LayerMaps, channel: int, picture: str) -> None:
        """Save one channel as PNG, as it is coloured."""
        name = wording.file_name(picture, maps.layer.name, ".png", channel)
        self._save(name, "PNG pictures", partial(_write_mosaic, maps, [channel], picture))

    def save_on_picture(
        self, maps: LayerMaps, channel: int, picture: str, pixels: "UInt8Array", opacity: float
    ) -> None:
        """Save one channel over the picture as PNG.

        Args:
            maps: of the layer.
            channel: its number.
            picture: the picture's name.
            pixels: what the network sees.
            opacity: of the map, 0 to 1.
        """
        name = wording.file_name(picture, maps.layer.name, " on picture.png", channel)
        self._save(name, "PNG pictures", partial(_write_on_picture, maps, channel, picture, pixels, opacity))

    def _save(self, name: str, kind: str, write: Callable[[Path], None]) -> None:
        target = picking.choose_new_file(self._window, "Save the maps", self.folder / name, kind)
        if target is None:
            return
        self.folder = target.parent

        def job(_control: JobControl) -> Path:
            write(target)
            return target

        task = self._tasks.start(job)
        task.succeeded.connect(self.saved)
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))


def _write_npy(values: object, target: Path) -> None:
    from resnet_desktop.inspection.saving import save_npy  # noqa: PLC0415  loads NumPy

    save_npy(target, values)  # type: ignore[arg-type]


def _write_mosaic(maps: LayerMaps, numbers: list[int], picture: str, target: Path) -> None:
    from resnet_desktop.inspection.mosaic import mosaic  # noqa: PLC0415  loads NumPy
    from resnet_desktop.inspection.saving import save_png  # noqa: PLC0415

    columns = max(1, round((len(numbers) * _COLUMNS_FOR) ** 0.5))
    made = mosaic(maps.maps, numbers, maps.scale, columns)
    save_png(target, made, *wording.about_saved(maps.layer.name, picture, numbers, maps.scale))


def _write_on_picture(
    maps: LayerMaps, channel: int, picture: str, pixels: "UInt8Array", opacity: float, target: Path
) -> None:
    from resnet_desktop.inspection.mosaic import over_picture, tiles  # noqa: PLC0415  loads NumPy
    from resnet_desktop.inspection.saving import save_png  # noqa: PLC0415

    tile = tiles(maps.maps, [channel], maps.scale)[0]
    made = over_picture(pixels, tile, maps.box(), opacity)
    save_png(target, made, *wording.about_saved(maps.layer.name, picture, [channel], maps.scale))
