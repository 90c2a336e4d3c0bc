import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.accuracy import accuracy
from resnet_desktop.classification.query import parse
from resnet_desktop.desktop.classify.finding.tally import Tally

LABELS = ("cat", "dog", "bird")


def classified(folder: str, number: int, confidence: float, label: str, given: str = "") -> Entry:
    """A picture whose best class has a certain confidence, at least 0.34."""
    path = Path(f"/photos/{folder}/{number}.jpg")
    probabilities = np.full(3, (1 - confidence) / 2)
    probabilities[LABELS.index(label)] = confidence
    return Entry(path, Result(path, 640, 480, probabilities, LABELS), given)


def failed(number: int) -> Entry:
    path = Path(f"/photos/cat/broken{number}.jpg")
    return Entry(path, Result.failed(path, "The file is empty."))


def tally_of(*entries: Entry) -> Tally:
    tally = Tally()
    for entry in entries:
        tally.count(entry, 1)
    return tally


def test_an_empty_list_has_nothing_of_anything() -> None:
    tally = Tally()
    assert (tally.classified, tally.corrected, tally.right, tally.judged, tally.unsure(1)) == (0, 0, 0, 0, 0)


def test_waiting_and_unreadable_pictures_are_not_classified() -> None:
    tally = tally_of(Entry(Path("/photos/cat/new.jpg")), failed(1), classified("cat", 1, 0.9, "cat"))
    assert tally.classified == 1
    assert tally.judged == 1
    assert tally.unsure(1) == 1


@pytest.mark.parametrize("percent", range(0, 101, 10))
def test_unsure_is_what_the_query_finds_at_every_threshold(percent: int) -> None:
    entries = [classified("x", step, 0.35 + step / 200, "cat", "dog" if step % 7 == 0 else "") for step in range(130)]
    wanted = sum(parse("unsure").matches(entry, percent / 100) for entry in entries)
    assert tally_of(*entries).unsure(percent / 100) == wanted


def test_a_confidence_of_just_the_threshold_is_sure_enough() -> None:
    tally = tally_of(classified("x", 1, 0.57, "cat"))
    assert tally.unsure(0.57) == 0
    assert tally.unsure(0.58) == 1


def test_pictures_count_as_what_a_person_said() -> None:
    tally = tally_of(classified("x", 1, 0.9, "cat"), classified("x", 2, 0.9, "cat", "dog"))
    assert tally.classes == {"cat": 1, "dog": 1}
    assert tally.corrected == 1
    assert tally_of(classified("x", 1, 0.9, "cat", "cat")).corrected == 0


def test_after_any_coming_going_and_changing_the_numbers_are_those_of_what_is_left() -> None:
    dice = random.Random(3)
    entries: list[Entry] = []
    tally = Tally()
    for step in range(600):
        if entries and dice.random() < 0.6:
            place = dice.randrange(len(entries))
            old = entries.pop(place)
            tally.count(old, -1)
            if dice.random() < 0.7:
                entries.append(replace(old, given=dice.choice(("", *LABELS))))
                tally.count(entries[-1], 1)
        else:
            made = classified(dice.choice(("cat", "dog", "Summer")), step, dice.uniform(0.34, 1), dice.choice(LABELS))
            entries.append(dice.choice((made, Entry(made.path), failed(step))))
            tally.count(entries[-1], 1)
    fresh = tally_of(*entries)
    assert entries
    assert (tally.right, tally.judged) == (fresh.right, fresh.judged) == accuracy(entries)
    assert +tally.classes == +fresh.classes
    assert (tally.classified, tally.corrected) == (fresh.classified, fresh.corrected)
    assert [tally.unsure(step / 100) for step in range(101)] == [fresh.unsure(step / 100) for step in range(101)]
