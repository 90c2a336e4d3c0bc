"""What the page says when something does not work, and what can be done about it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.desktop.widgets.notice import Notice


class Trouble(QObject):
    """Tells of models that cannot be used and of work that stopped.

    Args:
        page: dialogs open above it.
        session: can go on with the work.
        current: the model.
        notice: where it is told.
    """

    def __init__(self, page: QWidget, session: ClassifySession, current: CurrentModel, notice: Notice) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._current = current
        self._notice = notice

    def tell_about_model(self) -> None:
        """Say what is worth knowing about the model in use, or why another one is not; an empty page says so itself.

        While another page is open, a choice that failed is told there.
        """
        current, loaded = self._current, self._current.loaded
        if current.state is State.READY and loaded is not None:
            for notice in loaded.engine.notices:
                self._notice.say(notice)
        is_told_elsewhere = loaded is not None and self._page.isHidden()
        has_something = loaded is not None or self._session.work.pictures
        if current.state is State.FAILED and has_something and not is_told_elsewhere:
            error = current.error
            words = f"{wording.MODEL_TITLE}: {current.problem}" if loaded is None else current.problem
            self._notice.complain(
                words, (("Try again", current.load_again), ("Details", lambda: self.show_details(error)))
            )

    def complain(self, error: BaseException) -> None:
        """Say that the work on all pictures stopped, and why."""
        self._notice.complain(
            f"Classifying stopped: {wording.sentence(str(error))}",
            (("Try again", self._session.go_on), ("Details", lambda: self.show_details(error))),
        )

    def show_details(self, error: BaseException | None) -> None:
        """Show all that is known about an error."""
        if error is not None:
            DetailsDialog(error, self._page).open()
