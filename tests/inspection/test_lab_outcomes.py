import csv
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.inspection.lab_outcomes import Sweep, SweepSavingError, SweepTally, save_csv, to_csv

# Two blocks, three classes. Without 2b the first picture becomes class 1; without 3b nothing changes its first class.
FIRST = np.array([[0.8, 0.1, 0.1], [0.3, 0.6, 0.1], [0.7, 0.2, 0.1]], np.float32)
SECOND = np.array([[0.1, 0.2, 0.7], [0.1, 0.2, 0.7], [0.1, 0.0, 0.9]], np.float32)


def sweep_of_both(truths: tuple[int | None, int | None] = (0, None)) -> Sweep:
    tally = SweepTally(("2b", "3b"))
    tally.add(FIRST, truths[0])
    tally.add(SECOND, truths[1])
    return tally.sweep


def test_changes_are_means_over_pictures_of_the_class_that_was_first() -> None:
    sweep = sweep_of_both()
    assert sweep.pictures == 2
    assert sweep.probability == pytest.approx(0.75)
    assert [each.change for each in sweep.outcomes] == pytest.approx([-0.25, 0.05])
    assert [each.changed for each in sweep.outcomes] == [1, 0]


def test_only_pictures_whose_class_is_known_are_judged() -> None:
    sweep = sweep_of_both()
    assert (sweep.judged, sweep.right, sweep.accuracy) == (1, 1, 1)
    assert [sweep.accuracy_without(each) for each in sweep.outcomes] == [0, 1]
    unknown = sweep_of_both((None, None))
    assert unknown.accuracy is None
    assert unknown.accuracy_without(unknown.outcomes[0]) is None


def test_one_picture_says_which_class_is_first_without_each_block() -> None:
    tally = SweepTally(("2b", "3b"))
    tally.add(FIRST, None)
    assert tally.sweep.first == 0
    assert [each.first for each in tally.sweep.outcomes] == [1, 0]
    tally.add(SECOND, None)
    assert tally.sweep.first is None
    assert [each.first for each in tally.sweep.outcomes] == [None, None]


def test_nothing_seen_yet_is_a_sweep_of_no_pictures() -> None:
    sweep = SweepTally(("2b",)).sweep
    assert sweep.pictures == 0
    assert sweep.outcomes[0].change == 0


def test_csv_has_all_blocks_first_and_then_without_each() -> None:
    rows = list(csv.DictReader(to_csv(sweep_of_both()).splitlines()))
    assert [row["without"] for row in rows] == ["", "2b", "3b"]
    assert [float(row["probability"]) for row in rows] == pytest.approx([0.75, 0.5, 0.8])
    assert [row["first_class_changed"] for row in rows] == ["0", "1", "0"]
    assert [float(row["accuracy"]) for row in rows] == [1, 0, 1]
    unknown = list(csv.DictReader(to_csv(sweep_of_both((None, None))).splitlines()))
    assert [row["accuracy"] for row in unknown] == [""] * 3


def test_csv_is_saved_whole_or_told_in_a_sentence(tmp_path: Path) -> None:
    save_csv(tmp_path / "sweep.csv", sweep_of_both())
    assert (tmp_path / "sweep.csv").read_text("utf-8").startswith("without,pictures,")
    (tmp_path / "file").write_text("old")
    with pytest.raises(SweepSavingError, match=r"could not be saved as .*sweep\.csv: .* Choose another place\."):
        save_csv(tmp_path / "file" / "sweep.csv", sweep_of_both())
