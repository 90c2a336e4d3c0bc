"""How the curves are looked at between two starts: put back when they are first seen, kept whenever it changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from resnet_desktop.desktop.settings import TRAIN_LOG_SCALE, TRAIN_SMOOTHING, Setting, Settings, Value

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.live.chart_tools import ChartTools


def restore(tools: "ChartTools", settings: Settings) -> None:
    """Make the curves look as they did."""
    tools.log.setChecked(settings.text(TRAIN_LOG_SCALE) == "yes")
    (position,) = settings.numbers(TRAIN_SMOOTHING)[:1] or (0,)
    tools.smoothing.setValue(position)  # beyond the last one it is the last one


def keep(tools: "ChartTools", put: Callable[[Setting, Value], None]) -> None:
    """Tell of each change.

    Args:
        tools: of the charts.
        put: takes a setting and its value.
    """
    tools.log_changed.connect(lambda is_log: put(TRAIN_LOG_SCALE, "yes" if is_log else "no"))
    tools.smoothing.valueChanged.connect(lambda position: put(TRAIN_SMOOTHING, (position,)))
