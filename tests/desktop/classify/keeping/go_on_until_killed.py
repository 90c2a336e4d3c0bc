"""A page without its window that says something about its pictures again and again until it is killed; run by a test.

It says ``all there``, then ``N T`` when it gave the class ``class N`` to a picture, at time T of the monotonic clock.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier

application = QCoreApplication([])
tasks, classifier = Tasks(), FakeClassifier()
current = CurrentModel(classifier, tasks)
session = ClassifySession(classifier, current, tasks)
session.restore()
session.add(sys.argv[1:])
current.load()
number = 0


def go_on() -> None:
    global number  # noqa: PLW0603
    store = session.pictures.store
    if not len(store) or store.waiting or tasks.is_busy:
        return
    if not number:
        print("all there", flush=True)
    number += 1
    session.reviewing.give([store.entries[number % len(store)].path], f"class {number}")
    print(number, time.monotonic(), flush=True)


timer = QTimer(interval=20)
timer.timeout.connect(go_on)
timer.start()
assert Path(sys.argv[1]).exists()
application.exec()
