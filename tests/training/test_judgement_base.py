import json
from pathlib import Path

import pytest

from resnet_desktop.training.judgement_base import SeenByBase, seen_by_base


def write_run(folder: Path, set_aside: tuple[str, ...] = ("validation",), seed: int = 0, part: float = 0.1) -> Path:
    """A run with seed 0 and a tenth set aside, of a base that was trained on drawings and came from one on photos."""
    ancestry = {
        "plan": {"seed": seed, "validation": part},
        "data": {"name": "drawings"},
        "base": {"from": "first", "plan": {"seed": 3, "validation": 0.1}, "data": {"name": "photos"}},
    }
    for name, record in (
        ("origin.json", {"from": "second", "ancestry": ancestry}),
        ("plan.json", {"seed": 0, "validation": 0.1}),
        ("data.json", {"set_aside": set_aside}),
    ):
        (folder / name).write_text(json.dumps(record), "utf-8")
    return folder


@pytest.mark.parametrize(("seed", "part"), [(1, 0.1), (0, 0.2)])
def test_a_base_that_was_trained_on_another_division_may_have_seen_what_judges(
    tmp_path: Path, seed: int, part: float
) -> None:
    assert seen_by_base(write_run(tmp_path, seed=seed, part=part), "drawings") == SeenByBase("second", ("validation",))


def test_the_bases_own_base_counts_as_well(tmp_path: Path) -> None:
    assert seen_by_base(write_run(tmp_path, ("validation", "test")), "photos") == SeenByBase(
        "second", ("validation", "test")
    )


def test_the_same_division_and_other_data_are_no_matter(tmp_path: Path) -> None:
    assert seen_by_base(write_run(tmp_path), "drawings") is None
    assert seen_by_base(write_run(tmp_path, seed=1), "stamps") is None


def test_folders_of_their_own_are_the_same_for_every_run(tmp_path: Path) -> None:
    assert seen_by_base(write_run(tmp_path, (), seed=1), "drawings") is None


@pytest.mark.parametrize("name", ["origin.json", "plan.json", "data.json"])
@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"from": 1, "ancestry": 3}'])
def test_a_run_that_does_not_tell_is_not_guessed_at(tmp_path: Path, name: str, text: str) -> None:
    (write_run(tmp_path, seed=1) / name).write_text(text, "utf-8")
    assert seen_by_base(tmp_path, "drawings") is None
