"""The chosen picture, large: as it is, or as the network saw it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader, Shown
from resnet_desktop.desktop.classify.why.explainer import Explainer, Seen
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from resnet_desktop.models import Card

_PATIENCE_MS = 150
"""The picture before stays so long while the next one is decoded; usually it is there earlier, and nothing flickers."""


class PictureStage(QWidget):
    """Shows one picture at a time, with the buttons that change how.

    Attributes:
        view: shows it.
        picture: switches to the picture itself.
        network: switches to what the network saw of it.
        crop: draws what the network sees on the picture.
        large: asks for more room.
    Signals:
        described: one line about what is shown.
        reshown: the view shows something new without a map; which part of the picture it is and the side of the square
            that it is shown as, px, or None where it is the whole picture.
        crop_toggled: whether the crop is drawn.
        large_toggled: whether more room is wanted.
    """

    described = Signal(str)
    reshown = Signal(object)
    crop_toggled = Signal(bool)
    large_toggled = Signal(bool)

    def __init__(self, loader: PictureLoader, explainer: Explainer, tasks: Tasks) -> None:
        super().__init__()
        self._loader, self._explainer = loader, explainer
        self._path: Path | None = None
        self._card: Card | None = None
        self._size: tuple[int, int] | None = None
        self._seen = LastWish(tasks, self)
        self.view = PictureView()
        self.picture = self._make_switch(wording.PICTURE_VIEW, "")
        self.network = self._make_switch(wording.NETWORK_VIEW, "")
        self.network.setToolTip(wording.NETWORK_VIEW_TIP)
        self.crop = self._make_switch("", "crop", wording.CROP_TIP)
        self.large = self._make_switch("", "enlarge", wording.LARGE_TIP)
        self._switch = QButtonGroup(self)
        self._switch.addButton(self.picture)
        self._switch.addButton(self.network)
        self.picture.setChecked(True)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._lay_out()
        self._connect()

    def show_path(self, path: Path | None) -> None:
        """Show a picture; None for none."""
        self._path, self._size = path, None
        self._loader.load(path)
        if path is None:
            self._patience.stop()
            self._seen.withdraw()
            self.view.show_words("")
        else:
            if self._size is None:
                self._patience.start()
            self._load_seen()

    def set_card(self, card: "Card | None") -> None:
        """Show what another model sees; None where there is none."""
        if card is not self._card:
            self._card = card
            self._draw_crop()
            if self.network.isChecked():
                self._load_seen()

    def show_network_view(self, is_wanted: bool) -> None:
        """Show what the network saw, or the picture."""
        (self.network if is_wanted else self.picture).setChecked(True)

    def _connect(self) -> None:
        self._loader.loaded.connect(self._show_loaded)
        self._loader.enlarged.connect(self._show_enlarged)
        self._loader.failed.connect(self._show_failure)
        self._seen.granted.connect(self._show_seen)
        self._seen.refused.connect(lambda key, error: self._show_failure(key[0], error))
        self._patience.timeout.connect(lambda: self.view.show_words(""))
        self.view.zoomed_beyond.connect(self._loader.enlarge)
        self.network.toggled.connect(self._change_view)
        self.crop.toggled.connect(self._draw_crop)
        self.crop.toggled.connect(self.crop_toggled)
        self.large.toggled.connect(self.large_toggled)
        self.large.toggled.connect(lambda is_large: None if is_large else self.view.zoom_to_fit())

    def _change_view(self, is_network: bool) -> None:
        self.crop.setEnabled(not is_network)
        if is_network:
            self._load_seen()
        else:
            self._seen.withdraw()
            self._loader.load(self._path)

    def _load_seen(self) -> None:
        path, card, explainer = self._path, self._card, self._explainer
        if not self.network.isChecked() or path is None:
            self._seen.withdraw()
        elif card is None:
            self._show_words(wording.NETWORK_VIEW_NEEDS_MODEL)
        else:
            self._seen.wish((path, id(card)), lambda _control: explainer.network_input(path, card))

    def _show_loaded(self, shown: Shown) -> None:
        if shown.path != self._path:
            return
        self._size = shown.size
        if self.network.isChecked():
            return
        self._patience.stop()
        self.view.show_picture(shown.pyramid, shown.size, shown.path.name)
        self._draw_crop()
        self.described.emit(wording.facts_line(shown.facts))
        self.reshown.emit(None)

    def _show_enlarged(self, shown: Shown) -> None:
        if shown.path == self._path and not self.network.isChecked():
            self.view.replace_pixels(shown.pyramid)

    def _show_seen(self, key: tuple[Path, int], seen: Seen) -> None:
        if key != (self._path, id(self._card)) or not self.network.isChecked():
            return
        self._patience.stop()
        name = f"{wording.NETWORK_VIEW} of {seen.path.name}"
        self.view.show_picture(seen.pyramid, (seen.side, seen.side), name, has_square_pixels=True)
        self.described.emit(wording.seen_line(seen.side, *seen.picture_size))
        self.reshown.emit((seen.box, seen.side))

    def _show_failure(self, path: Path, error: BaseException) -> None:
        if path == self._path:
            self._show_words(wording.sentence(str(error)))

    def _show_words(self, words: str) -> None:
        self._patience.stop()
        self.view.show_words(words)

    def _draw_crop(self) -> None:
        if self.network.isChecked():
            return
        box = None
        if self.crop.isChecked() and self._card is not None and self._size is not None:
            box = self._card.preprocessing.crop_box(*self._size)
        self.view.show_crop(box)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.picture)
        row.addWidget(self.network)
        row.addWidget(self.crop)
        row.addStretch(1)
        row.addWidget(self.large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)

    def _make_switch(self, words: str, icon_name: str, name: str = "") -> Button:
        button = Button(words, icon_name, "flat")
        button.setCheckable(True)
        if name:
            button.setFixedWidth(32)
            button.setToolTip(name)
            button.setAccessibleName(name)
        return button
