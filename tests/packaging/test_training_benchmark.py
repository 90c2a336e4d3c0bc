import pytest

pytest.importorskip("keras")

import training_benchmark
from resnet_desktop.network import NETWORKS


def test_the_benchmark_prints_both_speeds_and_their_ratio(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NETWORKS, "listing", NETWORKS["listing"])  # the benchmark replaces it for good
    words = ["--quick", "--input-size", "32", "--batch", "4", "--steps", "5", "--rounds", "2"]
    assert training_benchmark.main(words) in (0, 1)
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("32 px, frozen up to stage 0: ours ")
    assert "bare fit" in line
    assert ", ratio " in line


def test_the_ratio_is_the_middle_of_all_turns_but_the_first() -> None:
    ours, bare = training_benchmark.StepTimes(), training_benchmark.StepTimes()
    ours.epochs, bare.epochs = [9.0, 2.0, 1.0, 4.0], [1.0, 1.0, 1.0, 1.0]
    speeds = training_benchmark.speeds_of(ours, bare, 8)
    assert speeds.ratios == (0.5, 1, 0.25)
    assert (speeds.ours, speeds.bare, speeds.ratio) == (4, 8, 0.5)
    assert "ratio 0.500 (0.250 to 1.000; wanted >= 0.95): NOT MET" in speeds.line


def test_the_first_epoch_and_each_first_step_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 90.0, 91.0, 100.0, 102.0, 104.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    times = training_benchmark.StepTimes()
    for _ in range(2):
        for _ in range(3):
            times.end_step()
        times.end_epoch()
    assert times.pictures_per_second(8) == 4
