from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.keys import KEYS
from resnet_desktop.desktop.widgets.key_sheet import KeySheet


def test_no_key_does_two_things() -> None:
    sequences = [sequence for key in KEYS for sequence in key.sequences]
    assert len(set(sequences)) == len(sequences)


def test_every_sequence_is_one_that_qt_understands() -> None:
    for key in KEYS:
        for sequence in key.sequences:
            assert QKeySequence(sequence).toString() == sequence


def test_every_key_with_an_action_has_that_action_in_the_window(make_program: Callable[[], Program]) -> None:
    window = make_program().window
    for key in KEYS:
        for name, sequences in key.actions.items():
            shortcuts = [shortcut.toString() for shortcut in window.actions_by_name[name].shortcuts()]
            assert shortcuts == list(sequences)


def test_the_digits_are_actions_of_their_own() -> None:
    (digits,) = [key for key in KEYS if key.is_numbered]
    assert digits.actions == {f"give_{digit}": (digit,) for digit in "123456789"}


def test_the_sheet_lists_every_key(make_program: Callable[[], Program]) -> None:
    sheet = KeySheet(make_program().window)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {key.does for key in KEYS} <= words
