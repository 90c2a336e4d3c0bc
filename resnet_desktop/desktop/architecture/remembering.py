"""How the Architecture page looks between two starts: put back when it is made, kept whenever it changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from resnet_desktop.desktop.settings import (
    ARCHITECTURE_PANEL,
    ARCHITECTURE_SPLIT,
    ARCHITECTURE_VIEW,
    Setting,
    Settings,
    Value,
)

if TYPE_CHECKING:
    from resnet_desktop.desktop.architecture.page import ArchitecturePage


def restore(page: "ArchitecturePage", settings: Settings) -> None:
    """Make the page look as it did."""
    page.listing.show_view(settings.text(ARCHITECTURE_VIEW))
    page.show_panel(ARCHITECTURE_PANEL.choices.index(settings.text(ARCHITECTURE_PANEL)))
    widths = settings.numbers(ARCHITECTURE_SPLIT)
    if len(widths) == page.splitter.count():
        page.splitter.set_widths(widths)


def keep(page: "ArchitecturePage", put: Callable[[Setting, Value], None]) -> None:
    """Tell of each change.

    Args:
        page: which.
        put: takes a setting and its value.
    """
    page.listing.view_changed.connect(lambda view: put(ARCHITECTURE_VIEW, view))
    page.panel_chosen.connect(lambda number: put(ARCHITECTURE_PANEL, ARCHITECTURE_PANEL.choices[number]))
    page.splitter.splitterMoved.connect(lambda *_: put(ARCHITECTURE_SPLIT, tuple(page.splitter.sizes())))
