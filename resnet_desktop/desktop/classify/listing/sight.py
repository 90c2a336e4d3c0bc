"""Asks for the thumbnails of what is seen, and of a page more, and shows those that come."""

from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.cell_view import CellView


def wish_for_sight(view: CellView, pictures: PictureModel, thumbnails: Thumbnails, side: int) -> None:
    """Ask for thumbnails; everything that was asked for before and is not seen any more is dropped.

    Args:
        view: shows the pictures.
        pictures: its model.
        thumbnails: where to ask.
        side: of the thumbnails, px of the window.
    """
    sight = view.rows_in_sight()
    ahead = range(sight.stop, min(pictures.rowCount(), sight.stop + len(sight)))
    entries = pictures.entries([*sight, *ahead])
    scale = view.devicePixelRatioF()
    thumbnails.wish([entry.path for entry in entries if not entry.error], round(side * scale))


def show_latest(view: CellView, pictures: PictureModel, thumbnails: Thumbnails) -> None:
    """Paint the cells whose thumbnails came a moment ago, and no others: painting a page takes some 20 ms.

    Args:
        view: shows the pictures.
        pictures: its model.
        thumbnails: where they came.
    """
    sight = view.rows_in_sight()
    for path in thumbnails.latest:
        row = pictures.index_of(path).row()
        if row in sight:
            view.viewport().update(view.cell_rect(row))
