"""Names of classes: ImageNet's, and those in a file of the user's."""

import re
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.models.card_schema import LONGEST_LABEL
from resnet_desktop.models.errors import ModelError, shown
from resnet_desktop.models.opening import open_plain
from resnet_desktop.network.graph import LARGEST_CLASS_COUNT
from resnet_desktop.resources import resource_path

IMAGENET_CLASSES = 1000

_LARGEST_FILE = LARGEST_CLASS_COUNT * (4 * LONGEST_LABEL + 30)
_WORDNET_ID = re.compile(r"n[0-9]{8}")


@dataclass(frozen=True)
class Labels:
    """What the classes are called, in the order of the network's outputs.

    Attributes:
        names: for people.
        ids: in WordNet, such as ``n01440764``; None where they are not known.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...] | None = None


def imagenet_labels() -> Labels:
    """The 1,000 classes of ImageNet's competition, in the order of all published weights."""
    return read_labels(resource_path("labels", "imagenet.tsv"))


def numbered_labels(classes: int) -> Labels:
    """Names for classes of which nobody said what they are: ``class 0``, ``class 1``, ...."""
    return Labels(tuple(f"class {number}" for number in range(classes)))


def read_labels(path: Path) -> Labels:
    """Read a text file with a class in each line.

    A line is a name, or has several columns with tabs between them, of which the last one is the name; a column with a
    WordNet id is understood, other ones are passed over. A first line that ends with ``name`` names the columns.

    Args:
        path: the file, UTF-8.
    Returns:
        The names; underscores between words become spaces.
    Raises:
        ModelError: it is no such file; says which line is at fault.
    """
    with open_plain(path, _LARGEST_FILE) as (file, _):
        raw = file.read() or b""
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ModelError(path, "this is not a text file in UTF-8") from error
    rows = [line.split("\t") for line in lines if line.strip()]
    if rows and len(rows[0]) > 1 and rows[0][-1].strip().lower() in ("name", "label"):
        del rows[0]
    names = tuple(row[-1].strip().replace("_", " ") for row in rows)
    for number, name in enumerate(names, start=1):
        if not name or not name.isprintable() or len(name) > LONGEST_LABEL:
            raise ModelError(path, f"class {number} should be a short line of text, but is {shown(name)}")
    ids = tuple(cell for row in rows for cell in row[:-1] if _WORDNET_ID.fullmatch(cell))
    return Labels(names, ids if ids and len(ids) == len(names) else None)
