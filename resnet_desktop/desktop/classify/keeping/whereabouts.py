"""Where one was in the list: query, order, threshold, the picture looked at, what was opened last."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.keeping.keeper import Keeper
from resnet_desktop.desktop.classify.keeping.opening import Left
from resnet_desktop.desktop.classify.listing.arranging import Arranging
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.selection import PictureSelection

if TYPE_CHECKING:
    from resnet_desktop.classification.sessions import SessionSettings


class Whereabouts(QObject):
    """Puts the page back to where it was left, and keeps where it is.

    Tiles or table, and how large, are among the window's settings, which are there before its first paint.

    Signals:
        recents_changed: what was opened last.
    """

    recents_changed = Signal()

    def __init__(self, pictures: PictureModel, arranging: Arranging, keeper: Keeper) -> None:
        super().__init__(pictures)
        self._pictures = pictures
        self._arranging = arranging
        self._keeper = keeper
        self._selection: PictureSelection | None = None
        self._left: Left | None = None
        self._settings: SessionSettings | None = None
        self._wanted: Path | None = None
        arranging.changed.connect(self._keep_order)
        pictures.threshold_changed.connect(lambda threshold: self._keep(threshold=threshold))

    @property
    def recents(self) -> tuple[Path, ...]:
        """Folders and files that were opened, the last one first."""
        return self._settings.recents if self._settings is not None else ()

    def follow(self, selection: PictureSelection) -> None:
        """Keep which picture is looked at, and go back to it."""
        self._selection = selection
        selection.picture_chosen.connect(lambda path: self._keep(selected=path))
        selection.picture_chosen.connect(lambda _path: self._drop_wish())
        for shown in (self._pictures.rearranged, self._pictures.rowsInserted):
            shown.connect(lambda *_: self._go_to_wanted())  # after the selection, which was made before

    def look_at(self, path: Path) -> None:
        """Look at a picture as soon as it is shown, unless somebody chooses another one before."""
        self._wanted = path
        self._go_to_wanted()

    def begin(self, left: Left) -> None:
        """Take over how the page was left; where pictures were hidden or sorted, none is shown until all have come."""
        self._left, self._settings = left, left.settings
        if left.settings.threshold is not None:
            self._pictures.set_threshold(left.settings.threshold)
        if self._is_arranged(left.settings) and self._arranging.order.is_usual:
            self._pictures.hide_all()
        self.recents_changed.emit()

    def finish(self) -> None:
        """Show the pictures, now that all have come, as they were shown, unless somebody has asked for other ones."""
        left, self._left = self._left, None
        if left is None:
            return
        settings = left.settings
        self._wanted = self._wanted or settings.selected  # what was opened meanwhile comes first
        if not self._arranging.order.is_usual:
            return
        if self._is_arranged(settings):
            self._arranging.sort_by(settings.sort_key, settings.is_descending)
            self._arranging.set_filter(left.query, settings.query)
        else:
            self._go_to_wanted()

    def remember_opened(self, opened: Sequence[Path]) -> None:
        """Put files and folders at the head of the recents, the last one first."""
        from resnet_desktop.classification.sessions import SessionSettings  # noqa: PLC0415  loads NumPy

        if not opened:
            return
        settings = self._settings = self._settings or SessionSettings()
        for path in opened:
            settings = settings.with_recent(path)
        self._keep(recents=settings.recents)
        self.recents_changed.emit()

    def forget_recents(self) -> None:
        """Empty the list of recents."""
        self._keep(recents=())
        self.recents_changed.emit()

    def _keep_order(self) -> None:
        order = self._arranging.order
        self._keep(query=order.text, sort_key=order.sort_key, is_descending=order.is_descending)

    def _keep(self, **changes: Any) -> None:
        if self._settings is None or self._left is not None:
            return  # what happens by itself while pictures come back is nobody's wish
        settings = replace(self._settings, **changes)
        if settings != self._settings:
            self._settings = settings
            self._keeper.save_settings(settings)

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self._selection is None or self._left is not None:
            return
        wanted = self._wanted
        if self._pictures.index_of(wanted).isValid():
            self._wanted = None
            self._selection.choose(wanted)

    def _drop_wish(self) -> None:
        if self._selection is not None and not self._selection.is_by_itself:
            self._wanted = None

    @staticmethod
    def _is_arranged(settings: "SessionSettings") -> bool:
        return bool(settings.query or settings.sort_key)
