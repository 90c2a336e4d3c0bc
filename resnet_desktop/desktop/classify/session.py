"""What the Classify page does: looks for pictures, has them classified, keeps everything; shows nothing itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.classifying import Classifying
from resnet_desktop.desktop.classify.keeping.freshness import Freshness
from resnet_desktop.desktop.classify.keeping.keeper import Keeper
from resnet_desktop.desktop.classify.keeping.opening import Left
from resnet_desktop.desktop.classify.keeping.slices import Slices, pieces
from resnet_desktop.desktop.classify.keeping.whereabouts import Whereabouts
from resnet_desktop.desktop.classify.listing.arranging import Arranging
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.reviewing.reviewing import Reviewing
from resnet_desktop.desktop.classify.searching import Searching
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.long_lived import LongLived
from resnet_desktop.desktop.tasks import Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result
    from resnet_desktop.classification.review import Review

_EMPTIED_AT_ONCE = 512
_OPENING, _EMPTYING, _UNSETTLED = "opening", "emptying", "unsettled"
"""Why nothing may be classified at the moment."""


class ClassifySession(QObject):
    """The pictures of the page and the work on them.

    Attributes:
        pictures: the list.
        arranging: which of them are shown, in which order.
        reviewing: what a person says about them.
        whereabouts: where one was in the list, and what was opened last.
    Signals:
        changed: the counts or what is being done.
        noticed: one sentence that is worth a moment.
        troubled: one sentence: what happens is not being saved, and why.
        broke: an exception that stopped the work on all pictures.
        restored: the list is as it was left.
    """

    changed = Signal()
    noticed = Signal(str)
    troubled = Signal(str)
    broke = Signal(object)
    restored = Signal()

    def __init__(
        self, classifier: Classifier, current: CurrentModel, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._current = current
        self._tasks = tasks
        self._slices = Slices(self)
        self._holds: set[str] = set()
        self._long_lived = LongLived()
        self.pictures = PictureModel(self)
        self.arranging = Arranging(self.pictures, tasks, self)
        self._keeper = Keeper(tasks, self)
        self.reviewing = Reviewing(self.pictures, current, self._keeper, self._slices, tasks)
        self.whereabouts = Whereabouts(self.pictures, self.arranging, self._keeper)
        self._freshness = Freshness(classifier, self.pictures, self._keeper, self._slices, tasks)
        self._searching = Searching(classifier, self.pictures, tasks)
        self._classifying = Classifying(classifier, current, self.pictures.store, tasks, self)
        self._connect()

    @property
    def work(self) -> wording.Work:
        """What is being done, in numbers."""
        store, run = self.pictures.store, self._classifying
        return wording.Work(
            pictures=len(store),
            shown=self.pictures.rowCount() if self.arranging.is_filtered else None,
            failed=store.failed,
            waiting=store.waiting,
            passed_over=self._searching.passed_over,
            is_searching=self._searching.is_busy or self._keeper.is_bringing,
            is_opening=self._keeper.is_bringing,
            is_loading=self._current.state is State.LOADING,
            has_model=self._current.loaded is not None,
            is_classifying=run.is_running,
            done=run.done,
            total=run.total,
            rate=run.rate,
            left_s=run.left_s,
        )

    def restore(self) -> None:
        """Open the session that was left, by a task, and keep what happens; once, before anything is added.

        What is added, or said about pictures, before all have come back waits for that.
        """
        self._keeper.open()
        self.reviewing.hold()
        self._hold(_OPENING)
        self.changed.emit()

    def close(self) -> None:
        """Write what is left, and give the files back; after all tasks have ended."""
        self._slices.drop()
        self._keeper.close()
        self._classifier.close()

    def add(self, paths: Iterable[Path | str]) -> None:
        """Look for pictures in files and folders, list them and have them classified."""
        self._searching.add(paths)

    def go_on(self) -> None:
        """Classify what still waits, for instance after a cancellation."""
        self._classifying.go_on()

    def cancel(self) -> None:
        """Stop looking and classifying; results that are there stay."""
        self._keeper.cancel_opening()
        self._searching.cancel()
        self._classifying.cancel()

    def try_again(self, path: Path) -> None:
        """Classify one picture anew, after its file was mended."""
        self.pictures.wait_again([path])
        self._keeper.reset([path])
        task = self._tasks.start(lambda _control: self._classifier.forget([path]))
        task.finished.connect(lambda: self._classifying.put([path]))

    def remove(self, rows: Iterable[int]) -> int:
        """Take pictures out of the list; their files stay where they are. Returns how many."""
        leaving, count = list(rows), len(self.pictures.store)
        if len(leaving) == count:
            self._empty()
            return count
        removed = self.pictures.remove(leaving)
        self._keeper.remove(removed)
        self.reviewing.forget(removed)
        self._classifying.discard(removed)
        self.changed.emit()
        return len(removed)

    def put_back(self, places: Sequence[Path | str]) -> None:
        """List pictures again that were taken out, at the end; what was found of unchanged files is known still."""
        self._slices.do(self._listing_again(places), self.changed.emit)

    def clear(self) -> None:
        """Begin a new, empty list; the files stay where they are."""
        self.arranging.set_filter(None, "")
        self._empty()

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now, with all that is known about them; for each old path the new one.

        What could not be read in the old place is classified in the new one.
        """
        self.pictures.rename(moved)
        self._keeper.rename(moved)
        self.reviewing.rename(moved)
        store = self.pictures.store
        rows = [row for row in map(store.row_of, moved.values()) if row is not None and store.entries[row].error]
        paths = [store.entries[row].path for row in rows]
        self.pictures.reset(rows)
        self._keeper.reset(paths)
        self._classifying.put(paths)

    def _connect(self) -> None:
        self.arranging.changed.connect(self.changed)
        self._current.changed.connect(self._meet_model)
        self._keeper.left_came.connect(self._take_left)
        self._keeper.entries_came.connect(self._take_entries)
        self._keeper.opened.connect(self._end_opening)
        self._keeper.noticed.connect(self.noticed)
        self._keeper.troubled.connect(self.troubled)
        self._searching.added.connect(self._take_found)
        self._searching.named.connect(self.whereabouts.remember_opened)
        self._searching.changed.connect(self._note_searching)
        self._searching.noticed.connect(self.noticed)
        self._searching.broke.connect(self.broke)
        self._classifying.classified.connect(self._take_results)
        self._classifying.changed.connect(self.changed)
        self._classifying.broke.connect(self.broke)
        self._freshness.unsettled.connect(lambda: self._hold(_UNSETTLED))
        self._freshness.settled.connect(lambda: self._let_go(_UNSETTLED))
        self._freshness.found_changed.connect(self._classifying.put)

    def _take_left(self, left: Left) -> None:
        self._freshness.begin(left.model)
        self.whereabouts.begin(left)

    def _take_entries(self, entries: "list[Entry]") -> None:
        self._long_lived.grow(len(self.pictures.add(entries)))
        self.changed.emit()

    def _end_opening(self, review: "Review | None") -> None:
        self.reviewing.begin(review)
        self.whereabouts.finish()
        self._holds.discard(_OPENING)
        self._meet_model()
        self._let_go(_OPENING)
        self.restored.emit()

    def _take_found(self, fresh: "list[Entry]") -> None:
        places = [entry.place for entry in fresh]
        self._keeper.add(places)
        self._long_lived.grow(len(fresh))
        self._classifying.put(places)

    def _listing_again(self, places: Sequence[Path | str]) -> Iterator[None]:
        from resnet_desktop.classification import Entry  # noqa: PLC0415  loads NumPy

        for piece in pieces(places):
            if fresh := self.pictures.add(map(Entry, piece)):
                self._take_found(fresh)
            yield

    def _note_searching(self) -> None:
        self._classifying.set_filling(self._searching.is_busy)
        self.changed.emit()

    def _take_results(self, results: "list[Result]", model: LoadedModel) -> None:
        if not self._freshness.is_from(model):
            return  # late ones of the model before
        self.pictures.put(results)
        self._keeper.put(results, model.stamp)
        self._long_lived.grow(len(results))

    def _meet_model(self) -> None:
        loaded = self._current.loaded
        if loaded is not None and self._current.state is not State.LOADING and _OPENING not in self._holds:
            self._freshness.meet(loaded)
        self.changed.emit()

    def _empty(self) -> None:
        self._searching.drop()
        self._classifying.cancel()
        self._keeper.clear()
        self.reviewing.start_over()
        self._hold(_EMPTYING)
        self._slices.do(self.pictures.empty(_EMPTIED_AT_ONCE), self._end_emptying)
        self.changed.emit()

    def _end_emptying(self) -> None:
        if self.arranging.order.is_usual:
            self.pictures.arrange(None)
        self._long_lived.end()
        self._let_go(_EMPTYING)
        self.changed.emit()

    def _hold(self, why: str) -> None:
        self._holds.add(why)
        self._searching.hold(bool(self._holds & {_OPENING, _EMPTYING}))
        self._classifying.hold(True)

    def _let_go(self, why: str) -> None:
        self._holds.discard(why)
        self._searching.hold(bool(self._holds & {_OPENING, _EMPTYING}))
        if not self._holds:
            self._classifying.hold(False)
            self._classifying.go_on()
