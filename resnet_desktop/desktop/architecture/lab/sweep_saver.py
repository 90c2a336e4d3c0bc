"""Saves a sweep as CSV."""

from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.saver import Saver

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_outcomes import Sweep


class SweepSaver(Saver):
    """Saves what the network says without each block."""

    def save(self, sweep: "Sweep", subject: str) -> None:
        """Save a sweep.

        Args:
            sweep: the numbers.
            subject: what it is of: a picture's or a folder's name.
        """

        def write(target: Path) -> None:
            from resnet_desktop.inspection.lab_outcomes import save_csv  # noqa: PLC0415  loads NumPy

            save_csv(target, sweep)

        name = f"{Path(subject).stem} without each block.csv"
        self._save(wording.EXPORT_TIP, name, "Comma-separated values", write)
