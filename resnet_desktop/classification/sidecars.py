"""Labels as keywords in XMP files beside the pictures, for digiKam, darktable and Lightroom."""

from collections.abc import Sequence
from pathlib import Path

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.sorting import KeywordOptions, Outcome, Problem, SortingPlan, carry_out
from resnet_desktop.classification.sorting.choosing import UNSURE, Choice, StampOf, label_of
from resnet_desktop.classification.sorting.companions import Companions
from resnet_desktop.classification.sorting.steps import Kind, Step
from resnet_desktop.images.reasons import file_reason
from resnet_desktop.jobs import Control


def plan_keywords(
    entries: Sequence[Entry], options: KeywordOptions, control: Control, stamp_of: StampOf | None = None
) -> SortingPlan:
    """Plan into which sidecars labels are written; `carry_out` does it, and `undo` takes it back.

    Args:
        entries: the pictures.
        options: how.
        control: progress counts entries.
        stamp_of: tells what a file was when it was classified; pictures that changed since are left out.
    Returns:
        The plan, with one step for each sidecar. Without steps when there is nothing to write.
    Raises:
        Cancelled: `control` said so.
    """
    choice = Choice(
        entries, lambda entry: label_of(entry, options.by, options.threshold), control, stamp_of, accepts_links=True
    )
    companions = Companions()
    planned: dict[Path, Step] = {}
    left_out: list[Problem] = []
    for picture in choice:
        if not picture.label:
            left_out.append(Problem(picture.path, UNSURE))
            continue
        try:
            sidecar = sidecar_of(picture.path, options, companions)
        except OSError as error:
            left_out.append(Problem(picture.path, file_reason(error)))
            continue
        other = planned.setdefault(sidecar, Step(Kind.WRITE, sidecar, picture.path, label=picture.label))
        if other.source != picture.path and other.source is not None:
            left_out.append(Problem(picture.path, f"{sidecar.name} is the sidecar of {other.source.name} too."))
    return SortingPlan(
        "keywords", None, tuple(planned.values()), left_out=(*choice.left_out, *left_out), keywords=options
    )


def sidecar_of(picture: Path, options: KeywordOptions, companions: Companions | None = None) -> Path:
    """Give the path of a picture's sidecar; one that is there keeps its spelling (``.xmp`` or ``.XMP``).

    Raises:
        OSError: the picture's folder cannot be looked into.
    """
    tail = ".xmp" if options.name == "photo.xmp" else f"{picture.suffix}.xmp"
    present = (each for each in (companions or Companions()).of(picture) if each.tail.lower() == tail.lower())
    found = next(present, None)
    return found.path if found is not None else picture.with_name(picture.stem + tail)


def write_sidecars(entries: Sequence[Entry], options: KeywordOptions, control: Control) -> Outcome:
    """Write the labels of pictures into their sidecars. What other programs wrote there stays.

    Returns:
        What became of it; damaged sidecars are left alone and told. `Outcome.undoable` takes it back.
    Raises:
        SortingError: there is nothing to write, or no record can be kept.
        Cancelled: `control` said so; what was written until then can be taken back.
    """
    return carry_out(plan_keywords(entries, options, control), control)


def write_sidecar(entry: Entry, options: KeywordOptions) -> Outcome:
    """Write the label of one picture into its sidecar; see `write_sidecars`."""
    return write_sidecars([entry], options, Control())
