"""What a query is made of, and how it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resnet_desktop.classification.query_words import STATES


@dataclass(frozen=True)
class Term:
    """The smallest part of a query.

    Attributes:
        value: a word, or what a field is compared with; without its quotation marks.
        field: in lower case; empty for a word that stands alone.
        operator: one of `OPERATORS`' values; empty without a field.
        is_quoted: the value stands in quotation marks: it is taken as it is.
        is_negated: pictures that fulfil the rest are not wanted.
    """

    value: str
    field: str = ""
    operator: str = ""
    is_quoted: bool = False
    is_negated: bool = False

    def __str__(self) -> str:
        value = quoted(self.value) if self.is_quoted else self.value
        return f"{'-' * self.is_negated}{self.field}{self.operator}{value}"

    @property
    def is_state(self) -> bool:
        """Whether it is one of the words for states."""
        return not self.field and not self.is_quoted and self.value.lower() in STATES

    @property
    def is_pattern(self) -> bool:
        """Whether the value has places for anything."""
        return not self.is_quoted and ("*" in self.value or "?" in self.value)


@dataclass(frozen=True)
class Problem:
    """Something in a query that was not understood, or probably not as it was meant.

    Attributes:
        start: where it begins in the text.
        end: the place after its end.
        sentence: what is the matter.
        suggestion: what could stand there instead; empty where nothing comes to mind.
    """

    start: int
    end: int
    sentence: str
    suggestion: str = ""

    def corrected(self, text: str) -> str:
        """Give the text with the suggestion in place; unchanged without one."""
        return f"{text[: self.start]}{self.suggestion}{text[self.end :]}" if self.suggestion else text


def quoted(value: str) -> str:
    """Put a text in quotation marks; its own ones are doubled."""
    return '"{}"'.format(value.replace('"', '""'))


def written(groups: Iterable[Sequence[Term]]) -> str:
    """Write terms as the text that `scan` reads them from."""
    return " ".join("|".join(map(str, group)) for group in groups)
