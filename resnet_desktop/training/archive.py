"""A data set that comes as an archive: unpacked once, as a class-per-folder tree."""

import hashlib
import lzma
import shutil
import tarfile
import zipfile
import zlib
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.archive_zip import extract_zip, is_zip
from resnet_desktop.training.cifar_binary import is_cifar_binary, to_tree


def unpack(archive: Path, control: Control) -> Path:
    """Unpack an archive of pictures into the cache, once for each archive.

    Args:
        archive: a tar file, compressed or not, or a zip file, that holds a class-per-folder tree or CIFAR-10's binary
            version.
        control: progress and cancellation.
    Returns:
        The folder that holds ``train`` (or the classes themselves).
    Raises:
        UserError: it is no archive, or it is damaged; nothing is left behind.
        Cancelled: the caller asked to stop; nothing is left behind.
    """
    try:
        with archive.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise UserError(f"{archive} cannot be read: {error.strerror}") from None
    folder = paths.cache_dir() / "data" / digest
    if not folder.is_dir():
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        try:
            _extract(archive, partial, control)
            if is_cifar_binary(binary := _root(partial)):
                to_tree(binary, partial / "tree", control)
                (partial / "tree").rename(folder)
            else:
                partial.rename(folder)
        except (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError) as error:
            reason = str(error).partition("\n")[0]
            raise UserError(f"{archive.name} cannot be unpacked: {reason}") from None
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return _root(folder)


def _extract(archive: Path, folder: Path, control: Control) -> None:
    folder.mkdir(parents=True)
    if is_zip(archive):
        extract_zip(archive, folder, control)
        return
    with _open_tar(archive) as tar:
        for done, member in enumerate(tar):
            if member.isfile() or member.isdir():
                tar.extract(member, folder, filter="data")
            if done % 500 == 0:
                control.check()
                control.report(Progress(done, None, "Unpacking"))
        _check_end(tar)


def _open_tar(archive: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(archive)
    except tarfile.ReadError:  # whose words are about each kind of compression in turn
        raise tarfile.ReadError(
            "it is no archive that can be read here (tar, also with gzip, bzip2 or xz, and zip), or its beginning is "
            "damaged"
        ) from None


def _check_end(tar: tarfile.TarFile) -> None:
    """Refuse an archive that ends without its end mark, or whose compressed stream does not end as it should.

    `tarfile` takes a damaged header for the end, and a checksum is only looked at by who reads up to it.
    """
    assert tar.fileobj is not None
    tar.fileobj.seek(tar.offset)
    if tar.fileobj.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise tarfile.ReadError("it is damaged or cut off")
    while tar.fileobj.read(1 << 20):
        pass


def _root(folder: Path) -> Path:
    """Step into folders that hold nothing but one folder."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    return _root(entries[0]) if len(entries) == 1 and entries[0].is_dir() else folder
