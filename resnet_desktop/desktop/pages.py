"""The window's pages side by side: made when they are first opened, and told what another page hands on to them."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.handing_on import HandingOn
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.current_training import CurrentTraining
from resnet_desktop.desktop.models.adding.model_files import parted
from resnet_desktop.desktop.settings import Settings
from resnet_desktop.desktop.tasks import AFTER_PAINTING_MS, Tasks
from resnet_desktop.desktop.widgets.later import Later
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.rail import RailEntry
from resnet_desktop.desktop.widgets.turning import turn_to

if TYPE_CHECKING:
    from resnet_desktop.desktop.architecture.page import ArchitecturePage
    from resnet_desktop.desktop.architecture.parts import Parts
    from resnet_desktop.desktop.models.page import ModelsPage
    from resnet_desktop.desktop.train.live.panel import LivePanel
    from resnet_desktop.desktop.train.page import TrainPage

ENTRIES = (
    RailEntry("Classify", "classify"),
    RailEntry("Architecture", "architecture"),
    RailEntry("Train", "train"),
    RailEntry("Models", "model"),
)
CLASSIFY, ARCHITECTURE, TRAIN, MODELS = range(len(ENTRIES))
_PICTURES_OFFERED = 12


class Pages(QStackedWidget):
    """Shows one page at a time.

    Attributes:
        classify: the Classify page.
        architecture: the place of the Architecture page, which is made when it is first opened.
        train: the place of the Train page, likewise.
        models: the place of the Models page, likewise.
        handing_on: what is done with the Classify page's list.
        training: what trains, whichever page is seen.
    Signals:
        opened: the number of the page that is seen now.
        files_asked: a page wants somebody to choose pictures.
    """

    opened = Signal(int)
    files_asked = Signal()

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks, settings: Settings) -> None:
        super().__init__()
        self._classifier, self._current, self._tasks, self._settings = classifier, current, tasks, settings
        self.classify = ClassifyPage(classifier, current, tasks)
        self.training = CurrentTraining(tasks, self)
        self.architecture = Later(self._make_architecture, self._architecture_pieces())
        self.train = Later(self._make_train)
        self.models = Later(self._make_models)
        self.handing_on = HandingOn(self.classify, classifier, current, tasks, settings)
        for page in (self.classify, self.architecture, self.train, self.models):
            self.addWidget(page)
        self.classify.files_asked.connect(self.files_asked)
        self.handing_on.training_asked.connect(self._train_on)
        self.handing_on.models_asked.connect(lambda: self.open(MODELS))

    def open(self, number: int) -> None:
        """Open a page, counted from 0."""
        turn_to(self, number)
        self.opened.emit(number)
        if number == ARCHITECTURE:
            QTimer.singleShot(AFTER_PAINTING_MS, self, self._offer_pictures)

    @property
    def made_later(self) -> tuple[Later["TrainPage"], Later["ArchitecturePage"], Later["ModelsPage"]]:
        """The places of pages that are made when they are opened, or before; the one that takes longest first."""
        return self.train, self.architecture, self.models

    def _offer_pictures(self) -> None:
        """Offer the Architecture page what is around the picture that somebody looks at."""
        selection = self.classify.browser.selection
        offered = selection.neighbours(_PICTURES_OFFERED) or self._samples
        self.architecture.content.offer_pictures(offered, selection.chosen)

    @property
    def notice(self) -> Notice:
        """Of the page that is open."""
        match self.currentIndex():
            case page if page == ARCHITECTURE:
                return self.architecture.content.notice
            case page if page == TRAIN:
                return self.train.content.notice
            case page if page == MODELS:
                return self.models.content.notice
        return self.classify.notice

    def take(self, given: list[Path]) -> None:
        """Show what came in where somebody looks: a picture runs through the network, all else is classified.

        Files of models go into the library, wherever they come in.
        """
        models, others = parted(given)
        if models:
            self.open(MODELS)
            self.models.content.adding.add(models)
        if others:
            self._take_pictures(others)

    def search(self) -> None:
        """Go to where the open page is searched."""
        if self.currentIndex() == ARCHITECTURE:
            self.architecture.content.listing.focus_search()
        elif self.currentIndex() == CLASSIFY:
            self.classify.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.classify.query.selectAll()

    def cancel(self) -> bool:
        """Close what is open on the page that is seen, or cancel what runs there; False where there is nothing of it.

        What runs on other pages goes on: nobody sees it end. A training is stopped by its own button only.
        """
        match self.currentIndex():
            case page if page == ARCHITECTURE:
                content = self.architecture.content
                has_acted = content.close_open() or content.cancel_work()
            case page if page == TRAIN:
                has_acted = self.train.content.cancel_work()
            case page if page == MODELS:
                has_acted = self.models.content.cancel_work()
            case _:
                has_acted = self._cancel_classifying()
        if not has_acted and self.notice.isVisible():
            self.notice.hide()
            return True
        return has_acted

    def show_training(self) -> None:
        """Show what trains, in the step of the Train page where it is watched."""
        self.open(TRAIN)
        self.train.content.show_trained()

    def add_samples(self) -> None:
        """Classify the sample photos."""
        self.classify.add(self._samples)

    def offer_imagenet(self) -> None:
        """Lead to the official weights."""
        from resnet_desktop.models.official import IMAGENET  # noqa: PLC0415  loads the core

        self.open(MODELS)
        self.models.content.state.refresh(choose=IMAGENET.name)

    def _cancel_classifying(self) -> bool:
        work = self.classify.session.work
        if self.classify.is_large:
            self.classify.panel.set_large(False)
        elif work.is_searching or work.is_classifying:
            self.classify.session.cancel()
        else:
            return False
        return True

    def _take_pictures(self, given: list[Path]) -> None:
        if self.currentIndex() == ARCHITECTURE and len(given) == 1 and given[0].is_file():
            self.architecture.content.open_picture(given[0])
            return
        if self.currentIndex() == TRAIN and len(given) == 1:
            self.train.content.use_path(given[0])
            return
        self.open(CLASSIFY)
        self.classify.add(given)

    @cached_property
    def _samples(self) -> tuple[Path, ...]:
        return self._classifier.samples()

    @cached_property
    def _architecture_parts(self) -> "Parts":
        from resnet_desktop.desktop.architecture.parts import Parts  # noqa: PLC0415  only where it is opened

        return Parts(self._current, self._tasks)

    def _architecture_pieces(self) -> list[Callable[[], object]]:
        return [
            lambda: self._samples,
            lambda: self._architecture_parts.controls,
            lambda: self._architecture_parts.listing,
            lambda: self._architecture_parts.drawing,
            lambda: self._architecture_parts.inspector,
        ]

    def _make_architecture(self) -> "ArchitecturePage":
        from resnet_desktop.desktop.architecture import remembering  # noqa: PLC0415
        from resnet_desktop.desktop.architecture.page import ArchitecturePage  # noqa: PLC0415  only where it is opened

        page = ArchitecturePage(self._classifier, self._current, self._tasks, self._architecture_parts)
        remembering.restore(page, self._settings)
        remembering.keep(page, self._settings.put)
        page.picture_asked.connect(self.files_asked)
        return page

    def _make_train(self) -> "TrainPage":
        from resnet_desktop.desktop.train.page import TrainPage  # noqa: PLC0415

        page = TrainPage(self._classifier, self._tasks, self.training.follower)
        page.live_made.connect(self._remember_curves)
        page.use_asked.connect(self._use_model)
        page.model_deleted.connect(self._current.replace)
        page.pictures_asked.connect(self._show_pictures)
        page.data.reviewable = lambda: list(self.classify.session.pictures.store.entries)
        page.data.reviewed_asked.connect(self._train_on_reviewed)
        return page

    def _make_models(self) -> "ModelsPage":
        from resnet_desktop.desktop.models import remembering  # noqa: PLC0415
        from resnet_desktop.desktop.models.page import ModelsPage  # noqa: PLC0415

        page = ModelsPage(self._current, self._tasks)
        remembering.restore(page, self._settings)
        remembering.keep(page, self._settings.put)
        page.use_asked.connect(self._current.choose)
        page.adding.done.connect(lambda words: self._tell_of_models(self.notice.say, words))
        page.adding.failed.connect(lambda words: self._tell_of_models(self.notice.complain, words))
        return page

    def _tell_of_models(self, tell: Callable[[str], None], words: str) -> None:
        """Say what came of models' files where somebody looks; their own page says it itself."""
        if self.currentIndex() != MODELS:
            tell(words)

    def _remember_curves(self, live: "LivePanel") -> None:
        from resnet_desktop.desktop.train import remembering  # noqa: PLC0415

        remembering.restore(live.tools, self._settings)
        remembering.keep(live.tools, self._settings.put)

    def _train_on(self, folder: Path) -> None:
        self.open(TRAIN)
        self.train.content.use_path(folder)

    def _train_on_reviewed(self) -> None:
        self.handing_on.open_training_set().made.connect(lambda made: self._train_on(made.folder))

    def _use_model(self, name: str) -> None:
        self._current.choose(name)
        self.open(CLASSIFY)

    def _show_pictures(self, pictures: list[Path]) -> None:
        self.open(CLASSIFY)
        self.classify.add(pictures)
