"""Where the panel's parts are: the details below the picture, or beside it where there is much room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.result.top_k_bars import INDENT_PX
from resnet_desktop.desktop.classify.why.why_section import WhySection

_WIDE_PX = 840
_BESIDE_PX = 360
_PADDING_PX = 16
_LEAST_DETAILS_PX = 120
_LEAST_STAGE_PX = 216
_STAGE_SHARE = 0.4


class _Details(QScrollArea):
    """What does not fit can be scrolled to; it never takes more room than it needs.

    What is said about a map takes none at all: the picture would become smaller just when the map is looked at.
    """

    def __init__(self, content: QWidget, why: WhySection) -> None:
        super().__init__()
        self._content = content
        self._why = why
        self._height_without_map = 0
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_LEAST_DETAILS_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._is_at_end = False
        self.verticalScrollBar().valueChanged.connect(self._note_end)
        self.verticalScrollBar().rangeChanged.connect(self._keep_end)

    def sizeHint(self) -> QSize:
        """As high as the content is, or was before the map was asked for."""
        hint = self._content.sizeHint()
        if not self._why.is_on:
            self._height_without_map = hint.height()
        return QSize(hint.width(), min(hint.height(), self._height_without_map))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take more room, or less, when the content does."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _note_end(self, value: int) -> None:
        self._is_at_end = 0 < value == self.verticalScrollBar().maximum()

    def _keep_end(self, _least: int, most: int) -> None:
        """What is at the end stays in sight when it grows, such as a map's sentence."""
        if self._is_at_end:
            self.verticalScrollBar().setValue(most)


class PanelLayout(QWidget):
    """Lays out the picture, its details, and why.

    Args:
        stage: the picture.
        details: its name, facts and classes.
        why: the map's controls.
    """

    def __init__(self, stage: QWidget, details: QWidget, why: WhySection) -> None:
        super().__init__()
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(_PADDING_PX - INDENT_PX, 0, _PADDING_PX - INDENT_PX, 0)
        inside.setSpacing(0)
        inside.addWidget(details)
        inside.addSpacing(12)
        inset = QVBoxLayout()
        inset.setContentsMargins(INDENT_PX, 0, INDENT_PX, 0)
        inset.addWidget(why)
        inside.addLayout(inset)
        inside.addStretch(1)
        self._details = _Details(content, why)
        # Its hint is ignored: it gets what the details leave, and never less than its share.
        stage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._picture = stage
        self._stage = QVBoxLayout()
        self._stage.addWidget(stage)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._stage, 1)
        self._layout.addWidget(self._details)
        self.arrange(QSize(0, 0))

    def arrange(self, size: QSize) -> None:
        """Choose by the room there is, px."""
        is_wide = size.width() >= _WIDE_PX and size.width() > size.height()
        policy = QSizePolicy.Policy
        self._picture.setMinimumHeight(max(_LEAST_STAGE_PX, round(size.height() * _STAGE_SHARE)))
        if is_wide:
            self._layout.setDirection(QBoxLayout.Direction.LeftToRight)
            self._stage.setContentsMargins(_PADDING_PX, 0, 0, 0)
            self._details.setFixedWidth(_BESIDE_PX)
            self._details.setSizePolicy(policy.Fixed, policy.Expanding)
        else:
            self._layout.setDirection(QBoxLayout.Direction.TopToBottom)
            self._stage.setContentsMargins(_PADDING_PX, 0, _PADDING_PX, 8)
            self._details.setMinimumWidth(0)
            self._details.setMaximumWidth(_NO_LIMIT)
            self._details.setSizePolicy(policy.Preferred, policy.Maximum)
        self._layout.setContentsMargins(0, _PADDING_PX, 0, _PADDING_PX)

    def scroll_to_top(self) -> None:
        """Show the details from their beginning."""
        self._details.verticalScrollBar().setValue(0)

    def bring_in_sight(self, part: QWidget) -> None:
        """Scroll to a part of the details."""
        self._details.ensureWidgetVisible(part, 0, 0)


_NO_LIMIT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""
