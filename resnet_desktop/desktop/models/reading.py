"""Reading the library for the page, in a task."""

from dataclasses import dataclass, replace
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.desktop.model_list import ListedModel, listed
from resnet_desktop.desktop.models.facts import Fact, base_facts_of, facts_of
from resnet_desktop.jobs import Control


@dataclass(frozen=True)
class Offer:
    """Something that can be downloaded and is not here.

    Attributes:
        key: what the core calls it.
        url: where it is.
        here: how much of it has come, bytes.
        total: of the whole file, bytes.
        md5: its checksum.
    """

    key: str
    url: str
    here: int
    total: int
    md5: str


@dataclass(frozen=True)
class ShownModel:
    """One model of the library with all that the page says of it.

    Attributes:
        listed: how lists show it.
        folder: where it is.
        size: of its files, bytes; what removing it frees.
        labels: its classes; none for a damaged one.
        facts: what its card says; none for a damaged one.
        weights_sha256: of its weights; empty for a damaged one.
        notes: what the user wrote about it.
        is_base: it has no classes: trainings can start from it, and nothing else.
        offer: it is not here, but can be downloaded.
        has_ranges: it was made faster.
        has_training: the training that it is from is still here.
    """

    listed: ListedModel
    folder: Path
    size: int
    labels: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    weights_sha256: str = ""
    notes: str = ""
    is_base: bool = False
    offer: Offer | None = None
    has_ranges: bool = False
    has_training: bool = False

    @property
    def can_classify(self) -> bool:
        """Whether pictures can be classified with it."""
        return self.listed.is_usable and not self.is_base and self.offer is None

    @property
    def name(self) -> str:
        """In the library."""
        return self.listed.name


def read_shown(control: Control) -> tuple[ShownModel, ...]:
    """Read the cards of the program's library.

    Returns:
        Every model, the bundled ones first, then the user's in alphabetical order, damaged ones with their problem;
        then the bases, then what can be downloaded.
    Raises:
        UserError: the library cannot be read.
        Cancelled: nobody wants to know any more.
    """
    from resnet_desktop.models import default_library  # noqa: PLC0415  after the window's first paint
    from resnet_desktop.models.bases import default_bases  # noqa: PLC0415
    from resnet_desktop.models.official import OFFICIAL, availability  # noqa: PLC0415

    library = default_library()
    shown = []
    for entry in library.list():
        control.check()
        model = ShownModel(listed(entry), entry.folder, entry.size)
        if (card := entry.card) is not None:
            model = replace(
                model,
                labels=card.labels,
                facts=facts_of(card),
                weights_sha256=card.weights_sha256,
                notes=library.notes(entry.name),
                has_ranges=card.int8_ranges is not None,
                has_training=(paths.runs_dir() / entry.name).is_dir(),
            )
        shown.append(model)
    bases = default_bases()
    for base in bases.list():
        control.check()
        shown.append(
            ShownModel(
                ListedModel(base.name, base.title),
                bases.folder / base.name,
                bases.size(base.name),
                facts=base_facts_of(base),
                weights_sha256=base.weights_sha256,
                is_base=True,
            )
        )
    for official in OFFICIAL:
        there = availability(official, library, bases)
        if not there.is_here:
            source = official.source
            offer = Offer(official.key, source.url, there.bytes_here, there.size, source.md5)
            listed_offer = ListedModel(official.name, official.title)
            shown.append(ShownModel(listed_offer, bases.folder, 0, is_base=official.is_base, offer=offer))
    return tuple(shown)
