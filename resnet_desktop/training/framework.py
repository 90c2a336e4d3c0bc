"""Whether the framework that a plan needs is here; said before anything is begun."""

import importlib.util
import os
import sys

from resnet_desktop.errors import UserError
from resnet_desktop.training.plan import Plan


class FrameworkMissingError(UserError):
    """A plan trains more than the last layer, and what that needs is not here; says how it is had."""

    def __init__(self, *, is_packaged: bool) -> None:
        how = (
            "take the complete program in place of this lite one"
            if is_packaged
            else "install it with the extra 'train' (`pip install '.[train]'`, or the bootstrap without --lite)"
        )
        super().__init__(
            "Training more than the last layer needs TensorFlow, which is not here. Choose Quick, which trains the "
            f"last layer and needs nothing else; or {how}."
        )


def missing_framework() -> FrameworkMissingError | None:
    """Say why only the last layer can be trained here; None where Keras and its backend are. Imports nothing."""
    needed = ("keras", os.environ.get("KERAS_BACKEND", "tensorflow"))
    if all(importlib.util.find_spec(name) is not None for name in needed):
        return None
    return FrameworkMissingError(is_packaged=bool(getattr(sys, "frozen", False)))


def check_framework(plan: Plan) -> None:
    """See that a plan can be trained here. Imports nothing.

    Raises:
        FrameworkMissingError: it needs Keras and its backend, and they are not here.
    """
    if not plan.is_quick and (error := missing_framework()) is not None:
        raise error
