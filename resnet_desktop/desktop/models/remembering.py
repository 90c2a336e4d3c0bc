"""What the Models page remembers between two starts."""

from collections.abc import Callable

from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.settings import MODELS_SPLIT, Setting, Settings, Value


def restore(page: ModelsPage, settings: Settings) -> None:
    """Show the page as it was."""
    if sizes := settings.numbers(MODELS_SPLIT):
        page.splitter.setSizes(list(sizes))


def keep(page: ModelsPage, put: Callable[[Setting, Value], None]) -> None:
    """Remember the page as somebody changes it."""
    page.splitter.splitterMoved.connect(lambda *_: put(MODELS_SPLIT, tuple(page.splitter.sizes())))
