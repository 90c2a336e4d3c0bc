"""Why a file gave no picture, in one sentence for a person."""

import errno

from PIL.Image import DecompressionBombError


class Refusal(Exception):
    """A file is refused for a known reason: ``str(refusal)`` is the sentence. `decode` adds the path."""


_FILE_ERRORS = {
    errno.ENOENT: "The file does not exist.",
    errno.ENOTDIR: "The file does not exist.",
    errno.EACCES: "There is no permission to read this file.",
    errno.EPERM: "There is no permission to read this file.",
    errno.EISDIR: "This is a folder, not a picture.",
    errno.ELOOP: "This link leads round in a circle.",
    errno.ENAMETOOLONG: "The path of this file is too long for this system.",
    errno.EIO: "The disk or the network did not deliver this file.",
    errno.ESTALE: "The disk or the network did not deliver this file.",
    errno.EMFILE: "Too many files are open at the same time.",
    errno.ENFILE: "Too many files are open at the same time.",
}


_SIGNS_OF_AN_UNKNOWN_KIND = ("cannot handle", "unsupported", "not supported", "unknown pixel mode")


def file_reason(error: OSError) -> str:
    """Say why the operating system did not give a file."""
    if error.errno in _FILE_ERRORS:
        return _FILE_ERRORS[error.errno]
    return f"The file cannot be read: {_one_line(error.strerror or error)}."


def decoder_reason(error: Exception, name: str, *, is_cut_off: bool) -> str:
    """Say why a decoder gave up.

    Args:
        error: what it raised.
        name: the format's name, such as ``"JPEG"``.
        is_cut_off: the file is known to end too early.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return file_reason(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory to open this picture."
    if isinstance(error, DecompressionBombError):
        return "The picture says that it is larger than any camera makes."
    words = _one_line(error)
    if any(sign in words.lower() for sign in _SIGNS_OF_AN_UNKNOWN_KIND):
        return f"This kind of {name} picture is not supported ({words})."
    if is_cut_off or isinstance(error, EOFError) or "truncated" in words.lower():
        return f"This {name} file is cut off."
    return f"This {name} file is damaged."


def _one_line(error: object) -> str:
    return " ".join(str(error).split()).rstrip(".")
