"""The part of the page that makes the chosen model faster."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models.faster import wording
from resnet_desktop.desktop.models.pictures_choice import PicturesChoice
from resnet_desktop.desktop.models.section import begin_section, button_row
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.later import Later
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.work_strip import WorkStrip, said_with

if TYPE_CHECKING:
    from resnet_desktop.desktop.models.faster.before_after import BeforeAfter
    from resnet_desktop.quantisation.faster import Faster


class FasterPanel(QWidget):
    """Calibrates, compares and keeps what is worth it.

    Attributes:
        state_line: whether the model computes in int8.
        pictures: what it is calibrated and judged with.
        make: does it.
        off: forgets it.
        strip: what runs.
        message: what went wrong, or why nothing was kept.
        table: before and after; made when there is something to show.
        told: what was measured with.
    Signals:
        changed: the name of a model that computes otherwise from now on.
        answered: the part that answers a click, which may be out of sight.
    """

    changed = Signal(str)
    answered = Signal(object)

    def __init__(self, state: ModelsState, tasks: Tasks) -> None:
        super().__init__()
        self._state, self._tasks = state, tasks
        self._name = ""
        self.state_line = label()
        self.pictures = PicturesChoice(wording.PICTURES, wording.VALIDATION, wording.NOT_TRAINED_HERE)
        self.make = Button(wording.MAKE, "training", "small")
        self.off = Button(wording.OFF, "undo", "small")
        self.off.setToolTip(wording.OFF_TIP)
        self.strip = WorkStrip()
        self.message = MessageLine()
        self.table = Later(_make_table)
        self.told = label("", "secondary")
        for words in (self.state_line, self.told):
            words.setWordWrap(True)
        self._lay_out()
        self.make.clicked.connect(lambda _is_on: self._make())
        self.off.clicked.connect(lambda _is_on: self._forget())
        self.pictures.changed.connect(self._take_pictures)
        state.chosen_changed.connect(self._follow)

    def _follow(self) -> None:
        model = self._state.model
        self.setVisible(model is not None and model.can_classify)
        if model is None or not model.can_classify:
            return
        if model.name != self._name:
            self._name = model.name
            for part in (self.table, self.told, self.message):
                part.hide()
        is_bundled = model.listed.is_bundled
        self.state_line.setText(wording.state_words(has_ranges=model.has_ranges, is_bundled=is_bundled))
        self.make.setText(wording.LOOK if is_bundled else wording.AGAIN if model.has_ranges else wording.MAKE)
        self.pictures.offer_usual(is_there=model.has_training)
        self.off.setVisible(model.has_ranges and not is_bundled)
        self._enable()

    def _enable(self) -> None:
        has_pictures = self.pictures.has_pictures
        self.make.setEnabled(has_pictures and not self.strip.is_busy)
        self.make.setToolTip("" if has_pictures else wording.CHOOSE_TIP)
        self.off.setEnabled(not self.strip.is_busy)

    def _take_pictures(self) -> None:
        self.message.hide()
        self._enable()

    def _make(self) -> None:
        name = self._name
        task = self._tasks.start(_making(name, self.pictures.folder), title=f"Making {name} faster")
        self.message.hide()
        self.strip.follow(task, said_with("picture"))
        task.succeeded.connect(lambda found: self._show(name, found))
        task.failed.connect(lambda error: self._complain(name, error))
        task.finished.connect(self._enable)
        self._enable()
        self.answered.emit(self.strip)

    def _show(self, name: str, found: "Faster") -> None:
        from resnet_desktop.quantisation.wording import sentences  # noqa: PLC0415  loaded by the task

        if found.is_kept:
            self.changed.emit(name)
        self._state.refresh()
        if name != self._name:
            return
        self.table.content.show_sides(found.before, found.after)
        self.told.setText(" ".join(sentences(found)))
        for part in (self.table, self.told):
            part.show()
        self.answered.emit(self.told)

    def _forget(self) -> None:
        name = self._name
        task = self._tasks.start(_forgetting(name), title=f"Forgetting the ranges of {name}")
        task.succeeded.connect(lambda _nothing: self.changed.emit(name))
        task.failed.connect(lambda error: self._complain(name, error))
        task.finished.connect(self._state.refresh)

    def _complain(self, name: str, error: BaseException) -> None:
        if name == self._name:
            self.message.complain(sentence(str(error)), error)
            self.message.show()
            self.answered.emit(self.message)

    def _lay_out(self) -> None:
        layout = begin_section(self, wording.TITLE, wording.TEXT)
        layout.addWidget(self.state_line)
        layout.addWidget(self.pictures)
        layout.addLayout(button_row(self.make, self.off))
        for part in (self.strip, self.message, self.table, self.told):
            layout.addWidget(part)
            part.hide()


def _make_table() -> "BeforeAfter":
    from resnet_desktop.desktop.models.faster.before_after import BeforeAfter  # noqa: PLC0415  loads NumPy

    return BeforeAfter()


def _making(name: str, folder: Path | None) -> "Callable[[JobControl], Faster]":
    def make(control: JobControl) -> "Faster":
        from resnet_desktop.models import default_library  # noqa: PLC0415
        from resnet_desktop.quantisation.faster import make_faster  # noqa: PLC0415
        from resnet_desktop.training.validation_pictures import pictures_for  # noqa: PLC0415

        library = default_library()
        entry = library.entry(name)
        if entry.card is None:
            assert entry.error is not None
            raise entry.error
        pictures, source = pictures_for(entry.card, folder, control)
        return make_faster(library, name, pictures, source, control)

    return make


def _forgetting(name: str) -> Callable[[JobControl], None]:
    def forget(_control: JobControl) -> None:
        from resnet_desktop.models import default_library  # noqa: PLC0415
        from resnet_desktop.quantisation.keeping import keep_ranges  # noqa: PLC0415

        library = default_library()
        entry = library.entry(name)
        if entry.card is not None:
            keep_ranges(library, entry.card, None)

    return forget
