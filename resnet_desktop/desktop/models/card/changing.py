"""What is done to the chosen model: use, rename, duplicate, verify, reveal, delete."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.card.classes_dialog import ClassesDialog
from resnet_desktop.desktop.models.card.model_card import ModelCard
from resnet_desktop.desktop.models.card.name_dialog import NameDialog
from resnet_desktop.desktop.models.reading import ShownModel
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.widgets.question import Question

if TYPE_CHECKING:
    from resnet_desktop.models.library import Report

LANE = "library"
"""Whatever changes the library runs in this lane, one after another."""


class Changing(QObject):
    """Ties a card's buttons to the library; each change is a task.

    Signals:
        done: one sentence about what was done.
        failed: one sentence about what went wrong.
        renamed: the old and the new name of a model.
        deleted: the name of a model that is gone.
    """

    done = Signal(str)
    failed = Signal(str)
    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, card: ModelCard, state: ModelsState, current: CurrentModel, tasks: Tasks) -> None:
        super().__init__(card)
        self._card, self._state, self._current, self._tasks = card, state, current, tasks
        card.rename.triggered.connect(lambda _is_on: self._ask_name("Rename", self._rename))
        card.duplicate.triggered.connect(lambda _is_on: self._ask_name("Duplicate", self._duplicate))
        card.verify.triggered.connect(lambda _is_on: self._verify())
        card.reveal.triggered.connect(lambda _is_on: self._reveal())
        card.delete.triggered.connect(lambda _is_on: self._ask_delete())
        card.classes.clicked.connect(lambda _is_on: self._show_classes())
        card.note.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
        card.note.kept.connect(lambda _name, _text: state.refresh())

    def _ask_name(self, doing: str, act: Callable[[str, str], None]) -> None:
        name = self._state.chosen
        names = [model.name for model in self._state.models or ()]
        proposed = name if doing == "Rename" else wording.proposed_copy(name, names)
        taken = [each for each in names if doing != "Rename" or each != name]
        dialog = NameDialog(f"{doing} “{name}”", doing, proposed, taken, self._card.window())
        dialog.named.connect(lambda new_name: act(name, new_name))
        dialog.open()

    def _rename(self, name: str, new_name: str) -> None:
        if new_name == name:
            return

        def rename(_control: JobControl) -> None:
            from resnet_desktop.models import default_library  # noqa: PLC0415
            from resnet_desktop.models.changes import rename as rename_model  # noqa: PLC0415

            rename_model(default_library(), name, new_name)

        def tell(_nothing: object) -> None:
            self.renamed.emit(name, new_name)
            self._tell(f"“{name}” is “{new_name}” now.", new_name)

        self._start(rename, f"Renaming {name}", tell)

    def _duplicate(self, name: str, new_name: str) -> None:
        def duplicate(_control: JobControl) -> None:
            from resnet_desktop.models import default_library  # noqa: PLC0415
            from resnet_desktop.models.changes import duplicate as duplicate_model  # noqa: PLC0415

            duplicate_model(default_library(), name, new_name)

        words = f"“{new_name}” is a copy of “{name}”."
        self._start(duplicate, f"Duplicating {name}", lambda _nothing: self._tell(words, new_name))

    def _verify(self) -> None:
        model = self._state.model
        if model is None:
            return

        def verify(_control: JobControl) -> "Report":
            from resnet_desktop.models import default_library  # noqa: PLC0415

            return default_library().verify(model.name)

        def tell(report: "Report") -> None:
            if report.error is None:
                self._tell(wording.sound(model.name, len(report.passed)), "")
            else:
                self._state.mark_damaged(model.name, str(report.error))
                self.failed.emit(wording.damaged(model))

        self._start(verify, f"Verifying {model.name}", tell)

    def _reveal(self) -> None:
        model = self._state.model
        if model is not None and not opening.open_path(model.folder):
            self.failed.emit(wording.NO_FILE_MANAGER.format(model.folder))

    def _ask_delete(self) -> None:
        model = self._state.model
        if model is None:
            return
        text = wording.delete_text(model, is_current=model.name == self._current.name)
        question = Question(wording.delete_title(model), text, "Delete", self._card.window())
        question.accepted.connect(lambda: self._delete(model))
        question.open()

    def _delete(self, model: ShownModel) -> None:
        self._card.note.show_note(None, "")
        name = model.name

        def delete(_control: JobControl) -> int:
            from resnet_desktop.models import default_library  # noqa: PLC0415
            from resnet_desktop.models.bases import default_bases  # noqa: PLC0415

            return default_bases().remove(name) if model.is_base else default_library().remove(name)

        def tell(freed: int) -> None:
            self.deleted.emit(name)
            self._tell(wording.deleted(name, freed), "")

        self._start(delete, f"Deleting {name}", tell)

    def _show_classes(self) -> None:
        model = self._state.model
        if model is not None:
            dialog = ClassesDialog(f"Classes of “{model.listed.title}”", model.labels, self._card.window())
            dialog.open()

    def _start(self, job: Callable[[JobControl], Any], title: str, tell: Callable[[Any], None]) -> None:
        task = self._tasks.start(job, title=title, lane=LANE)
        task.succeeded.connect(tell)
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
        task.finished.connect(self._state.refresh)

    def _tell(self, words: str, choose: str) -> None:
        if choose:
            self._state.chosen = choose
        self.done.emit(words)
