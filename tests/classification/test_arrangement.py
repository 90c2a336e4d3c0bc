import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry
from resnet_desktop.classification import arrangement as module
from resnet_desktop.classification.arrangement import SORT_KEYS, arrange, natural
from resnet_desktop.classification.query import Query, parse
from resnet_desktop.images import PictureSearch
from resnet_desktop.images.finding import natural_key
from resnet_desktop.jobs import Cancelled, Control
from tests.helpers.described_pictures import CIFAR, PICTURES, picture

ALL = Query()


def names(sort_key: str, is_descending: bool = False, text: str = "", entries: list[Entry] = PICTURES) -> list[str]:
    query = parse(text, CIFAR)
    return [entries[place].path.name for place in arrange(entries, query, sort_key, is_descending, 0.6)]


def test_the_lists_own_order_is_kept_or_turned_round() -> None:
    assert arrange(PICTURES, ALL) == list(range(8))
    assert arrange(PICTURES, ALL, "added", is_descending=True) == list(range(7, -1, -1))
    assert names("added", text="dog") == ["rex.jpg"]


@pytest.mark.parametrize(
    ("sort_key", "ascending"),
    [
        ("name", "beach dog bello_2 broken felix IMG_0815 new rex tom"),
        ("folder", "tom felix rex bello_2 beach dog IMG_0815 broken new"),
        ("path", "felix tom bello_2 rex beach dog broken IMG_0815 new"),
        ("label", "IMG_0815 tom felix bello_2 rex beach dog broken new"),
        ("confidence", "beach dog bello_2 felix IMG_0815 rex tom broken new"),
        ("margin", "bello_2 beach dog felix IMG_0815 rex tom broken new"),
        ("state", "bello_2 beach dog tom IMG_0815 felix rex new broken"),
        ("size", "bello_2 felix tom rex beach dog IMG_0815 broken new"),
    ],
)
def test_pictures_are_sorted_by_any_key(sort_key: str, ascending: str) -> None:
    assert " ".join(name.rpartition(".")[0] for name in names(sort_key)) == ascending


@pytest.mark.parametrize("sort_key", ["label", "confidence", "margin", "size"])
def test_what_has_no_value_comes_last_in_both_directions(sort_key: str) -> None:
    assert names(sort_key)[-2:] == names(sort_key, is_descending=True)[-2:] == ["broken.jpg", "new.jpg"]


@pytest.mark.parametrize("is_descending", [False, True])
def test_equal_ones_stay_in_the_order_in_which_they_were_added(is_descending: bool) -> None:
    entries = [picture(f"{number}.jpg", "cat 90 %") for number in (3, 1, 2)]
    for sort_key in ("folder", "label", "confidence", "margin", "state", "size"):
        assert arrange(entries, ALL, sort_key, is_descending, 0.5) == [0, 1, 2], sort_key


def test_a_query_and_an_order_work_together() -> None:
    assert names("confidence", is_descending=True, text="cat|dog -unsure") == ["tom.jpg", "rex.jpg", "felix.png"]


def test_every_key_begins_with_a_title_and_each_is_different() -> None:
    titles = [key.title for key in SORT_KEYS.values()]
    assert len(set(titles)) == len(titles)
    assert all(titles)


def test_paths_come_in_the_order_of_the_search(tmp_path: Path) -> None:
    for name in ("img10.jpg", "IMG2.JPG", "b/2.jpg", "b/10.jpg", "a10/x.jpg", "a9/x.jpg", "a9/b/x.jpg", "a/z.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = list(PictureSearch([tmp_path]))
    entries = [Entry(path) for path in sorted(found, reverse=True)]
    assert [entries[place].path for place in arrange(entries, ALL, "path")] == found


NAMES = st.text(st.sampled_from("aAbß0129 ._-\x01٣²é") | st.characters(exclude_characters="\0"), max_size=12)


@settings(deadline=None)
@given(NAMES, NAMES)
@example("img", "img2")
@example("img2", "img2a")
@example("img02", "img2")
@example("a", "A")
@example("a1", "a\x01")
@example("1a", "a")
def test_natural_texts_compare_as_natural_keys_do(one: str, other: str) -> None:
    assert (natural(one) < natural(other)) is (natural_key(one) < natural_key(other))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(PICTURES), max_size=40), st.sampled_from(list(SORT_KEYS)), st.booleans())
def test_pieces_are_merged_as_if_all_were_sorted_at_once(
    entries: list[Entry], sort_key: str, is_descending: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        at_once = arrange(entries, ALL, sort_key, is_descending, 0.6)
        patch.setattr(module, "_CHUNK", 3)
        assert arrange(entries, ALL, sort_key, is_descending, 0.6) == at_once
    assert sorted(at_once) == list(range(len(entries)))


def test_a_cancelled_arrangement_ends() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        arrange(PICTURES, ALL, "name", control=control)


@pytest.mark.parametrize("sort_key", SORT_KEYS)
def test_a_cancellation_is_seen_between_pieces(sort_key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Counting(Control):
        checks = 0

        def check(self) -> None:
            self.checks += 1
            super().check()

    monkeypatch.setattr(module, "_CHUNK", 2)
    control = Counting()
    arrange(PICTURES, ALL, sort_key, control=control)
    assert control.checks >= len(PICTURES) // 2


def test_names_that_are_no_text_are_sorted_too() -> None:
    entries = [Entry(Path(os.fsdecode(name))) for name in (b"/a/\xe9.jpg", b"/a/a.jpg")]
    assert arrange(entries, ALL, "name") == [1, 0]
    assert arrange(entries, ALL, "path") == [1, 0]
