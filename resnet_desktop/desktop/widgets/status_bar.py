"""The line at the foot of the window: the model, where it runs, how fast, what trains, and what is being done."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.model_list import ReadModels, read_models
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.model_button import ModelButton
from resnet_desktop.desktop.widgets.task_popup import TaskPopup, show_progress
from resnet_desktop.desktop.widgets.training_sign import TrainingSign
from resnet_desktop.formatting import plural

HEIGHT_PX = 32


class StatusBar(QFrame):
    """Shows the current model, what trains, and the running tasks.

    Attributes:
        model: the model in use; opens the menu of the others.
        training: what trains; leads to it.
    """

    def __init__(self, current: CurrentModel, tasks: Tasks, read: ReadModels = read_models) -> None:
        super().__init__()
        self.setProperty("part", "status")
        self.setFixedHeight(HEIGHT_PX)
        self._current = current
        self._tasks = tasks
        self._newest: Task | None = None
        self.model = ModelButton(current, tasks, read)
        self._device_icon = QLabel()
        self._device = label("", "secondary")
        self._rate = label("", "secondary")
        for words, name in ((self._device, "Device and precision"), (self._rate, "Speed")):
            words.setAccessibleName(name)
            words.setFont(font(12, has_even_digits=True))
        self.training = TrainingSign()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName("Progress of the newest task")
        self._button = Button("", "tasks", "flat")
        self._button.clicked.connect(self._open_tasks)
        self._popup = TaskPopup(tasks, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(4)
        layout.addWidget(self.model)
        layout.addSpacing(12)
        layout.addWidget(self._device_icon)
        layout.addWidget(self._device)
        layout.addSpacing(16)
        layout.addWidget(self._rate)
        layout.addStretch()
        layout.addWidget(self.training)
        layout.addSpacing(8)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(4)
        layout.addWidget(self._button)
        current.changed.connect(self._show_model)
        tasks.changed.connect(self._show_tasks)
        self._show_model()
        self._show_tasks()

    def show_rate(self, rate: str) -> None:
        """Show how fast pictures are classified; empty while none are."""
        self._rate.setText(rate)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _show_model(self) -> None:
        loaded = self._current.loaded
        if loaded is not None:
            self._device.setText(loaded.summary)
            self._device.setToolTip(f"{loaded.engine.name} on the {loaded.engine.device}")
        self._device.setVisible(loaded is not None)
        self._device_icon.setVisible(loaded is not None)
        self._tint()

    def _tint(self) -> None:
        self._device_icon.setPixmap(icons.pixmap("device", colour("text2"), 16, self.devicePixelRatioF()))

    def _show_tasks(self) -> None:
        listed = self._tasks.listed
        self._button.setVisible(bool(listed))
        self._bar.setVisible(bool(listed))
        if listed:
            newest = listed[-1]
            if newest is not self._newest:
                newest.progressed.connect(self._show_progress)
            self._button.setText(newest.title if len(listed) == 1 else plural(len(listed), "task"))
            self._button.setAccessibleName("Running tasks")
            self._show_progress()
        self._newest = listed[-1] if listed else None

    def _show_progress(self) -> None:
        if listed := self._tasks.listed:
            show_progress(self._bar, listed[-1])

    def _open_tasks(self) -> None:
        self._popup.open_above(self._button)
