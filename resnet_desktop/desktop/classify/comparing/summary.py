"""The numbers of a comparison, beside each other."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label


class Figure(QWidget):
    """One number with what it is and what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = ElidedLabel("secondary")
        self.value = label("", "title")
        self.line = ElidedLabel("secondary")
        self.value.setFont(font(20, is_strong=True, has_even_digits=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.caption, self.value, self.line):
            layout.addWidget(part)

    def say(self, caption: str, value: str, line: str) -> None:
        """Show a number."""
        self.caption.setText(caption)
        self.value.setText(value)
        self.line.setText(line)
        self.setAccessibleName(f"{caption}: {value}, {line}")


class Summary(QWidget):
    """How often the models agree, how often each is right, and what does not count.

    Attributes:
        agreement: how often both say the same.
        first: how often the model in use is right.
        second: how often the other one is.
        remark: what else there is to know.
    """

    def __init__(self) -> None:
        super().__init__()
        self.agreement, self.first, self.second = Figure(), Figure(), Figure()
        self.remark = ElidedLabel("secondary")
        self._folders: QLabel = label(wording.NO_FOLDERS, "secondary")
        self._folders.setWordWrap(True)
        figures = QHBoxLayout()
        figures.setSpacing(32)
        for part in (self.agreement, self.first, self.second):
            figures.addWidget(part, 1)
        figures.addWidget(self._folders, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(figures)
        layout.addWidget(self.remark)

    def show_comparison(self, compared: Compared) -> None:
        """Show the numbers of a comparison."""
        self.agreement.say("Both say the same", *wording.agreement(compared))
        comparison = compared.comparison
        has_truth = comparison.first_accuracy.judged > 0
        for figure, name, accuracy in (
            (self.first, compared.first, comparison.first_accuracy),
            (self.second, compared.second, comparison.second_accuracy),
        ):
            figure.setVisible(has_truth)
            if has_truth:
                figure.say(name, *wording.rightness(accuracy))
        self._folders.setVisible(not has_truth)
        left_out = wording.left_out_line(compared)
        self.remark.setText(left_out)
        self.remark.setVisible(bool(left_out))
