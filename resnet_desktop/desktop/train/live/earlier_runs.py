"""The menu that lays earlier runs over the curves."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live.course import Course
from resnet_desktop.desktop.train.live.watched import read_course
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.line_chart_series import GREEN, GREY, ORANGE, PURPLE, Series
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.jobs import Control

INKS = (PURPLE, GREEN, ORANGE, GREY)
"""Of the chosen runs; no more can be told apart beside the run that is shown."""

NO_RUNS = "There are no other runs yet"


def run_names(_control: Control) -> list[str]:
    """Name all runs that have a curve, the newest first: a job."""
    from resnet_desktop import paths  # noqa: PLC0415  looked at only when the menu opens

    plans = sorted(paths.runs_dir().glob("*/plan.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.parent.name for path in plans if (path.parent / "history.jsonl").is_file()]


class EarlierRuns(MenuButton):
    """Chooses up to four runs; each is drawn faintly, by its validation.

    Signals:
        changed: other runs are chosen, or one was read.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("Earlier runs", Menu("Earlier runs"), kind="flat")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip("Lay earlier runs over the curves")
        self._tasks = tasks
        self._shown = ""
        self._names: list[str] = []
        self._courses: dict[str, Course | None] = {}
        self.menu_opened.aboutToShow.connect(self._ask)
        self._fill()

    @property
    def chosen(self) -> list[str]:
        """The names of the chosen runs."""
        return list(self._courses)

    def show_run(self, name: str) -> None:
        """Leave the run that is shown out of the menu."""
        self._shown = name
        self._courses.pop(name, None)
        self._fill()

    def loss(self) -> list[Series]:
        """The validation loss of each chosen run."""
        return [_laid_under(name, ink, course.validation_loss) for name, ink, course in self._read()]

    def accuracy(self) -> list[Series]:
        """The validation accuracy of each chosen run."""
        return [_laid_under(name, ink, course.validation_accuracy) for name, ink, course in self._read()]

    def choose(self, name: str, is_chosen: bool) -> None:
        """Lay a run over the curves, or take it away."""
        if not is_chosen:
            self._courses.pop(name, None)
            self._fill()
            self.changed.emit()
        elif name not in self._courses and len(self._courses) < len(INKS):
            self._courses[name] = None
            self._fill()
            task = self._tasks.start(lambda _control: read_course(name))
            task.succeeded.connect(partial(self._keep, name))
            task.failed.connect(lambda _error: self.choose(name, False))

    def _keep(self, name: str, course: Course) -> None:
        if name in self._courses:
            self._courses[name] = course
            self.changed.emit()

    def _read(self) -> list[tuple[str, str, Course]]:
        pairs = zip(self._courses.items(), INKS, strict=False)
        return [(name, ink, course) for (name, course), ink in pairs if course is not None]

    def _ask(self) -> None:
        self._tasks.start(run_names).succeeded.connect(self._list)

    def _list(self, names: list[str]) -> None:
        if names != self._names:
            self._names = names
            self._fill()

    def _fill(self) -> None:
        menu = self.menu_opened
        menu.clear()
        for name in (each for each in self._names if each != self._shown):
            entry = menu.add(QAction(name, menu, checkable=True))
            entry.setChecked(name in self._courses)
            entry.setEnabled(name in self._courses or len(self._courses) < len(INKS))
            entry.triggered.connect(lambda is_chosen, name=name: self.choose(name, is_chosen))
        if menu.isEmpty():
            menu.add(QAction(NO_RUNS, menu)).setEnabled(False)
        self.setText(f"Earlier runs ({len(self._courses)})" if self._courses else "Earlier runs")


def _laid_under(name: str, ink: str, source: Series) -> Series:
    made = Series(f"{name}, validation", ink, has_dots=True, is_earlier=True)
    made.fill(zip(source.xs, source.ys, strict=True))
    return made
