"""A search for pictures whose walk over the folders is done by another process."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from resnet_desktop.images.finding import PictureSearch
from resnet_desktop.images.outside_reading import OutsideReader
from resnet_desktop.images.reading_lane import ProcessDied
from resnet_desktop.images.reading_records import MORE, bytes_to_part, search_to_bytes
from resnet_desktop.jobs import Control


class OutsideSearch:
    """Finds what `PictureSearch` finds, in the same order; walks over the folders itself where there is no process.

    Args:
        paths: files and folders, absolute.
        reader: has the process.
        control: ends the search by `Cancelled`.
    Attributes:
        passed_over: as for `PictureSearch`.
        problems: as for `PictureSearch`.
    """

    def __init__(self, paths: Sequence[str], reader: OutsideReader, control: Control) -> None:
        self._paths = paths
        self._reader = reader
        self._control = control
        self.passed_over = 0
        self.problems: list[tuple[Path, str]] = []

    def parts(self) -> Iterator[list[str]]:
        """Search, and give some files at a time, as text; each part as soon as there is one."""
        found = 0
        try:
            for part in self._ask():
                found += len(part)
                yield part
        except ProcessDied:
            search = PictureSearch(self._paths)
            for file in islice(search.files(), found, None):
                self._control.check()
                yield [file]
            self.passed_over, self.problems = search.passed_over, search.problems

    def _ask(self) -> Iterator[list[str]]:
        with self._reader.search_lane(self._control) as lane:
            if lane is None:
                raise ProcessDied(was_asked=False)
            lane.ask(search_to_bytes(self._paths))
            is_last = False
            while not is_last:
                part = bytes_to_part(lane.answer(self._control))
                is_last = part.is_last
                if not is_last:
                    lane.ask(MORE)  # before its pictures are taken, so that both processes work
                yield [folder + name for folder, names in part.folders for name in names]
                self.passed_over = part.passed_over
                self.problems = [(Path(problem), reason) for problem, reason in part.problems]
