"""The states of pictures that can be asked for by a toggle, declared once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Toggle:
    """One state.

    Attributes:
        term: the query's word for it.
        word: the toggle's.
        icon_name: of its icon.
        ink: the theme's name for the icon's colour.
        meaning: which pictures it finds, behind "Show only pictures".
        excludes: terms that no picture fulfils together with it; they give way to it.
        needs_folders: it makes sense only where folders are named after classes.
    """

    term: str
    word: str
    icon_name: str
    ink: str
    meaning: str
    excludes: tuple[str, ...] = ()
    needs_folders: bool = False


TOGGLES = (
    Toggle(
        "unsure",
        "Unsure",
        "unsure",
        "warn",
        "with a confidence below the threshold, about which you have not said anything",
        ("error", "corrected"),
    ),
    Toggle("error", "Errors", "unreadable", "bad", "that could not be read", ("unsure", "right", "wrong")),
    Toggle("corrected", "Corrected", "corrected", "accent", "where you said otherwise than the network", ("unsure",)),
    Toggle(
        "right", "Right", "right", "good", "where the network says what the folder is called", ("wrong", "error"), True
    ),
    Toggle("wrong", "Wrong", "wrong", "bad", "where the folder is called like another class", ("right", "error"), True),
)
