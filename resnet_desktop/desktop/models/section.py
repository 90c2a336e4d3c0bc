"""How a part of the page's right side begins: its title, what it is for, and a row of buttons."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import label


def begin_section(part: QWidget, title: str, text: str) -> QVBoxLayout:
    """Lay out a part of the page from its title on.

    Args:
        part: the widget.
        title: its headline.
        text: a sentence or two about what it is for.
    Returns:
        Its layout, for all that follows.
    """
    words = label(text, "secondary")
    words.setWordWrap(True)
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(label(title, "section"))
    layout.addWidget(words)
    return layout


def button_row(*buttons: QWidget) -> QHBoxLayout:
    """Put buttons beside each other, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row
