"""What a training does, at one glance: for the window's places outside of the Train page; knows no Qt."""

from dataclasses import dataclass

from resnet_desktop import formatting
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.watched import Watched
from resnet_desktop.desktop.train.wording import doing_words

_DOT = " · "


@dataclass(frozen=True)
class Glance:
    """A training in a few words.

    Attributes:
        name: of the run.
        words: progress, and the time left or else the speed.
        says: what it does, in a sentence without its full stop.
        share: how much of it is done, 0 to 1; None while that says nothing.
    """

    name: str
    words: str
    says: str
    share: float | None


def glance(watched: Watched) -> Glance:
    """Look at a run that somebody trains."""
    says = doing_words(watched.name, watched.phase)
    if watched.phase is Phase.STARTING:
        return Glance(watched.name, _state(watched), says, None)
    share = wording.share_done(watched.course)
    done = f"{int(100 * share)} %"
    last = _pace(watched) if watched.phase is Phase.RUNNING else _state(watched)
    return Glance(watched.name, _DOT.join(part for part in (done, last) if part), says, share)


def _state(watched: Watched) -> str:
    return wording.sign(watched.phase).word.lower()


def _pace(watched: Watched) -> str:
    """Say how long it takes yet, or how fast it is while nobody knows that."""
    batch = watched.course.batch
    if (left_s := batch.get("seconds_left")) is not None:
        return f"{formatting.about(left_s)} left"
    speed = batch.get("pictures_per_second")
    return formatting.rate(round(10 * speed), 10, "pictures") if speed else ""
