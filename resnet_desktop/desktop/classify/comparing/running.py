"""The job of a comparison: the second model classifies the same pictures, then both results are put side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result
    from resnet_desktop.classification.comparison import Comparison, Difference
    from resnet_desktop.classification.export import Origin
    from resnet_desktop.classification.verdicts import Verdict
    from resnet_desktop.models import Card

LOADING = "loading"
CLASSIFYING = "classifying"
"""The messages of its progress: what is being done."""


@dataclass(frozen=True)
class Compared:
    """What came of a comparison.

    Attributes:
        first: the name of the model in use, as a person reads it.
        second: that of the other one.
        comparison: what they say.
        differences: the pictures about which they say different things, with who is right, in the list's order.
        done: pictures compared.
        total: pictures that were to be compared; more than `done` where somebody stopped it.
        origins: where the results of each come from.
    """

    first: str
    second: str
    comparison: "Comparison"
    differences: "tuple[tuple[Difference, Verdict], ...]"
    done: int
    total: int
    origins: "tuple[Origin, Origin]"

    @property
    def is_partial(self) -> bool:
        """Whether somebody stopped it."""
        return self.done < self.total


def comparing(
    classifier: Classifier, entries: "Sequence[Entry]", first: LoadedModel, second_name: str
) -> Callable[[JobControl], Compared]:
    """Make the job.

    The engine of the second model lives as long as the job. Pictures that have no result yet are classified by the
    first one too. A job that is cancelled gives what it has, if it has anything.

    Args:
        classifier: the core.
        entries: the pictures, with the first model's results as far as there are any.
        first: the model in use.
        second_name: the other one's name in the library.
    """

    def compare_all(control: JobControl) -> Compared:
        from resnet_desktop.classification.comparison import compare  # noqa: PLC0415  the window is painted before
        from resnet_desktop.classification.export import Origin  # noqa: PLC0415
        from resnet_desktop.classification.verdicts import verdicts  # noqa: PLC0415

        control.report(Progress(0, None, LOADING))
        second = classifier.load_model(second_name, control)
        pairs: list[tuple[Result, Result]] = []
        try:
            for pair in _pairs(classifier, entries, first, second, control):
                pairs.append(pair)  # noqa: PERF402  those that came before a cancellation count
        except Cancelled:
            if not pairs:
                raise
        comparison = compare((one for one, _ in pairs), (other for _, other in pairs))
        judged = verdicts(comparison.differences, first.card.labels, second.card.labels)
        names = names_of(first.card, second.card)
        return Compared(
            first=names[0],
            second=names[1],
            comparison=comparison,
            differences=tuple(zip(comparison.differences, judged, strict=True)),
            done=len(pairs),
            total=len(entries),
            origins=(Origin.of(first.card, first.engine), Origin.of(second.card, second.engine)),
        )

    return compare_all


def names_of(first: "Card", second: "Card") -> tuple[str, str]:
    """Name two models so that they are told apart: by their titles, or by their names where the titles are the same."""
    return (first.title, second.title) if first.title != second.title else (first.name, second.name)


def _pairs(
    classifier: Classifier, entries: "Sequence[Entry]", first: LoadedModel, second: LoadedModel, control: JobControl
) -> "Iterator[tuple[Result, Result]]":
    """Both models' results, picture by picture."""
    waiting = [entry.path for entry in entries if entry.result is None]
    total, done = len(waiting) + len(entries), 0
    control.report(Progress(0, total, CLASSIFYING))
    late: dict[str, Result] = {}
    for done, result in enumerate(classifier.classify(waiting, first, control), start=1):
        late[str(result.path)] = _best_only(result)
        control.report(Progress(done, total, CLASSIFYING))
    seconds = classifier.classify((entry.path for entry in entries), second, control)
    for entry, result in zip(entries, seconds, strict=True):
        done += 1
        control.report(Progress(done, total, CLASSIFYING))
        yield entry.result or late[str(entry.path)], _best_only(result)


def _best_only(result: "Result") -> "Result":
    """All that a comparison needs of a result; a thousand probabilities for each of many pictures are too much."""
    return result.trimmed(1)
