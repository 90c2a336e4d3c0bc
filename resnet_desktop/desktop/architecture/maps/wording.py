"""What the maps say; pure functions of plain values, no Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from resnet_desktop.formatting import count, percent, plural

if TYPE_CHECKING:
    from resnet_desktop.inspection.channels import Channels
    from resnet_desktop.inspection.mosaic import Scale
    from resnet_desktop.network import Layer

MINUS = "\u2212"
DOT = " \u00b7 "
NO_PICTURE_TITLE = "No picture yet"
NO_PICTURE = "Choose a picture to see what every layer makes of it."
CHOOSE_PICTURE = "Choose a picture"
NO_MODEL_TITLE = "This network has no weights here"
NO_MODEL = (
    "Maps are computed by the model in use, and this is another network. Show the model's own network to see them."
)
COMPUTING_TITLE = "Computing all layers…"
COMPUTING_ANEW = "Computing all layers anew\u2026"
COMPUTING = "The first picture takes a moment longer."
FAILED_TITLE = "The layers could not be computed"
RETRY = "Try again"
SORTS = ("Number", "Strength")
SCALES = ("Channel", "Layer", "Network")
SORT_TIP = "Strength is the norm of a channel: the square root of the sum of its squared values"
SCALE_TIPS = (
    "Each channel uses all colours: shows where it is strongest",
    "All channels of the layer use one scale: shows which are strongest",
    "All layers that are coloured alike use one scale: shows which layers are strongest",
)
VIEWS = ("Map", "On the picture")
CHANNEL_TIP = "Click a value to see how it comes about. Zoom in (+) to read the values in their places."
ON_PICTURE_TIP = (
    "Click a value to see how it comes about. The dashed square is all of the picture that it can depend on."
)


def number(value: float, digits: int = 3) -> str:
    """Write a value with so many significant digits, or as much as a person can read: ``0.0421``, ``12.3``, ``1,234``.

    Args:
        value: any finite number.
        digits: significant ones, from 1.
    """
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 10 ** (digits - 0.5):
        text = f"{size:,.0f}"
    elif size < 10**-digits:
        mantissa, _, exponent = f"{size:.{max(0, digits - 2)}e}".partition("e")
        text = f"{mantissa}e{MINUS}{abs(int(exponent))}"
    else:
        decimals = len(f"{size:#.{digits}g}".partition(".")[2])
        text = f"{size:,.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 else text


def bypass_words(bypassed: frozenset[str]) -> str:
    """Say which blocks are switched off; empty where none is."""
    names = sorted(bypassed)
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Block {listed} is switched off." if len(names) == 1 else f"Blocks {listed} are switched off."


def size_words(layer: "Layer") -> str:
    """Say how large a layer's output is: ``14 x 14, 1,024 channels``."""
    if len(layer.output_shape) == 1:
        noun = "class" if layer.activation == "softmax" else "value"
        features = layer.output_shape[0]
        return f"{count(features)} classes" if noun == "class" else plural(features, noun)
    height, width, channels = layer.output_shape
    return f"{height} \u00d7 {width}, {plural(channels, 'channel')}"


def dead_words(channels: "Channels", layer: "Layer") -> str:
    """Say how many channels have nothing to say; empty where a layer has no channels in that sense."""
    if layer.activation:
        return ""
    noun = "channels" if len(layer.output_shape) == 3 else "values"
    if not channels.dead_count:
        return f"None of {count(channels.count)} {noun} is dead for this picture."
    verb = "is" if channels.dead_count == 1 else "are"
    return f"{count(channels.dead_count)} of {count(channels.count)} {noun} {verb} dead for this picture."


def dead_tip(*, is_before_relu: bool) -> str:
    """Say what dead means in a layer."""
    if is_before_relu:
        return "Dead: nowhere above zero, so the ReLU that follows leaves nothing of it"
    return "Dead: zero everywhere"


def channel_parts(channels: "Channels", channel: int) -> list[str]:
    """Say the numbers of a channel one by one, what matters most first."""
    parts = [
        f"mean {number(float(channels.means[channel]))}",
        f"{number(float(channels.lows[channel]))} to {number(float(channels.highs[channel]))}",
    ]
    if channels.dead[channel]:
        parts.insert(0, "dead")
    elif channels.zero_shares[channel]:
        parts.append(f"{percent(float(channels.zero_shares[channel]))} zeros")
    return [*parts, f"norm {number(float(channels.norms[channel]))}"]


def channel_words(channels: "Channels", channel: int) -> str:
    """Say the numbers of a channel in one line: ``mean 0.12 · 0 to 3.40 · 43.2 % zeros · norm 12.1``."""
    return DOT.join(channel_parts(channels, channel))


def pixel_words(row: int, column: int, value: float) -> str:
    """Say a value with its place, counted from 0 as in the saved numbers."""
    return f"row {row}, column {column}: {number(value, 4)}"


def row_names(layer: "Layer", labels: tuple[str, ...]) -> Callable[[int], str]:
    """Say how the values of a vector are called: by its class, or by its number."""
    if layer.activation and len(labels) == layer.output_shape[-1]:
        return lambda place: labels[place]
    return count


def value_words(layer: "Layer") -> Callable[[float], str]:
    """Say how the values of a vector are written: as probabilities, or as numbers."""
    return percent if layer.activation else number


def scale_unit(per: int, channel: int) -> str:
    """Say what a scale is common to.

    Args:
        per: a place in `SCALES`.
        channel: the one whose scale is shown where each has its own.
    """
    return (f"Channel {count(channel)}", "All channels of this layer", "All layers coloured like this one")[per]


def file_name(picture: str, layer: str, suffix: str, channel: int | None = None) -> str:
    """Propose a name: ``cat res3d_relu channel 12.png``."""
    stem = picture.rpartition(".")[0] or picture
    which = "" if channel is None else f" channel {channel}"
    return f"{stem} {layer}{which}{suffix}"


def about_saved(layer: str, picture: str, numbers: list[int], scale: "Scale") -> tuple[str, str]:
    """Say what a saved picture shows: its title and its description."""
    low, high = float(scale.lows[numbers].min()), float(scale.highs[numbers].max())
    if len(numbers) == 1:
        what = f"Channel {numbers[0]} of {layer}"
    else:
        what = f"{plural(len(numbers), 'channel')} of {layer}"
    own = "" if len(set(scale.highs[numbers].tolist())) == 1 else ", each channel on its own scale up to these"
    return what, f"{what} for {picture}. Colours from {number(low)} to {number(high)}{own}."
