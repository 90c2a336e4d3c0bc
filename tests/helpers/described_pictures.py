"""Pictures described in words, first of all those of the user's page about queries."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from resnet_desktop.classification import Entry, Result
from resnet_desktop.resources import resource_path

CIFAR = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "query.md").read_text(encoding="utf-8")


def rows(first_heading: str) -> Iterator[list[str]]:
    """The table of the user's page with this heading: the cells of each row."""
    lines = PAGE.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_heading} |"))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def picture(path: str, said: str, given: str = "", size: str = "1 x 1", labels: tuple[str, ...] = CIFAR) -> Entry:
    """An entry as the user's page describes it."""
    place = Path("/photos") / path
    if said == "waiting":
        return Entry(place)
    if said == "cannot be read":
        return Entry(place, Result.failed(place, "The file is empty."), given)
    known = {label: float(share) / 100 for label, share in re.findall(r"([^,]+?) ([\d.]+) %(?:, )?", said)}
    rest = max(1 - sum(known.values()), 0) / (len(labels) - len(known))
    probabilities = np.array([known.get(label, rest) for label in labels], np.float32)
    width, height = map(int, size.split(" x "))
    return Entry(place, Result(place, width, height, probabilities, labels), given)


def imagenet_labels() -> tuple[str, ...]:
    """The thousand names of ImageNet."""
    lines = resource_path("labels", "imagenet.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(line.split("\t")[2] for line in lines)


PICTURES = [picture(path.strip("`"), said, given, size) for path, said, given, size in rows("picture")]
"""The eight pictures of the page."""
