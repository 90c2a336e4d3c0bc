"""How the Classify page looks between two starts: put back at the beginning, kept whenever it changes."""

from collections.abc import Callable
from functools import partial

from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.settings import (
    CLASSIFY_CLASSES,
    CLASSIFY_COLUMNS,
    CLASSIFY_CROP,
    CLASSIFY_SPLIT,
    CLASSIFY_THUMBNAILS,
    CLASSIFY_VIEW,
    WHY_METHOD,
    WHY_OPACITY,
    Setting,
    Settings,
    Value,
)

_PERCENT = 100


def restore(page: ClassifyPage, settings: Settings) -> None:
    """Put the page's looks back as they were."""
    panel, browser = page.panel, page.browser
    page.restore_split(settings.numbers(CLASSIFY_SPLIT))
    browser.show_view(settings.text(CLASSIFY_VIEW) == "grid", int(settings.text(CLASSIFY_THUMBNAILS)))
    browser.table.set_columns(settings.numbers(CLASSIFY_COLUMNS))
    panel.set_count(int(settings.text(CLASSIFY_CLASSES)))
    panel.stage.crop.setChecked(settings.text(CLASSIFY_CROP) == "yes")
    panel.why.set_method(settings.text(WHY_METHOD))
    (percent,) = settings.numbers(WHY_OPACITY)[:1] or (60,)
    panel.why.section.controls.set_opacity(min(percent, _PERCENT) / _PERCENT)


def keep(page: ClassifyPage, put: Callable[[Setting, Value], None]) -> None:
    """Tell of every change from now on.

    Args:
        page: the page.
        put: takes a setting and its new value.
    """
    panel, browser = page.panel, page.browser
    page.split_moved.connect(partial(put, CLASSIFY_SPLIT))
    browser.view_changed.connect(lambda is_grid, _side: put(CLASSIFY_VIEW, "grid" if is_grid else "list"))
    browser.view_changed.connect(lambda _is_grid, side: put(CLASSIFY_THUMBNAILS, str(side)))
    browser.table.columns_resized.connect(partial(put, CLASSIFY_COLUMNS))
    panel.count_changed.connect(lambda count: put(CLASSIFY_CLASSES, str(count)))
    panel.stage.crop_toggled.connect(lambda is_on: put(CLASSIFY_CROP, "yes" if is_on else "no"))
    panel.why.method_changed.connect(partial(put, WHY_METHOD))
    panel.why.section.controls.opacity_changed.connect(lambda opacity: put(WHY_OPACITY, (round(_PERCENT * opacity),)))
