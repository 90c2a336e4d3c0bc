"""Saves what a layer gave out: its numbers, all its channels, or one of them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.saver import Saver

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array

_COLUMNS_FOR = 4 / 3
"""A mosaic is about so much wider than high."""
_TITLE = "Save the maps"


class MapSaver(Saver):
    """Saves maps as numbers or as pictures."""

    def save_numbers(self, maps: LayerMaps, picture: str) -> None:
        """Save the whole layer as NPY.

        Args:
            maps: of the layer.
            picture: the picture's name.
        """
        values = maps.activations.layers[maps.layer.name]
        self._save(
            _TITLE, wording.file_name(picture, maps.layer.name, ".npy"), "NumPy arrays", partial(_write_npy, values)
        )

    def save_channels(self, maps: LayerMaps, picture: str) -> None:
        """Save all channels as one PNG, as they are sorted and coloured."""
        name = wording.file_name(picture, maps.layer.name, ".png")
        self._save(_TITLE, name, "PNG pictures", partial(_write_mosaic, maps, maps.order, picture))

    def save_channel(self, maps: LayerMaps, channel: int, picture: str) -> None:
        """Save one channel as PNG, as it is coloured."""
        name = wording.file_name(picture, maps.layer.name, ".png", channel)
        self._save(_TITLE, name, "PNG pictures", partial(_write_mosaic, maps, [channel], picture))

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
        self._save(_TITLE, name, "PNG pictures", partial(_write_on_picture, maps, channel, picture, pixels, opacity))


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
