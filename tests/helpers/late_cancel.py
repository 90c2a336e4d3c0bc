"""A line to a job on which the wish to stop arrives as late as it can."""

from resnet_desktop.jobs import Control


class LateCancel(Control):
    """Is cancelled in the moment in which the job asks, and not before.

    Attributes:
        is_armed: the next question cancels.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_armed = False

    def check(self) -> None:
        """Cancel, where it is armed, and then answer."""
        if self.is_armed:
            self.cancel()
        super().check()
