"""An offer in place of a model's card: what it is, and its download."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models.card.changing import LANE
from resnet_desktop.desktop.models.offer import wording
from resnet_desktop.desktop.models.reading import Offer, ShownModel
from resnet_desktop.desktop.models.section import button_row
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.facts_view import FactsView
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.work_strip import WorkStrip, said_with_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resnet_desktop.models.importing import Imported
    from resnet_desktop.models.official import Official


class OfferView(QWidget):
    """Downloads one thing at a time; looking at something else does not stop it.

    Attributes:
        title: what it is.
        download: begins, or goes on.
        choose: asks for a file instead.
        discard: deletes what has come.
        strip: the download that runs.
        message: why it failed, or that it was paused.
        facts: where it comes from.
    Signals:
        file_asked: somebody has the file already.
        added: what came of it.
    """

    file_asked = Signal()
    added = Signal(object)

    def __init__(self, state: ModelsState, tasks: Tasks) -> None:
        super().__init__()
        self._state, self._tasks = state, tasks
        self._offer: Offer | None = None
        self._task: Task | None = None
        self._running = ""
        self.title = ElidedLabel("section")
        self._text = label()
        self._text.setWordWrap(True)
        self.download = Button(wording.DOWNLOAD, "download", "small")
        self.choose = Button(wording.FILE, "folder", "small")
        self.choose.setToolTip(wording.FILE_TIP)
        self.discard = Button(wording.DISCARD, "remove", "flat")
        self.strip = WorkStrip(wording.PAUSE, "pause")
        self.message = MessageLine()
        self.facts = FactsView()
        self.download.clicked.connect(lambda _is_on: self._start())
        self.choose.clicked.connect(lambda _is_on: self.file_asked.emit())
        self.discard.clicked.connect(lambda _is_on: self._discard())
        self._lay_out()

    def show_offer(self, model: ShownModel) -> None:
        """Show an offer."""
        offer = model.offer
        assert offer is not None
        if self._offer is None or offer.key != self._offer.key:
            self.message.hide()
        self._offer = offer
        self.title.setText(model.listed.title)
        self._text.setText(wording.text(is_base=model.is_base))
        self.facts.show_facts(wording.facts(url=offer.url, total=offer.total, md5=offer.md5, name=model.name))
        self._show_buttons()

    def _show_buttons(self) -> None:
        offer = self._offer
        if offer is None:
            return
        is_busy = self._task is not None
        self.download.setText(wording.GO_ON if offer.here else wording.DOWNLOAD)
        self.download.setEnabled(not is_busy)
        self.discard.setVisible(bool(offer.here) and not is_busy)
        self.strip.setVisible(is_busy and self._running == offer.key)

    def _start(self) -> None:
        if self._offer is None or self._task is not None:
            return
        key = self._offer.key
        task = self._tasks.start(partial(_download, key), title=f"Downloading {self.title.text()}")
        self._task, self._running = task, key
        self.message.hide()
        self.strip.follow(task, said_with_message)
        task.succeeded.connect(self.added)
        task.failed.connect(self._complain)
        task.cancelled.connect(self._tell_kept)
        task.finished.connect(self._end)
        self._show_buttons()

    def _end(self) -> None:
        self._task = None
        self._show_buttons()
        self._state.refresh()

    def _complain(self, error: BaseException) -> None:
        self.message.complain(sentence(str(error)), error)
        self.message.show()

    def _tell_kept(self) -> None:
        self.message.say(wording.KEPT)
        self.message.show()

    def _discard(self) -> None:
        if self._offer is not None:
            task = self._tasks.start(partial(_discard, self._offer.key), lane=LANE)
            task.finished.connect(self._state.refresh)
            self.message.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.title, self._text):
            layout.addWidget(part)
        layout.addLayout(button_row(self.download, self.choose, self.discard))
        layout.addWidget(self.strip)
        layout.addWidget(self.message)
        layout.addWidget(self.facts)
        layout.addStretch(1)
        self.message.hide()


def _download(key: str, control: JobControl) -> "Imported":
    from resnet_desktop.models import default_library  # noqa: PLC0415
    from resnet_desktop.models.bases import default_bases  # noqa: PLC0415
    from resnet_desktop.models.official import OFFICIAL, download_official  # noqa: PLC0415

    return download_official(control, default_library(), default_bases(), _named(key, OFFICIAL))


def _discard(key: str, _control: JobControl) -> None:
    from resnet_desktop.models.official import OFFICIAL, stop_download  # noqa: PLC0415

    stop_download(_named(key, OFFICIAL))


def _named(key: str, offers: "Sequence[Official]") -> "Official":
    return next(each for each in offers if each.key == key)
