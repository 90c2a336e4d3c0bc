"""Three starting points for a plan, by how much of the network they train."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from resnet_desktop.images import Preprocessing
    from resnet_desktop.models import Card
    from resnet_desktop.models.bases import BaseCard


@dataclass(frozen=True)
class Preset:
    """One starting point.

    Attributes:
        name: on the command line.
        title: in the window.
        text: one sentence about it.
        changes: the plan's fields that differ from their defaults.
    """

    name: str
    title: str
    text: str
    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """Bring a plan to this starting point; what no preset is about stays as it is.

        Args:
            plan: gives data, base, sizes and the like.
        """
        return dataclasses.replace(plan, **{**_DEFAULTS, **self.changes})

    def is_in(self, plan: Plan) -> bool:
        """Whether a plan is this starting point, whatever its data, base and sizes are."""
        return self.apply(plan) == plan


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "quick",
            "Quick",
            "Looks at each picture once and trains only the last layer.",
            {"freeze": 5, "epochs": 20, "precision": "bf16", "crop": 0.6, "colour": 0.1},
        ),
        Preset(
            "balanced",
            "Balanced",
            "Trains the last stage too: usually better where pictures differ from those of the base.",
            {"freeze": 4, "epochs": 4, "crop": 0.6},
        ),
        Preset(
            "full",
            "Full",
            "Trains the whole network: the best that many pictures and much time can give.",
            {"freeze": 0, "epochs": 10, "crop": 0.5, "colour": 0.2, "label_smoothing": 0.1},
        ),
    )
}

_TOUCHED = {name for preset in PRESETS.values() for name in preset.changes}
_DEFAULTS = {field.name: field.default for field in dataclasses.fields(Plan) if field.name in _TOUCHED}


SIZES = ("input_size", "crop_fraction", "source_size")
"""The fields that say how pictures are seen, and so belong to the base."""


def fitted_to_base(plan: Plan, preprocessing: "Preprocessing", *, has_its_data: bool) -> Plan:
    """See pictures as the base sees them, because its kernels know no other size.

    Args:
        plan: what is planned.
        preprocessing: the base's.
        has_its_data: whether the pictures are of the kind that the base was trained on; only then is their own
            resolution the base's too.
    """
    source = preprocessing.source_size if has_its_data else None
    return dataclasses.replace(
        plan,
        input_size=preprocessing.input_size,
        crop_fraction=preprocessing.crop_fraction,
        source_size=source or 0,
    )


def fitted_to_library(plan: Plan) -> Plan:
    """Fit a plan's sizes to its base, where that is a model of the library; see `fitted_to_base`."""
    from resnet_desktop.models import default_library
    from resnet_desktop.models.bases import default_bases

    cards: list[Card | BaseCard] = [entry.card for entry in default_library().list() if entry.card is not None]
    card = next((card for card in [*cards, *default_bases().list()] if card.name == plan.base), None)
    if card is None:
        return plan
    has_its_data = plan.data == "cifar10" and _data_name(card.provenance) == "CIFAR-10"
    return fitted_to_base(plan, card.preprocessing, has_its_data=has_its_data)


def _data_name(provenance: Mapping[str, Any]) -> object:
    data = provenance.get("data")
    return data.get("name") if isinstance(data, Mapping) else data
