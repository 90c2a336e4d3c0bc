"""What somebody chooses before sorting, as plain values that a job turns into the core's options."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting import KeywordOptions, SortingOptions

By = Literal["counting", "predicted"]
SidecarName = Literal["photo.xmp", "photo.jpg.xmp"]


@dataclass(frozen=True)
class Keywords:
    """How labels become keywords.

    Attributes:
        name: of the sidecars.
        root: the keyword above the labels.
        by: the class that counts, or what the network says.
        threshold: less probable classes are no keywords, 0 to 1; 0 for none.
    """

    name: SidecarName = "photo.jpg.xmp"
    root: str = "ResNet Desktop"
    by: By = "counting"
    threshold: float = 0.0

    def options(self) -> "KeywordOptions":
        """Give what the core takes; for jobs, because it loads NumPy."""
        from resnet_desktop.classification.sorting import KeywordOptions  # noqa: PLC0415

        return KeywordOptions(self.name, self.root.strip(), self.by, self.threshold)


@dataclass(frozen=True)
class Sorting:
    """How pictures are sorted into folders.

    Attributes:
        target: the folder for the folders of the classes.
        moves: pictures leave their old place; else they are copied.
        by: the class that counts, or what the network says.
        threshold: less probable ones are unsure, 0 to 1; 0 for none.
        keeps_subfolders: the folders between the roots and a picture are kept.
        takes_sidecars: XMP files go along.
        roots: what subfolders are relative to.
        keywords: also written; None for not.
    """

    target: Path
    moves: bool = False
    by: By = "counting"
    threshold: float = 0.0
    keeps_subfolders: bool = False
    takes_sidecars: bool = True
    roots: tuple[Path, ...] = ()
    keywords: Keywords | None = None

    def options(self) -> "SortingOptions":
        """Give what the core takes; for jobs, because it loads NumPy."""
        from resnet_desktop.classification.sorting import SortingOptions  # noqa: PLC0415

        return SortingOptions(
            move=self.moves,
            by=self.by,
            threshold=self.threshold,
            keep_subfolders=self.keeps_subfolders,
            roots=self.roots,
            with_sidecars=self.takes_sidecars,
            keywords=self.keywords.options() if self.keywords is not None else None,
        )
