"""A program that lets a session grow until it is killed; run by a test.

It says ``saved N`` when N results were written for sure, and goes on.
"""

import sys
from pathlib import Path

from resnet_desktop.classification.review import Review
from resnet_desktop.classification.sessions import SessionSaver, open_session, saver
from tests.classification.sessions.conftest import MODEL, found, picture

saver.INTERVAL_S = 0.0  # it always writes
saving = SessionSaver(open_session(Path(sys.argv[1])).store)
saving.use_model(MODEL)
review = Review()
number = 0
while True:
    for _ in range(10):
        batch = range(number, number + 32)
        saving.add(map(picture, batch))
        saving.put(map(found, batch), MODEL)
        step = review.give([picture(number)], f"step {number}")
        assert step
        saving.do(step)
        number += 32
    assert saving.flush(60)
    print("saved", number, flush=True)
