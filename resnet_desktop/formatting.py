"""Numbers and times as a person reads them; the window and the command line say them alike."""


def count(number: int) -> str:
    """Write a whole number with thousands separators: ``12,345``."""
    return f"{number:,}"


def plural(number: int, noun: str) -> str:
    """Write a number with its regular noun: ``1 picture``, ``12,345 pictures``."""
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def percent(probability: float) -> str:
    """Write a probability (0 to 1) as percent with one decimal; what would round to 100 stays honest: ``>99.9 %``."""
    value = 100 * probability
    return ">99.9 %" if 99.95 <= value < 100 else f"{value:.1f} %"


def size(byte_count: int) -> str:
    """Write a size in bytes with a decimal unit: ``980 B``, ``47.1 MB``."""
    value = float(byte_count)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def about(seconds: float) -> str:
    """Write a duration as coarsely as it is known: ``about 3 min``, ``a few seconds``."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} s"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"


def rate(items: int, seconds: float, noun: str) -> str:
    """Write a speed: ``412 pictures/s``, ``3.4 pictures/s``; empty while nothing has been measured."""
    if items <= 0 or seconds <= 0:
        return ""
    value = items / seconds
    return f"{value:,.0f} {noun}/s" if value >= 10 else f"{value:.1f} {noun}/s"
