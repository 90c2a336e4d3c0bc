"""The line between a training and whoever started it: as `Control`, and the training can be paused."""

import threading
from collections.abc import Callable
from pathlib import Path

from resnet_desktop.jobs import Control, Progress

WISH_FILE = "wish.txt"
"""In the run's folder: pause, resume or stop, from a window that did not start the training."""

_LOOK_INTERVAL_S = 0.25
"""How long a paused job waits before it looks for a wish again."""


class TrainingControl(Control):
    """Pauses the job that calls `check`: it waits there, with all it has in memory, and uses no processor.

    Args:
        on_progress: hears progress.
        folder: the run's folder, where other processes leave their wishes; None for no such wishes.

    Attributes:
        on_pause: hears True once the job waits, and False when it goes on.
    """

    def __init__(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(on_progress)
        self.on_pause: Callable[[bool], None] | None = None
        self._wish: Path | None = None
        self._is_paused = False
        self._changed = threading.Condition()
        if folder is not None:
            self.watch(folder)

    def watch(self, folder: Path) -> None:
        """Do from now on what other processes wish, and nothing that they wished before.

        Args:
            folder: the run's folder.
        """
        self._wish = folder / WISH_FILE
        self._wish.unlink(missing_ok=True)

    @property
    def is_paused(self) -> bool:
        """True from `pause` to `resume`."""
        self._grant_wish()
        return self._is_paused

    def pause(self) -> None:
        """Ask the job to wait at its next check."""
        with self._changed:
            self._is_paused = True

    def resume(self) -> None:
        """Let the job go on."""
        with self._changed:
            self._is_paused = False
            self._changed.notify_all()

    def cancel(self) -> None:
        """Ask the job to stop at its next check, or where it waits."""
        with self._changed:
            super().cancel()
            self._changed.notify_all()

    def obey(self, word: str) -> None:
        """Do what a word says: pause, resume or stop; another word says nothing."""
        match word:
            case "pause":
                self.pause()
            case "resume":
                self.resume()
            case "stop":
                self.cancel()

    def check(self) -> None:
        """Wait while paused; give the job its chance to stop.

        Raises:
            Cancelled: `cancel` was called.
        """
        if self._must_wait():
            if self.on_pause is not None:
                self.on_pause(True)
            while self._must_wait():
                with self._changed:
                    self._changed.wait(_LOOK_INTERVAL_S)
            if self.on_pause is not None:
                self.on_pause(False)
        super().check()

    def _must_wait(self) -> bool:
        return self.is_paused and not self.is_cancelled

    def _grant_wish(self) -> None:
        if self._wish is None:
            return
        try:
            word = self._wish.read_text("utf-8").strip()
        except FileNotFoundError:
            return
        self._wish.unlink(missing_ok=True)
        self.obey(word)
