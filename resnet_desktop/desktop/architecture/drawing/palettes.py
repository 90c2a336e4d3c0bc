"""The drawing's colours in the window's theme."""

from resnet_desktop.desktop.theme import derived, tokens
from resnet_desktop.network.drawing.palette import Palette


def window_palette() -> Palette:
    """Take the colours from the theme that is shown now."""
    table = derived(tokens())
    return Palette(
        ground=table["surface"],
        surface=table["surface"],
        frame=table["window"],
        line=table["line_strong"],
        text=table["text"],
        text2=table["text2"],
    )
