"""What a person chooses before sorting."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SidecarName = Literal["photo.xmp", "photo.jpg.xmp"]


@dataclass(frozen=True)
class KeywordOptions:
    """How labels become keywords in XMP files beside the pictures.

    Attributes:
        name: ``photo.xmp`` is what Lightroom and other Adobe programs look for (beside raw files only);
            ``photo.jpg.xmp`` is what digiKam and darktable make, and keeps ``photo.jpg`` and ``photo.png`` apart.
        root: the keyword above the labels, so that they stay apart from a person's own; ``|`` makes more levels.
        by: the class that a picture counts as, or what the network says whatever a person said.
        threshold: pictures whose class is less probable than this get no keyword, 0 to 1; 0 for none.
    """

    name: SidecarName = "photo.jpg.xmp"
    root: str = "ResNet Desktop"
    by: Literal["counting", "predicted"] = "counting"
    threshold: float = 0.0

    def __post_init__(self) -> None:
        if not self.root.strip("| "):
            raise ValueError("the keyword above the labels needs a name")


@dataclass(frozen=True)
class SortingOptions:
    """How pictures are sorted into folders.

    Attributes:
        move: pictures leave their old place; else they are copied.
        by: the class that a picture counts as, or what the network says whatever a person said.
        threshold: pictures whose class is less probable than this are unsure, 0 to 1; 0 for none. With ``counting``, a
            picture that a person gave a class is never unsure.
        unsure_folder: the folder of unsure pictures.
        keep_subfolders: the folders between a root and a picture are kept below the folder of its class.
        roots: the folders that subfolders are relative to; where a picture lies in none, or there are none, the
            common folder of all pictures.
        with_sidecars: XMP files that belong to a picture go along with it.
        keywords: also write the label into an XMP file beside the sorted picture; None for not.
    """

    move: bool = False
    by: Literal["counting", "predicted"] = "counting"
    threshold: float = 0.0
    unsure_folder: str = "unsure"
    keep_subfolders: bool = False
    roots: tuple[Path, ...] = ()
    with_sidecars: bool = True
    keywords: KeywordOptions | None = None
