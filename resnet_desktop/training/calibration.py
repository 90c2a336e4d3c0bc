"""What a model's card says of how good and how sure it is: measured on the finished model, after calibration."""

import dataclasses
from collections.abc import Callable
from typing import Any

from resnet_desktop.classification.calibration import (
    HIGHEST_TEMPERATURE,
    LOWEST_TEMPERATURE,
    fit_temperature,
)
from resnet_desktop.engines import open_engine
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Model
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.evaluation import Answers, ask, measure
from resnet_desktop.training.judgement import Part

FEWEST_PICTURES = 20
"""With fewer validation pictures the temperature would be chance."""


Say = Callable[[Model, Card, DataSet, Part, Control], Answers]
"""What gives a model's answers for a part of its data: of the model, its card with the temperature that counts, the
data, the part, and control."""


def ask_engine(model: Model, card: Card, data: DataSet, part: Part, control: Control) -> Answers:
    """Ask the model itself, in f32, by the steps of every classification; a `Say`."""
    engine = open_engine(dataclasses.replace(model, card=card), "cpu", "f32")
    return ask(data.folder, data.part(part), engine, card, control, f"Judging on {part} pictures")


def calibrate_and_judge(
    model: Model,
    data: DataSet,
    data_name: str,
    control: Control,
    keep: Callable[[Part, Answers], None] = lambda _part, _answers: None,
    say: Say = ask_engine,
) -> tuple[Card, dict[str, Any] | None]:
    """Fit a model's temperature on the validation pictures, and measure the calibrated model on those and on the test.

    Args:
        model: the finished model, as it is stored; a temperature that its card has does not count.
        data: the pictures that it was trained with.
        data_name: what the data are called on the card.
        control: progress and cancellation.
        keep: is given what the calibrated model says of each picture of a part that has any.
        say: gives the model's answers, each part once.
    Returns:
        The card with ``temperature`` and, under ``metrics``, ``validation`` and ``test``: see `measure`, all of the
        calibrated model. ``validation`` also tells ``loss_before`` and ``ece_before``, and in ``calibration`` what was
        fitted or why nothing was. Then what `measure` says of the test pictures; None where the data have none.
    Raises:
        Cancelled: the caller asked to stop.
        EngineError: the engine cannot be opened, or gave up.
    """
    card = dataclasses.replace(model.card, temperature=None)
    answers = say(model, card, data, "validation", control)
    temperature = None
    if len(answers.labels):
        measured = measure(answers)
        if len(answers.labels) >= FEWEST_PICTURES:
            temperature = round(fit_temperature(answers.probabilities, answers.labels), 4)
            before = {"loss_before": measured["loss"], "ece_before": measured["ece"]}
            answers = answers.calibrated(temperature)
            measured = measure(answers) | before
        measured["calibration"] = _remark(temperature, answers)
        card = _with_part(card, "validation", data_name, measured)
        keep("validation", answers)
    card = dataclasses.replace(card, temperature=temperature)
    if not data.test:
        return card, None
    answers = say(model, card, data, "test", control)
    keep("test", answers)
    evaluation = measure(answers)
    return _with_part(card, "test", data_name, evaluation), evaluation


def _with_part(card: Card, part: str, data_name: str, measured: dict[str, Any]) -> Card:
    record = {"data": f"{data_name}, {part}", **measured}
    del record["confusion"]  # as large as the number of classes squared
    return dataclasses.replace(card, metrics={**card.metrics, part: record})


def _remark(temperature: float | None, answers: Answers) -> str:
    """Say what was fitted, for a person."""
    if temperature is None:
        return f"no temperature: it takes {FEWEST_PICTURES} pictures to fit one"
    if (answers.probabilities.argmax(axis=1) == answers.labels).all():
        return "temperature 1: no picture is wrong, which leaves nothing to fit"
    if not LOWEST_TEMPERATURE < temperature < HIGHEST_TEMPERATURE:
        return "temperature at the end of its range: the best one is there or beyond"
    return "temperature fitted on these pictures"
