"""Which kinds of file there are, told by their first bytes: the ones we read, and the ones we can name."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from resnet_desktop.images.reasons import Refusal

HEAD_SIZE = 64
"""How many bytes of a file tell its format."""


class Kind(Enum):
    """What a format is to this program."""

    SUPPORTED = auto()
    REFUSED = auto()  # pictures of another format
    OTHER = auto()  # no pictures


@dataclass(frozen=True)
class Format:
    """One file format.

    Attributes:
        name: what people call it, with its article where it is not one of ours: ``"JPEG"``, ``"a PDF document"``.
        kind: what it is to this program.
        pattern: a regular expression for the first bytes of its files; None where those say nothing.
        suffixes: that only its files have, lower case, with the dot.
    """

    name: str
    kind: Kind
    pattern: bytes | None
    suffixes: tuple[str, ...] = ()


def _format(kind: Kind, name: str, pattern: bytes | None, suffixes: str = "") -> Format:
    return Format(name, kind, pattern, tuple(suffixes.split()))


_S, _R, _O = Kind.SUPPORTED, Kind.REFUSED, Kind.OTHER

JPEG = _format(_S, "JPEG", rb"\xff\xd8\xff", ".jpg .jpeg .jpe .jfif .mpo")
PNG = _format(_S, "PNG", rb"\x89PNG\r\n\x1a\n", ".png .apng")
WEBP = _format(_S, "WebP", rb"RIFF....WEBP", ".webp")
BMP = _format(_S, "BMP", rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", ".bmp .dib")
GIF = _format(_S, "GIF", rb"GIF8[79]a", ".gif")
TIFF = _format(_S, "TIFF", rb"II[*+]\x00|MM\x00[*+]|II\x00\*|MM\*\x00", ".tif .tiff")
AVIF = _format(_S, "AVIF", rb".{4}ftyp(?:avi[fs]|(?:mif[12]|miaf|msf1).{4}(?:.{4})*?avi[fs])", ".avif")
HEIC = _format(_S, "HEIC", rb".{4}ftyp(?:he[iv][cxms]|mif[12]|miaf|msf1)", ".heic .heif .hif")

_CR2 = _format(_R, "a camera raw picture (CR2)", rb"II\*\x00.{4}CR", ".cr2")  # a TIFF file with a mark
_NAMED = (
    _format(_R, "a camera raw picture (ORF)", rb"II(?:RO|RS)|MMOR", ".orf"),
    _format(_R, "a camera raw picture (RW2)", rb"IIU\x00", ".rw2"),
    _format(_R, "a camera raw picture (RAF)", rb"FUJIFILMCCD-RAW", ".raf"),
    _format(_R, "a camera raw picture (CR3)", rb".{4}ftypcrx ", ".cr3"),
    _format(_R, "a camera raw picture (X3F)", rb"FOVb", ".x3f"),
    _format(_R, "a JPEG XR picture", rb"II\xbc", ".jxr .wdp .hdp"),
    _format(_R, "a JPEG 2000 picture", rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", ".jp2 .j2k .jpf .jpx .jpc .j2c"),
    _format(_R, "a JPEG XL picture", rb"\x00\x00\x00\x0cJXL |\xff\x0a", ".jxl"),
    _format(_R, "a Photoshop picture (PSD)", rb"8BPS\x00[\x01\x02]", ".psd .psb"),
    _format(_R, "a GIMP picture (XCF)", rb"gimp xcf", ".xcf"),
    _format(_R, "a DDS texture", rb"DDS ", ".dds"),
    _format(_R, "a game texture (FTEX)", rb"FTEX"),
    _format(_R, "a game texture (BLP)", rb"BLP[12]", ".blp"),
    _format(_R, "an icon (ICO)", rb"\x00\x00\x01\x00[^\x00]\x00", ".ico"),
    _format(_R, "a mouse cursor (CUR)", rb"\x00\x00\x02\x00[^\x00]\x00", ".cur"),
    _format(_R, "an icon (ICNS)", rb"icns", ".icns"),
    _format(_R, "an SGI picture", rb"\x01\xda[\x00\x01][\x01\x02]", ".sgi"),
    _format(_R, "a PCX picture", rb"\x0a[\x00\x02\x03\x05][\x00\x01][\x01\x02\x04\x08]", ".pcx"),
    _format(_R, "a FLIC animation", rb".{4}[\x11\x12]\xaf", ".fli .flc"),
    _format(_R, "a PNM picture (PBM, PGM, PPM, PAM)", rb"P[1-7][\s#]|P[Ff]\s", ".pbm .pgm .ppm .pnm"),
    _format(_R, "an IM picture", rb"Image type: "),
    _format(_R, "an X pixmap (XPM)", rb"/\* XPM \*/", ".xpm"),
    _format(_R, "a FITS picture", rb"SIMPLE  = ", ".fits"),
    _format(_R, "an OpenEXR picture", rb"v/1\x01", ".exr"),
    _format(_R, "a Radiance picture (HDR)", rb"#\?R(?:ADIANCE|GBE)"),
    _format(_R, "a QOI picture", rb"qoif", ".qoi"),
    _format(_R, "a Windows metafile", rb"\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF", ".wmf .emf"),
    _format(_R, "a vector graphic (EPS)", rb"%!PS|\xc5\xd0\xd3\xc6", ".eps"),
    _format(_R, "a vector graphic (SVG)", rb"\s*(?:<\?xml[^>]*>\s*)?<svg", ".svg .svgz"),
    _format(_R, "a DjVu document", rb"AT&TFORM", ".djvu"),
    # The TIFF reader finds these by their tags; in folders they are known by their names.
    _format(_R, "a camera raw picture", None, ".dng .nef .nrw .arw .sr2 .srf .pef .srw .3fr .erf .kdc .mrw .rwl .iiq"),
    _format(_R, "a TGA picture", None, ".tga .icb .vda .vst"),
    _format(_O, "a PDF document", rb"%PDF-"),
    _format(_O, "a web page", rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|!DOCTYPE html|!DOCTYPE HTML|html|HTML)"),
    _format(_O, "a film", rb".{4}ftyp|\x1a\x45\xdf\xa3|RIFF....AVI |.{4}moov|.{4}mdat|.{4}wide"),
    _format(_O, "a sound", rb"RIFF....WAVE|ID3|fLaC|OggS"),
    _format(_O, "an archive", rb"PK\x03\x04|\x1f\x8b\x08|7z\xbc\xaf|Rar!|\xfd7zXZ"),
    _format(_O, "a program", rb"\x7fELF|MZ.{58}"),
)

SUPPORTED = (JPEG, PNG, WEBP, BMP, GIF, TIFF, AVIF, HEIC)
_BY_CONTENT = (JPEG, _CR2, *SUPPORTED[1:], *_NAMED)
_BY_SUFFIX = {suffix: known for known in (*SUPPORTED, _CR2, *_NAMED) for suffix in known.suffixes}

SUPPORTED_NAMES = ", ".join(known.name for known in SUPPORTED[:-1]) + " and " + SUPPORTED[-1].name
"""For sentences: ``JPEG, PNG, … and HEIC``."""
SUPPORTED_SUFFIXES = tuple(suffix for known in SUPPORTED for suffix in known.suffixes)
"""Of the supported formats, lower case, with the dot; for the filters of file dialogs."""


def format_of(head: bytes) -> Format | None:
    """Tell a file's format from its content.

    Args:
        head: its first `HEAD_SIZE` bytes, fewer where it is shorter.
    Returns:
        The format; None for one that we cannot name.
    """
    for known in _BY_CONTENT:
        # Compiled when first needed, and kept by `re`: compiling all of them takes 10 ms.
        if known.pattern is not None and re.match(known.pattern, head, re.DOTALL):
            return known
    return None


def format_for_suffix(suffix: str) -> Format | None:
    """Tell which format a file claims to have by its name.

    Args:
        suffix: with its dot, in any case; may be empty.
    Returns:
        The format; None for a suffix that no picture has.
    """
    return _BY_SUFFIX.get(suffix.lower())


def identify(head: bytes, suffix: str) -> Format:
    """Tell a file's format, or why it is none of ours.

    Args:
        head: its first `HEAD_SIZE` bytes, fewer where it is shorter.
        suffix: of its name; names formats that their content does not tell.
    Returns:
        A supported format.
    Raises:
        Refusal: the file is of another format.
    """
    known = format_of(head)
    if known is not None and known.kind is Kind.SUPPORTED:
        return known
    claimed = format_for_suffix(suffix)
    if known is None and claimed is not None and claimed.kind is Kind.SUPPORTED:
        raise Refusal(f"This is no {claimed.name} file, although its name says so.")
    raise Refusal(refusal(known or claimed))


def refusal(known: Format | None) -> str:
    """Write why a file of a format that is not one of ours gives no picture."""
    if known is None:
        return f"This is not a picture of a known format; supported are {SUPPORTED_NAMES}."
    no_picture = ", not a picture" if known.kind is Kind.OTHER else ""
    return f"This is {known.name}{no_picture}; supported are {SUPPORTED_NAMES}."
