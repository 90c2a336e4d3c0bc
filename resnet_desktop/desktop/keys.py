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
        is_numbered: each sequence is an action of its own, ``<action>_1`` and so on.
        is_for_list: it holds among the pictures only, because buttons and fields need it for themselves.
        is_for_classify: it holds while the Classify page is open, because it changes what is only seen there.
    """

    does: str
    action: str = ""
    sequences: tuple[str, ...] = ()
    shown: str = ""
    is_numbered: bool = False
    is_for_list: bool = False
    is_for_classify: bool = False

    @property
    def actions(self) -> dict[str, tuple[str, ...]]:
        """The names of its actions, and what each is tied to."""
        if not self.is_numbered:
            return {self.action: self.sequences} if self.action else {}
        return {f"{self.action}_{number}": (each,) for number, each in enumerate(self.sequences, start=1)}


KEYS = (
    Key("Add pictures", "add_files", ("Ctrl+O",)),
    Key("Add a folder", "add_folder", ("Ctrl+Shift+O",)),
    Key("Paste a picture, or files that were copied", "paste", ("Ctrl+V",)),
    Key("Find pictures, or layers", "find", ("Ctrl+F",)),
    Key("Move through the list", shown="← ↑ ↓ →  Page  Home  End"),
    Key("Go to the next name that begins so", shown="letters"),
    Key("Select all pictures in the list", shown="Ctrl+A"),
    Key("Large picture, and back", "enlarge", ("Space",), is_for_list=True),
    Key("Zoom in the large picture, and fit it", shown="+ − 0"),  # noqa: RUF001  the sign that stands on the button
    Key("Show or hide the map of what speaks for the class", "map", ("H",), is_for_classify=True),
    Key(
        "It is this class: the first to ninth of those shown",
        "give",
        tuple("123456789"),
        "1 … 9",
        is_numbered=True,
        is_for_classify=True,
    ),
    Key("Confirm the class of the selected pictures", "confirm", ("Return", "Enter"), "Enter", is_for_list=True),
    Key("Undo what you said about pictures", "undo", ("Ctrl+Z",), is_for_classify=True),
    Key("Do it again", "redo", ("Ctrl+Shift+Z",), is_for_classify=True),
    Key("Take the selected pictures out of the list; the files stay", "remove", ("Del",), is_for_classify=True),
    Key("Export the results", "export", ("Ctrl+E",), is_for_classify=True),
    Key("Cancel what runs on the open page, or close what is open there", "cancel", ("Esc",)),
    Key("Open the Classify page", "page_1", ("Ctrl+1",)),
    Key("Open the Architecture page", "page_2", ("Ctrl+2",)),
    Key("Open the Train page", "page_3", ("Ctrl+3",)),
    Key("Open the Models page", "page_4", ("Ctrl+4",)),
    Key("Full screen", "full_screen", ("F11",)),
    Key("Show these keys", "show_keys", ("?", "F1")),
)
