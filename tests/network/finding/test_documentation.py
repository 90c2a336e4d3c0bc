"""docs/architecture.md names the searches that there are."""

import re
from pathlib import Path

from resnet_desktop.network import RESNET50, build
from resnet_desktop.network.finding import find, parse
from resnet_desktop.network.finding.words import NUMBERS, WORDS

_PAGE = (Path(__file__).parents[3] / "docs" / "architecture.md").read_text(encoding="utf-8")
DOCUMENTATION = _PAGE.partition("## Finding layers")[2].partition("\n## ")[0]
ROWS = [line.split("|")[1] for line in DOCUMENTATION.splitlines() if line.startswith("| `")]
NAMED = [each for row in ROWS for each in re.findall(r"`([^`]+)`", row)]


def test_every_example_is_understood_and_finds_something() -> None:
    graph = build(RESNET50)
    examples = [each for each in NAMED if each not in NUMBERS]
    assert len(examples) > 10
    for example in examples:
        found = find(parse(example), graph)
        assert found.names, example
        assert not found.problems, example


def test_every_number_and_every_word_is_documented() -> None:
    assert set(NUMBERS) <= set(NAMED)
    for word in set(WORDS) - {"layer", "block", "stage"}:
        assert f"`{word}`" in DOCUMENTATION, word
