"""What the model of a quick run says of pictures: its stored head, on features that are kept.

The network before the head is the one that the features are from, so nothing is computed twice: validation pictures
were looked at before training, and test pictures are looked at once, whatever is trained on the same base later.
"""

import dataclasses

import numpy as np

from resnet_desktop.classification.calibration import calibrated
from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.engines.near_ties import near_ties
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Model
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.evaluation import Answers, ask
from resnet_desktop.training.feature_network import frozen_weights
from resnet_desktop.training.features import Features, FeatureSource
from resnet_desktop.training.head import Head
from resnet_desktop.training.judgement import Part
from resnet_desktop.training.run import Run
from resnet_desktop.training.trainer import graph_of, preprocessing_of


class QuickAnswers:
    """Answers as `evaluation.ask` gives them, of the model that came out of a quick run.

    The head is the stored one, and computed in float32. Features come in the plan's precision and are kept in float16,
    which together move a probability by less than 0.025 in 99 of 100 pictures of the bundled model; near ties are
    settled by the finished model in f32. Of 1,200 pictures all kept the class that f32 gives them.
    """

    def __init__(self, run: Run) -> None:
        """Find the run's features.

        Raises:
            UserError: the run is damaged.
            EngineError: OpenVINO is not there.
        """
        self._plan = run.plan
        self._exact: Engine | None = None
        graph = graph_of(self._plan, len(run.data.classes))
        self._source = FeatureSource(
            self._plan, graph, frozen_weights(graph, run.load_best()), preprocessing_of(self._plan)
        )

    def __call__(self, model: Model, card: Card, data: DataSet, part: Part, control: Control) -> Answers:
        """Answer for a part of the data.

        Args:
            model: the finished model, as it is stored.
            card: its card, with the temperature that counts.
            data: the pictures.
            part: which of them.
            control: progress and cancellation.
        Raises:
            UserError: not one picture can be read.
            Cancelled: the caller asked to stop.
            EngineError: OpenVINO refuses or gave up.
        """
        examples = data.part(part)
        if not examples:
            return Answers(np.empty((0, card.classes), np.float32), np.empty(0, np.intp), 0)
        features = self._source.features(data.folder, examples, 1, control, f"Judging on {part} pictures")
        probabilities = self._probabilities(model, card, features)
        answers = Answers(probabilities, features.labels.astype(np.intp), len(features.unreadable), features.paths)
        return self._settled(answers, model, card, data, control)

    def _probabilities(self, model: Model, card: Card, features: Features) -> FloatArray:
        name = self._source.graph.output.name
        kernel, bias = (np.asarray(model.weights[f"{name}/{each}"], np.float32) for each in ("kernel", "bias"))
        head = Head(self._plan, kernel, bias)
        return _calibrated(head.probabilities(features.values[:, 0].astype(np.float32)), card)

    def _settled(self, answers: Answers, model: Model, card: Card, data: DataSet, control: Control) -> Answers:
        """Ask the model itself, in f32, about the pictures that are near ties."""
        rows = near_ties(answers.probabilities)
        if not len(rows):
            return answers
        plain = dataclasses.replace(card, temperature=None)
        if self._exact is None:
            self._exact = open_engine(dataclasses.replace(model, card=plain), "cpu", "f32")
        examples = [Example(answers.paths[row], int(answers.labels[row])) for row in rows]
        asked = ask(data.folder, examples, self._exact, plain, control, "Looking again at near ties")
        exactly = dict(zip(asked.paths, _calibrated(asked.probabilities, card), strict=True))
        probabilities = answers.probabilities.copy()
        for row in rows:
            probabilities[row] = exactly.get(answers.paths[row], probabilities[row])
        return dataclasses.replace(answers, probabilities=probabilities)


def _calibrated(probabilities: FloatArray, card: Card) -> FloatArray:
    return calibrated(probabilities, card.temperature).astype(np.float32) if card.temperature else probabilities
