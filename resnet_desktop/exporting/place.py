"""Where an export is made, and how it gets to its place: all at the end, and not at all when anything goes wrong."""

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resnet_desktop.exporting.errors import ExistsError, ExportError, NoSpaceError
from resnet_desktop.exporting.formats import Format

_FULL = (errno.ENOSPC, errno.EDQUOT)
_STALE_S = 24 * 3600
_IN_A_SAVED_MODEL = {"assets", "assets.extra", "fingerprint.pb", "keras_metadata.pb", "saved_model.pb", "variables"}


def beside(target: Path, ending: str) -> Path:
    """The place of something that belongs to an export: ``cat.onnx`` and ``labels.txt`` to ``cat.onnx.labels.txt``.

    The whole name stays in it, so that exports in several formats can lie in one folder.
    """
    return target.with_name(f"{target.name}.{ending}")


def parts_of(chosen: Format, target: Path) -> tuple[Path, ...]:
    """The files and folders that are the export itself, the one that is opened last."""
    return (target.with_suffix(chosen.companion), target) if chosen.companion else (target,)


def checked_target(chosen: Format, target: Path) -> Path:
    """Make a target absolute, and refuse one that cannot be.

    Raises:
        ExportError: it has another suffix than its format, its folder is not there, or a folder of something else is.
    """
    target = Path(os.path.abspath(target.expanduser()))  # noqa: PTH100  # a link stays one
    if chosen.suffix and target.suffix.lower() != chosen.suffix:
        raise ExportError(f"A file for {chosen.title} must end in {chosen.suffix}; {target.name} does not")
    if not target.name or not target.parent.is_dir():
        raise ExportError(f"There is no folder {target.parent}; make it first, or choose another place")
    for path in parts_of(chosen, target):
        if path.is_dir() and not (chosen.is_folder and _is_saved_model(path)):
            raise ExportError(f"{path} is a folder with other things in it; choose another name")
    return target


@contextmanager
def making(target: Path, all_parts: tuple[Path, ...], *, overwrite: bool) -> Iterator[Path]:
    """Give an empty folder on the target's disk; at the end what is in it goes beside the target.

    Args:
        target: the file or folder that is exported.
        all_parts: all that will be there, the target last.
        overwrite: whether what is there already may be replaced; it stays until the new one is complete.
    Returns:
        The folder; its contents have their final names.
    Raises:
        ExistsError: something is there already.
        NoSpaceError: the disk is full.
        OSError: it cannot be written there. All that was there is as it was.
    """
    there = tuple(path for path in reversed(all_parts) if os.path.lexists(path))
    if there and not overwrite:
        raise ExistsError(there)
    _remove_stale(target)
    try:
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".partial"))
    except OSError as error:
        raise _explained(error, target.parent) from error
    try:
        yield folder
        _move(folder, all_parts)
    except NoSpaceError as error:
        raise NoSpaceError(target.parent, error.needed, error.free) from error
    except OSError as error:
        raise _explained(error, target.parent) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_space(folder: Path, needed: int) -> None:
    """Refuse to begin what cannot fit.

    Raises:
        NoSpaceError: less is free than is needed, in bytes.
    """
    with suppress(OSError):  # some network drives do not tell
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise NoSpaceError(folder, needed, free)


def described(part: Path) -> dict[str, dict[str, object]]:
    """Size and sha256 of a file, or of each file in a folder, by its path from the part's own folder."""
    files = sorted(each for each in part.rglob("*") if each.is_file()) if part.is_dir() else [part]
    return {
        each.relative_to(part.parent).as_posix(): {"size": each.stat().st_size, "sha256": _sha256(each)}
        for each in files
    }


def _move(folder: Path, all_parts: tuple[Path, ...]) -> None:
    """Move everything; when one cannot be moved, put back what was there before."""
    before = folder / ".before"
    before.mkdir()
    done: list[Path] = []
    try:
        for path in all_parts:
            _sync(folder / path.name)
        for path in all_parts:
            done.append(path)
            _keep(path, before / path.name)
            os.replace(folder / path.name, path)
    except BaseException:
        for path in reversed(done):
            with suppress(OSError):
                _put_back(path, before / path.name)
        raise


def _keep(path: Path, before: Path) -> None:
    """Keep what is at a place: a file stays there until it is replaced in one step, a folder cannot."""
    if not os.path.lexists(path):
        return
    try:
        os.link(path, before, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a folder, or a disk without links
        os.replace(path, before)


def _put_back(path: Path, before: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        if not os.path.lexists(before):
            return  # it was not touched yet
        shutil.rmtree(path, ignore_errors=True)
    if os.path.lexists(before):
        os.replace(before, path)
    else:
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Bring it to the disk: what is full or broken shows here, not behind the user's back."""
    for file in path.rglob("*") if path.is_dir() else (path,):
        if file.is_file():
            with file.open("r+b") as opened:
                os.fsync(opened.fileno())


def _is_saved_model(folder: Path) -> bool:
    names = {each.name for each in folder.iterdir()}
    return "saved_model.pb" in names and names <= _IN_A_SAVED_MODEL


def _remove_stale(target: Path) -> None:
    """Remove what an export to the same place left when it was killed."""
    with suppress(OSError):
        for left in target.parent.iterdir():
            is_ours = left.name.startswith(f".{target.name}.") and left.name.endswith(".partial")
            if is_ours and time.time() - left.stat().st_mtime > _STALE_S:
                shutil.rmtree(left, ignore_errors=True)


def _explained(error: OSError, folder: Path) -> Exception:
    if error.errno in _FULL:
        return NoSpaceError(folder, 0, 0)
    return ExportError(f"{folder}: the export cannot be written ({error.strerror or error})")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
