"""Checks of the window, on no screen."""

from pathlib import Path

from resnet_desktop.resources import resource_path
from resnet_desktop.self_test.check import CheckFailed


def draws_icons(_place: Path) -> str:
    """Draw every icon, and see that something came."""
    from resnet_desktop.desktop.painted_pages import blank_icons

    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    if blank := blank_icons(names):
        raise CheckFailed(f"Nothing is seen of the icons {', '.join(blank)}.")
    return f"{len(names)} icons"


def paints_pages(_place: Path) -> str:
    """Open the window, go to each page, and see that something came."""
    from resnet_desktop.desktop.painted_pages import ENOUGH_COLOURS, page_colours

    colours = page_colours()
    if blank := [page for page, number in colours.items() if number < ENOUGH_COLOURS]:
        raise CheckFailed(f"Nothing is seen of the pages {', '.join(blank)}.")
    return ", ".join(f"{page}: {number} colours" for page, number in colours.items())
