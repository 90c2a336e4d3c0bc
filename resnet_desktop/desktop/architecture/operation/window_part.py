"""What a window sees: the patch, the kernel and their products, channel by channel; or what pooling looks at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.architecture.maps.bar_list import LINE_PX, BarList
from resnet_desktop.desktop.architecture.operation import wording
from resnet_desktop.desktop.architecture.operation.cell_grids import CellGrids, Grid
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.formatting import count

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray
    from resnet_desktop.inspection.operation import Convolution, Dense, Pooling, Step

_MOST_LINES = 8


class WindowPart(QWidget):
    """Shows the step that looks at more than one value; nothing for all others.

    Attributes:
        title: which input channel, and where.
        grids: the numbers of one input channel.
        sums: what each input channel, or each feature, adds; the strongest first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "secondary")
        self.title.setWordWrap(True)
        self.grids = CellGrids()
        self.sums_title = label("", "secondary")
        self.sums_title.setWordWrap(True)
        self.sums = BarList("What each input adds")
        self._step: Step | None = None
        self._name_of: Callable[[int], str] = str
        self._is_signed = False
        self.sums.chosen.connect(self._show_channel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.title, self.grids, self.sums_title, self.sums):
            layout.addWidget(part)

    def show_step(self, step: "Step", name_of: Callable[[int], str], *, is_source_signed: bool) -> None:
        """Show what a step looks at.

        Args:
            step: the first one of an operation.
            name_of: what a channel of its source is called.
            is_source_signed: whether the layer that it reads has values below zero.
        """
        from resnet_desktop.inspection.operation import Convolution, Dense, Pooling  # noqa: PLC0415  loads NumPy

        self._step, self._name_of, self._is_signed = step, name_of, is_source_signed
        is_convolution, is_dense = isinstance(step, Convolution), isinstance(step, Dense)
        self.setVisible(is_convolution or is_dense or isinstance(step, Pooling))
        for part in (self.sums_title, self.sums):
            part.setVisible(is_convolution or is_dense)
        self.grids.setVisible(not is_dense)
        if isinstance(step, Convolution):
            self._show_convolution(step)
        elif isinstance(step, Pooling):
            self._show_pooling(step)
        elif isinstance(step, Dense):
            self._show_dense(step)

    def _show_convolution(self, step: "Convolution") -> None:
        order = step.strongest.tolist()
        self.sums_title.setText(f"Sum of the products in each input channel; all together {wording.value(step.total)}:")
        self.sums.show_values(step.sums, order, self._name_of, wording.value)
        self._set_lines(min(len(order), _MOST_LINES))
        self.sums.choose(order[0])

    def _show_channel(self, channel: int) -> None:
        step = self._step
        from resnet_desktop.inspection.operation import Convolution  # noqa: PLC0415  loads NumPy

        if isinstance(step, Convolution):
            patch, kernel = step.patch[:, :, channel], step.kernel[:, :, channel]
            where = wording.window_words(step.top, step.left, len(kernel))
            self.title.setText(f"{step.source}, {self._name_of(channel)}, {where}:")
            grids = (
                Grid("Patch", patch, _image(patch, is_signed=self._is_signed), step.is_padding),
                Grid("Kernel", kernel, _image(kernel)),
                Grid("Products", patch * kernel, _image(patch * kernel)),
            )
            self.grids.show_grids(
                grids,
                (wording.TIMES, wording.EQUALS),
                lambda row, column: wording.product(float(patch[row, column]), float(kernel[row, column])),
            )

    def _show_pooling(self, step: "Pooling") -> None:
        where = wording.window_words(step.top, step.left, len(step.patch))
        self.title.setText(f"{step.source}, the same channel, {where}:")
        image = _image(step.patch, is_signed=self._is_signed)
        grid = Grid("Window", step.patch, image, step.is_padding, step.winner if step.is_max else None)
        self.grids.show_grids((grid,), (), lambda row, column: wording.value(float(step.patch[row, column])))

    def _show_dense(self, step: "Dense") -> None:
        self.title.setText(f"{step.source}, each value times this class's weight:")
        self.sums_title.setText(f"The products, the largest first; all together {wording.value(step.total)}:")
        order = step.strongest.tolist()
        features, weights = step.features, step.weights

        def name(place: int) -> str:
            return f"{count(place)}: {wording.factors(float(features[place]), float(weights[place]))}"

        self.sums.show_values(step.products, order, name, wording.value)
        self._set_lines(min(len(order), 2 * _MOST_LINES))

    def _set_lines(self, lines: int) -> None:
        self.sums.setFixedHeight(LINE_PX * lines)


def _image(values: "FloatArray", *, is_signed: bool = True) -> QImage:
    from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, coloured  # noqa: PLC0415  loads NumPy

    reach = float(abs(values).max()) or 1.0
    low, table = (-reach, DIVERGING) if is_signed else (0.0, SEQUENTIAL)
    return pixels.to_image(coloured(values, low, reach, table))
