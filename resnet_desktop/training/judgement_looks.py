"""Who has looked at which test pictures: each further look makes what they say a little too good.

The list survives the runs that are in it, because a look cannot be taken back.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from resnet_desktop import paths

SKETCH = 64
_SAME = 0.5


class Look(NamedTuple):
    """One judging of a model by test pictures.

    Attributes:
        run: whose model.
        when: UTC, ISO 8601 to the second.
    """

    run: str
    when: str


def looks_file() -> Path:
    """Where the looks are listed, a line each."""
    return paths.runs_dir() / "test-looks.jsonl"


def sketch_of(folder: Path, pictures: Iterable[str]) -> list[str]:
    """Sum up which pictures these are, so that the same test pictures are known again also when a few are left out.

    Args:
        folder: the data set's.
        pictures: paths in it.
    Returns:
        The 64 smallest hashes of the paths, ascending: of two sketches, the part that is in both is about the part of
        the pictures that is in both.
    Source:
        Broder 1997, On the Resemblance and Containment of Documents.
    """
    root = str(folder).encode()
    hashes = (hashlib.blake2b(root + b"\0" + path.encode(), digest_size=8).hexdigest() for path in pictures)
    return sorted(hashes)[:SKETCH]


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """About which part of two sets of pictures is in both, 0 to 1."""
    union = sorted({*first, *second})[: max(len(first), len(second))]
    return len(set(union) & set(first) & set(second)) / len(union) if union else 0.0


def earlier_looks(sketch: Sequence[str]) -> tuple[Look, ...]:
    """Find who has looked at these pictures, or at more than half of them, the oldest first."""
    return tuple(look for look, of_look in _read() if likeness(sketch, of_look) > _SAME)


def add_look(run: str, sketch: Sequence[str]) -> tuple[Look, ...]:
    """List another look.

    Returns:
        All looks at these pictures, this one last.
    Raises:
        OSError: the list cannot be written.
    """
    before = earlier_looks(sketch)
    look = Look(run, datetime.now(UTC).isoformat(timespec="seconds"))
    path = looks_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({**look._asdict(), "pictures": list(sketch)}, ensure_ascii=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    return (*before, look)


def _read() -> list[tuple[Look, list[str]]]:
    path = looks_file()
    found = []
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        try:
            record = json.loads(line)
            found.append((Look(record["run"], record["when"]), list(record["pictures"])))
        except (ValueError, KeyError, TypeError):
            continue  # the last line before a power cut; those before it count
    return found
