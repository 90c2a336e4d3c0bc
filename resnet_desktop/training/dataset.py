"""Which pictures are trained on, which judge, and what their classes are."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from resnet_desktop.formatting import plural
from resnet_desktop.images.finding import natural_key
from resnet_desktop.jobs import Control
from resnet_desktop.training.class_folders import DataError, part_folders, pictures_by_class, set_aside

__all__ = ["PARTS", "DataError", "DataSet", "Example", "find_data_set"]

PARTS = ("train", "validation", "test")
"""The parts of a data set, as attributes of `DataSet` and as names of folders."""


@dataclass(frozen=True)
class Example:
    """One labelled picture.

    Attributes:
        path: the file, relative to the data set's folder, with forward slashes.
        label: index of its class.
    """

    path: str
    label: int


@dataclass(frozen=True)
class DataSet:
    """Labelled pictures in three parts that share none.

    Attributes:
        folder: where the pictures are.
        classes: names of the classes, in natural order.
        train: what the weights are fitted to.
        validation: what choices are made by (best epoch, learning rate).
        test: what the finished model is judged by, once; may be empty.
        set_aside: the parts that were taken from the training pictures at random, because the folder has none.
        excluded: pictures of the folder that are in no part, by path, each with the reason as a few words.
        relabelled: pictures whose class was corrected, by path, each with the class that its folder says.
    """

    folder: Path
    classes: tuple[str, ...]
    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]
    set_aside: tuple[str, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)
    relabelled: Mapping[str, str] = field(default_factory=dict)

    def part(self, name: str) -> tuple[Example, ...]:
        """Give one of `PARTS`."""
        return {"train": self.train, "validation": self.validation, "test": self.test}[name]

    def counts(self) -> dict[str, tuple[int, ...]]:
        """Count each part's pictures, by class."""
        found = {}
        for name in PARTS:
            numbers = Counter(example.label for example in self.part(name))
            found[name] = tuple(numbers[label] for label in range(len(self.classes)))
        return found

    def without(self, reasons: Mapping[str, str]) -> "DataSet":
        """Leave pictures out; the folder stays as it is. Classes that have no picture left go too.

        Args:
            reasons: why, by path, in a few words.
        Raises:
            DataError: a class would keep pictures but none to train on, or a part or all but one class would go.
        """
        parts = {name: [each for each in self.part(name) if each.path not in reasons] for name in PARTS}
        labels = {example.label for part in parts.values() for example in part}
        kept = [label for label in range(len(self.classes)) if label in labels]
        if len(kept) < 2:
            raise DataError(self.folder, f"only {plural(len(kept), 'class')} would be left")
        if missing := labels - {example.label for example in parts["train"]}:
            raise DataError(self.folder, f"the class {self.classes[min(missing)]!r} would keep no training pictures")
        for name in PARTS:
            if self.part(name) and not parts[name]:
                raise DataError(self.folder, f"no {name} pictures would be left")
        number = {label: place for place, label in enumerate(kept)}
        train, validation, test = (
            tuple(Example(each.path, number[each.label]) for each in parts[name]) for name in PARTS
        )
        classes = tuple(self.classes[label] for label in kept)
        return replace(
            self,
            classes=classes,
            train=train,
            validation=validation,
            test=test,
            excluded={**self.excluded, **reasons},
            relabelled={path: name for path, name in self.relabelled.items() if path not in reasons},
        )

    def to_json(self) -> str:
        """Write classes, split and exclusions, so that a resumed run uses the very same pictures."""
        parts = {name: [[example.path, example.label] for example in self.part(name)] for name in PARTS}
        record = {
            "folder": str(self.folder),
            "classes": self.classes,
            **parts,
            "set_aside": self.set_aside,
            "excluded": dict(self.excluded),
            "relabelled": dict(self.relabelled),
        }
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "DataSet":
        """Read what `to_json` wrote."""
        record = json.loads(text)
        train, validation, test = (tuple(Example(path, label) for path, label in record[part]) for part in PARTS)
        return cls(
            Path(record["folder"]),
            tuple(record["classes"]),
            train,
            validation,
            test,
            tuple(record.get("set_aside", ())),
            dict(record.get("excluded", {})),
            dict(record.get("relabelled", {})),
        )


def find_data_set(folder: Path, validation: float, seed: int, control: Control) -> DataSet:
    """Read a class-per-folder tree.

    ``train``, ``validation`` and ``test`` folders are honoured. Without a validation folder a stratified part of the
    training pictures is set aside; without train and test folders a part of the same size is set aside as test as well.

    Args:
        folder: the tree; each class is a folder of pictures, subfolders included.
        validation: part of each class set aside, 0 to 1.
        seed: start of the random choice.
        control: progress and cancellation.
    Returns:
        The data set; every class has at least one training picture.
    Raises:
        DataError: the folder is missing, or there are fewer than two classes, or a class has too few pictures.
    """
    if not folder.is_dir():
        raise DataError(folder, "there is no such folder")
    parts = part_folders(folder)
    has_parts = bool(parts)
    train = pictures_by_class(parts["train"] if has_parts else folder, folder, control)
    if len(train) < 2:
        raise DataError(
            folder, f"it needs one folder of pictures for each of at least two classes, and has {len(train)}"
        )
    classes = tuple(sorted(train, key=natural_key))
    test = pictures_by_class(parts["test"], folder, control) if "test" in parts else {}
    chosen = pictures_by_class(parts["validation"], folder, control) if "validation" in parts else {}
    for name in [*test, *chosen]:
        if name not in train:
            raise DataError(folder, f"the class {name!r} has no training pictures")
    generator = np.random.default_rng(seed)
    aside = tuple(name for name, is_there in (("validation", chosen), ("test", has_parts)) if not is_there)
    if not has_parts:
        train, test = set_aside(train, classes, validation, generator, folder)
    if not chosen:
        train, chosen = set_aside(train, classes, validation, generator, folder)
    trained, validated, tested = (_examples(part, classes) for part in (train, chosen, test))
    return DataSet(folder, classes, trained, validated, tested, aside)


def _examples(pictures: dict[str, list[str]], classes: tuple[str, ...]) -> tuple[Example, ...]:
    return tuple(Example(path, index) for index, name in enumerate(classes) for path in pictures.get(name, ()))
