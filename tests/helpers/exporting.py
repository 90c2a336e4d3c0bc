"""Entries and their origin, made by hand, and what becomes of them in each format."""

import io
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.export import Options, Origin, open_writer
from resnet_desktop.images import Preprocessing

LABELS = ("cat", "dog, small", '=HYPERLINK("x")')
SHA256 = "0123456789abcdef" * 4

ORIGIN = Origin(
    model="pets",
    model_sha256=SHA256,
    labels=LABELS,
    preprocessing=Preprocessing(64, source_size=32),
    temperature=1.25,
    engine="OpenVINO",
    device="CPU",
    precision="bf16",
    version="1.2.3",
    time=datetime(2025, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1))),
)


def entry(path: str | Path = "a.jpg", probabilities: Sequence[float] = (0.7, 0.2, 0.1), given: str = "") -> Entry:
    """A classified picture of 640 x 480 px."""
    path = Path(path)
    return Entry(path, Result(path, 640, 480, np.array(probabilities, np.float32), LABELS), given)


def failed(path: str | Path = "b.jpg", reason: str = "The file does not exist.") -> Entry:
    """A picture that could not be read."""
    return Entry(Path(path), Result.failed(Path(path), reason))


WAITING = Entry(Path("c.jpg"))


def written(form: str, *entries: Entry, options: Options | None = None, origin: Origin = ORIGIN) -> str:
    """Export entries, two classes each unless the options say otherwise."""
    file = io.StringIO()
    with closing(open_writer(form, file, origin, options or Options(top_k=2))) as writer:
        for each in entries:
            writer.write(each)
        writer.finish()
    return file.getvalue()
