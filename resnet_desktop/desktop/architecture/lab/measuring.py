"""What the lab shows, computed on tasks: the answers before and after, and the sizes of all blocks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.inspection.activations import Activations
    from resnet_desktop.inspection.lab_answers import Answers
    from resnet_desktop.inspection.lab_blocks import BlockSize
    from resnet_desktop.inspection.live import LiveNetwork

_Question = tuple["LiveNetwork | None", LivePicture | None, frozenset[str]]


class Measuring(QObject):
    """Computes when asked; what is asked for again costs nothing.

    Signals:
        answered: `Answers` for the picture and the switches as they are.
        measured: a tuple of `BlockSize`, for the activations as they are.
        failed: one sentence.
    """

    answered = Signal(object)
    measured = Signal(object)
    failed = Signal(str)

    def __init__(
        self, state: ArchitectureState, tasks: Tasks, activations: LiveActivations, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._activations = state, activations
        self._asked: _Question | None = None
        self._measured: Activations | None = None
        self._answers, self._sizes = LastWish(tasks, self), LastWish(tasks, self)
        self._answers.granted.connect(self._tell_answers)
        self._answers.refused.connect(self._tell_failure)
        self._sizes.granted.connect(self._tell_sizes)
        self._sizes.refused.connect(self._tell_failure)

    def ask(self) -> None:
        """Want the answers and the sizes of what is current."""
        self._ask_answers()
        self._ask_sizes()

    def _ask_answers(self) -> None:
        live, picture, bypassed = question = self._question()
        if live is None or picture is None or question == self._asked:
            return
        self._asked = question

        def job(_control: JobControl) -> "Answers":
            from resnet_desktop.inspection.lab_answers import answers  # noqa: PLC0415  loads NumPy

            return answers(live, picture.pixels, bypassed)

        self._answers.wish((id(live), id(picture), bypassed), job)

    def _ask_sizes(self) -> None:
        latest = self._activations.latest
        if latest is None or latest is self._measured:
            return
        self._measured = latest

        def job(_control: JobControl) -> "tuple[BlockSize, ...]":
            from resnet_desktop.inspection.lab_blocks import block_sizes  # noqa: PLC0415  loads NumPy

            return block_sizes(latest)

        self._sizes.wish(id(latest), job)

    def _question(self) -> _Question:
        return self._state.live, self._state.picture, self._state.bypassed

    def _tell_answers(self, key: tuple[int, int, frozenset[str]], answers: "Answers") -> None:
        live, picture, bypassed = self._question()
        if key == (id(live), id(picture), bypassed):
            self.answered.emit(answers)

    def _tell_sizes(self, key: int, sizes: "tuple[BlockSize, ...]") -> None:
        if key == id(self._activations.latest):
            self.measured.emit(sizes)

    def _tell_failure(self, _key: object, error: BaseException) -> None:
        self._asked = self._measured = None
        self.failed.emit(sentence(str(error)))
