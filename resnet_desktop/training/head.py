"""The dense softmax layer by itself, trained on features: the formulas of Keras in NumPy.

NumPy because one layer needs no framework: TensorFlow takes longer to be imported than most heads take to be trained,
and the same numbers come out on every run.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resnet_desktop.training.plan import Plan

Float32Array = npt.NDArray[np.float32]

_EPSILON = np.float32(1e-7)
_BETA_1, _BETA_2 = 0.9, 0.999
_WEIGHT_DECAY = 0.004  # what Keras gives AdamW when nothing is said


@dataclass(frozen=True)
class StepResult:
    """What a step saw, before it changed the weights.

    Attributes:
        loss: what is made smaller: with label smoothing and penalty; mean over the batch, nats.
        cross_entropy: without both, sum over the pictures that count, nats.
        correct: how many of those were right.
    """

    loss: float
    cross_entropy: float
    correct: int


class Head:
    """Kernel and bias with their optimiser.

    Attributes:
        kernel: (features, classes) float32.
        bias: (classes,) float32.
    """

    def __init__(self, plan: Plan, kernel: Float32Array, bias: Float32Array) -> None:
        self._plan = plan
        self.kernel = np.array(kernel, np.float32)
        self.bias = np.array(bias, np.float32)
        self._state = {f"{name}/{of}": np.zeros_like(getattr(self, of)) for name in "mv" for of in ("kernel", "bias")}

    @property
    def arrays(self) -> dict[str, Float32Array]:
        """Everything that training goes on from: copies."""
        return {"kernel": self.kernel.copy(), "bias": self.bias.copy()} | {
            f"optimizer/{name}": array.copy() for name, array in self._state.items()
        }

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Go on from `arrays`."""
        self.kernel[:], self.bias[:] = arrays["kernel"], arrays["bias"]
        for name, array in self._state.items():
            array[:] = arrays[f"optimizer/{name}"]

    def probabilities(self, features: Float32Array) -> Float32Array:
        """Classify features: (n, features) to (n, classes) float32, 0 to 1."""
        return _softmax(features @ self.kernel + self.bias)

    def step(
        self,
        features: Float32Array,
        labels: np.ndarray,
        rate: float,
        number: int,
        generator: np.random.Generator,
        weights: Float32Array | None = None,
        seen: int | None = None,
    ) -> StepResult:
        """Take one step.

        Args:
            features: (n, features) float32.
            labels: (n,) classes.
            rate: the learning rate.
            number: of the step, from 0.
            generator: the step's own random numbers, for dropout.
            weights: (n,) how much each picture counts in the loss; None where all count 1.
            seen: so many of the first pictures count in the result; None for all.
        """
        plan, classes = self._plan, len(self.bias)
        if plan.dropout:
            kept = generator.random(features.shape, np.float32) >= plan.dropout
            features = features * kept * np.float32(1 / (1 - plan.dropout))
        probabilities = self.probabilities(features)  # (n, classes)
        truth = np.eye(classes, dtype=np.float32)[labels]
        targets = truth * np.float32(1 - plan.label_smoothing) + np.float32(plan.label_smoothing / classes)
        logs = np.log(np.maximum(probabilities, _EPSILON))
        counts = np.ones(len(labels), np.float32) if weights is None else weights
        loss = -float((counts * (targets * logs).sum(axis=1)).mean())
        loss += plan.l2 * float(np.square(self.kernel).sum())
        error = (probabilities - targets) * (counts / np.float32(len(labels)))[:, None]
        self._move("kernel", features.T @ error + np.float32(2 * plan.l2) * self.kernel, rate, number)
        self._move("bias", error.sum(axis=0), rate, number)
        is_right = (probabilities.argmax(axis=1) == labels)[:seen]
        return StepResult(loss, -float((truth * logs)[:seen].sum()), int(is_right.sum()))

    def _move(self, of: str, gradient: Float32Array, rate: float, number: int) -> None:
        """Change an array in place as Keras's optimiser of that name does."""
        plan = self._plan
        array: Float32Array = getattr(self, of)
        m = self._state[f"m/{of}"]
        if plan.optimizer == "sgd":
            m *= np.float32(plan.momentum)
            m -= np.float32(rate) * gradient
            array += np.float32(plan.momentum) * m - np.float32(rate) * gradient if plan.momentum else m
            return
        v = self._state[f"v/{of}"]
        if plan.optimizer == "adamw":
            array *= np.float32(1 - rate * _WEIGHT_DECAY)
        m += np.float32(1 - _BETA_1) * (gradient - m)
        v += np.float32(1 - _BETA_2) * (np.square(gradient) - v)
        corrected = rate * np.sqrt(1 - _BETA_2 ** (number + 1)) / (1 - _BETA_1 ** (number + 1))
        array -= np.float32(corrected) * m / (np.sqrt(v) + _EPSILON)


def new_kernel(plan: Plan, features: int, classes: int) -> Float32Array:
    """A kernel to start from when there is none, (features, classes): uniform after Glorot and Bengio 2010."""
    limit = np.sqrt(6 / (features + classes))
    generator = np.random.default_rng([plan.seed, features, classes])
    return generator.uniform(-limit, limit, (features, classes)).astype(np.float32)


def _softmax(logits: Float32Array) -> Float32Array:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Float32Array = powers / powers.sum(axis=1, keepdims=True)
    return result
