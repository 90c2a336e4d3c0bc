"""The window's keys, declared once: the shortcuts and the sheet that lists them are made from this table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One key, or several that do the same.

    Attributes:
        does: what it does, in a person's words.
        action: name of the window's action; empty where the widget that has the focus does it itself.
        sequences: in Qt's portable spelling.
        shown: how the sheet writes it; empty for the first sequence's usual spelling.
    """

    does: str
    action: str = ""
    sequences: tuple[str, ...] = ()
    shown: str = ""


KEYS = (
    Key("Add pictures", "add_files", ("Ctrl+O",)),
    Key("Add a folder", "add_folder", ("Ctrl+Shift+O",)),
    Key("Paste a picture, or files that were copied", "paste", ("Ctrl+V",)),
    Key("Find pictures", "find", ("Ctrl+F",)),
    Key("Move through the list", shown="↑ ↓"),
    Key("Take the selected pictures out of the list; the files stay", "remove", ("Del",)),
    Key("Select all pictures in the list", shown="Ctrl+A"),
    Key("Cancel what runs, or close what is open", "cancel", ("Esc",)),
    Key("Open the Classify page", "page_1", ("Ctrl+1",)),
    Key("Full screen", "full_screen", ("F11",)),
    Key("Show these keys", "show_keys", ("?", "F1")),
)
