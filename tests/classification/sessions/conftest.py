from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.classification import Result
from resnet_desktop.classification.sessions import ModelStamp, OpenedSession, SessionStore, open_session

LABELS = tuple(f"class {index}" for index in range(60))
MODEL = ModelStamp("sixty", "a" * 64, "b" * 64, LABELS)
OTHER_MODEL = ModelStamp("other", "c" * 64, "d" * 64, LABELS[:3])


def picture(number: int) -> Path:
    """A path of a picture that need not exist; not in alphabetical order."""
    return Path(f"/photos/{(number * 7919) % 100_003}/IMG {number}.jpg")


def found(number: int, model: ModelStamp = MODEL) -> Result:
    """What the network says of a picture: class n modulo the classes is the best."""
    values = np.linspace(0.001, 0.002, len(model.labels), dtype=np.float32)
    values[number % len(values)] = 0.75
    return Result(picture(number), 100 + number, 80, values, model.labels)


Open = Callable[[], OpenedSession]


@pytest.fixture
def open_again(tmp_path: Path) -> Iterator[Open]:
    """Open the session of a folder; what was opened before is closed."""
    opened: list[SessionStore] = []

    def open_it() -> OpenedSession:
        for store in opened:
            store.close()
        session = open_session(tmp_path / "sessions")
        opened.append(session.store)
        return session

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_again: Open) -> SessionStore:
    return open_again().store
