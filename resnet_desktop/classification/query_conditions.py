"""The functions that terms become: each says whether one picture fulfils it, quickly, for there may be 100,000."""

import os
import re
from collections.abc import Callable, Iterable

from resnet_desktop.classification.class_names import Remembered, RememberedOfLabels, folded, plain, plain_names
from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.query_words import Test
from resnet_desktop.classification.results import Result

TextTest = Callable[[str], bool]
"""Whether a folded text is wanted."""

ClassTest = Callable[[str], bool]
"""Whether a class's name is wanted."""

_FEW = 32
"""Up to so many probabilities Python sorts faster than NumPy."""


def negation(test: Test) -> Test:
    """Make the test of what does not fulfil another."""
    return lambda entry, threshold: not test(entry, threshold)


def holding(text: str) -> TextTest:
    """Make the test of texts with another one in them."""
    wanted = folded(text)
    return lambda candidate: wanted in candidate


def fitting(pattern: str) -> TextTest:
    """Make the test of texts that are as a pattern says: ``*`` stands for anything, ``?`` for one character."""
    first, *others = (re.escape(part).replace(r"\?", ".") for part in folded(pattern).split("*"))
    if others:
        # Atomic: each part is looked for once, from left to right, so that no pattern takes long.
        first += "".join(f"(?>.*?{part})" for part in others[:-1]) + f".*{others[-1]}"
    compiled = re.compile(first, re.DOTALL)
    return lambda candidate: compiled.fullmatch(candidate) is not None


def one_of(labels: Iterable[str]) -> ClassTest:
    """Make the test of classes with these names."""
    wanted = plain_names(labels)
    return lambda label: plain(label) in wanted


def counts_as(is_class: ClassTest) -> Test:
    """Make the test of what was given as such a class, or else predicted."""
    is_wanted = Remembered(is_class)
    return lambda entry, _: is_wanted[entry.label]


def in_name(is_text: TextTest) -> Test:
    """Make the test of file names."""
    return lambda entry, _: is_text(folded(entry.file.rpartition(os.sep)[2]))


def in_folder(is_text: TextTest) -> Test:
    """Make the test of the names of the folders that pictures lie in."""
    is_wanted = Remembered(lambda folder: is_text(folded(folder.rpartition(os.sep)[2])))
    return lambda entry, _: is_wanted[entry.file.rpartition(os.sep)[0]]


def in_folder_path(is_text: TextTest) -> Test:
    """Make the test of the whole paths of these folders, written with slashes, also at both ends."""
    is_wanted = Remembered(lambda folder: is_text(folded(f"/{folder.replace(os.sep, '/').strip('/')}/")))
    return lambda entry, _: is_wanted[entry.file.rpartition(os.sep)[0]]


def in_name_or_folder(is_text: TextTest) -> Test:
    """Make the test of both: what a word that stands alone is looked for in."""
    is_name_wanted, is_folder_wanted = in_name(is_text), in_folder(is_text)
    return lambda entry, threshold: is_name_wanted(entry, threshold) or is_folder_wanted(entry, threshold)


def measuring(field: str, passes: Callable[[float], bool]) -> Test:
    """Make the test of a number; what has none does not pass."""
    read = _READ[field]

    def test(entry: Entry, _: float) -> bool:
        result = entry.result
        return result is not None and result.best is not None and passes(read(result))

    return test


def of_class(field: str, is_class: ClassTest) -> Test:
    """Make the test of a field whose values are classes."""
    if field in _RANKS:
        return _among(_RANKS[field], is_class)
    is_wanted = Remembered(lambda label: bool(label) and is_class(label))
    if field == "predicted":
        return lambda entry, _: is_wanted[entry.predicted]
    if field == "given":
        return lambda entry, _: is_wanted[entry.given]
    return lambda entry, _: is_wanted[entry.predicted] or is_wanted[entry.given]


def _among(k: int, is_class: ClassTest) -> Test:
    wanted_places = RememberedOfLabels(
        lambda labels: frozenset(place for place, label in enumerate(labels) if is_class(label))
    )

    def test(entry: Entry, _: float) -> bool:
        result = entry.result
        return result is not None and not wanted_places(result.labels).isdisjoint(_best_places(result, k))

    return test


def _best_places(result: Result, k: int) -> list[int]:
    """The k most probable classes' places in `Result.top`'s order, without making predictions of them."""
    if result.probabilities is None:
        return []
    if result.indices is not None:
        places: list[int] = result.indices[:k].tolist()
        return places
    if len(result.probabilities) > _FEW:
        return [each.index for each in result.top(k)]
    values = result.probabilities.tolist()
    return sorted(range(len(values)), key=values.__getitem__, reverse=True)[:k]


def _confidence(result: Result) -> float:
    return result.best.probability if result.best is not None else 0.0


_READ: dict[str, Callable[[Result], float]] = {
    "confidence": _confidence,
    "margin": lambda result: result.margin,
    "width": lambda result: result.width,
    "height": lambda result: result.height,
}

_RANKS = {"top3": 3, "top5": 5}
