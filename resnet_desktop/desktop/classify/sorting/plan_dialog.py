"""Sorting into folders, and writing keywords: choices, then a preview, then the work, then a report."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.choices import Sorting
from resnet_desktop.desktop.classify.sorting.jobs import planning
from resnet_desktop.desktop.classify.sorting.keyword_form import KeywordForm
from resnet_desktop.desktop.classify.sorting.plan_preview import PlanPreview
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sort_form import SortForm
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.task_dialog import Ends

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting import SortingPlan


class PlanDialog(SortingDialog):
    """Plans, shows the plan, and does it; see `SortDialog` and `KeywordDialog`.

    Attributes:
        form: what is chosen.
        preview: what would be done.
    Signals:
        folder_chosen: the folder that is sorted into.
    """

    folder_chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget, request: SortRequest, tasks: Tasks) -> None:
        super().__init__(title, parent, tasks)
        self._request = request
        self.preview = PlanPreview()
        self.preview.back_asked.connect(self._choose_anew)
        self.preview.doing_asked.connect(self._do)
        self.add_page(self.preview)
        self.form: SortForm | KeywordForm | None = None
        if not request.usable_scopes:
            self._show_nothing()

    def open_form(self, form: SortForm | KeywordForm) -> None:
        """Begin with choices."""
        self.form = form
        form.plan_asked.connect(self._plan)
        form.closing_asked.connect(self.reject)
        self.add_page(form)
        self._choose_anew()

    def fail(self, error: BaseException) -> None:
        """Go back to the preview: nothing was begun, and what to do about it is said there."""
        self.complain(self.preview, self.preview.message, error)

    def _choose_anew(self) -> None:
        if self.form is not None:
            self.show_page(self.form, self.form.preview)
            self.form.setFocus()

    def _plan(self) -> None:
        form = self.form
        wanted = form.chosen() if form is not None else None
        if form is None or wanted is None:
            return
        form.message.clear()
        if isinstance(wanted, Sorting):
            self.folder_chosen.emit(str(wanted.target))
        job = planning(form.chosen_scope.entries(), wanted, self._request)
        task = self._tasks.start(job, title=wording.PLANNING_TASK)
        failed = lambda error: self.complain(form, form.message, error)  # noqa: E731
        self.run(task, "picture", Ends(self._show_plan, failed, self._choose_anew))

    def _show_plan(self, plan: "SortingPlan") -> None:
        self.preview.show_plan(plan)
        self.show_page(self.preview, self.preview.do if plan.pictures else self.preview.back)
        self.preview.files.setFocus()
        if not self.isVisible():
            self.noticed.emit(f"{wording.plan_title(plan)}.", (("Preview", self.show_again),))

    def _do(self) -> None:
        if self.preview.plan is not None:
            self.carry_out(self.preview.plan)

    def _show_nothing(self) -> None:
        nothing, close = MessageState("folder"), Button("Close", kind="primary")
        nothing.say(wording.NO_PICTURES_TITLE, wording.NO_PICTURES_TEXT)
        nothing.add_button(close)
        close.clicked.connect(self.reject)
        self.add_page(nothing)
        self.show_page(nothing, close)


class SortDialog(PlanDialog):
    """Sorts pictures into folders."""

    def __init__(self, parent: QWidget, request: SortRequest, tasks: Tasks) -> None:
        super().__init__(wording.SORT_TITLE, parent, request, tasks)
        if request.usable_scopes:
            self.open_form(SortForm(request))


class KeywordDialog(PlanDialog):
    """Writes classes as keywords into sidecars."""

    def __init__(self, parent: QWidget, request: SortRequest, tasks: Tasks) -> None:
        super().__init__(wording.KEYWORDS_TITLE, parent, request, tasks)
        if request.usable_scopes:
            self.open_form(KeywordForm(request))
