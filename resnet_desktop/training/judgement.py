"""How good a run's model is, and what it said of each picture that it was judged by.

Everything here is plain Python, so that the window reads it without loading a numeric library.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.training.judgement_base import SeenByBase, seen_by_base
from resnet_desktop.training.judgement_looks import Look
from resnet_desktop.training.judgement_measures import Bin, Confusion, bins_of_curve, bins_of_pictures

Part = Literal["test", "validation"]

KS = (1, 2, 3, 5, 10)
"""How many of the most probable classes are looked at; those that a model has not are left out."""


class JudgementError(UserError):
    """What a run was judged by cannot be read; says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"How the run {path.parent.name!r} was judged cannot be shown: {path.name} {reason}")
        self.path = path


class JudgedPicture(NamedTuple):
    """What a model said of one picture whose class is known.

    Attributes:
        path: the file, relative to the data set's folder, with forward slashes.
        truth: index of its class.
        predicted: index of the most probable class.
        probability: of the predicted class, calibrated, 0 to 1.
        of_truth: the probability of the true class, 0 to 1.
        rank: how many classes came before the true one, from 0.
    """

    path: str
    truth: int
    predicted: int
    probability: float
    of_truth: float
    rank: int

    @property
    def is_right(self) -> bool:
        """Whether the most probable class is the true one."""
        return self.truth == self.predicted


@dataclass(frozen=True)
class Judgement:
    """How good a run's model is on pictures that it was not fitted to.

    Attributes:
        part: ``"test"``, or ``"validation"`` where there were no test pictures.
        data: what the data are called.
        folder: where the pictures are.
        classes: names of the classes.
        confusion: counts.
        top: the part of the pictures whose class is among the k most probable ones, 0 to 1, for each k.
        loss: mean cross-entropy, nats.
        bins: how sure the model was, and how often it was right.
        unreadable: how many more pictures gave no answer.
        judged: each picture; empty for runs of earlier versions, which kept none.
        looks: who has looked at these test pictures, the oldest first.
        seen: what the run's base may have been trained on; None for nothing.
    """

    part: Part
    data: str
    folder: Path
    classes: tuple[str, ...]
    confusion: Confusion
    top: dict[int, float]
    loss: float
    bins: tuple[Bin, ...]
    unreadable: int = 0
    judged: tuple[JudgedPicture, ...] = ()
    looks: tuple[Look, ...] = ()
    seen: SeenByBase | None = None

    @classmethod
    def of_pictures(
        cls,
        part: Part,
        data: str,
        folder: Path,
        classes: Sequence[str],
        judged: Sequence[JudgedPicture],
        *,
        unreadable: int = 0,
        looks: Sequence[Look] = (),
    ) -> "Judgement":
        """Judge by what was said of each picture."""
        from math import log

        number = max(len(judged), 1)
        ks = [k for k in KS if k == 1 or k < len(classes)]
        return cls(
            part,
            data,
            folder,
            tuple(classes),
            Confusion.of_pairs([(each.truth, each.predicted) for each in judged], len(classes)),
            {k: sum(each.rank < k for each in judged) / number for k in ks},
            -sum(log(max(each.of_truth, 1e-7)) for each in judged) / number,
            bins_of_pictures([(each.probability, each.is_right) for each in judged]),
            unreadable,
            tuple(judged),
            tuple(looks),
        )

    @property
    def pictures(self) -> int:
        """How many were judged by."""
        return self.confusion.pictures

    @property
    def right(self) -> int:
        """How many of them were right."""
        return self.confusion.right

    @cached_property
    def by_cell(self) -> dict[tuple[int, int], list[JudgedPicture]]:
        """The pictures of each cell of the confusion matrix: (true, predicted)."""
        found: dict[tuple[int, int], list[JudgedPicture]] = {}
        for each in self.judged:
            found.setdefault((each.truth, each.predicted), []).append(each)
        return found

    def path_of(self, picture: JudgedPicture) -> Path:
        """Where a picture is."""
        return self.folder / picture.path

    def to_json(self) -> str:
        """Write what cannot be computed again without the model: a column for each thing that is known."""
        columns: dict[str, Any] = {
            name: [getattr(each, name) for each in self.judged] for name in JudgedPicture._fields
        }
        for name in ("probability", "of_truth"):
            columns[name] = [float(f"{value:.6g}") for value in columns[name]]
        record = {
            "schema": 1,
            "part": self.part,
            "data": self.data,
            "folder": str(self.folder),
            "classes": self.classes,
            "unreadable": self.unreadable,
            "looks": [look._asdict() for look in self.looks],
            "pictures": columns,
        }
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Judgement":
        """Read what `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError, IndexError: it is something else.
        """
        record = json.loads(text)
        columns = record["pictures"]
        judged = [
            JudgedPicture(*values) for values in zip(*(columns[name] for name in JudgedPicture._fields), strict=True)
        ]
        return cls.of_pictures(
            record["part"],
            record["data"],
            Path(record["folder"]),
            record["classes"],
            judged,
            unreadable=record["unreadable"],
            looks=[Look(**each) for each in record["looks"]],
        )


def judged_file(folder: Path, part: Part) -> Path:
    """Where a run keeps what its model said of each picture."""
    return folder / f"judged-{part}.json"


def write_judgement(folder: Path, judgement: Judgement) -> None:
    """Keep a judgement in a run's folder.

    Raises:
        OSError: the disk is full, say; an old file is untouched.
    """
    paths.write_atomically(judged_file(folder, judgement.part), judgement.to_json().encode())


def read_judgement(folder: Path) -> Judgement | None:
    """Read how a run was judged: on its test pictures, else on its validation pictures.

    Args:
        folder: the run's.
    Returns:
        The judgement; of a run of an earlier version one without pictures; None where there is none at all.
    Raises:
        JudgementError: a file is damaged.
    """
    for path in (judged_file(folder, "test"), folder / "evaluation.json", judged_file(folder, "validation")):
        if path.is_file():
            try:
                text = path.read_text("utf-8")
                is_earlier = path.name == "evaluation.json"
                judgement = _of_earlier(folder, text) if is_earlier else Judgement.from_json(text)
                return replace(judgement, seen=seen_by_base(folder, judgement.data))
            except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
                reason = f"{type(error).__name__}: {error}".partition("\n")[0]
                raise JudgementError(path, f"is damaged ({reason})") from None
    return None


def _of_earlier(folder: Path, text: str) -> Judgement:
    """Make a judgement of an evaluation, which knows counts but no pictures."""
    record = json.loads(text)
    data = json.loads((folder / "data.json").read_text("utf-8"))
    top = {int(k): float(value) for k, value in record.get("top_k", {}).items()}
    classes = tuple(data["classes"])
    top = top or {1: record["top1"]} | ({5: record["top5"]} if len(classes) > 5 else {})
    return Judgement(
        "test",
        Path(data["folder"]).name,
        Path(data["folder"]),
        classes,
        Confusion(tuple(tuple(int(count) for count in row) for row in record["confusion"])),
        top,
        float(record["loss"]),
        bins_of_curve(record["curve"]["right"], record["curve"]["wrong"]) if "curve" in record else (),
        int(record.get("unreadable", 0)),
    )
