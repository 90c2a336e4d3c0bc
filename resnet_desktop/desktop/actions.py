"""The window's actions, made from the table of keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.keys import KEYS


def make_actions(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action for each key that has one, and tie the keys that hold everywhere to the window.

    Args:
        window: where those hold.
        handlers: what each action does, by the action's name; all of them.
    """
    made = {}
    for key in KEYS:
        for name, sequences in key.actions.items():
            action = QAction(key.does, window)
            action.setShortcuts([QKeySequence(sequence) for sequence in sequences])
            handler = handlers[name]
            action.triggered.connect(lambda _is_checked, handler=handler: handler())
            if key.is_for_list:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                window.addAction(action)
            made[name] = action
    return made


def tie_to_list(pictures: QWidget, made: Mapping[str, QAction]) -> None:
    """Tie the keys that hold among the pictures only.

    Args:
        pictures: shows pictures; has neither buttons nor fields.
        made: what `make_actions` made.
    """
    for key in KEYS:
        if key.is_for_list:
            pictures.addActions([made[name] for name in key.actions])
