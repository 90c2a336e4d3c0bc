"""What the part about speed says; pure functions of plain values, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop import formatting

if TYPE_CHECKING:
    from resnet_desktop.quantisation.comparing import Measured

TITLE = "Make faster"
TEXT = (
    "In int8 a network computes with whole numbers of 8 bits, which many processors do about twice as fast. Pictures "
    "show the range of each layer's numbers; others show what it costs. It is kept only where it loses next to nothing."
)
PICTURES = "Pictures"
VALIDATION = "The validation pictures of its training"
NOT_TRAINED_HERE = "None yet: this model was not trained here"
CHOOSE_TIP = "Choose a folder with pictures first"
MAKE, AGAIN, LOOK = "Make faster", "Measure again", "Measure"
OFF = "As exact as before"
OFF_TIP = "Forget the ranges: the model computes as exactly and as slowly as before"
HAS_RANGES = "This model computes in int8 where the processor can."
HAS_NONE = "This model has not been made faster."
BUNDLED = "This model came with the program, with its ranges: it computes in int8 where the processor can."


def state_words(*, has_ranges: bool, is_bundled: bool) -> str:
    """Say whether a model computes in int8."""
    if not has_ranges:
        return HAS_NONE
    return BUNDLED if is_bundled else HAS_RANGES


def speed(measured: "Measured") -> str:
    """Write the speed: ``195 pictures/s``."""
    return formatting.rate(round(1000 * measured.pictures_per_second), 1000, "pictures")


def right(measured: "Measured") -> str:
    """Write how often it is right."""
    return "unknown" if measured.accuracy is None else formatting.percent(measured.accuracy)


def same(measured: "Measured") -> str:
    """Write how often the first class is that of f32."""
    return formatting.percent(measured.agreement)
