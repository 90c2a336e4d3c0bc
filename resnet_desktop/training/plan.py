"""What a fine-tuning is to do: every choice in one record.

The fields carry their help texts and ranges, so that the command line and the page are made from them.
"""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from resnet_desktop.errors import UserError
from resnet_desktop.network import NETWORKS
from resnet_desktop.training.plan_numbers import number_words
from resnet_desktop.training.plan_text import read_values

_EVERYTHING_BEFORE_THE_DENSE_LAYER = 5
"""As a freeze line."""


class PlanError(UserError):
    """A plan asks for something impossible; names the field, what is possible and what came."""

    def __init__(self, name: str, expected: str, actual: object) -> None:
        super().__init__(f"{name.replace('_', ' ').capitalize()} must be {expected}, not {actual!r}")
        self.name = name


def _choice(default: Any, text: str, choices: tuple[str, ...]) -> Any:
    return dataclasses.field(default=default, metadata={"help": text, "choices": choices})


def _number(default: float | None, text: str, low: float, high: float) -> Any:
    return dataclasses.field(default=default, metadata={"help": text, "low": low, "high": high})


def _text(default: str, text: str) -> Any:
    return dataclasses.field(default=default, metadata={"help": text})


@dataclass(frozen=True)
class Plan:
    """Every choice of one fine-tuning. Each field's help text and range are its metadata.

    A whole number is as good as any where decimals may be; it becomes a decimal number.

    Raises:
        PlanError: a value is out of range.
    """

    data: str = _text("cifar10", "cifar10, or a folder with one folder of pictures for each class")
    archive: str = _text("", "archive that holds the data set (tar or zip, of pictures or CIFAR-10's binary version)")
    network: str = _choice("resnet50", "the network to train", tuple(NETWORKS))
    base: str = _text("resnet50-cifar10", "model or weights file to start from, or none")
    freeze: int = _number(
        0, "keep everything up to this stage as it is: 0 trains all, 4 only stage 5 and the head", 0, 5
    )
    input_size: int = _number(64, "side of the network's input, px", 32, 512)
    source_size: int = _number(0, "the data's own resolution, px, if lower than the input: pictures are first brought "
                                  "to it; 0 for none", 0, 512)  # fmt: skip
    crop_fraction: float = _number(0.875, "part of the short side that the network sees", 0.1, 1)
    epochs: int = _number(3, "how often each training picture is seen", 1, 1000)
    batch: int = _number(64, "pictures in one step", 2, 4096)
    optimizer: str = _choice("sgd", "how steps are taken (sgd is with Nesterov momentum)", ("sgd", "adam", "adamw"))
    learning_rate: float = _number(0.01, "the highest learning rate", 1e-7, 10)
    momentum: float = _number(0.9, "momentum of sgd", 0, 0.999)
    schedule: str = _choice("cosine", "how the learning rate falls", ("cosine", "steps", "constant"))
    warmup: float = _number(0.2, "epochs over which the learning rate rises at the start", 0, 100)
    step_epochs: int = _number(10, "epochs between steps of the schedule 'steps'", 1, 1000)
    step_factor: float = _number(0.1, "what each step multiplies the learning rate by", 1e-4, 1)
    plateau_patience: int = _number(0, "epochs without a better validation loss before the learning rate is reduced; "
                                       "0 for never", 0, 1000)  # fmt: skip
    plateau_factor: float = _number(0.5, "what a plateau multiplies the learning rate by", 1e-4, 1)
    early_stopping: int = _number(0, "epochs without a better one after which the run stops; 0 for never", 0, 1000)
    class_weights: str = _choice("none", "balanced lets rare classes count as much in the loss as frequent ones",
                                 ("none", "balanced"))  # fmt: skip
    l2: float = _number(1e-4, "strength of the L2 penalty on kernels", 0, 1)
    dropout: float = _number(0.0, "part of the features dropped before the dense layer", 0, 0.95)
    label_smoothing: float = _number(0.0, "probability spread over the other classes", 0, 0.9)
    batch_norm_momentum: float = _number(0.9, "how slowly batch-norm statistics follow the batches", 0, 0.9999)
    flip: bool = dataclasses.field(default=True, metadata={"help": "mirror half of the pictures"})
    shift: float = _number(0.0, "largest shift, as part of the side", 0, 0.5)
    crop: float = _number(1.0, "smallest part of the area that a random crop keeps; 1 for no crop", 0.05, 1)
    colour: float = _number(0.0, "largest change of brightness, contrast and saturation", 0, 0.9)
    cutout: float = _number(0.0, "side of a grey square put on each picture, as part of the side", 0, 0.9)
    validation: float = _number(0.1, "part of the training pictures kept for validation, where the data has none",
                                0.001, 0.5)  # fmt: skip
    licence: str = _text("unspecified", "under which the model may be used; written on its card")
    precision: str = _choice("f32", "arithmetic while training; bf16 keeps weights in f32", ("f32", "bf16"))
    seed: int = _number(0, "start of every random choice", 0, 2**31 - 1)
    checkpoint_minutes: float = _number(5, "minutes between checkpoints within an epoch", 0.01, 1e4)

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            _check(field, value)
            if field.type is float:  # Keras takes no whole number for a learning rate
                object.__setattr__(self, field.name, float(value))
        if self.source_size > self.input_size:
            raise PlanError("source_size", f"at most the input size {self.input_size}", self.source_size)

    @property
    def is_quick(self) -> bool:
        """Whether only the dense layer is trained: what comes before it is computed once for each picture."""
        return self.freeze >= _EVERYTHING_BEFORE_THE_DENSE_LAYER

    def to_json(self) -> str:
        """Write the plan as a JSON object, one field a line."""
        return json.dumps(dataclasses.asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Read a plan; fields that are missing get their defaults.

        Raises:
            PlanTextError: it is no JSON object, or names an unknown field.
            PlanError: a value is out of range.
        """
        return cls(**read_values(text, [field.name for field in dataclasses.fields(cls)]))


def _check(field: "dataclasses.Field[Any]", value: object) -> None:
    if field.type is bool and not isinstance(value, bool):
        raise PlanError(field.name, "true or false", value)
    if field.type is str and not isinstance(value, str):
        raise PlanError(field.name, "a text", value)
    if isinstance(value, str) and "\0" in value:  # which no path can have
        raise PlanError(field.name, "a text without null characters", value)
    if "choices" in field.metadata and value not in field.metadata["choices"]:
        raise PlanError(field.name, f"one of {', '.join(field.metadata['choices'])}", value)
    if "low" in field.metadata:
        low, high = field.metadata["low"], field.metadata["high"]
        kind = "a whole number" if field.type is int else "a number"
        is_kind = isinstance(value, int) if field.type is int else isinstance(value, int | float)
        if isinstance(value, bool) or not is_kind or not low <= value <= high:
            raise PlanError(field.name, f"{kind} from {number_words(low)} to {number_words(high)}", value)
