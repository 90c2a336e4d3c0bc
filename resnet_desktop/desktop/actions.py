"""The window's actions, made from the table of keys."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.keys import KEYS


def make_actions(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action for each key that has one, and tie its keys to the window.

    Args:
        window: where the keys hold.
        handlers: what each action does, by the action's name; all of them.
    """
    made = {}
    for key in KEYS:
        if not key.action:
            continue
        action = QAction(key.does, window)
        action.setShortcuts([QKeySequence(sequence) for sequence in key.sequences])
        handler = handlers[key.action]
        action.triggered.connect(lambda _is_checked, handler=handler: handler())
        window.addAction(action)
        made[key.action] = action
    return made
