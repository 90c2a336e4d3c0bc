"""What the pictures' part says; plain functions of plain values."""

from typing import TYPE_CHECKING

from resnet_desktop.formatting import about, count, plural, size
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet
    from resnet_desktop.training.plan import Plan

BEGINNING = "Beginning…"
STOPPING = "Stopping…"

CIFAR10_BYTES = 170_052_171
"""Of the archive; a test holds it to `resnet_desktop.training.cifar10.CIFAR10_SOURCE`."""

PART_WORDS = {"train": "Training", "validation": "Validation", "test": "Test"}

EMPTY_TITLE = "Choose pictures to learn from"
EMPTY_TEXT = (
    "A folder with one folder of pictures for each class, or CIFAR-10: 60,000 small pictures in ten classes. "
    "You can drop a folder or an archive (tar or zip) here."
)
REVIEWED_TIP = "A training set is made of the pictures that you confirmed or corrected on the Classify page"
NO_DOWNLOAD_TITLE = "CIFAR-10 is not here yet"
FAILED_TITLE = "These pictures cannot be used"


def progress_words(progress: Progress, rate: float, left_s: float | None) -> str:
    """Say how far it is, in two lines: ``Reading pictures: 1,200 of 60,000`` and ``2,100/s · about 30 s left``.

    Args:
        progress: of the task; downloads count bytes.
        rate: items or bytes per second; 0 while not known.
        left_s: until the end, s; None while not known.
    """
    write = size if progress.is_bytes else count
    done = f"{write(progress.done)} of {write(progress.total)}" if progress.total else write(progress.done)
    speed = (
        f"{write(round(rate))}/s" if rate >= 1 else "",
        f"{about(left_s)} left" if left_s is not None and progress.done < (progress.total or 0) else "",
    )
    return f"{progress.message}: {done}\n" + " · ".join(part for part in speed if part)


def failed_words(reason: str, *, has_others: bool) -> str:
    """Say why pictures cannot be used.

    Args:
        reason: a sentence.
        has_others: there are pictures that were chosen before.
    """
    return f"{reason} The pictures that were chosen before stay as they are." if has_others else reason


def reviewed_words(number: int) -> str:
    """Say what the button for pictures of the Classify page does."""
    return f"Reviewed in Classify ({plural(number, 'picture')})"


def download_words(here: int, total: int) -> str:
    """Say what the button for CIFAR-10 does.

    Args:
        here: bytes that have come already.
        total: bytes of the whole.
    """
    if here >= total:
        return "CIFAR-10"
    return f"CIFAR-10 (go on at {100 * here // total} %)" if here else f"CIFAR-10 (download, {size(total)})"


def total_words(data: "DataSet") -> str:
    """Say how much there is: ``60,000 pictures in 10 classes``."""
    total = sum(len(part) for part in (data.train, data.validation, data.test))
    return f"{plural(total, 'picture')} in {count(len(data.classes))} classes"


def split_words(data: "DataSet", plan: "Plan") -> str:
    """Say how the pictures are divided, and who divided them."""
    aside = [PART_WORDS[name].lower() for name in ("validation", "test") if name in data.set_aside]
    folders = [PART_WORDS[name].lower() for name in ("train", "validation", "test") if data.part(name)]
    folders = [name for name in folders if name not in aside]
    as_they_are = f"The folders for {_listed(folders)} are used as they are."
    no_test = "" if data.test else " There are no test pictures."
    if not aside:
        return as_they_are + no_test
    by_chance = (
        f"About {_whole(plan.validation)} of each class was set aside at random for {' and as much for '.join(aside)} "
        f"(seed {plan.seed}); the division is saved with the training."
    )
    return by_chance + no_test if len(folders) < 2 else f"{as_they_are} {by_chance}"


def excluded_words(data: "DataSet") -> str:
    """Say how many pictures are left out; empty for none."""
    number = len(data.excluded)
    return f"{plural(number, 'picture')} {'is' if number == 1 else 'are'} left out." if number else ""


def part_words(name: str, numbers: tuple[int, int, int]) -> str:
    """Say how many pictures a class has, part by part."""
    train, validation, test = map(count, numbers)
    return f"{name}: {train} to train on, {validation} for validation, {test} for test"


def change_words(plan: "Plan") -> str:
    """Say how pictures are changed at random while training."""
    changes = [
        "mirrored" if plan.flip else "",
        f"shifted by up to {_whole(plan.shift)} of the side" if plan.shift else "",
        f"cut to {_whole(plan.crop)} or more of the area" if plan.crop < 1 else "",
        f"brightness, contrast and colours changed by up to {_whole(plan.colour)}" if plan.colour else "",
        f"covered by a square of {_whole(plan.cutout)} of the side" if plan.cutout else "",
    ]
    told = [each for each in changes if each]
    if not told:
        return "The plan changes nothing: each picture is always seen as it is."
    return f"Each time it is seen, a picture is changed at random: {', '.join(told)}."


def _whole(part: float) -> str:
    return f"{100 * part:.3g} %"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
