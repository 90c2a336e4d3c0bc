"""What is said of problems and their remedies; plain functions of plain values."""

from typing import TYPE_CHECKING

from resnet_desktop.formatting import count, plural

if TYPE_CHECKING:
    from resnet_desktop.training.problems import Problem
    from resnet_desktop.training.remedies import Remedy

NO_PROBLEMS = "No problems were found."
MENDED = "No other problems are left."
KEPT = "Nothing in your folder is changed: pictures are only left out of this training."

_TITLES = {
    "unreadable": ("{n} cannot be read", "picture"),
    "same across classes": ("{n} in more than one class", "picture"),
    "same across parts": ("{n} in more than one part", "picture"),
    "alike across parts": ("{n} in another part almost unchanged", "picture"),
    "alike across classes": ("{n} in another class almost unchanged", "picture"),
    "same within a class": ("{n} more than once in a class", "picture"),
    "alike within a class": ("{n} almost the same as another of its class", "picture"),
}
_TEXTS = {
    "unreadable": "Training passes over them.",
    "same across classes": "Nobody can say which class is right, so they teach nothing.",
    "same across parts": "What was seen in training is no test: the accuracy would look better than it is.",
    "alike across parts": "What was nearly seen in training is hardly a test: the accuracy may look better than it is.",
    "alike across classes": "Look at them: one of the classes may be wrong.",
    "same within a class": "Copies count several times.",
    "alike within a class": "Often pictures of one scene; they count several times, and do no other harm.",
}
_WAYS = {
    "leave out": "Leave {n} out",
    "out of training": "Take {n} out of training",
    "out of validation and test": "Take {n} out of validation and test",
    "keep one": "Keep one of each, leave {n} out",
    "class weights": "Weigh classes alike",
}
_WAY_TIPS = {
    "leave out": "They are left out of training, validation and test.",
    "out of training": "The test stays whole and comparable with that of others; training loses these pictures.",
    "out of validation and test": "Training keeps its pictures; the test gets smaller, and is not that of others.",
    "keep one": "The first of each group stays.",
    "class weights": "Pictures of small classes count more in training, so that each class counts alike.",
}


def problem_title(problem: "Problem") -> str:
    """Say what is wrong, in a few words."""
    if problem.kind == "tiny classes":
        number = len(problem.classes)
        return f"{count(number)} classes are tiny" if number > 1 else "1 class is tiny"
    if problem.kind == "imbalance":
        return f"The largest class has {problem.ratio:.1f} times the pictures of the smallest"
    words, noun = _TITLES[problem.kind]
    number = sum(len(group) for group in problem.groups)
    verb = "" if problem.kind == "unreadable" else " is" if number == 1 else " are"
    return words.format(n=plural(number, noun) + verb)


def problem_text(problem: "Problem") -> str:
    """Say why it matters."""
    if problem.kind == "tiny classes":
        names = ", ".join(problem.classes[:5]) + (", …" if len(problem.classes) > 5 else "")
        return f"Fewer than ten pictures to train on: {names}. How well they are known would be luck."
    if problem.kind == "imbalance":
        return "Small classes are easily neglected."
    return _TEXTS[problem.kind]


def shown_words(shown: int, total: int) -> str:
    """Say that not everything is shown; empty where it is."""
    return f"{count(shown)} of {count(total)} are shown." if shown < total else ""


def remedy_words(remedy: "Remedy", number: int) -> str:
    """Say what a button does.

    Args:
        remedy: the remedy.
        number: of pictures it would leave out.
    """
    if remedy.kind == "tiny classes":
        return f"Leave out their {plural(number, 'picture')}"
    return _WAYS[remedy.way].format(n=count(number))


def remedy_tip(remedy: "Remedy") -> str:
    """Say what follows from it."""
    return _WAY_TIPS[remedy.way]


def done_words(remedy: "Remedy", number: int) -> str:
    """Say what a remedy has done.

    Args:
        remedy: the remedy.
        number: of pictures it has left out.
    """
    if remedy.way == "class weights":
        return "Classes are weighed alike."
    left = f"{plural(number, 'picture')} {'is' if number == 1 else 'are'}"
    reasons = {
        "unreadable": "cannot be read",
        "same across classes": "in more than one class",
        "same across parts": "in more than one part",
        "alike across parts": "almost the same in another part",
        "alike across classes": "almost the same in another class",
        "same within a class": "copies within a class",
        "alike within a class": "almost copies within a class",
        "tiny classes": "of tiny classes",
    }
    where = {
        "out of training": "taken out of training",
        "out of validation and test": "taken out of validation and test",
    }
    return f"{left} {where.get(remedy.way, 'left out')} ({reasons[remedy.kind]})."
