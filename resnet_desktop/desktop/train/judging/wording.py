"""What the judgement says; pure functions of plain values, no Qt."""

from collections.abc import Sequence

from resnet_desktop import formatting
from resnet_desktop.training.judgement import JudgedPicture, Judgement
from resnet_desktop.training.judgement_looks import Look
from resnet_desktop.training.judgement_measures import Bin, calibration_error, likely_range

NO_RUN = "No run is shown"
NO_RUN_TEXT = "Train a model, or choose a run from the history: here you see how good it is and where it errs."
CHOOSE_RUN = "Choose a run"
NOT_JUDGED = "Not judged yet"
NOT_JUDGED_TEXT = "A run is judged when it has finished, on pictures that it never learned from."
SEE_TRAINING = "See its training"
TRY_AGAIN = "Try again"
FAILED = "The judgement cannot be shown"
VIEWS = ("Matrix", "Mistakes", "Classes", "Trust")
NO_PICTURES = "This run did not keep which pictures it was judged by. Its model can be asked again."
NO_SUCH_CLASS = "This class is none of the run's; to add one, put pictures of it into a folder of that name."
NO_MISTAKES = "No picture is wrong."
RELABEL_TIP = "The picture is of this class, whatever its folder says. The folder is not changed."
EXCLUDE_TIP = "Neither train on this picture nor judge by it. The file stays where it is."
AGAIN = "Train again with these changes"
AGAIN_TIP = "Plan a new run on the same pictures, with the changed classes and without what was left out"
NO_MODEL = "A map needs this run's model, which is not in the library."
PICK_CELL = "Choose a cell to see its pictures."
MAPS = ("Picture", "As it says", "As labelled")
MAP_TEXT = "The brighter a place, the more it speaks for the class."
MAP_TIPS = ("Without a map", "What speaks for the class that the model says", "What speaks for the class of the label")
SURE_HINT = (
    "Each bar is how often it was right where it was so sure; it should end at its dot. "
    "The stronger the bar, the more pictures it stands for."
)


def headline(judgement: Judgement) -> str:
    """Say the accuracy: ``78.4 % right``."""
    return f"{formatting.percent(judgement.right / max(judgement.pictures, 1))} right"


def about(judgement: Judgement) -> str:
    """Say of what, and how far chance reaches."""
    low, high = likely_range(judgement.right, judgement.pictures)
    pictures = formatting.plural(judgement.pictures, f"{judgement.part} picture")
    words = (
        f"{formatting.count(judgement.right)} of {pictures} of {judgement.data}. "
        f"With so many, 19 times in 20 the true value is between {formatting.percent(low)} and "
        f"{formatting.percent(high)}."
    )
    if judgement.unreadable:
        words += f" {formatting.plural(judgement.unreadable, 'more picture')} could not be read."
    return words


def measures(judgement: Judgement) -> str:
    """Say top-k and loss in a line."""
    parts = [f"Top {k}: {formatting.percent(part)}" for k, part in judgement.top.items() if k > 1]
    mean = judgement.confusion.mean()
    parts += [f"Mean F1: {formatting.percent(mean.f1)}", f"Loss: {judgement.loss:.3f}"]
    return "  ·  ".join(parts)


def caution(judgement: Judgement) -> str:
    """Say what makes the accuracy less than it seems; empty where nothing does."""
    words = looks_words(judgement.looks)
    if judgement.part == "validation":
        words = (
            "These pictures also chose the best epoch, so the accuracy is a little too good. "
            "There were no test pictures."
        )
    return " ".join(part for part in (words, seen_words(judgement)) if part)


def seen_words(judgement: Judgement) -> str:
    """Say which pictures the base may have been trained on; empty where it was not."""
    if judgement.seen is None:
        return ""
    words = f"{judgement.seen.base}, from which the run began, was trained on {judgement.data} too, divided otherwise: "
    if judgement.part in judgement.seen.parts:
        return f"{words}it may have seen these pictures, and the accuracy is too good."
    return (
        f"{words}it may have seen the validation pictures, whose accuracy during the training is too good. "
        "These test pictures it has not."
    )


