"""The mistakes of which the model was surest, with what to do about them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.corrector import Corrector
from resnet_desktop.desktop.train.judging.judged_grid import JudgedGrid
from resnet_desktop.desktop.train.judging.mistake_card import MistakeCard
from resnet_desktop.desktop.train.judging.mistake_maps import MistakeMapMaker, MistakeMaps
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.training.judgement import JudgedPicture, Judgement

_LANE = "maps of mistakes"
_WIDE_PX = 640


class MistakesView(QWidget):
    """A grid of mistakes and the chosen one beside or below it.

    Attributes:
        grid: the mistakes.
        card: the chosen one.
        again: trains again.
    Signals:
        again_asked: train again with what was changed.
        pictures_asked: paths of pictures to open elsewhere.
    """

    again_asked = Signal()
    pictures_asked = Signal(list)

    def __init__(self, tasks: Tasks, thumbnails: Thumbnails, corrector: Corrector, maps: MistakeMapMaker) -> None:
        super().__init__()
        self._tasks = tasks
        self._corrector = corrector
        self._maker = maps
        self._judgement: Judgement | None = None
        self._run = ""
        self._task: Task | None = None
        self._is_begun = True
        self.grid = JudgedGrid("Most confident mistakes", thumbnails, self._mark)
        self.card = MistakeCard()
        self.changes = ElidedLabel("secondary")
        self.again = Button(wording.AGAIN, "training", "small")
        self.again.setToolTip(wording.AGAIN_TIP)
        self.grid.picture_chosen.connect(self._show_picture)
        self.grid.picture_opened.connect(self._open)
        self.card.relabelled.connect(lambda name: self._change(lambda path: corrector.relabel(path, name)))
        self.card.excluded.connect(lambda: self._change(corrector.exclude))
        self.card.kept.connect(lambda: self._change(corrector.forget))
        self.again.clicked.connect(self.again_asked)
        corrector.changed.connect(self._show_changes)
        corrector.failed.connect(lambda error: self.changes.setText(wording.not_kept(error)))
        self._lay_out()
        self._show_changes()

    def show_judgement(self, judgement: Judgement, run: str, mistakes: Sequence[JudgedPicture]) -> None:
        """Show another one.

        Args:
            judgement: with its pictures.
            run: whose model maps are made with.
            mistakes: of it, the surest first.
        """
        self._judgement, self._run = judgement, run
        self.card.offer_classes(judgement.classes)
        self.grid.show_pictures(judgement, mistakes)
        has_any = bool(self.grid.pictures.pictures)
        self.card.setVisible(has_any)
        self._nothing.setVisible(not has_any)
        self.grid.setVisible(has_any)
        self.card.forget()
        self._is_begun = False
        if self.isVisible():
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Choose the first one, for which the model is asked."""
        super().showEvent(event)
        self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen mistake beside the others where there is room, else above."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE_PX
        self._parts.setDirection(QBoxLayout.Direction.RightToLeft if is_wide else QBoxLayout.Direction.TopToBottom)

    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self.grid.choose(0)

    def _show_picture(self, picture: JudgedPicture) -> None:
        if self._judgement is None:
            return
        self.card.show_picture(self._judgement, picture, self._mark(picture))
        if self._task is not None:
            self._task.cancel()
        path, run, maker = self._judgement.path_of(picture), self._run, self._maker

        def work(control: JobControl) -> MistakeMaps:
            control.hand_over(maker.show(path))
            return maker.make(path, run, picture.predicted, picture.truth, control)

        task = self._tasks.start(work, lane=_LANE)
        self._task = task
        task.received.connect(lambda items: self._take(picture, items[-1]))
        task.succeeded.connect(lambda maps: self._take(picture, maps))
        task.failed.connect(lambda error: self._say(picture, error))

    def _take(self, picture: JudgedPicture, maps: MistakeMaps) -> None:
        if self.grid.chosen == picture:
            self.card.show_maps(maps)

    def _say(self, picture: JudgedPicture, error: BaseException) -> None:
        from resnet_desktop.models.library import UnknownModelError  # noqa: PLC0415  the failed job has loaded it

        if self.grid.chosen == picture:
            is_gone = isinstance(error, UnknownModelError)
            self.card.say(wording.NO_MODEL if is_gone else f"There is no map: {sentence(str(error))}")

    def _mark(self, picture: JudgedPicture) -> str:
        is_changed, name = self._corrector.change_of(picture.path)
        return wording.change_words(name) if is_changed else ""

    def _change(self, act: Callable[[str], None]) -> None:
        chosen = self.grid.chosen
        if chosen is None or self._judgement is None:
            return
        act(chosen.path)
        row = self.grid.currentIndex().row()
        if self._mark(chosen) and row + 1 < len(self.grid.pictures.pictures):
            self.grid.choose(row + 1)
        else:
            self.card.show_picture(self._judgement, chosen, self._mark(chosen))

    def _open(self, picture: JudgedPicture) -> None:
        if self._judgement is not None:
            self.pictures_asked.emit([self._judgement.path_of(picture)])

    def _show_changes(self) -> None:
        words = wording.changes(*self._corrector.changes)
        self.changes.setText(words)
        self.again.setEnabled(bool(words))
        self.grid.viewport().update()

    def _lay_out(self) -> None:
        self._nothing = label(wording.NO_MISTAKES, "quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(12)
        self._parts.addWidget(self.card, 3)
        self._parts.addWidget(self.grid, 4)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.changes, 1)
        foot.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._nothing)
        layout.addLayout(self._parts, 1)
        layout.addLayout(foot)
