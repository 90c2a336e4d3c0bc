"""What is chosen before an export."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.exporting import wording
from resnet_desktop.desktop.classify.exporting.formats import FORMATS, Format, format_of
from resnet_desktop.desktop.classify.exporting.request import Export, ExportRequest
from resnet_desktop.desktop.classify.scope import proposed
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.form import Form
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.number_field import NumberField
from resnet_desktop.desktop.widgets.segments import Segments

_USUAL_TOP_K = 5


class ExportForm(QWidget):
    """The choices, and what went wrong the last time.

    Attributes:
        scope: which pictures.
        format: of the file.
        top_k: classes for each picture.
        decimal_comma: how numbers are written.
        message: what to know.
        export: goes on to the system's dialog.
        close_button: closes.
    Signals:
        export_asked: somebody wants to say where to.
        closing_asked: somebody wants to close it.
    """

    export_asked = Signal()
    closing_asked = Signal()

    def __init__(self, request: ExportRequest) -> None:
        super().__init__()
        self._scopes = request.usable_scopes
        classes = request.model.card.classes if request.model is not None else 1
        self.scope = Segments("Pictures", [scope.choice for scope in self._scopes] or ["None"])
        self.scope.choose(proposed(self._scopes))
        self.format = Segments("Format", [each.title for each in FORMATS])
        self.format.choose(FORMATS.index(format_of(request.form)))
        self.format.chosen.connect(self._show_format)
        self.top_k = NumberField("Classes for each picture", 1, classes)
        self.top_k.set_number(_USUAL_TOP_K)
        self._ranks_word = label("for each picture", "quiet")
        self.decimal_comma = CheckBox("Commas in numbers (0,5), semicolons between columns")
        self.decimal_comma.setChecked(QLocale.system().decimalPoint() == ",")
        self._description = label("", "secondary")
        self._description.setWordWrap(True)
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._description.setFixedHeight(3 * self._description.fontMetrics().lineSpacing())
        self.message = MessageLine()
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.closing_asked)
        self.export = Button("Export…", "export", "primary")
        self.export.clicked.connect(self.export_asked)
        self._lay_out()
        self._show_format()
        if waiting := wording.waiting_line(request):
            self.message.say(waiting)

    @property
    def chosen_format(self) -> Format:
        """The format that is chosen."""
        return FORMATS[self.format.number]

    def chosen(self, path: Path) -> Export:
        """Give everything that is chosen.

        Args:
            path: where to.
        """
        form = self.chosen_format
        return Export(
            scope=self._scopes[self.scope.number],
            format=form,
            top_k=self.top_k.number,
            has_decimal_comma=form.has_decimal_comma and self.decimal_comma.isChecked(),
            path=path,
        )

    def _lay_out(self) -> None:
        form = Form()
        form.add("Pictures", self.scope)
        form.add("Format", self.format)
        form.addWidget(self._description, form.rowCount(), 1)
        form.add("Classes", self.top_k, self._ranks_word)
        form.add("Numbers", self.decimal_comma)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self.export, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(label("Export", "section"))
        layout.addLayout(form)
        layout.addStretch()
        layout.addLayout(buttons)

    def _show_format(self) -> None:
        form = self.chosen_format
        self._description.setText(form.description)
        self.top_k.setEnabled(form.has_ranks)
        self._ranks_word.setEnabled(form.has_ranks)
        self.decimal_comma.setEnabled(form.has_decimal_comma)
