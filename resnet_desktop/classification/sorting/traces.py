"""What a step that was begun has left on the disk. Only what can be shown to be ours is ever touched again."""

import stat
from enum import Enum, auto

from resnet_desktop.classification.sorting.manifest import Manifest
from resnet_desktop.classification.sorting.steps import Kind
from resnet_desktop.classification.sorting.transfer import OnBytes, digest_of, look


class Trace(Enum):
    """What there is of a file that was copied or moved.

    Attributes:
        NOTHING: nothing is in its new place.
        PLACEHOLDER: an empty file that kept the new place.
        COMPLETE: it is in its new place, and a moved one is gone from the old.
        HALFWAY: a moved one is in both places.
        BLOCKED: it is in its new place, and another file is in the old one.
        FOREIGN: another file is in its new place, or it was changed.
    """

    NOTHING = auto()
    PLACEHOLDER = auto()
    COMPLETE = auto()
    HALFWAY = auto()
    BLOCKED = auto()
    FOREIGN = auto()


def trace_of(manifest: Manifest, index: int, on_bytes: OnBytes) -> Trace:
    """Look for a step's file.

    Args:
        manifest: with the step.
        index: of a step that copies or moves.
        on_bytes: is told of bytes that were read to compare files.
    Raises:
        Trouble: a file or a folder cannot be looked into.
        Cancelled: `on_bytes` said so.
    """
    step = manifest.steps[index]
    assert step.source is not None
    new, old = look(step.target), look(step.source)
    if new is None:
        return Trace.NOTHING
    if not stat.S_ISREG(new.st_mode):
        return Trace.FOREIGN
    is_same = old is not None and new.st_ino != 0 and (new.st_ino, new.st_dev) == (old.st_ino, old.st_dev)
    keeps_the_place = index not in manifest.done and new.st_size == 0 and not is_same
    if keeps_the_place and (old is not None or step.kind == Kind.COPY):
        return Trace.PLACEHOLDER
    is_ours = _is_ours(manifest, index, on_bytes)
    if step.kind == Kind.COPY or old is None:
        return Trace.COMPLETE if is_ours else Trace.FOREIGN
    if is_same:
        return Trace.HALFWAY
    facts = manifest.ready.get(index)
    if is_ours and facts and old.st_size == facts["size"] and digest_of(step.source, on_bytes) == facts["digest"]:
        return Trace.HALFWAY
    return Trace.BLOCKED if is_ours and (facts or index in manifest.done) else Trace.FOREIGN


def _is_ours(manifest: Manifest, index: int, on_bytes: OnBytes) -> bool:
    """Tell whether the file in the new place is what the step put there."""
    step, facts = manifest.steps[index], manifest.ready.get(index)
    status = look(step.target)
    if status is None or step.source is None:
        return False
    if facts is not None:
        return bool(status.st_size == facts["size"] and digest_of(step.target, on_bytes) == facts["digest"])
    if step.kind == Kind.MOVE:
        return (status.st_size, status.st_mtime_ns) == (step.size, step.mtime_ns)
    if status.st_size != step.size or look(step.source) is None:  # a power cut lost the line with its facts
        return False
    return digest_of(step.target, on_bytes) == digest_of(step.source, on_bytes)
