"""What is said in place of the pictures where a query finds none."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.classify.listing.arranging import Arranging
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState

_INSET_PX = 4


class NothingFound(MessageState):
    """Lies over the views of the list while a query hides all pictures, and only then.

    Args:
        query: is emptied by the button.
        pictures: the list.
        arranging: says whether it is filtered.
        views: what it lies over.

    Attributes:
        show_all: takes the filters away.
    """

    def __init__(self, query: QueryField, pictures: PictureModel, arranging: Arranging, views: QWidget) -> None:
        super().__init__("search", "text2")
        self._pictures = pictures
        self._arranging = arranging
        self._views = views
        self.show_all = Button("Show all pictures", "picture")
        self.show_all.clicked.connect(lambda: query.ask(""))
        self.add_button(self.show_all)
        self.setParent(views)
        views.installEventFilter(self)
        for changed in (pictures.modelReset, pictures.rowsInserted, pictures.rowsRemoved, arranging.changed):
            changed.connect(self._follow)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as what it lies over."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        is_empty = self._arranging.is_filtered and not self._pictures.rowCount()
        if is_empty and len(self._pictures.store):
            store = self._pictures.store
            text = filter_wording.nothing_found(len(store), store.waiting)
            self.say(filter_wording.NOTHING_FOUND, text, self._arranging.order.text)
            self._place()
            self.raise_()
        self.setVisible(is_empty and len(self._pictures.store) > 0)

    def _place(self) -> None:
        self.setGeometry(self._views.rect().adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX))
