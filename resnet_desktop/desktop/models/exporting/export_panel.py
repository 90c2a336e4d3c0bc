"""The export part of the page: a table of formats, a button, progress, and the certificate of what is chosen."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models.exporting import wording
from resnet_desktop.desktop.models.exporting.format_table import FormatTable
from resnet_desktop.desktop.models.exporting.jobs import exporting, measuring, reading_table
from resnet_desktop.desktop.models.pictures_choice import PicturesChoice
from resnet_desktop.desktop.models.section import begin_section, button_row
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.facts_view import FactsView
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.desktop.widgets.work_strip import WorkStrip, said_with

if TYPE_CHECKING:
    from resnet_desktop.exporting.certificate import Certificate
    from resnet_desktop.exporting.table import Row


class ExportPanel(QWidget):
    """Exports the chosen model.

    Attributes:
        table: the formats.
        pictures: what an export is checked with.
        export: asks where and exports.
        measure: measures every format.
        strip: what runs.
        message: what went wrong.
        certificate: of the chosen format, as it was exported last here.
    Signals:
        exported: a sentence, and the file or folder that was made.
    """

    exported = Signal(str, object)

    def __init__(self, state: ModelsState, tasks: Tasks) -> None:
        super().__init__()
        self._state, self._tasks = state, tasks
        self._name = ""
        self._folder = Path.home()
        self.table = FormatTable()
        self.pictures = PicturesChoice(wording.CHECKED_WITH, wording.SAMPLES)
        self.export = Button("Export…", "export", "small")
        self.measure = Button("Measure all", "retry", "small")
        self.measure.setToolTip(wording.MEASURE_TIP)
        self.strip = WorkStrip()
        self.message = MessageLine()
        self.message.hide()
        self.use = label("", "secondary")
        self.use.setWordWrap(True)
        self.certificate = FactsView()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_format())
        self.export.clicked.connect(lambda _is_on: self._ask_target())
        self.measure.clicked.connect(lambda _is_on: self._measure())
        state.chosen_changed.connect(self._follow)

    @property
    def chosen(self) -> "Row | None":
        """The chosen format; None where there is none."""
        row: Row | None = self.table.chosen
        return row

    def _follow(self) -> None:
        """Show the formats of the chosen model."""
        model = self._state.model
        self.setVisible(model is not None and model.can_classify)
        if model is None or not model.can_classify:
            return
        if model.name != self._name:
            self.message.hide()
        self._name = model.name
        self._read()

    def _read(self) -> None:
        task = self._tasks.start(reading_table(self._name))
        task.succeeded.connect(partial(self._take, self._name))
        task.failed.connect(self._complain)

    def _take(self, name: str, rows: "tuple[Row, ...]") -> None:
        if name != self._name:
            return
        chosen = self.chosen
        self.table.show_records(rows)
        self.table.choose(max(0, self.table.row_named(chosen.format.name)) if chosen is not None else 0)
        self._show_format()

    def _show_format(self) -> None:
        row = self.chosen
        if row is None:
            return
        self.use.setText(f"{row.format.title}: {row.format.use}.")
        self.export.setText(wording.export_button(row.format.title))
        self._enable()
        self.certificate.setVisible(row.certificate is not None)
        if row.certificate is not None:
            self.certificate.show_facts(wording.certificate_facts(row.certificate))

    def _enable(self) -> None:
        row = self.chosen
        self.export.setEnabled(row is not None and not row.problem and not self.strip.is_busy)
        self.export.setToolTip("" if row is None else row.problem)
        self.measure.setEnabled(not self.strip.is_busy)

    def _ask_target(self) -> None:
        row = self.chosen
        if row is None:
            return
        chosen = row.format
        proposed = self._folder / f"{self._name}{chosen.suffix}"
        title = f"Export “{self._name}” as {chosen.title}"
        target = picking.choose_new_file(self.window(), title, proposed, wording.kind_of(chosen))
        if target is not None:
            self._folder = target.parent
            self._export(chosen.name, target, overwrite=target.exists())

    def _export(self, format_name: str, target: Path, *, overwrite: bool) -> None:
        job = exporting(self._name, format_name, target, self.pictures.folder, overwrite=overwrite)
        task = self._tasks.start(job, title=f"Exporting {self._name}")
        self._begin(task)
        task.succeeded.connect(lambda certificate: self._tell(certificate, target))
        task.failed.connect(lambda error: self._fail(error, format_name, target))

    def _measure(self) -> None:
        task = self._tasks.start(
            measuring(self._name, self.pictures.folder), title=f"Measuring exports of {self._name}"
        )
        self._begin(task)
        task.succeeded.connect(partial(self._take, self._name))
        task.failed.connect(self._complain)

    def _begin(self, task: Task) -> None:
        self.message.hide()
        self.strip.follow(task, said_with("step"))
        task.finished.connect(self._end)
        self._enable()

    def _end(self) -> None:
        self._enable()
        self._read()

    def _tell(self, certificate: "Certificate", target: Path) -> None:
        row = next(row for row in self.table.rows.records if row.format.name == certificate.format)
        self.exported.emit(wording.exported(row.format.title, target.name), target)

    def _fail(self, error: BaseException, format_name: str, target: Path) -> None:
        from resnet_desktop.exporting.errors import ExistsError  # noqa: PLC0415  after an export was tried

        if not isinstance(error, ExistsError):
            self._complain(error)
            return
        question = Question("Replace what is there?", sentence(str(error)), "Replace", self.window())
        question.accepted.connect(lambda: self._export(format_name, target, overwrite=True))
        question.open()

    def _complain(self, error: BaseException) -> None:
        self.message.complain(sentence(str(error)), error)
        self.message.show()

    def _lay_out(self) -> None:
        layout = begin_section(self, wording.TITLE, wording.TEXT)
        layout.addWidget(self.table)
        layout.addWidget(self.use)
        layout.addWidget(self.pictures)
        layout.addLayout(button_row(self.export, self.measure))
        layout.addWidget(self.strip)
        layout.addWidget(self.message)
        layout.addWidget(self.certificate)
