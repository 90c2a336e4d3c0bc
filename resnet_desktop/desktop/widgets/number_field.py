"""A whole number that is typed, or changed by steps; what cannot be is marked, and put right when it is left."""

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolTip, QWidget

from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.formatting import count

_LEAST_WIDTH_PX = 56
_DIGIT_PX = 12
_GAP_PX = 4


class NumberField(QWidget):
    """A number between two buttons; the arrow keys change it too.

    Args:
        name: what it counts, for a screen reader.
        least: the smallest number.
        most: the largest number.
        step: of the buttons and keys.
        unit: stands behind it; empty for none.
    Attributes:
        edit: where it is typed.
    Signals:
        number_changed: the number, when somebody changed it to one that can be used.
    """

    number_changed = Signal(int)

    def __init__(self, name: str, least: int, most: int, *, step: int = 1, unit: str = "") -> None:
        super().__init__()
        self._least, self._most, self._step = least, most, step
        self._number = least
        self.edit = _Edit(self)
        self.edit.setAccessibleName(f"{name}, {unit}" if unit else name)
        self.edit.setFixedWidth(max(_LEAST_WIDTH_PX, _DIGIT_PX * len(str(most))))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setFont(font(13, has_even_digits=True))
        self.edit.setValidator(_Bounds(self, least, most))
        self.edit.textEdited.connect(self._type)
        self.edit.editingFinished.connect(self._settle)
        self.less = Button("", "minus", "flat")
        self.more = Button("", "add", "flat")
        for button, words, direction in ((self.less, "Less", -1), (self.more, "More", 1)):
            button.setAccessibleName(f"{words}: {name}")
            button.setToolTip(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _checked, by=direction: self.move_by(by))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addWidget(self.edit)
        if unit:
            layout.addWidget(label(unit))
        layout.addWidget(self.less)
        layout.addWidget(self.more)
        self._show()

    @property
    def number(self) -> int:
        """The number."""
        return self._number

    def set_number(self, number: int) -> None:
        """Show a number; nobody is told."""
        self._number = min(max(number, self._least), self._most)
        self._show()

    def set_most(self, most: int) -> None:
        """Allow numbers up to another one; a larger one becomes it, and nobody is told."""
        self._most = most
        self.edit.setValidator(_Bounds(self, self._least, most))
        self.set_number(self._number)

    @property
    def hidden_px(self) -> int:
        """The room that its buttons would need while they are hidden."""
        hidden = [button for button in (self.less, self.more) if button.isHidden()]
        return sum(button.sizeHint().width() + _GAP_PX for button in hidden)

    def show_buttons(self, are_shown: bool) -> None:
        """Show the buttons, or leave the steps to the arrow keys."""
        for button in (self.less, self.more):
            button.setHidden(not are_shown)

    def move_by(self, steps: int) -> None:
        """Change it by steps, to the next multiple of one."""
        ahead = self._number + steps * self._step
        wanted = ahead // self._step * self._step if steps > 0 else -(-ahead // self._step) * self._step
        self._take(min(max(wanted, self._least), self._most))
        self._show()

    def _type(self, text: str) -> None:
        is_possible = self.edit.hasAcceptableInput()
        if is_possible:
            self._take(int(text))
        self._mark("" if is_possible else f"A whole number from {count(self._least)} to {count(self._most)}")

    def _settle(self) -> None:
        """Take what the validator made of what was typed."""
        self._take(int(self.edit.text()))
        self._show()

    def _mark(self, problem: str) -> None:
        """Say what is wrong below the field, while somebody types in it; empty for nothing."""
        if problem == self.edit.accessibleDescription():
            return
        self.edit.setAccessibleDescription(problem)
        self.edit.setProperty("state", "bad" if problem else "")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        QToolTip.showText(self.edit.mapToGlobal(QPoint(0, self.edit.height() // 2)), problem, self.edit)

    def _take(self, number: int) -> None:
        if number != self._number:
            self._number = number
            self.number_changed.emit(number)

    def _show(self) -> None:
        self.edit.setText(str(self._number))
        self.less.setEnabled(self._number > self._least)
        self.more.setEnabled(self._number < self._most)
        self._mark("")


class _Bounds(QIntValidator):
    def __init__(self, field: NumberField, least: int, most: int) -> None:
        super().__init__(least, most, field.edit)
        self._field = field
        plain = QLocale.c()
        plain.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
        self.setLocale(plain)

    def fixup(self, text: str) -> str:
        """Give the possible number that is nearest; where none was typed, the one before."""
        try:
            number = int(text)
        except ValueError:
            return str(self._field.number)
        return str(min(max(number, self.bottom()), self.top()))


class _Edit(QLineEdit):
    def __init__(self, field: NumberField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on the arrow keys; what cannot be used is put right before Enter means the dialog's button."""
        match event.key():
            case Qt.Key.Key_Up:
                self._field.move_by(1)
            case Qt.Key.Key_Down:
                self._field.move_by(-1)
            case _:
                super().keyPressEvent(event)
