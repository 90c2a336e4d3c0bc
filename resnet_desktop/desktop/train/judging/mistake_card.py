"""One mistake: the picture with its maps, what was said of it, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.reviewing.class_dialog import ClassDialog
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.mistake_maps import MistakeMaps
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.labels import breakable, label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.training.judgement import JudgedPicture, Judgement

_HEIGHT_PX = 144
_MOST_IN_MENU = 24


class MistakePicture(QWidget):
    """A picture in the middle of its room."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setAccessibleName("The chosen mistake")

    def show_image(self, image: QImage | None) -> None:
        """Show another one; None while it is on its way."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(_HEIGHT_PX, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it, or its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size() if self._image is not None else QSize(1, 1)
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, (self.height() - fitted.height()) / 2, fitted.width(), fitted.height())
        place.moveLeft((self.width() - fitted.width()) / 2)
        corners = QPainterPath()
        corners.addRoundedRect(place, 4, 4)
        painter.fillPath(corners, colour("raised"))
        if self._image is not None:
            painter.setClipPath(corners)
            painter.drawImage(place, self._image)
        painter.end()


class MistakeCard(QWidget):
    """What is known of the chosen mistake.

    Attributes:
        picture: with or without a map.
        maps: which map.
        accept: the model is right.
        other: another class.
        exclude: leave the picture out.
        keep: take the change back.
    Signals:
        relabelled: the name of the class that somebody says it is.
        excluded: it should be left out.
        kept: it should stay as its folder says.
    """

    relabelled = Signal(str)
    excluded = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = MistakePicture()
        self._maps: MistakeMaps | None = None
        self._said = ""
        self._names: Sequence[str] = ()
        self.maps = Segments("Map", wording.MAPS)
        for button, tip in zip(self.maps.buttons, wording.MAP_TIPS, strict=True):
            button.setToolTip(tip)
        self.words = label()
        self.words.setWordWrap(True)
        self.note = label("", "secondary")
        self.note.setWordWrap(True)
        self.accept = Button("", "corrected", "small")
        self._classes = Menu("Another class", self)
        self.other = MenuButton("Another class", self._classes, kind="small")
        self.exclude = Button("Leave out", "cancel", "small")
        self.keep = Button("Undo", "undo", "small")
        self.accept.setToolTip(wording.RELABEL_TIP)
        self.exclude.setToolTip(wording.EXCLUDE_TIP)
        self.maps.chosen.connect(lambda _number: self._show_image())
        self.accept.clicked.connect(lambda: self.relabelled.emit(self._said))
        self.exclude.clicked.connect(self.excluded)
        self.keep.clicked.connect(self.kept)
        self._lay_out()

    def offer_classes(self, names: Sequence[str]) -> None:
        """Offer these classes in the menu."""
        self._names = names
        self._classes.clear()
        for name in names if len(names) <= _MOST_IN_MENU else ():
            action = QAction(name.replace("&", "&&"), self._classes)
            action.triggered.connect(lambda _is_on, name=name: self.relabelled.emit(name))
            self._classes.add(action)
        if len(names) > _MOST_IN_MENU:
            action = QAction(wording.choose_class(len(names)), self._classes)
            action.triggered.connect(lambda _is_on: self._ask_class())
            self._classes.add(action)

    def show_picture(self, judgement: Judgement, picture: JudgedPicture, change: str) -> None:
        """Show a mistake; its pictures come later.

        Args:
            judgement: of which it is.
            picture: the mistake.
            change: what was changed about it; empty for nothing.
        """
        path = judgement.path_of(picture)
        if self._maps is None or self._maps.path != path:
            self.forget()
        self._said = judgement.classes[picture.predicted]
        elided = self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, 140)
        self.accept.setText(wording.it_is(elided).replace("&", "&&"))
        self.words.setText(wording.picture_words(judgement, picture) + (f" {change}." if change else ""))
        self.words.setToolTip(str(path))
        self.picture.setAccessibleDescription(self.words.text())
        self.keep.setEnabled(bool(change))

    def show_maps(self, maps: MistakeMaps) -> None:
        """Show the picture, and its maps where there are any."""
        self._maps = maps
        if maps.predicted is not None:
            self.say("")
        self._offer_maps(maps.predicted is not None)
        self._show_image()

    def forget(self) -> None:
        """Show no picture any more, because what follows may be of another model."""
        self._maps = None
        self.picture.show_image(None)
        self._offer_maps(False)
        self.say("")

    def say(self, words: str) -> None:
        """Say why there is no map; empty for nothing."""
        self.note.setText(breakable(words))

    def _ask_class(self) -> None:
        dialog = ClassDialog(self.window(), 1, (), self._names)
        dialog.class_chosen.connect(self._relabel_as)
        dialog.open()

    def _relabel_as(self, name: str) -> None:
        if name in self._names:
            self.relabelled.emit(name)
        else:
            self.say(wording.NO_SUCH_CLASS)

    def _offer_maps(self, are_there: bool) -> None:
        for button in self.maps.buttons[1:]:
            button.setEnabled(are_there)

    def _show_image(self) -> None:
        maps = self._maps
        if maps is None:
            return
        wanted = (maps.plain, maps.predicted, maps.truth)[self.maps.number]
        self.picture.show_image(wanted if wanted is not None else maps.plain)
        if maps.predicted is not None:
            self.say(wording.MAP_TEXT if self.maps.number else "")

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self.accept, self.other, self.exclude, self.keep)):
            buttons.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.maps, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.words)
        layout.addWidget(self.note)
        layout.addLayout(buttons)
