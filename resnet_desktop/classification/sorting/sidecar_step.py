"""The step that writes a keyword into a sidecar, and its way back."""

import base64
import stat
import time
import zlib
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.disk import Disk, move_name
from resnet_desktop.classification.sorting.errors import CHANGED, Trouble, writing
from resnet_desktop.classification.sorting.keywords import with_keyword
from resnet_desktop.classification.sorting.manifest import Journal, Manifest
from resnet_desktop.classification.sorting.options import KeywordOptions
from resnet_desktop.classification.sorting.transfer import digest_of_bytes, look, partial_file
from resnet_desktop.classification.sorting.xml_text import LARGEST, XmlError
from resnet_desktop.images.files import open_regular
from resnet_desktop.images.reasons import Refusal, file_reason


def write_keyword(disk: Disk, journal: Journal, manifest: Manifest, index: int, options: KeywordOptions) -> None:
    """Write a step's keyword. What the sidecar held goes into the record first.

    Raises:
        Trouble: the sidecar cannot be read or written, or it is damaged; it is as it was.
        OSError: the record cannot be written; the sidecar is as it was.
    """
    step, partial = manifest.steps[index], manifest.partial(index)
    status = look(step.target)
    old = _content(step.target) if status is not None else None
    try:
        new = with_keyword(old, step.label, options)
    except XmlError as error:
        raise Trouble(f"Its sidecar {step.target.name} was left alone: {error}.") from None
    if new == old:
        return
    with partial_file(disk, partial):
        _write(disk, partial, new)
        facts: dict[str, Any] = {"size": len(new), "digest": digest_of_bytes(new), "old": None}
        if old is not None and status is not None:
            disk.keep_facts(step.target, partial)
            disk.set_facts(partial, status.st_mode, time.time_ns())
            facts |= {"old": _packed(old), "mode": stat.S_IMODE(status.st_mode), "mtime_ns": status.st_mtime_ns}
        journal.ready(index, facts)
        journal.sync()
        manifest.ready[index] = facts
        with writing():
            if status is None:
                move_name(disk, partial, step.target)
                return
            now = look(step.target)
            if now is None or (now.st_size, now.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
                raise Trouble(CHANGED)
            disk.replace(partial, step.target)


def remove_traces(disk: Disk, manifest: Manifest, index: int) -> None:
    """Remove what a step that was stopped in the middle has left besides the sidecar.

    Raises:
        Trouble: it cannot be removed.
    """
    facts, target = manifest.ready.get(index), manifest.steps[index].target
    status = look(target)
    with writing():
        disk.remove(manifest.partial(index))
        if index not in manifest.done and facts and facts["old"] is None and status is not None and status.st_size == 0:
            disk.remove(target)  # it kept the place, where a file cannot have two names


def is_written(manifest: Manifest, index: int) -> bool:
    """Tell whether a sidecar holds what a step wrote."""
    step, facts = manifest.steps[index], manifest.ready.get(index)
    return facts is not None and look(step.target) is not None and _digest(step.target) == facts["digest"]


def take_keyword_back(disk: Disk, manifest: Manifest, index: int) -> bool:
    """Give a sidecar the bytes, the permissions and the time that it had; remove one that the step made.

    Returns:
        Whether there was something to do.
    Raises:
        Trouble: it was changed since, or it cannot be written; it is as it was.
    """
    step, facts, partial = manifest.steps[index], manifest.ready.get(index), manifest.partial(index)
    remove_traces(disk, manifest, index)
    if facts is None:
        return False
    old = _unpacked(facts["old"]) if facts["old"] is not None else None
    now = _digest(step.target) if look(step.target) is not None else None
    if now == (digest_of_bytes(old) if old is not None else None):
        return False
    if now != facts["digest"]:
        if index in manifest.done:
            raise Trouble(CHANGED)
        return False
    if old is None:
        with writing():
            disk.remove(step.target)
        return True
    with partial_file(disk, partial):
        _write(disk, partial, old)
        disk.keep_facts(step.target, partial)
        disk.set_facts(partial, facts["mode"], facts["mtime_ns"])
        with writing():
            disk.replace(partial, step.target)
    return True


def _write(disk: Disk, path: Path, content: bytes) -> None:
    with writing():
        file = disk.create(path)
    with file, writing():
        disk.write(file, content)
        disk.sync(file)


def _content(path: Path) -> bytes:
    if path.is_symlink():
        raise Trouble(f"Its sidecar {path.name} was left alone: it is a link to a file elsewhere.")
    try:
        with open_regular(path) as file:
            return file.read(LARGEST + 1)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from None
    except OSError as error:
        raise Trouble(file_reason(error)) from None


def _digest(path: Path) -> str:
    return digest_of_bytes(_content(path))


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def _unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))
