"""Why a picture got its class: which map is wanted, made, and laid over the preview."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.result.top_k_bars import TopKBars
from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.explainer import Explainer, scale_colours, sentence_about
from resnet_desktop.desktop.classify.why.laying_over import LayingOver
from resnet_desktop.desktop.classify.why.map_maker import MapMaker
from resnet_desktop.desktop.classify.why.question import Maps, Question, Wanted
from resnet_desktop.desktop.classify.why.why_section import WhySection
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.explanation import Heatmap
    from resnet_desktop.jobs import Progress


class Why(QObject):
    """Ties bars, section and preview together.

    Attributes:
        section: what is said about the map, and how it is shown.
        maker: makes the maps.
        layer: lays them over the preview.
        question: what is asked.
    Signals:
        toggled: whether maps are wanted.
        method_changed: the key of one of `wording.METHODS`.
    """

    toggled = Signal(bool)
    method_changed = Signal(str)

    def __init__(self, view: PictureView, bars: TopKBars, explainer: Explainer, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.section = WhySection()
        self.maker = MapMaker(explainer, tasks, self)
        self.layer = LayingOver(view, self.section.controls, self)
        self.question = Question(offered=bars.count)
        self._bars = bars
        self._model: LoadedModel | None = None
        self._maps: Maps | None = None
        self._maps_of: Wanted | None = None
        self._unfinished = ""
        self._is_stopped = False
        self._connect()

    @property
    def is_on(self) -> bool:
        """Whether maps are wanted."""
        return self.section.is_on

    @property
    def heatmap(self) -> "Heatmap | None":
        """The map that is shown."""
        return self.layer.heatmap

    def set_model(self, loaded: LoadedModel | None) -> None:
        """Explain another model."""
        if loaded is not self._model:
            self._model = loaded
            self.maker.set_model(loaded)
            self._maps, self._maps_of = None, None
            self.refresh()

    def look_at(self, entry: "Entry | None") -> None:
        """Explain a picture; None for none."""
        before = self.question
        self.question = before.about(entry)
        if before.wanted != self.question.wanted or self.question.reason(self._model) or self._maps_of is None:
            self.refresh()

    def toggle(self) -> None:
        """Show the map, or hide it."""
        self.set_on(not self.is_on)

    def set_on(self, is_on: bool) -> None:
        """Show the map, or hide it."""
        if is_on != self.is_on:
            self.section.show_on(is_on)
            self.toggled.emit(is_on)
            self.refresh()

    def set_method(self, key: str) -> None:
        """Explain by another method; see `wording.METHODS`."""
        self.section.show_method(key)
        if key != self.question.method:
            self.method_changed.emit(key)
        self._ask(replace(self.question, method=key))

    def set_offered(self, count: int) -> None:
        """Offer more or fewer classes for comparing."""
        self._ask(replace(self.question, offered=count))

    def choose(self, index: int) -> None:
        """Make another class the one that the map is about, whether it is shown or not."""
        self._ask(replace(self.question, chosen_index=index))

    def explain(self, index: int) -> None:
        """Show the map of a class."""
        self.choose(index)
        self.set_on(True)

    def compare(self, index: int) -> None:
        """Show why the chosen class and not this one."""
        self.question = replace(self.question, other_index=index)
        self.set_method(wording.DIFFERENCE.key)
        self.set_on(True)

    def forget(self, path: Path) -> None:
        """Drop the maps of a picture, because its file may have changed."""
        self.maker.forget(path)
        if self._maps_of is not None and self._maps_of.path == path:
            self._maps, self._maps_of = None, None

    def refresh(self) -> None:
        """Ask for what is wanted now, or say why there can be nothing."""
        self._mark_bars()
        reason, wanted = self.question.reason(self._model), self.question.wanted
        if not self.is_on or wanted is None or reason:
            self.maker.withdraw()
            self._maps, self._maps_of = None, None  # what was complete is kept by the maker
            self.layer.show_heatmap(None)
            if reason:
                self.section.say_reason(reason)
        elif self._maps_of == wanted and not self._is_stopped:
            self._show()
        else:
            self._maps, self._maps_of, self._unfinished, self._is_stopped = None, wanted, "", False
            self.layer.show_heatmap(None)
            self.section.say_busy(self._sentence(), can_cancel=wanted.is_occlusion)
            self.maker.ask(wanted)

    def _connect(self) -> None:
        section, maker = self.section, self.maker
        self._bars.chosen.connect(self.choose)
        self._bars.asked.connect(self.explain)
        self._bars.approached.connect(maker.prepare)
        section.approached.connect(maker.prepare)
        section.toggled.connect(self.set_on)
        section.method_chosen.connect(self.set_method)
        section.other_chosen.connect(self.compare)
        section.cancel_asked.connect(maker.withdraw)
        section.retry_asked.connect(self.refresh)
        maker.made.connect(self._take)
        maker.progressed.connect(self._tell_progress)
        maker.failed.connect(self._tell_failure)
        maker.stopped.connect(self._tell_stop)

    def _ask(self, question: Question) -> None:
        self.question = question
        self.refresh()

    def _mark_bars(self) -> None:
        chosen = self.question.chosen
        is_marked = chosen is not None and (self.is_on or self.question.chosen_index is not None)
        self._bars.show_chosen(
            chosen.index if chosen is not None and is_marked else None, self.question.second if self.is_on else None
        )

    def _take(self, wanted: Wanted, maps: Maps, is_complete: bool) -> None:
        if wanted == self._maps_of:
            self._maps = maps
            if is_complete:
                self._unfinished = ""
            self._show()

    def _show(self) -> None:
        """Show the map that is wanted of those that are there."""
        heatmap = None if self._maps is None else self.question.answer(self._maps)
        if heatmap is None:
            return
        is_running = bool(self._unfinished) and not self._is_stopped
        self.section.show_heatmap(
            heatmap,
            scale_colours(heatmap),
            self.question.others if self.question.is_difference else (),
            self._unfinished,
            can_cancel=is_running,
            can_retry=self._is_stopped,
        )
        self.layer.show_heatmap(heatmap)

    def _tell_progress(self, wanted: Wanted, progress: "Progress") -> None:
        if wanted != self._maps_of:
            return
        self._unfinished = wording.progress_line(progress)
        if self._maps is None:
            self.section.say_busy(self._sentence(), self._unfinished, can_cancel=True)
        elif not self._is_stopped:
            self.section.say_progress(self._unfinished)  # its map was shown already

    def _sentence(self) -> str:
        return sentence_about(self.question.method, *self.question.labels)

    def _tell_failure(self, wanted: Wanted, error: BaseException) -> None:
        if wanted == self._maps_of:
            self._maps, self._maps_of = None, None
            self.layer.show_heatmap(None)
            self.section.say_reason(wording.failure(error), can_retry=True)

    def _tell_stop(self, wanted: Wanted) -> None:
        if wanted != self._maps_of:
            return
        self._is_stopped = True
        self._unfinished = wording.STOPPED
        if self._maps is None:
            self.section.say_reason(f"{wording.STOPPED}.", can_retry=True)
        else:
            self._show()
