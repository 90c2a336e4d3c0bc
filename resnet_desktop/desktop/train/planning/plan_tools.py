"""Opens and saves the plan as a file, copies it as a command, and brings it back to its preset."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from resnet_desktop import paths
from resnet_desktop.desktop import picking
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.command import command_for
from resnet_desktop.desktop.train.planning.help_line import HelpLine
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.errors import UserError
from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable


class PlanTools(QWidget):
    """Four buttons and what came of the last one.

    Args:
        state: has the plan and where its data come from.
        name: gives the name of the run.
    Attributes:
        open_button: reads a plan from a file.
        save_button: writes it.
        copy_button: copies the command.
        reset_button: back to the preset.
        said: what came of it.
    Signals:
        plan_read: a plan from a file.
        reset_asked: everything shall go back to the preset.
    """

    plan_read = Signal(object)
    reset_asked = Signal()

    def __init__(self, state: TrainState, name: "Callable[[], str]") -> None:
        super().__init__()
        self._state, self._name = state, name
        self.open_button = Button(wording.OPEN, "folder", "small")
        self.save_button = Button(wording.SAVE, "save", "small")
        self.copy_button = Button(wording.COPY, "copy", "small")
        self.reset_button = Button(wording.RESET_ALL, "undo", "small")
        self.reset_button.setToolTip(wording.RESET_ALL_TIP)
        self.said = HelpLine("")
        self.open_button.clicked.connect(self._choose_to_open)
        self.save_button.clicked.connect(self._choose_to_save)
        self.copy_button.clicked.connect(self._copy)
        self.reset_button.clicked.connect(self.reset_asked)
        state.plan_changed.connect(self.forget_said)
        state.data_changed.connect(self.forget_said)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate((self.open_button, self.save_button, self.copy_button, self.reset_button)):
            grid.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(self.said)

    def open(self, path: Path) -> None:
        """Read a plan from a file; the plan stays where that is none."""
        try:
            plan = Plan.from_json(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or "it is no text"
            self.said.show_problem(f"{path.name} cannot be read: {reason}.")
        except UserError as error:
            self.said.show_problem(f"{path.name} cannot be used. {error}.")
        else:
            self.plan_read.emit(plan)
            self._say(f"{path.name} was read.")  # which holds for the plan that it has become

    def save(self, path: Path) -> None:
        """Write the plan with its data, as `train --plan` reads it."""
        values: dict[str, object] = dict(self._state.data_plan)
        plan = Plan(**{**_values(self._state.plan), **values})  # type: ignore[arg-type]
        try:
            paths.write_atomically(path, plan.to_json().encode())
        except OSError as error:
            self.said.show_problem(f"{path.name} cannot be written: {error.strerror or error}.")
        else:
            self._say(f"{path.name} was saved.")

    def forget_said(self) -> None:
        """Say nothing more of an earlier plan or name."""
        self._say("")

    def _say(self, words: str) -> None:
        self.said.show_problem("")
        self.said.set_text(words)

    def _choose_to_open(self) -> None:
        kinds = f"{wording.PLAN_FILES} (*.json);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(self.window(), wording.OPEN, "", kinds)
        if name:
            self.open(Path(name))

    def _choose_to_save(self) -> None:
        proposed = Path.home() / f"{self._name() or 'plan'}.json"
        if path := picking.choose_new_file(self.window(), wording.SAVE, proposed, wording.PLAN_FILES):
            self.save(path)

    def _copy(self) -> None:
        command = command_for(self._name(), self._state.plan, self._state.data_plan)
        QGuiApplication.clipboard().setText(command)
        self._say(wording.copied_words(self._state.data))


def _values(plan: Plan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}
