"""The window's door to the core: what the page asks of models, pictures and classification.

Importing the core loads NumPy, which takes longer than the window's first paint may, so every import is inside a
function, and every function is called by a task.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.standing_back import standing_back
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.resources import resource_path

if TYPE_CHECKING:
    from resnet_desktop.classification import Result
    from resnet_desktop.classification.sessions import ModelStamp, ResultCache
    from resnet_desktop.classification.sorting.choosing import StampOf
    from resnet_desktop.engines import Engine
    from resnet_desktop.images import Picture, Read, UInt8Array
    from resnet_desktop.images.outside_reading import OutsideReader
    from resnet_desktop.models import Card, Model

_THUMBNAIL_LANES = 2
"""Pictures that the process reads for thumbnails while each core has one for the network."""

_REPORT_EVERY = 64
"""Pictures of a search between two reports."""


@dataclass(frozen=True)
class LoadedModel:
    """A model that is ready to classify.

    Attributes:
        card: its record.
        engine: what executes it.
        model: its record and weights, which class maps are made from; None where it is only classified with.
    """

    card: "Card"
    engine: "Engine"
    model: "Model | None" = None

    @property
    def summary(self) -> str:
        """Device and precision, as the status bar shows them: ``CPU bf16``."""
        return f"{self.engine.device} {self.engine.precision}"

    @cached_property
    def stamp(self) -> "ModelStamp":
        """Which results are this model's; the same whatever executes it."""
        from resnet_desktop.classification.sessions import ModelStamp  # noqa: PLC0415

        return ModelStamp.of(self.card)


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Attributes:
        count: pictures found.
        passed_over: files in folders that are no pictures.
        problems: folders that could not be read, with one sentence each.
    """

    count: int
    passed_over: int
    problems: tuple[tuple[Path, str], ...]


class Classifier:
    """The core's functions as the page uses them; tests put their own in place of some.

    Results are remembered by file and model, so that nothing is computed twice. The functions may be called by several
    threads at once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cache: ResultCache | None = None
        self._reader: OutsideReader | None = None
        self._is_closed = False

    def read_outside(self) -> None:
        """Have a process of its own read the pictures of lists and thumbnails as soon as it is up.

        The window's thread then shares the interpreter's lock with nothing that computes.
        """
        from resnet_desktop.classification.pipeline import available_cores  # noqa: PLC0415
        from resnet_desktop.images.outside_reading import OutsideReader  # noqa: PLC0415

        with self._lock:
            if self._reader is None and not self._is_closed:
                self._reader = OutsideReader(available_cores() + _THUMBNAIL_LANES)
                self._reader.start()

    def load_model(self, name: str, control: Control) -> LoadedModel:
        """Read a model and make its engine ready.

        Args:
            name: of the library; empty for the default one.
            control: is asked between the two steps.
        Raises:
            UserError: there is no such model, it is damaged, or no engine can run it.
            Cancelled: the window closes.
        """
        from resnet_desktop.engines import open_engine  # noqa: PLC0415
        from resnet_desktop.models import default_library  # noqa: PLC0415

        library = default_library()
        model = library.get(name or library.default())
        control.check()
        engine = standing_back(lambda: open_engine(model))
        loaded = LoadedModel(model.card, engine, model)
        _ = loaded.stamp  # made here and kept in it; the window's thread need not load SQLite for it
        return loaded

    def classify(self, paths: Iterable[Path], model: LoadedModel, control: Control) -> Iterator["Result"]:
        """Classify pictures, those that are known without computing anything.

        See `resnet_desktop.classification.sessions.classify_with_cache`.
        """
        from resnet_desktop.classification import pipeline  # noqa: PLC0415
        from resnet_desktop.classification.sessions import classify_with_cache  # noqa: PLC0415

        classify = partial(pipeline.classify, read=self._reading())
        return classify_with_cache(
            paths, model.engine, model.card, cache=self._results(), control=control, classify=classify
        )

    def find_changed(self, paths: Iterable[Path], model: LoadedModel, control: Control) -> Iterator[Path]:
        """Find the pictures whose files are no longer what they were when this model classified them.

        Raises:
            Cancelled: `control` was cancelled.
        """
        from resnet_desktop.classification.sessions import find_changed  # noqa: PLC0415

        return find_changed(paths, model.engine, model.card, cache=self._results(), control=control)

    def stamp_of(self, model: LoadedModel) -> "StampOf":
        """Give a function that tells what a file was when this model classified it; None where nobody knows."""
        from resnet_desktop.classification.sessions import ModelStamp  # noqa: PLC0415

        cache, stamp = self._results(), ModelStamp.of(model.card, model.engine.precision)
        cache.flush()
        return lambda path: cache.stamp(path, stamp)

    def forget(self, paths: Iterable[Path]) -> None:
        """Forget the results of files, of all models, so that they are computed again."""
        self._results().forget(paths)

    def close(self) -> None:
        """End the process that reads; write what is remembered and give its file back; nothing is kept afterwards."""
        with self._lock:
            self._is_closed = True
            if self._reader is not None:
                self._reader.close()
            if self._cache is not None:
                self._cache.close()

    def find(self, paths: Sequence[Path], control: Control) -> Iterator[Path | Found]:
        """Find pictures in what was dropped or chosen.

        Args:
            paths: files and folders, in order.
            control: is asked at each picture, and told the count now and then.
        Yields:
            Absolute paths, in order, then one `Found`.
        Raises:
            Cancelled: `control` was cancelled.
        """
        for part in self.find_files(paths, control):
            if isinstance(part, Found):
                yield part
            else:
                yield from map(Path, part)

    def find_files(self, paths: Sequence[Path], control: Control) -> Iterator[list[str] | Found]:
        """Find pictures as `find` does, as text and some at a time.

        Args:
            paths: files and folders, in order.
            control: is asked at each part, and told the count now and then.
        Yields:
            Some absolute paths, in order, as soon as they are found, then one `Found`.
        Raises:
            Cancelled: `control` was cancelled.
        """
        from resnet_desktop.images import PictureSearch  # noqa: PLC0415
        from resnet_desktop.images.outside_search import OutsideSearch  # noqa: PLC0415

        # Absolute before the search: nothing need be done for each of 100,000 files, and resolving would visit them.
        given = [os.path.abspath(path) for path in paths]  # noqa: PTH100
        search: PictureSearch | OutsideSearch
        parts: Iterator[list[str]]
        if self._reader is None:
            search = PictureSearch(given)
            parts = ([file] for file in search.files())
        else:
            search = OutsideSearch(given, self._reader, control)
            parts = search.parts()
        count = told = 0
        for part in parts:
            control.check()
            count += len(part)
            if count - told >= _REPORT_EVERY:
                told = count
                control.report(Progress(count))
            yield part
        yield Found(count, search.passed_over, tuple(search.problems))

    def read(self, path: Path, short_side: int) -> "Picture":
        """Decode a picture for showing it.

        Args:
            path: the file.
            short_side: wanted short side, px; the picture may come larger.
        Raises:
            PictureError: the file gives no picture.
        """
        from resnet_desktop.images import decode  # noqa: PLC0415

        return decode(path, short_side)

    def thumbnail(self, path: Path, side: int, control: Control | None = None) -> "UInt8Array":
        """Read the middle square of a picture.

        Args:
            path: the file.
            side: of the square, px.
            control: ends the waiting.
        Returns:
            (side, side, 3) uint8, RGB, upright.
        Raises:
            PictureError: the file gives no picture.
            Cancelled: `control` was cancelled.
        """
        from resnet_desktop.images import PictureError, Preprocessing  # noqa: PLC0415

        made = self._reading()(path, Preprocessing(side, crop_fraction=1.0), control or Control())
        if isinstance(made, str):
            raise PictureError(path, made)
        return made.pixels

    def suffixes(self) -> tuple[str, ...]:
        """Suffixes of the pictures that can be read, for a dialog's filter."""
        from resnet_desktop.images import SUPPORTED_SUFFIXES  # noqa: PLC0415

        return tuple(SUPPORTED_SUFFIXES)

    def samples(self) -> tuple[Path, ...]:
        """The photos that ship with the program, in alphabetical order."""
        return tuple(sorted(resource_path("samples").glob("*.jpg")))

    def _reading(self) -> "Read":
        from resnet_desktop.images import read_input  # noqa: PLC0415

        return read_input if self._reader is None else self._reader.read

    def _results(self) -> "ResultCache":
        from resnet_desktop.classification.sessions import ResultCache  # noqa: PLC0415

        with self._lock:
            if self._cache is None:
                self._cache = ResultCache()
                if self._is_closed:
                    self._cache.close()
            return self._cache
