import threading
from typing import Any, cast

import numpy as np

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.why.side_engine import SideEngine


def test_it_answers_as_the_engine_does(small_model: LoadedModel) -> None:
    engine = small_model.engine
    side = SideEngine(engine, small_model.card)
    batch = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 3), dtype=np.uint8)
    np.testing.assert_allclose(side.predict(batch), engine.predict(batch), atol=1e-5)
    for name in ("name", "device", "precision", "input_size", "classes", "best_batch_size", "notices"):
        assert getattr(side, name) == getattr(engine, name)


def test_both_entrances_can_be_used_at_the_same_time_and_give_what_they_give_alone(small_model: LoadedModel) -> None:
    engine, side = small_model.engine, SideEngine(small_model.engine, small_model.card)
    batches = np.random.default_rng(0).integers(0, 256, (2, 64, 32, 32, 3), dtype=np.uint8)
    alone = [each(batch) for each, batch in zip((engine.predict, side.predict), batches, strict=True)]
    found: list[bool] = []
    stop = threading.Event()

    def classify_a_folder() -> None:
        while not stop.is_set():
            found.append(np.array_equal(engine.predict(batches[0]), alone[0]))

    folder = threading.Thread(target=classify_a_folder)
    folder.start()
    found.extend(bool(np.allclose(side.predict(batches[1]), alone[1], atol=1e-6)) for _ in range(30))
    stop.set()
    folder.join()
    assert all(found)
    assert len(found) > 30


def test_both_kinds_of_maps_need_only_one_network_to_be_made_ready(small_model: LoadedModel) -> None:
    asked: list[tuple[str, ...]] = []

    class Engine:
        def outputs(self, batch: object, layers: list[str]) -> dict[str, np.ndarray]:  # noqa: ARG002
            asked.append(tuple(layers))
            return dict.fromkeys(layers, np.zeros(1))

    side = SideEngine(cast("Any", Engine()), small_model.card)
    side.predict(np.zeros((1, 32, 32, 3), np.uint8))
    graph = small_model.card.graph()
    last_stage = graph.layer(next(layer for layer in graph.layers if layer.kind == "AveragePooling2D").inputs[0])
    side.outputs(np.zeros((1, 32, 32, 3), np.uint8), [last_stage.name])
    assert len(set(asked)) == 1
