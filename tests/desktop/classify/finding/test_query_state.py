import subprocess
import sys
from itertools import permutations

import pytest

from resnet_desktop.classification import Entry
from resnet_desktop.classification.query import parse
from resnet_desktop.desktop.classify.finding import query_state
from resnet_desktop.desktop.classify.finding.query_state import QueryState
from resnet_desktop.desktop.classify.finding.toggles import TOGGLES, Toggle
from tests.desktop.classify.finding.test_tally import classified, failed

CLASSES = ("cat", "dog", "tiger cat", "R&B band")


def test_an_empty_text_asks_for_nothing() -> None:
    assert query_state.read("  ", CLASSES) == QueryState()


def test_what_stands_in_the_text_is_what_the_controls_show() -> None:
    state = query_state.read('cat|dog confidence:50..80% margin<20% unsure name:"x"', CLASSES)
    assert set(state.classes) >= {"cat", "dog"}
    assert state.confidence == (0.5, 0.8)
    assert state.margin == (0, 0.2)
    assert state.states == {"unsure"}


def test_ranges_stay_within_what_a_slider_can_show() -> None:
    assert query_state.read("confidence>80% confidence<50%", CLASSES).confidence == (0.8, 0.8)
    assert query_state.read("confidence>50%", CLASSES).confidence == (0.5, 1)


def test_each_control_changes_its_own_part_only() -> None:
    text = 'name:"beach dog" -ship'
    text = query_state.with_classes(text, ["dog", "R&B band"], CLASSES)
    text = query_state.with_range(text, query_state.CONFIDENCE, 0.2, 0.9)
    text = query_state.with_range(text, query_state.MARGIN, 0, 0.3)
    text = query_state.with_toggle(text, TOGGLES[0], True)
    assert text == 'name:"beach dog" -ship dog|"R&B band" confidence:20..90% margin<=30% unsure'
    assert not parse(text, CLASSES).problems
    text = query_state.with_range(text, query_state.CONFIDENCE, 0, 1)
    text = query_state.with_classes(text, [], CLASSES)
    text = query_state.with_toggle(text, TOGGLES[0], False)
    assert text == 'name:"beach dog" -ship margin<=30%'


@pytest.mark.parametrize(("first", "second"), list(permutations(TOGGLES, 2)), ids=lambda toggle: toggle.term)
def test_toggles_that_stay_on_together_can_find_a_picture(first: Toggle, second: Toggle) -> None:
    text = query_state.with_toggle("", first, True)
    text = query_state.with_toggle(text, second, True)
    some = [
        failed(1),
        Entry(failed(2).path, failed(2).result, "dog"),
        *(
            classified(folder, 1, confidence, "cat", given)
            for folder in ("cat", "dog")
            for confidence in (0.4, 0.9)
            for given in ("", "dog")
        ),
    ]
    assert any(parse(text, CLASSES).matches(entry, 0.5) for entry in some), text


def test_excluding_is_mutual() -> None:
    excludes = {toggle.term: set(toggle.excludes) for toggle in TOGGLES}
    for first, second in permutations(excludes, 2):
        assert (second in excludes[first]) == (first in excludes[second])


def test_the_controls_need_no_numpy_until_there_is_a_query() -> None:
    program = (
        "import sys; from resnet_desktop.desktop.classify.finding import filter_bar, query_state;"
        "query_state.read('', ()); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
