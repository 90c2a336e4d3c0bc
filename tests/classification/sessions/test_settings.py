import json
import os
import sys
from pathlib import Path

import pytest

from resnet_desktop.classification.sessions import SessionSettings

FULL = SessionSettings(
    query="cat score>0.8 -dog \udcff",
    threshold=0.85,
    sort_key="confidence",
    is_descending=True,
    view="list",
    selected=Path("/photos/rex.jpg"),
    recents=(Path("/photos"), Path("/other photos")),
)


def test_they_come_back_as_they_were() -> None:
    assert SessionSettings.from_json(FULL.to_json()) == FULL
    assert SessionSettings.from_json(SessionSettings().to_json()) == SessionSettings()
    assert FULL.to_json().isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names are text")
def test_names_that_are_no_text_come_back() -> None:
    odd = Path(os.fsdecode(b"/photos/\xff\xfe"))
    settings = SessionSettings(selected=odd, recents=(odd,))
    assert SessionSettings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize("text", [None, b"x", "", "{", "[1]", "3", "null"])
def test_without_any_sense_they_are_the_defaults(text: object) -> None:
    assert SessionSettings.from_json(text) == SessionSettings()


def test_only_what_makes_no_sense_is_lost() -> None:
    record = json.loads(FULL.to_json())
    record |= {
        "threshold": 7,
        "sort_key": 5,
        "is_descending": "yes",
        "selected": 1,
        "recents": [1, "/photos"],
        "new": 1,
    }
    settings = SessionSettings.from_json(json.dumps(record))
    assert settings == SessionSettings(query=FULL.query, view="list", recents=(Path("/photos"),))


def test_the_last_twelve_that_were_opened_are_remembered_each_once() -> None:
    settings = SessionSettings()
    for number in range(20):
        settings = settings.with_recent(Path(f"/{number}"))
    settings = settings.with_recent(Path("/15"))
    assert [path.name for path in settings.recents] == ["15", *map(str, [19, 18, 17, 16, 14, 13, 12, 11, 10, 9, 8])]
