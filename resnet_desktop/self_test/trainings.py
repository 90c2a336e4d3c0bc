"""Checks of training: a few made-up pictures, one epoch, and the real child process."""

from importlib.util import find_spec
from pathlib import Path

from resnet_desktop.formatting import plural
from resnet_desktop.jobs import Control
from resnet_desktop.self_test.check import CheckFailed, NotHere

_COLOURS = {"red": (200, 40, 40), "blue": (40, 60, 200)}
_PICTURES = 10
_SIDE_PX = 32
_POLL_S = 0.5


def trains_head(place: Path) -> str:
    """Train the last layer, which needs no TensorFlow."""
    return _train(place, freeze=5, input_size=112, epochs=2)


def trains_network(place: Path) -> str:
    """Train every layer for an epoch, with TensorFlow."""
    if find_spec("tensorflow") is None or find_spec("keras") is None:
        raise NotHere("TensorFlow is no part of this program.")
    return _train(place, freeze=0, input_size=32, epochs=1)


def _train(place: Path, *, freeze: int, input_size: int, epochs: int) -> str:
    from resnet_desktop.models import default_library
    from resnet_desktop.training.fine_tune import create_run
    from resnet_desktop.training.plan import Plan
    from resnet_desktop.training.process import TrainingProcess

    plan = Plan(
        data=str(_pictures(place / "pictures")), freeze=freeze, input_size=input_size, epochs=epochs, batch=8,
        validation=0.4,
    )  # fmt: skip
    run = create_run("self-test", plan, Control())
    process = TrainingProcess(run.name)
    process.start()
    seen: list[str] = []
    told: dict[str, object] = {}
    while process.state != "ended":
        for told in process.poll(_POLL_S):
            seen.append(str(told["type"]))
    process.wait(30)
    if told.get("type") != "done":
        raise CheckFailed(f"The training ended with: {told.get('message', told)}")
    card = default_library().get("self-test").card
    return f"{plural(seen.count('epoch'), 'epoch')}, a model of {card.classes} classes"


def _pictures(folder: Path) -> Path:
    """Draw pictures of two classes: noise on red and on blue."""
    import numpy as np
    from PIL import Image

    generator = np.random.default_rng(0)
    for name, colour in _COLOURS.items():
        (folder / name).mkdir(parents=True)
        for number in range(_PICTURES):
            noise = generator.integers(-40, 40, (_SIDE_PX, _SIDE_PX, 3))
            pixels = np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    return folder
