"""What a view's features are kept under: what the file is, and what is done to it."""

import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from resnet_desktop.classification.sessions.identity import FileStamp
from resnet_desktop.jobs import Control
from resnet_desktop.training.dataset import Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.views import view_facts

_LOOK_EVERY = 1000


def feature_keys(
    folder: Path, examples: Sequence[Example], views: int, plan: Plan, control: Control
) -> list[list[bytes]]:
    """Give the keys of pictures: 32 bytes for each view of each.

    Args:
        folder: where the pictures are.
        examples: paths relative to it.
        views: how many of each, from the picture as it is.
        plan: seed and changes of views.
        control: cancellation.
    Raises:
        Cancelled: the caller asked to stop.
    """
    now = time.time()
    keys = []
    for done, example in enumerate(examples):
        if done % _LOOK_EVERY == 0:
            control.check()
        path = folder / example.path
        stamp = FileStamp.of(path)
        if stamp is not None and not stamp.is_settled(now):
            stamp = stamp.with_content(path)
        file = f"{path}\n{stamp and (stamp.size, stamp.mtime_ns, stamp.content.hex())}\n"
        facts = [view_facts(plan, example.path, view) for view in range(views)]
        keys.append([sha256(f"{file}{each}".encode()).digest() for each in facts])
    return keys
