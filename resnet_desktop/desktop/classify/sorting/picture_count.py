"""The work of sorting counts bytes; a person counts pictures."""

from resnet_desktop.jobs import Control, Progress


class PictureCount(Control):
    """Stands between the work and its control: bytes one way become pictures, in proportion; the rest passes through.

    Args:
        control: whom the work belongs to.
        pictures: how many there are.
    """

    def __init__(self, control: Control, pictures: int) -> None:
        super().__init__()
        self._control = control
        self._pictures = max(1, pictures)
        self._reports = 0

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._control.is_cancelled

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._control.cancel()

    def check(self) -> None:
        """Give the work its chance to stop."""
        self._control.check()

    def report(self, progress: Progress) -> None:
        """Tell how far it is, in pictures."""
        self._reports += 1
        total = progress.total or 1
        # Sidecars that are written have no size before: there each report stands for one that is done.
        done = self._pictures * progress.done // total if total > 1 else min(self._reports, self._pictures)
        self._control.report(Progress(done, self._pictures, progress.message))
