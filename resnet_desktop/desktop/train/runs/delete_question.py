"""The question before a run is deleted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.train.runs import wording
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.training.past_runs import PastRun

_BEFORE_BUTTONS = 2


class DeleteQuestion(Question):
    """Asks whether to go on, and whether the run's model goes too.

    Attributes:
        with_model: the model goes; not there for a run without one.
    """

    def __init__(self, run: PastRun, parent: QWidget) -> None:
        super().__init__(wording.delete_title(run), wording.delete_text(run), "Delete", parent)
        self.with_model = CheckBox(wording.delete_model(run))
        self.with_model.setVisible(bool(run.model_size))
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(_BEFORE_BUTTONS, self.with_model)
