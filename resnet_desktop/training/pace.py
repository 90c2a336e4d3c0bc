"""How fast a training goes, and how long it will take."""

from collections import deque


class Pace:
    """Measures steps. A process's first one, in which the graph is built, does not count."""

    def __init__(self) -> None:
        self._steps: deque[float] = deque(maxlen=50)
        self._has_begun = False
        self._validation: float | None = None

    def add_step(self, seconds: float) -> None:
        """Count a step."""
        if self._has_begun:
            self._steps.append(seconds)
        self._has_begun = True

    def add_validation(self, seconds: float) -> None:
        """Count a look at all validation pictures."""
        self._validation = seconds

    @property
    def seconds_per_step(self) -> float | None:
        """Mean over the last fifty steps, s; None while it is not known."""
        return sum(self._steps) / len(self._steps) if self._steps else None

    def seconds_left(self, steps: int, validations: int, validation_steps: float) -> float | None:
        """How long the rest takes, s; None while it is not known.

        Args:
            steps: steps that are still to be taken.
            validations: looks at all validation pictures that are still to come.
            validation_steps: validation pictures in batches; a look forward takes a third of a step until it is known.
        """
        step = self.seconds_per_step
        if step is None:
            return None
        validation = validation_steps * step / 3 if self._validation is None else self._validation
        return steps * step + validations * validation
