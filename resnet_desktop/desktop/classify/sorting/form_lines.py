"""Choices that sorting and keywords have in common."""

from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.choices import By, Keywords, SidecarName
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.form import Form
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.number_field import NumberField
from resnet_desktop.desktop.widgets.segments import Segments

_BY: tuple[By, ...] = ("counting", "predicted")
_NAMES: tuple[SidecarName, ...] = ("photo.jpg.xmp", "photo.xmp")


class ClassLines:
    """Which class, and how sure it must be.

    Attributes:
        source: whose class.
        has_threshold: whether unsure pictures are told apart.
        threshold: percent.
    """

    def __init__(self, form: Form, threshold: float, before: str, behind: str) -> None:
        self.source = Segments("Class", ("Corrected, else the model's", "The model's"))
        self.has_threshold = CheckBox(before)
        self.threshold = NumberField("Unsure below", 1, 100, step=5, unit="%")
        self.threshold.set_number(round(100 * threshold))
        self._behind = label(behind, "quiet")
        self.has_threshold.setChecked(threshold > 0)
        self.has_threshold.toggled.connect(self._show)
        form.add("Class", self.source)
        form.add("Unsure", self.has_threshold, self.threshold, self._behind)
        self._show()

    @property
    def by(self) -> By:
        """The core's name for whose class."""
        return _BY[self.source.number]

    @property
    def part(self) -> float:
        """Pictures below it are unsure, 0 to 1; 0 where none is."""
        return self.threshold.number / 100 if self.has_threshold.isChecked() else 0.0

    def _show(self) -> None:
        for each in (self.threshold, self._behind):
            each.setEnabled(self.has_threshold.isChecked())


class KeywordLines:
    """What the sidecars are called, and what stands above the keywords.

    Attributes:
        name: of the sidecars.
        root: the keyword above.
    """

    def __init__(self, form: Form) -> None:
        self.name = Segments("Sidecar", _NAMES)
        self.name.chosen.connect(self._show)
        self.root = QLineEdit(Keywords.root)
        self.root.setAccessibleName("Keyword above the classes")
        self.root.setFixedWidth(200)
        self._example = label("", "quiet")
        self._reads = label("", "secondary")
        self.root.textChanged.connect(self._show)
        form.add("Sidecar", self.name)
        form.add("", self._reads)
        form.add("Keyword under", self.root, self._example)
        self._show()

    @property
    def has_root(self) -> bool:
        """Whether the keyword above can be used."""
        return bool(self.root.text().strip("| "))

    def chosen(self, by: By, threshold: float) -> Keywords:
        """Give what is chosen."""
        return Keywords(_NAMES[self.name.number], self.root.text(), by, threshold)

    def set_enabled(self, is_wanted: bool) -> None:
        """Let it be chosen, or not."""
        for each in (self.name, self.root, self._reads, self._example):
            each.setEnabled(is_wanted)

    def _show(self) -> None:
        self._reads.setText(wording.SIDECAR_TEXTS[self.name.number])
        self._example.setText(f"such as {self.root.text().strip() or '…'} | cat")
