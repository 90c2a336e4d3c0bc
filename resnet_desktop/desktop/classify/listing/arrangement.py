"""Which pictures of the list are shown, and in which order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Arrangement:
    """An order of some pictures of the store.

    Attributes:
        rows: their rows in the store, in the order in which they are shown.
        places: for each row that the store had, its place among those; -1 where it is not shown.
    """

    rows: Sequence[int]
    places: Sequence[int]

    @classmethod
    def of(cls, rows: Sequence[int], count: int) -> "Arrangement":
        """Make an arrangement.

        Args:
            rows: the rows that are shown, in order, each once.
            count: of all rows of the store.
        """
        places = [-1] * count
        for place, row in enumerate(rows):
            places[row] = place
        return cls(rows, places)

    def place_of(self, row: int) -> int:
        """Find where a row of the store is shown; -1 where it is not, for instance because it came later."""
        return self.places[row] if row < len(self.places) else -1

    def without(self, leaving: Collection[int]) -> "Arrangement":
        """Give the arrangement of a store from which some rows were taken, so that later ones have moved up."""
        moved, left = [], 0
        for row in range(len(self.places)):
            moved.append(left)
            left += row not in leaving
        return self.of([moved[row] for row in self.rows if row not in leaving], left)
