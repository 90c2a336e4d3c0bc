"""What CSV and JSON say about a picture: the names, what they mean, and the values."""

from dataclasses import dataclass
from typing import Any

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.origin import Origin


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is told about a picture.

    Attributes:
        name: of the column in CSV and of the field in JSON.
        meaning: for the documentation, which a test compares.
        formats: where it is: ``CSV``, ``JSON``, or both.
    """

    name: str
    meaning: str
    formats: str = "CSV, JSON"


PATH = (
    Column("path", "the file: as it was given on the command line, absolute from the window"),
    Column("status", "`ok`, `error`, or `waiting`: not classified yet"),
    Column("error", "why there is no result, one sentence"),
    Column("width", "upright width of the picture in the file, px"),
    Column("height", "upright height of the picture in the file, px"),
)
REVIEW = (
    Column("label", "the class that the picture counts as: the one that was given, else the most probable one"),
    Column("given", "the class that a person gave, confirming or correcting the network"),
    Column("review", "`confirmed` where the given class is the most probable one, `corrected` where it is another"),
    Column("margin", "how far the most probable class is ahead of the second, 0 to 1"),
)
RANKS = (
    Column("label_1", "the most probable class; `label_2` the second, and so on, as many as were asked for", "CSV"),
    Column("probability_1", "its probability, 0 to 1; `probability_2` of the second, and so on", "CSV"),
)
PREDICTIONS = Column(
    "predictions",
    "the most probable classes, the first one first, each with `label`, `index` (its place among the network's "
    "outputs, from 0) and `probability`, 0 to 1",
    "JSON",
)
ORIGIN = (
    Column("model", "the model's name"),
    Column("model_sha256", "SHA-256 of its weights file"),
    Column("preprocessing", "how a picture became the network's input, such as `input_size=64 crop_fraction=0.875`"),
    Column("temperature", "what the logits were divided by so that probabilities are calibrated; none: they are not"),
    Column("engine", "what computed, where and in what, such as `OpenVINO CPU bf16`"),
    Column("version", "of ResNet Desktop"),
    Column("time", "when the export was begun: ISO 8601 with the zone"),
)
COLUMNS = (*PATH, *REVIEW, *RANKS, PREDICTIONS, *ORIGIN)


def origin_record(origin: Origin) -> dict[str, Any]:
    """Give what is the same for all pictures, in the order of `ORIGIN`."""
    return {
        "model": origin.model,
        "model_sha256": origin.model_sha256,
        "preprocessing": origin.preprocessing_text,
        "temperature": origin.temperature,
        "engine": origin.engine_text or None,
        "version": origin.version,
        "time": origin.time_text,
    }


def record(entry: Entry, top_k: int) -> dict[str, Any]:
    """Give what is told about one picture, without its origin.

    Returns:
        ``path`` and ``status``; with ``ok`` also ``width`` and ``height``, px, ``predictions``, the most probable one
        first, and ``margin``; with ``error`` the sentence ``error``; always ``label``, ``given`` and ``review``, None
        where there is none. Probabilities are 0 to 1, to six digits.
    """
    said = {"label": entry.label or None, "given": entry.given or None, "review": _review(entry)}
    path, result = str(entry.path), entry.result
    if result is None:
        return {"path": path, "status": "waiting", **said}
    if result.is_error:
        return {"path": path, "status": "error", "error": entry.error, **said}
    predictions = [
        {"label": each.label, "index": each.index, "probability": six_digits(each.probability)}
        for each in result.top(top_k)
    ]
    size = {"width": result.width, "height": result.height}
    return {
        "path": path,
        "status": "ok",
        **size,
        "predictions": predictions,
        "margin": six_digits(entry.margin),
        **said,
    }


def _review(entry: Entry) -> str | None:
    return "confirmed" if entry.is_confirmed else "corrected" if entry.is_corrected else None


def six_digits(probability: float) -> float:
    """Round to six significant digits, which is more than a network's numbers mean."""
    return float(f"{probability:.6g}")
