"""Makes maps of the chosen picture on tasks, and keeps those of the last few."""

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.classify.why.question import Maps, Wanted
from resnet_desktop.desktop.classify.why.wording import OCCLUSION
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification.explanation import OcclusionMaps

Key = tuple[Wanted | None, int]
"""What is wanted, or nothing while the engine is made ready; and of which model."""

_CACHE_SIZE = 8
"""Of 1,000 classes the maps of one picture have 0.8 MB."""


class MapMaker(QObject):
    """Makes the maps of one picture at a time; those of all classes come together.

    It has no lane: the engine's may be taken by a folder for an hour, and maps do not need it (see `SideEngine`). One
    at a time is what `LastWish` sees to.

    Signals:
        made: what was wanted, the maps, and whether they are complete; those by covering places come again and again.
        progressed: what was wanted, and a `Progress`.
        failed: what was wanted, and the exception.
        stopped: what was wanted; somebody cancelled it.
    """

    made = Signal(object, object, bool)
    progressed = Signal(object, object)
    failed = Signal(object, object)
    stopped = Signal(object)

    def __init__(self, explainer: Explainer, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explainer = explainer
        self._loaded: LoadedModel | None = None
        self._is_prepared = False
        self._cache: OrderedDict[Wanted, Maps] = OrderedDict()
        self._wish = LastWish(tasks, self)
        self._wish.begun.connect(self._follow)
        self._wish.received.connect(self._pass_on)
        self._wish.granted.connect(self._keep)
        self._wish.refused.connect(self._tell_failure)
        self._wish.stopped.connect(self._tell_stop)

    def set_model(self, loaded: LoadedModel | None) -> None:
        """Explain another model; maps of the one before are forgotten."""
        if loaded is not self._loaded:
            self._loaded = loaded
            self._is_prepared = False
            self._cache.clear()
            self._wish.withdraw()

    def prepare(self) -> None:
        """Expect to be asked soon; an error is kept for then."""
        loaded, explainer = self._loaded, self._explainer
        if loaded is not None and loaded.model is not None and not (self._is_prepared or self._wish.is_busy):
            self._is_prepared = True
            self._wish.wish((None, id(loaded)), lambda _control: explainer.prepare(loaded))

    def ask(self, wanted: Wanted) -> None:
        """Want maps; what was wanted before is not wanted any more."""
        loaded, explainer = self._loaded, self._explainer
        if loaded is None:
            return
        if wanted in self._cache:
            self._cache.move_to_end(wanted)
            self._wish.withdraw()
            self.made.emit(wanted, self._cache[wanted], True)
            return

        self._is_prepared = True

        def make(control: JobControl) -> Maps:
            if not wanted.is_occlusion:
                return explainer.class_maps(wanted.path, loaded, control)
            maps = None
            for maps in explainer.occlusion_maps(wanted.path, loaded, control):
                control.hand_over(maps)
            assert maps is not None  # there is one after each batch
            return maps

        self._wish.wish((wanted, id(loaded)), make, title=OCCLUSION.doing if wanted.is_occlusion else "")

    def withdraw(self) -> None:
        """Want nothing."""
        self._wish.withdraw()

    def forget(self, path: Path) -> None:
        """Drop the maps of a picture, because its file may have changed."""
        for wanted in [each for each in self._cache if each.path == path]:
            del self._cache[wanted]

    def _follow(self, key: Key, task: Task) -> None:
        if key[0] is not None and key[0].is_occlusion:
            task.progressed.connect(lambda progress: self.progressed.emit(key[0], progress))

    def _pass_on(self, key: Key, partial: "list[OcclusionMaps]") -> None:
        if self._is_for_maps(key):
            self.made.emit(key[0], partial[-1], False)

    def _keep(self, key: Key, maps: Maps) -> None:
        if key[0] is not None and self._is_for_maps(key):
            self._cache[key[0]] = maps
            while len(self._cache) > _CACHE_SIZE:
                self._cache.popitem(last=False)
            self.made.emit(key[0], maps, True)

    def _tell_failure(self, key: Key, error: BaseException) -> None:
        if self._is_for_maps(key):
            self.failed.emit(key[0], error)

    def _tell_stop(self, key: Key) -> None:
        if self._is_for_maps(key):
            self.stopped.emit(key[0])

    def _is_for_maps(self, key: Key) -> bool:
        return key[0] is not None and self._loaded is not None and key[1] == id(self._loaded)
