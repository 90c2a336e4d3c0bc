"""The kinds of maps that say why, and what each does and does not show; the texts are data."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resnet_desktop.errors import UserError
from resnet_desktop.resources import resource_path


class ExplanationError(UserError):
    """A map cannot be made as asked, or cannot be saved; one sentence that says why and what to do."""


class Method(StrEnum):
    """How a map was made; the value is the key of its texts."""

    CLASS_MAP = "class_map"
    DIFFERENCE = "difference"
    OCCLUSION = "occlusion"


@dataclass(frozen=True)
class MethodText:
    """What a person is told about a method; ``{first}`` and ``{second}`` stand for classes.

    Attributes:
        title: what the map is called.
        unit: what its values count.
        sentence: what the map does and does not show.
    """

    title: str
    unit: str
    sentence: str


@cache
def _texts() -> dict[str, MethodText]:
    records = json.loads(resource_path("texts", "explanations.json").read_text(encoding="utf-8"))
    return {key: MethodText(**record) for key, record in records.items()}


def method_text(method: Method, *labels: str) -> MethodText:
    """Tell what a map of certain classes is called and what it shows.

    Args:
        method: how it was made.
        labels: the class, or of a difference the first and the second.
    Returns:
        The texts, with the classes' names in them.
    """
    text = _texts()[method]
    names = dict(zip(("first", "second"), labels, strict=False))
    return MethodText(text.title.format(**names), text.unit, text.sentence.format(**names))
