"""Make a model faster: calibrate it for int8, compare, and keep the ranges where they are worth it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from resnet_desktop import __version__
from resnet_desktop.engines.int8_ranges import write_ranges
from resnet_desktop.formatting import percent
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library
from resnet_desktop.quantisation.calibration import calibrate
from resnet_desktop.quantisation.comparing import Measured, compare
from resnet_desktop.quantisation.keeping import keep_ranges
from resnet_desktop.quantisation.pictures import Inputs, Labelled, read_inputs

LARGEST_LOSS = 0.01
"""Of accuracy; and of the same first classes as in f32 five times as much, because most of those cost none."""

_LOST_BY_CHANCE = 2  # pictures


@dataclass(frozen=True)
class Faster:
    """What came of it.

    Attributes:
        name: the model's name.
        before: as it was without ranges.
        after: in int8.
        calibrated_on: pictures that the ranges were taken from; 0 where they came with the program.
        judged_on: pictures that both were measured with.
        known: how many of those have a known class.
        source: where the pictures came from, a few words.
        unreadable: files that were no pictures.
        problem: why the ranges are not kept; empty where they are.
    """

    name: str
    before: Measured
    after: Measured
    calibrated_on: int
    judged_on: int
    known: int
    source: str
    unreadable: int
    problem: str

    @property
    def is_kept(self) -> bool:
        """Whether the model has the ranges from now on."""
        return not self.problem

    @property
    def times(self) -> float:
        """How many times as fast it is, above 0."""
        return self.after.pictures_per_second / self.before.pictures_per_second


def make_faster(library: Library, name: str, pictures: Sequence[Labelled], source: str, control: Control) -> Faster:
    """Calibrate a model for int8, measure it before and after, and keep the ranges in its card.

    A model that came with the program has its ranges; they are measured on these pictures, and nothing is written.

    Args:
        library: where the model is.
        name: the model's.
        pictures: such as the model is for, at best none that it was trained on.
        source: where they come from, a few words.
        control: progress and cancellation.
    Returns:
        Both sides; the ranges are kept unless ``problem`` says why not.
    Raises:
        ModelError: the model is damaged, or its card cannot be written.
        FasterError: there are too few pictures.
        EngineError: OpenVINO is not there or refuses.
        Cancelled: somebody asked for it; nothing is changed.
    """
    is_bundled = library.entry(name).is_bundled
    model = library.get(name)
    inputs = read_inputs(pictures, model.card, source, control)
    record = model.card.int8_ranges if is_bundled else None
    calibrated_on = 0 if record is not None else len(inputs.calibrating)
    if record is None:
        record = write_ranges(calibrate(model, inputs.calibrating, control), {})
    before, after = compare(model, record, inputs, control)
    problem = _problem(before, after, inputs)
    control.check()
    if not problem and not is_bundled:
        about = {
            "pictures": calibrated_on,
            "data": source,
            "judged_on": len(inputs.judging),
            "before": before.to_record(),
            "after": after.to_record(),
            "created": datetime.now(UTC).date().isoformat(),
            "program": f"ResNet Desktop {__version__}",
        }
        keep_ranges(library, model.card, {**record, **about})
    elif not problem and calibrated_on:
        problem = "This model came with the program and keeps its card; duplicate it to make the copy faster"
    known = int((inputs.labels >= 0).sum())
    return Faster(name, before, after, calibrated_on, len(inputs.judging), known, source, inputs.unreadable, problem)


def _problem(before: Measured, after: Measured, inputs: Inputs) -> str:
    """Why int8 is not worth it; empty where it is."""
    if after.pictures_per_second <= before.pictures_per_second:
        return f"On this processor int8 is not faster than {before.precision}"
    if before.accuracy is not None and after.accuracy is not None:
        count = int((inputs.labels >= 0).sum())
        lost = before.accuracy - after.accuracy
        if lost > max(LARGEST_LOSS, _LOST_BY_CHANCE / count) + 1e-9:
            return f"In int8 the model loses too much accuracy ({percent(lost)} of the pictures)"
        return ""
    changed = 1 - after.agreement
    if changed > max(5 * LARGEST_LOSS, _LOST_BY_CHANCE / len(inputs.judging)) + 1e-9:
        return f"In int8 the model gives too many pictures another first class ({percent(changed)})"
    return ""
