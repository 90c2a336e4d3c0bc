"""The query: one line of text that says which pictures of a list are wanted, for example ``cat confidence>0.8 -dog``.

The text is the single truth. What menus and sliders do to it is in `query_editing`, what could be typed next in
`query_completion`; the words of the language are the tables of `query_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop.classification.class_names import class_names
from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.query_meaning import understand
from resnet_desktop.classification.query_scanning import Placed, scan
from resnet_desktop.classification.query_terms import Problem, Term, written
from resnet_desktop.classification.query_words import Test

__all__ = ["Problem", "Query", "Term", "parse"]


@dataclass(frozen=True, eq=False)
class Query:
    """What of a text was understood.

    Attributes:
        groups: all groups are wanted, and of the terms of a group at least one; no groups: every picture.
        problems: what was not understood and filters nothing, and what was perhaps meant otherwise; in the order of
            the text.
        tests: for each group its test.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    tests: tuple[Test, ...] = ()

    def matches(self, entry: Entry, threshold: float) -> bool:
        """Tell whether a picture is wanted.

        Args:
            entry: the picture.
            threshold: the confidence below which it is unsure, 0 to 1.
        """
        for test in self.tests:  # noqa: SIM110  # `all` with a generator takes twice as long, for each of 100,000 pictures
            if not test(entry, threshold):
                return False
        return True

    def to_text(self) -> str:
        """Write what was understood; reading that gives the same groups."""
        return written(self.groups)


def parse(text: str, classes: Sequence[str] = ()) -> Query:
    """Read a query, also a half-typed one; never raises.

    Args:
        text: what was typed.
        classes: the names of the model's classes; the same tuple each time saves work.
    """
    names = class_names(tuple(classes))
    scanned = scan(text)
    problems = list(scanned.problems)
    groups: list[tuple[Term, ...]] = []
    tests: list[Test] = []
    for group in scanned.groups:
        understood: list[tuple[Term, Test]] = []
        for placed in group:
            meaning = understand(placed.term, names)
            if meaning.sentence:
                problems.append(_problem(placed, meaning.sentence, meaning.suggestion))
            if meaning.test is not None:
                understood.append((placed.term, meaning.test))
        if understood:
            groups.append(tuple(term for term, _ in understood))
            tests.append(_any_of(tuple(test for _, test in understood)))
    problems.sort(key=lambda problem: problem.start)
    return Query(tuple(groups), tuple(problems), tuple(tests))


def _problem(placed: Placed, sentence: str, suggestion: str) -> Problem:
    words = f"{sentence} Did you mean {suggestion}?" if suggestion else sentence
    return Problem(placed.start, placed.end, words, suggestion)


def _any_of(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda entry, threshold: any(test(entry, threshold) for test in tests)
