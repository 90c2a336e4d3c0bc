import base64
import hashlib
import io
import os
import re
import weakref
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.export import Options, open_writer, report_writer
from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.classification.table import printable
from resnet_desktop.resources import resource_path
from tests.helpers.exporting import LABELS, ORIGIN, WAITING, entry, failed, written

VOID = {"img", "input", "link", "meta"}


class Page(HTMLParser):
    """What a browser would make of a report: elements with attributes, and the text in each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, "everything is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words: list[str] = []
        self.elements.append((tag, {name: value or "" for name, value in attrs}, words))
        if tag not in VOID:
            self._open.append((tag, words))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, words in self._open:
            words.append(data)

    def all(self, tag: str, kind: str = "") -> list[tuple[dict[str, str], str]]:
        """Attributes and text of the elements of a kind, in their order."""
        return [
            (attributes, "".join(words))
            for name, attributes, words in self.elements
            if name == tag and kind in ("", *attributes.get("class", "").split())
        ]

    @property
    def tiles(self) -> dict[str, str]:
        """The summary."""
        words = [text.strip() for tag, _, texts in self.elements if tag in {"dt", "dd"} for text in ["".join(texts)]]
        words = words[: 2 * len(self.all("div", "tile"))]
        return dict(zip(words[::2], words[1::2], strict=True))


def report(*entries: Entry, options: Options | None = None) -> Page:
    return Page(written("html", *entries, options=options))


@pytest.fixture
def photos(sample_photos: list[Path]) -> Iterator[Entry]:
    return (entry(path) for path in sample_photos)


def test_each_picture_is_shown_with_its_confidence_and_its_name(photos: Iterator[Entry]) -> None:
    page = report(*photos)
    names = [path.name for path in sorted(resource_path("samples").glob("*.jpg"))]
    assert [text for _, text in page.all("span", "name")] == names
    assert [attributes["alt"] for attributes, _ in page.all("img")] == names
    assert {text for _, text in page.all("b")} == {"70.0 %"}
    for attributes, _ in page.all("img"):
        kind, _, data = attributes["src"].partition(",")
        assert kind == "data:image/jpeg;base64"
        with Image.open(io.BytesIO(base64.b64decode(data, validate=True))) as image:
            assert image.size == (int(attributes["width"]), int(attributes["height"]))
            assert max(image.size) == 160


def test_it_needs_nothing_but_itself(photos: Iterator[Entry]) -> None:
    html = written("html", *photos)
    for tag, attributes, _ in Page(html).elements:
        for name, value in attributes.items():
            if name in {"src", "href"}:
                assert value.startswith(("data:image/", "#", "file:///")), (tag, name, value)
                assert tag == "a" or not value.startswith("file:"), "only a click leaves the page"
    assert not re.search(r"@import|url\(", html)


def test_no_script_can_run_but_its_own(photos: Iterator[Entry]) -> None:
    page = report(*photos)
    ((_, script),) = page.all("script")
    policies = [each["content"] for each, _ in page.all("meta") if "http-equiv" in each]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policies == [
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'",
    ]


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;<!-- --><!-- pictures -->\n$title"


def test_markup_in_names_labels_and_reasons_stays_text(tmp_path: Path) -> None:
    path = tmp_path / HOSTILE.replace("/", "|")
    labels = (HOSTILE, "b")
    hostile = Entry(path, Result(path, 1, 1, np.array([0.4, 0.3], np.float32), labels))
    corrected = Entry(path, hostile.result, "b")
    page = report(hostile, corrected, failed(path, HOSTILE))
    plain = report(
        Entry(tmp_path / "a.jpg", Result(tmp_path / "a.jpg", 1, 1, np.array([0.4, 0.3], np.float32), ("a", "b"))),
        Entry(tmp_path / "a.jpg", Result(tmp_path / "a.jpg", 1, 1, np.array([0.4, 0.3], np.float32), ("a", "b")), "b"),
        failed(tmp_path / "a.jpg"),
    )
    assert Counter(tag for tag, _, _ in page.elements) == Counter(tag for tag, _, _ in plain.elements)
    assert {name for _, each, _ in page.elements for name in each} == {
        name for _, each, _ in plain.elements for name in each
    }
    assert [text for _, text in page.all("td", "path")] == [printable(str(path))]
    assert printable(HOSTILE) in [text for _, text in page.all("a")]
    assert page.all("figure")[0][0]["title"].startswith(printable(str(path)))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=40))
def test_any_reason_comes_out_as_it_is_shown_elsewhere(words: str) -> None:
    page = report(failed("a.jpg", words))
    assert [text for _, text in page.all("td")][-1] == printable(words)


def test_the_summary_counts_everything(greys: list[Path]) -> None:
    folder = greys[0].parent
    right = entry(folder / "cat" / "1.jpg")
    wrong = entry(folder / "Dog,_Small" / "2.jpg")
    unsure = entry(greys[2], (0.4, 0.3, 0.3))
    page = report(
        right, wrong, unsure, entry(greys[3], given="cat"), entry(greys[4], given=LABELS[1]), failed(), WAITING
    )
    assert page.tiles == {
        "Pictures": "7",
        "Classes": "2",
        "Right by folder": "50.0 % 1 of 2",
        "Unsure": "1 below 50 %",
        "Reviewed": "2 1 corrected",
        "Could not be read": "1",
    }
    rows = [text for _, text in page.all("tr")]
    assert rows[:3] == [
        "ClassPicturesShareUnsureRight by folder",
        "cat480.0 %11 of 2",
        "dog, small120.0 %0",
    ]
    assert "1 picture was not classified yet" in page.all("p", "notice")[0][1]


def test_what_is_special_about_a_picture_is_said_in_words(greys: list[Path]) -> None:
    page = report(
        entry(greys[0], (0.4, 0.35, 0.25)),
        entry(greys[1], given="cat"),
        entry(greys[2], given=LABELS[1]),
        entry(greys[3].parent / "dog, small" / "3.jpg"),
        entry(greys[4]),
    )
    special = {each["data-number"]: (each["class"], text) for each, text in page.all("figure")}
    assert special["1"] == ("unsure", "40.0 %0.pngunsureor dog, small 35.0 %")
    assert special["2"] == ("confirmed", "70.0 %1.pngconfirmed")
    assert special["3"] == ("corrected", "given2.pngnot cat")
    assert special["4"] == ("wrong", "The file does not exist.70.0 %3.jpgin “dog, small”")
    assert special["5"] == ("", "70.0 %4.png")


def test_pictures_stand_under_the_class_that_counts_the_largest_class_first(greys: list[Path]) -> None:
    page = report(
        entry(greys[0]),
        entry(greys[1], (0.1, 0.8, 0.1)),
        entry(greys[2], given=LABELS[1]),
        entry(greys[3], given=LABELS[1]),
    )
    assert [text for _, text in page.all("h3")] == ["dog, small3", "cat1"]
    assert [each["data-number"] for each, _ in page.all("figure")] == ["2", "3", "4", "1"]
    assert [each["id"] for each, _ in page.all("section", "class")] == ["class-1", "class-2"]
    assert [each["href"] for each, text in page.all("a") if text] == ["#class-1", "#class-2"]


def test_errors_are_listed_with_their_reasons() -> None:
    page = report(failed("b.jpg", "The file is empty."), failed("c.jpg", "There is no permission."))
    assert [text for _, text in page.all("td")][-4:] == [
        "b.jpg", "The file is empty.", "c.jpg", "There is no permission.",
    ]  # fmt: skip
    assert [each.get("hidden") for each, _ in page.all("section")] == ["", None, None], (
        "no classes, but errors and facts"
    )


def test_it_says_where_the_results_come_from() -> None:
    facts = report(entry()).all("dl", "facts")[0][1].split("\n")
    assert "Modelpets, 3 classes" in facts
    assert f"SHA-256 of its weights{ORIGIN.model_sha256}" in facts
    assert "Probabilitiescalibrated, temperature 1.25" in facts
    assert "Computed byOpenVINO CPU bf16" in facts
    assert "Time2025-11-23T14:05:00+01:00" in facts
    seen = "the middle square, 87.5 % of the short side, first reduced to 32 px, then at 64 x 64 px"
    assert f"What the network sees{seen}" in facts


def test_of_very_many_pictures_the_first_are_shown_and_all_are_counted(
    greys: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_writer, "MOST_PICTURES", 3)
    page = report(entry(greys[0]), failed(), WAITING, *map(entry, greys[1:6]))
    assert page.tiles["Pictures"] == "8"
    assert [text for _, text in page.all("span", "name")] == ["0.png", "1.png"]
    notices = [text for _, text in page.all("p", "notice")]
    assert notices[1] == (
        "The first 3 pictures of the list are shown; the numbers count all 8. "
        "To see others, export fewer at a time, or as CSV."
    )


def test_the_colours_are_the_windows(photos: Iterator[Entry]) -> None:
    html = written("html", *photos)
    for theme in ("light", "dark"):
        table = resource_path("themes", f"{theme}.json").read_text("utf-8")
        used = [colour for colour in re.findall("#[0-9A-F]{6}", table) if colour in html]
        assert len(used) >= 10, "all but what stands on the accent"
    assert "$" not in "".join(text for _, text in Page(html).all("style"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names that are no text")
def test_a_name_that_is_no_text_is_shown_and_its_link_leads_there(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    page = report(entry(path))
    assert page.all("span", "name")[0][1] == "caf\\udce9.jpg"
    assert page.all("figure")[0][0]["title"].startswith(str(tmp_path))
    assert [each["href"] for each, _ in page.all("a")][-1].endswith("/caf%E9.jpg")


def test_pictures_that_were_written_are_not_kept_in_memory(greys: list[Path]) -> None:
    alive: weakref.WeakSet[Any] = weakref.WeakSet()
    most = 0
    file = io.StringIO()
    with closing(open_writer("html", file, ORIGIN, Options())) as writer:
        for path in greys * 4:
            each = entry(path)
            alive.add(each.result)
            writer.write(each)
            del each
            most = max(most, len(alive))
        assert file.getvalue() == "", "it begins with sums, so nothing is written before the end"
        writer.finish()
    assert most <= 2 * available_cores() + 2
    assert len(Page(file.getvalue()).all("img")) == 4 * len(greys)
