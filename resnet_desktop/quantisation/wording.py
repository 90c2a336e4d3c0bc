"""What a person reads about a model that was made faster."""

from resnet_desktop.formatting import count, percent, plural, rate
from resnet_desktop.quantisation.comparing import Measured
from resnet_desktop.quantisation.faster import Faster

TABLE_HEAD = ("", "precision", "speed", "right", "first class as in f32")


def table_rows(found: Faster) -> list[tuple[str, ...]]:
    """Write both sides as rows below `TABLE_HEAD`: ``("before", "bf16", "105 pictures/s", "91.9 %", "99.8 %")``."""
    return [_row("before", found.before), _row("after", found.after)]


def sentences(found: Faster) -> list[str]:
    """Say what was measured with, and whether the model keeps it."""
    told = [f"Measured with {plural(found.judged_on, 'picture')} of: {found.source}."]
    if found.calibrated_on:
        told[0] += f" The ranges come from {plural(found.calibrated_on, 'other')}."
    if found.known < found.judged_on:
        known = f"only {count(found.known)} of them" if found.known else "none of them"
        told.append(f"The class of a picture is known from its folder's name, and of {known}.")
    if found.unreadable:
        told.append(f"{plural(found.unreadable, 'file')} could not be read.")
    if found.problem:
        told.append(f"{found.problem}. The model stays as it is.")
    elif found.calibrated_on:
        told.append(f"{found.name} is {found.times:.1f} times as fast from now on.")
    else:
        told.append(f"{found.name} came with the program and is {found.times:.1f} times as fast by its own ranges.")
    return told


def _row(side: str, measured: Measured) -> tuple[str, ...]:
    right = "unknown" if measured.accuracy is None else percent(measured.accuracy)
    speed = rate(round(1000 * measured.pictures_per_second), 1000, "pictures")
    return side, measured.precision, speed, right, percent(measured.agreement)
