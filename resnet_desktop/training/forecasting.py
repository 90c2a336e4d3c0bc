"""Measures plans in a spawned process, which can be ended at any moment; the window's own stays light."""

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.speed import Speed, SpeedCache

_LOOK_INTERVAL_S = 0.05
_MOST_PICTURES = 64

Request = tuple[str, str, int, list[str]]
"""A name, a plan as JSON, how many classes, and paths of pictures."""

Work = Callable[[Connection, list[Request]], None]


class MeasuringError(UserError):
    """A plan cannot be measured; says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This machine's speed cannot be measured: {reason}")
        self.reason = reason


def measure_in_child(connection: Connection, requests: list[Request]) -> None:
    """Measure one plan after the other; the entry of the spawned process.

    Args:
        connection: JSON goes out: ``[name, speed]`` as soon as it is known, or ``["", reason]`` and nothing more.
        requests: what to measure.
    """
    import dataclasses

    try:
        from resnet_desktop.training.measuring import measure_speed

        for name, plan, classes, pictures in requests:
            speed = measure_speed(Plan.from_json(plan), classes, [Path(picture) for picture in pictures])
            connection.send_bytes(json.dumps([name, dataclasses.asdict(speed)]).encode())
    except BrokenPipeError:
        return  # nobody listens any more
    except Exception as error:  # noqa: BLE001 - the process ends here, and its parent is told why
        reason = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
        connection.send_bytes(json.dumps(["", reason.partition("\n")[0]]).encode())


def measure_plans(
    plans: Mapping[str, Plan],
    data: DataSet,
    control: Control,
    on_speed: Callable[[str, Speed], None],
    work: Work = measure_in_child,
) -> None:
    """Find out how fast this machine is at some plans; what was measured before is not measured again.

    Args:
        plans: by name, the lightest first.
        data: what they are to be trained with; some of its pictures are read.
        control: progress and cancellation, which ends the process at once.
        on_speed: hears of each plan as soon as it is known.
        work: what the process does.
    Raises:
        MeasuringError: it does not work here.
        Cancelled: the caller asked to stop.
        OSError: the system has no room for another process.
    """
    cache = SpeedCache()
    missing: dict[str, Plan] = {}
    for name, plan in plans.items():
        if (known := cache.find(plan, data.folder)) is None:
            missing[name] = plan
        else:
            on_speed(name, known)
    if not missing:
        return
    every = max(1, len(data.train) // _MOST_PICTURES)
    pictures = [str(data.folder / example.path) for example in data.train[::every][:_MOST_PICTURES]]
    requests = [(name, plan.to_json(), len(data.classes), pictures) for name, plan in missing.items()]
    for name, speed in _speeds(requests, control, work):
        cache.keep(missing[name], data.folder, speed)
        on_speed(name, speed)


def _speeds(requests: list[Request], control: Control, work: Work) -> Iterator[tuple[str, Speed]]:
    """Yield names and speeds as they come from the process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, requests), name="measuring", daemon=True)
    process.start()
    theirs.close()
    try:
        for done in range(len(requests)):
            control.report(Progress(done, len(requests), f"Measuring {done + 1} of {len(requests)}"))
            told, record = _wait(ours, control)
            if not told:
                raise MeasuringError(str(record))
            yield told, Speed(**record)
        control.report(Progress(len(requests), len(requests), "Measuring"))
    finally:
        process.kill()
        process.join()
        ours.close()


def _wait(connection: Connection, control: Control) -> tuple[str, Any]:
    """The next thing that the process says."""
    started = time.monotonic()
    while True:
        control.check()
        try:
            if connection.poll(_LOOK_INTERVAL_S):
                name, record = json.loads(connection.recv_bytes())
                return name, record
        except (EOFError, OSError):
            seconds = time.monotonic() - started
            raise MeasuringError(
                f"the process that did it ended after {seconds:.0f} s without a word, as it does when memory runs out"
            ) from None
