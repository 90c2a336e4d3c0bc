"""What a person says about the pictures of the list, step by step."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.keeping.keeper import Keeper
from resnet_desktop.desktop.classify.keeping.slices import Slices, pieces
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.long_lived import LongLived, many_records
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError

if TYPE_CHECKING:
    from resnet_desktop.classification.review import Review, Step

_MANY = 1_000
"""What is said about more pictures at once is worked out by a task."""


@dataclass(frozen=True)
class _Act:
    """Something that is to be done, after what came before it.

    Attributes:
        work: does it, perhaps in another thread; gives the step, or None where nothing changed.
        count: gives the number of the pictures.
        keep: hands the step on to be saved.
        is_back: what was there before the step is there again.
        told: is emitted with the step.
    """

    work: "Callable[[Review], Step | None]"
    count: "Callable[[Review], int]"
    keep: "Callable[[Step], None]"
    is_back: bool
    told: str


class Reviewing(QObject):
    """Corrects and confirms, with undo and redo; everything that changes is kept in the session.

    Each function is done when it returns, unless it is about very many pictures, or pictures are still coming back.

    Signals:
        changed: what can be undone or redone is something else now.
        done: a `Step` that a person did.
        undone: a `Step` that is taken back.
        redone: a `Step` that is there again.
        refused: a `UserError`: why a class cannot be called so.
    """

    changed = Signal()
    done = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    refused = Signal(object)

    def __init__(
        self, pictures: PictureModel, current: CurrentModel, keeper: Keeper, slices: Slices, tasks: Tasks
    ) -> None:
        super().__init__(pictures)
        self._pictures = pictures
        self._current = current
        self._keeper = keeper
        self._slices = slices
        self._tasks = tasks
        self._long_lived = LongLived()
        self._review: Review | None = None
        self._given_classes: tuple[str, ...] = ()
        self._waiting: deque[_Act] = deque()
        self._is_busy = False
        self._is_held = False

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is not done yet."""
        return self._is_busy or bool(self._waiting)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._review is not None and self._review.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._review is not None and self._review.can_redo

    @property
    def undo_text(self) -> str:
        """What `undo` would do, for a menu."""
        return self._review.undo_text if self._review is not None else "Undo"

    @property
    def redo_text(self) -> str:
        """What `redo` would do, for a menu."""
        return self._review.redo_text if self._review is not None else "Redo"

    @property
    def given_classes(self) -> tuple[str, ...]:
        """The classes that a person gave, each once."""
        if self._review is not None and not self._is_busy:  # else another thread may be writing there
            self._given_classes = tuple(dict.fromkeys(self._review.given.values()))
        return self._given_classes

    def give(self, paths: Iterable[Path], label: str) -> None:
        """Say which class pictures show, also one that the model does not know."""
        given, classes = tuple(paths), self._classes()
        self._do(
            _Act(
                lambda review: review.give(given, label, classes), lambda _: len(given), self._keeper.do, False, "done"
            )
        )

    def confirm(self, paths: Iterable[Path]) -> None:
        """Agree with what the network says about pictures; what a person said before stays."""
        given, store = tuple(paths), self._pictures.store
        if len(given) > _MANY:
            entries = tuple(store.entries)

            def agree(review: "Review") -> "Step | None":
                wanted = frozenset(given)
                return review.confirm(entry for entry in entries if entry.path in wanted)

        else:
            rows = [row for row in map(store.row_of, given) if row is not None]
            chosen = [store.entries[row] for row in rows]

            def agree(review: "Review") -> "Step | None":
                return review.confirm(chosen)

        self._do(_Act(agree, lambda _: len(given), self._keeper.do, False, "done"))

    def clear_given(self, paths: Iterable[Path]) -> None:
        """Take back what was said about pictures, so that the network has the word again."""
        given = tuple(paths)
        self._do(_Act(lambda review: review.clear(given), lambda _: len(given), self._keeper.do, False, "done"))

    def undo(self) -> None:
        """Take back the last step."""
        self._do(
            _Act(lambda review: review.undo(), lambda review: review.undo_count, self._keeper.undo, True, "undone")
        )

    def redo(self) -> None:
        """Do the step again that was undone last."""
        self._do(
            _Act(lambda review: review.redo(), lambda review: review.redo_count, self._keeper.redo, False, "redone")
        )

    def forget(self, paths: Sequence[Path]) -> None:
        """Drop what was said about pictures that left the list; nothing of it can be undone."""
        if self._review is None and not self._waiting and not self._is_held:
            return

        def drop(review: "Review") -> None:
            review.forget(paths)

        self._do(_Act(drop, lambda _: len(paths), self._keeper.do, False, ""))

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now; for each old path the new one."""

        def change(review: "Review") -> None:
            review.rename(moved)

        self._do(_Act(change, lambda _: len(moved), self._keeper.do, False, ""))

    def hold(self) -> None:
        """Wait with everything until `begin`: what was said before is not there yet."""
        self._is_held = True

    def begin(self, review: "Review | None") -> None:
        """Go on from what was said before; None for nothing."""
        self._review = review
        self._is_held = False
        self.changed.emit()
        self._go_on()

    def start_over(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._review = None
        self._given_classes = ()
        self.changed.emit()

    def _do(self, act: _Act) -> None:
        self._waiting.append(act)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._is_busy and not self._is_held:
            self._is_busy = True
            self._begin(self._waiting.popleft(), self._reviewed())

    def _begin(self, act: _Act, review: "Review") -> None:
        if act.count(review) > _MANY:
            task = self._tasks.start(_job(act, review))
            task.succeeded.connect(lambda step: self._take(act, review, step))
            task.failed.connect(self._refuse)
            task.cancelled.connect(self._end)
            return
        try:
            step = act.work(review)
        except UserError as error:
            self._refuse(error)
        else:
            self._take(act, review, step)

    def _take(self, act: _Act, review: "Review", step: "Step | None") -> None:
        if step is None or review is not self._review:  # another list was begun meanwhile
            self._end()
            return
        act.keep(step)
        self._slices.do(self._giving(step, act.is_back), lambda: self._tell(act, step))

    def _giving(self, step: "Step", is_back: bool) -> Iterator[None]:
        for changes in pieces(step.changes):
            self._pictures.give_each((each.path, each.before if is_back else each.after) for each in changes)
            self._long_lived.grow(len(changes))
            yield

    def _tell(self, act: _Act, step: "Step") -> None:
        self._is_busy = False
        signal = {"done": self.done, "undone": self.undone, "redone": self.redone}[act.told]
        signal.emit(step)
        self._end()

    def _refuse(self, error: BaseException) -> None:
        self.refused.emit(error)
        self._end()

    def _end(self) -> None:
        self._is_busy = False
        self.changed.emit()
        self._go_on()

    def _reviewed(self) -> "Review":
        from resnet_desktop.classification.review import Review  # noqa: PLC0415  loads NumPy

        if self._review is None:
            self._review = Review()
        return self._review

    def _classes(self) -> tuple[str, ...]:
        return self._current.loaded.card.labels if self._current.loaded is not None else ()


def _job(act: _Act, review: "Review") -> "Callable[[JobControl], Step | None]":
    def work(_control: JobControl) -> "Step | None":
        with many_records():
            return act.work(review)

    return work
