"""Checks of what happens to a picture."""

from pathlib import Path

from resnet_desktop.jobs import Control
from resnet_desktop.resources import resource_path
from resnet_desktop.self_test.check import CheckFailed

PHOTO, CLASS = "cat.jpg", "cat"
"""A photo that came along, and what the default model calls it."""


def reads_apart(_place: Path) -> str:
    """Have another process read a photo, and see that it gives what this one would."""
    import numpy as np

    from resnet_desktop.images import Preprocessing
    from resnet_desktop.images.reading import read_input
    from resnet_desktop.images.reading_process import ReadingProcess

    photo, preprocessing = resource_path("samples", PHOTO), Preprocessing(224)
    process = ReadingProcess(1)
    try:
        if not process.wait_until_ready():
            raise CheckFailed("The process that reads pictures died.")
        there = process.read(photo, preprocessing, Control())
    finally:
        process.kill()
        process.wait_until_dead()
    here = read_input(photo, preprocessing)
    if isinstance(there, str) or isinstance(here, str):
        raise CheckFailed(f"The photo could not be read: {there if isinstance(there, str) else here}")
    if not np.array_equal(there.pixels, here.pixels):
        raise CheckFailed("The other process read other pixels.")
    return f"{there.width} x {there.height} px"


def classifies(_place: Path) -> str:
    """Classify a photo as the command and the window do."""
    from resnet_desktop.classification import classify
    from resnet_desktop.engines import open_engine
    from resnet_desktop.models import default_library

    library = default_library()
    model = library.get(library.default())
    engine = open_engine(model)
    (result,) = classify([resource_path("samples", PHOTO)], engine, model.card, control=Control())
    if result.best is None:
        raise CheckFailed(f"The photo could not be classified: {result.error}")
    if result.best.label != CLASS:
        raise CheckFailed(f"The {CLASS} is taken for {result.best.label}.")
    return (
        f"{result.best.label} {result.best.probability:.3f}, {model.card.name} on {engine.device}, {engine.precision}"
    )
