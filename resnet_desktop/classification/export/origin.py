"""Where the results of an export come from: the same for all its pictures."""

from dataclasses import dataclass
from datetime import UTC, datetime

from resnet_desktop import __version__
from resnet_desktop.engines import Engine
from resnet_desktop.images import Preprocessing
from resnet_desktop.models import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Model, engine, program and time of an export.

    Attributes:
        model: the model's name in the library.
        model_sha256: of its weights file, 64 hexadecimal digits, so that a model of the same name is told apart.
        labels: the model's classes, in the order of the network's outputs.
        preprocessing: how pictures became the network's input.
        temperature: divided the logits before the softmax so that probabilities are calibrated; None for 1.
        engine: such as ``OpenVINO``; empty where it is not known any more, and so are device and precision.
        device: such as ``CPU``.
        precision: such as ``f32``.
        version: of this program.
        time: when the export was begun; with a zone.
    """

    model: str
    model_sha256: str
    labels: tuple[str, ...]
    preprocessing: Preprocessing
    temperature: float | None = None
    engine: str = ""
    device: str = ""
    precision: str = ""
    version: str = __version__
    time: datetime

    @classmethod
    def of(cls, card: Card, engine: Engine | None, time: datetime | None = None) -> "Origin":
        """Say where results come from.

        Args:
            card: the model's card.
            engine: what computed them; None where they were kept from an earlier session.
            time: with a zone; None for now, in this machine's zone.
        """
        return cls(
            model=card.name,
            model_sha256=card.weights_sha256,
            labels=card.labels,
            preprocessing=card.preprocessing,
            temperature=card.temperature,
            engine=engine.name if engine is not None else "",
            device=engine.device if engine is not None else "",
            precision=engine.precision if engine is not None else "",
            time=time or datetime.now(UTC).astimezone(),
        )

    @property
    def preprocessing_text(self) -> str:
        """The preprocessing as short text: ``input_size=64 crop_fraction=0.875 source_size=32``."""
        fields = self.preprocessing.to_dict().items()
        return " ".join(f"{name}={value}" for name, value in fields if value is not None)

    @property
    def engine_text(self) -> str:
        """What computed, where and in what, as short text: ``OpenVINO CPU f32``."""
        return " ".join(filter(None, (self.engine, self.device, self.precision)))

    @property
    def time_text(self) -> str:
        """The time in ISO 8601 to the second, with its zone: ``2025-11-23T14:05:00+01:00``."""
        return self.time.isoformat(timespec="seconds")
