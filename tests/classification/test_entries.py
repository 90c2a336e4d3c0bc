from pathlib import Path

import numpy as np

from resnet_desktop.classification import Entry, Result

PATH = Path("/photos/dog/rex.jpg")
FOUND = Result(PATH, 640, 480, np.array([0.75, 0.25], np.float32), ("cat", "dog"))


def test_a_picture_that_waits_is_nothing_yet() -> None:
    entry = Entry(PATH)
    assert entry.is_waiting
    assert (entry.label, entry.confidence, entry.margin, entry.error) == ("", 0, 0, "")


def test_the_network_has_the_word_until_a_person_takes_it() -> None:
    assert Entry(PATH, FOUND).label == "cat"
    assert Entry(PATH, FOUND, "dog").label == "dog"
    assert Entry(PATH, FOUND, "dog").predicted == "cat"


def test_a_person_confirms_or_corrects() -> None:
    states = [
        (entry.is_confirmed, entry.is_corrected) for entry in (Entry(PATH, FOUND, word) for word in ("", "cat", "dog"))
    ]
    assert states == [(False, False), (True, False), (False, True)]


def test_what_cannot_be_read_can_still_be_given_a_class() -> None:
    entry = Entry(PATH, Result.failed(PATH, "The file is empty."), "dog")
    assert entry.error == "The file is empty."
    assert (entry.predicted, entry.label) == ("", "dog")
    assert entry.is_corrected


def test_the_folder_may_say_what_is_true() -> None:
    assert Entry(PATH).folder_label == "dog"


def test_a_picture_that_was_just_found_has_a_path_when_somebody_asks() -> None:
    found = Entry(str(PATH))
    assert (found.path, found.file, found.folder_label) == (PATH, str(PATH), "dog")
    assert (Entry(PATH).path, Entry(PATH).file) == (PATH, str(PATH))
