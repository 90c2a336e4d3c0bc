"""What all dialogs of sorting have in common: they do, continue and undo, and report."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.jobs import SORTING_LANE, carrying_out, continuing, undoing
from resnet_desktop.desktop.classify.sorting.outcomes import Sorted, Undone
from resnet_desktop.desktop.classify.sorting.report_view import ReportView
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.task_dialog import Ends, TaskDialog, reason

if TYPE_CHECKING:
    from pathlib import Path

    from resnet_desktop.classification.sorting import SortingPlan, Undoable


class SortingDialog(TaskDialog):
    """Carries plans out and takes them back.

    Attributes:
        report: what came of the last work.
    Signals:
        moved: folders were sorted into, or this was undone; pairs of paths: where pictures were, and where they are
            now; none where they were copied.
    """

    moved = Signal(list)

    def __init__(self, title: str, parent: QWidget, tasks: Tasks) -> None:
        super().__init__(title, parent)
        self.resize(880, 580)
        self.report = ReportView()
        self._tasks = tasks
        self._record: Undoable | None = None
        self._target: Path | None = None
        self.add_page(self.report)
        self.report.closing_asked.connect(self.reject)
        self.report.undo_asked.connect(self._undo_reported)
        self.report.continue_asked.connect(self._continue_reported)
        self.report.folder_asked.connect(self._open_folder)

    def carry_out(self, plan: "SortingPlan") -> None:
        """Do what a plan says."""
        self._start(carrying_out(plan), wording.doing(plan.what), self._show_sorted)

    def continue_sorting(self, sorting: "Undoable") -> None:
        """Go on with a sorting that was stopped."""
        self._start(continuing(sorting), wording.doing(sorting.what), self._show_sorted)

    def undo(self, sorting: "Undoable") -> None:
        """Take a sorting back."""
        self._start(undoing(sorting), wording.UNDOING_TASK, self._show_undone)

    def complain(self, page: QWidget, message: MessageLine, error: BaseException) -> None:
        """Go back to a page and say there what went wrong; while the dialog is hidden, say it on the window's page."""
        words = reason(error)
        self.show_page(page)
        message.complain(words, error)
        if not self.isVisible():
            self.complained.emit(words, (("Show", self.show_again),))

    def fail(self, error: BaseException) -> None:
        """Say that nothing was done; subclasses go back to where the work was begun."""
        self.complain(self.report, self.report.message, error)

    def _start(self, job: Callable[[JobControl], Any], title: str, follow: Callable[..., None]) -> None:
        begun_at = self.page
        task = self._tasks.start(job, title=title, lane=SORTING_LANE)

        def fail(error: BaseException) -> None:
            if begun_at is self.report:
                self.complain(self.report, self.report.message, error)
            else:
                self.fail(error)

        self.run(task, "picture", Ends(follow, fail, lambda: self.show_page(begun_at)))

    def _show_sorted(self, made: Sorted) -> None:
        self._record, self._target = made.undoable, made.target
        self.report.show_sorted(made)
        self._show_report(wording.sorted_title(made), made.moves)

    def _show_undone(self, made: Undone) -> None:
        self._record, self._target = made.undoable, made.target
        self.report.show_undone(made)
        self._show_report(wording.undone_title(made), made.moves)

    def _show_report(self, words: str, moves: "tuple[tuple[Path, Path], ...]") -> None:
        self.show_page(self.report, self.report.close_button)
        self.report.close_button.setFocus()
        self.moved.emit(list(moves))
        if not self.isVisible():
            self.noticed.emit(f"{words}.", (("Report", self.show_again),))

    def _undo_reported(self) -> None:
        if self._record is not None:
            self.undo(self._record)

    def _continue_reported(self) -> None:
        if self._record is not None:
            self.continue_sorting(self._record)

    def _open_folder(self) -> None:
        if self._target is not None and not opening.open_path(self._target):
            self.report.message.complain(wording.CANNOT_OPEN.format(self._target))