def looks_words(looks: Sequence[Look]) -> str:
    """Say that test pictures were looked at before; empty for the first look."""
    if len(looks) < 2:
        return ""
    before = list(dict.fromkeys(f"{look.run}, {look.when[:10]}" for look in looks[:-1]))
    shown = "; ".join(before[-3:])
    more = f" and {len(before) - 3} earlier" if len(before) > 3 else ""
    return (
        f"{ordinal(len(looks))} look at these test pictures (before: {shown}{more}). "
        "Choosing between runs by them makes the best one seem better than it is."
    )


def ordinal(number: int) -> str:
    """Write ``Second``, ``Third``, then ``4th``."""
    return {1: "First", 2: "Second", 3: "Third"}.get(number) or (
        f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    )


def cell_words(judgement: Judgement, truth: int, predicted: int) -> str:
    """Say what a cell of the confusion matrix counts."""
    confusion = judgement.confusion
    name, said = judgement.classes[truth], judgement.classes[predicted]
    number = formatting.plural(confusion.counts[truth][predicted], "picture")
    share = formatting.percent(confusion.share(truth, predicted))
    return f"{name}, right: {number}, {share}" if truth == predicted else f"{name} taken for {said}: {number}, {share}"


def picture_words(judgement: Judgement, picture: JudgedPicture) -> str:
    """Say what the model said of a picture."""
    name, said = judgement.classes[picture.truth], judgement.classes[picture.predicted]
    sure = formatting.percent(picture.probability)
    if picture.is_right:
        return f"{name}, {sure} sure."
    return (
        f"Labelled {name}; the model says {said}, {sure} sure. It gives {name} {formatting.percent(picture.of_truth)}."
    )


def short_words(judgement: Judgement, picture: JudgedPicture) -> str:
    """Say the same below a thumbnail."""
    return judgement.classes[picture.predicted]


def bin_words(each: Bin) -> str:
    """Say how often it was right where it was so sure."""
    return (
        f"{each.low * 100:.0f} to {each.high * 100:.0f} % sure: right {formatting.percent(each.accuracy)} of "
        f"{formatting.plural(each.pictures, 'picture')}"
    )


def sureness(bins: Sequence[Bin]) -> str:
    """Say on the whole how sureness and truth agree."""
    pictures = sum(each.pictures for each in bins)
    if not pictures:
        return "There were no pictures."
    gap = sum(each.pictures * (each.confidence - each.accuracy) for each in bins) / pictures
    error = 100 * calibration_error(bins)
    if error < 1:
        return f"It is about as sure as it is right: {error:.1f} points apart on average."
    lean = "too sure" if gap > 0 else "not sure enough"
    return f"On average it is {abs(100 * gap):.1f} points {lean}; bars and line are {error:.1f} points apart."


def changes(relabelled: int, excluded: int) -> str:
    """Say what was changed: ``2 relabelled, 1 left out``; empty for nothing."""
    parts = [f"{formatting.count(relabelled)} relabelled"] if relabelled else []
    parts += [f"{formatting.count(excluded)} left out"] if excluded else []
    return ", ".join(parts)


def not_kept(error: BaseException) -> str:
    """Say that a change could not be written."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"The change could not be kept: {reason}."


def it_is(name: str) -> str:
    """Offer to say what a picture shows."""
    return f"It is {name}"


def choose_class(number: int) -> str:
    """Offer a list of classes that is too long for a menu."""
    return f"Choose one of {formatting.count(number)} classes…"


def change_words(name: str | None) -> str:
    """Say what was changed about a picture.

    Args:
        name: the class it was given; None where it was left out.
    """
    return "Left out" if name is None else f"Now {name}"
