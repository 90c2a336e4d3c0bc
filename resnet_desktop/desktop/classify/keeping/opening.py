"""The job that opens the session that was left, and gives its pictures a handful at a time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.long_lived import many_records
from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.query import Query
    from resnet_desktop.classification.review import Review
    from resnet_desktop.classification.sessions import ModelStamp, SessionSettings


@dataclass(frozen=True)
class Left:
    """How the page was left.

    Attributes:
        settings: query, order, threshold, the picture that was looked at, recents.
        query: what the settings' query means with the classes of that time.
        model: the model that the results are from; None where there are none.
        count: pictures that will come.
    """

    settings: "SessionSettings"
    query: "Query"
    model: "ModelStamp | None"
    count: int


@dataclass(frozen=True)
class Handful:
    """Some of the pictures, in their order."""

    entries: "list[Entry]"


def open_left(control: JobControl) -> "Review":
    """Open the session and read it.

    It hands over the `OpenedSession` before anything is read, so that it can be gone on with whatever comes; then one
    `Left`, then `Handful` after `Handful`.

    Returns:
        What a person said, with the steps that can be undone and redone.
    Raises:
        sqlite3.Error: the file cannot be read to its end.
        Cancelled: somebody does not want the rest.
    """
    from resnet_desktop.classification.query import parse  # noqa: PLC0415  the window is painted before NumPy is loaded
    from resnet_desktop.classification.results import rank_all  # noqa: PLC0415
    from resnet_desktop.classification.review import Review  # noqa: PLC0415
    from resnet_desktop.classification.sessions import open_session  # noqa: PLC0415

    with many_records():
        opened = open_session()
        control.hand_over(opened)
        store = opened.store
        settings, model, count = store.settings(), store.model(), store.count()
        query = parse(settings.query, model.labels if model is not None else ())
        control.hand_over(Left(settings, query, model, count))
        given: dict[Path, str] = {}
        done = 0
        for entries in store.load():
            control.check()
            rank_all(
                entry.result for entry in entries if entry.result is not None
            )  # the window's thread need not do it
            control.hand_over(Handful(entries))
            given.update((entry.path, entry.given) for entry in entries if entry.given)
            done += len(entries)
            control.report(Progress(done, count))
        steps, undone = store.steps()
        return Review(given, steps, undone)
