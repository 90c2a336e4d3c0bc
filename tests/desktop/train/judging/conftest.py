"""A run whose judged pictures are the sample photos."""

from pathlib import Path

import pytest

from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.judgement import JudgedPicture, Judgement, write_judgement
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run

CLASSES = ("cat", "dog", "rocket")


@pytest.fixture
def judgement(photos: list[Path]) -> Judgement:
    """Four pictures: a cat that is right, two cats taken for dogs, a dog taken for a rocket."""
    answers = [(0, 0, 0.9), (0, 1, 0.7), (0, 1, 0.95), (1, 2, 0.8)]
    judged = [
        JudgedPicture(
            photo.name, truth, predicted, sure, 1 - sure if truth != predicted else sure, int(truth != predicted)
        )
        for photo, (truth, predicted, sure) in zip(photos, answers, strict=False)
    ]
    return Judgement.of_pictures("test", "pets", photos[0].parent, CLASSES, judged)


@pytest.fixture
def run(judgement: Judgement) -> Run:
    """A run with this judgement."""
    examples = tuple(Example(each.path, each.truth) for each in judgement.judged)
    made = Run.create("pets", Plan(), DataSet(judgement.folder, CLASSES, (), (), examples))
    write_judgement(made.folder, judgement)
    return made
