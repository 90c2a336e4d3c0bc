"""What the controls that find pictures say; pure functions of plain values, no Qt."""

from collections.abc import Sequence

from resnet_desktop.formatting import count, percent, plural

NOTHING_FOUND = "No picture is like that"


def classes_chosen(chosen: Sequence[str]) -> str:
    """Name the classes that are asked for: ``cat``, ``cat or dog``, ``cat and 3 more``; empty for none."""
    if len(chosen) > 2:
        return f"{chosen[0]} and {len(chosen) - 1} more"
    return " or ".join(chosen)


def range_chosen(low: float, high: float) -> str:
    """Say which part of 0 to 1 is asked for: ``from 50 %``, ``up to 80 %``, ``50 to 80 %``; empty for all of it."""
    if low <= 0 and high >= 1:
        return ""
    if high >= 1:
        return f"from {_share(low)} %"
    return f"up to {_share(high)} %" if low <= 0 else f"{_share(low)} to {_share(high)} %"


def range_term(field: str, low: float, high: float) -> str:
    """Write the query's term for a part of 0 to 1; empty where it is all.

    Args:
        field: ``confidence`` or ``margin``.
        low: 0 to 1; written to the nearest percent.
        high: ``low`` to 1.
    """
    first, last = round(100 * low), round(100 * high)
    if first <= 0 and last >= 100:
        return ""
    if last >= 100:
        return f"{field}>={first}%"
    return f"{field}<={last}%" if first <= 0 else f"{field}:{first}..{last}%"


def state_tip(meaning: str, number: int) -> str:
    """Explain a toggle: what it shows, and how many there are."""
    return f"Show only pictures {meaning}\n{_in_the_list(number)}"


def states_chosen(words: Sequence[str]) -> str:
    """Name the states that are asked for, for a narrow window: ``Unsure and wrong``; empty for none."""
    return " and ".join([*words[:1], *(word.lower() for word in words[1:])])


def problem_line(sentence: str, number: int) -> str:
    """Name a problem of the query, and say that there are others.

    Args:
        sentence: the first one's.
        number: of all problems.
    """
    return sentence if number <= 1 else f"{sentence} ({number - 1} more)"


def correction(suggestion: str) -> str:
    """Offer what was perhaps meant."""
    return f"Use {suggestion}"


def nothing_found(pictures: int, waiting: int) -> str:
    """Say that a query hides all pictures, and that some of them may be found yet."""
    looked_at = f"{plural(pictures, 'picture')} {'was' if pictures == 1 else 'were'} looked at."
    if not waiting:
        return looked_at
    return f"{looked_at} {count(waiting)} of them {'waits' if waiting == 1 else 'wait'} to be classified."


def threshold_button(threshold: float) -> str:
    """Say the threshold, 0 to 1."""
    return f"Unsure below {_share(threshold)} %"


def unsure_line(unsure: int, classified: int) -> str:
    """Say how many pictures of the list are below the threshold."""
    if not classified:
        return "No picture of the list is classified yet."
    if not unsure:
        return f"None of {plural(classified, 'classified picture')} is unsure."
    verb = "is" if unsure == 1 else "are"
    share = percent(unsure / classified)
    return f"{count(unsure)} of {plural(classified, 'classified picture')} {verb} unsure ({share})."


def curve_source(pictures: int, data: str) -> str:
    """Say on which pictures a curve was measured."""
    measured = f"Measured on {plural(pictures, 'picture')}"
    return f"{measured} ({data})" if data else measured


def accuracy_line(right: int, judged: int) -> str:
    """Say how many pictures the network has right: ``912 of 1,000 right (91.2 %)``; empty where none is judged."""
    return f"{count(right)} of {count(judged)} right ({percent(right / judged)})" if judged else ""


def _in_the_list(number: int) -> str:
    return f"{plural(number, 'picture')} in the list" if number else "There are none in the list"


def _share(share: float) -> str:
    return f"{100 * share:.4g}"
