from pathlib import Path

import pytest

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.wording import Facts, Work


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (Work(), ""),
        (Work(pictures=1), "1 picture"),
        (Work(pictures=3400), "3,400 pictures"),
        (Work(pictures=3400, passed_over=45), "3,400 pictures · 45 other files passed over"),
        (Work(pictures=3400, shown=312, passed_over=45), "312 of 3,400 shown"),
        (Work(pictures=10, waiting=4, has_model=True), "6 of 10 pictures done"),
        (Work(pictures=12, waiting=12, is_searching=True), "Looking for pictures · 12 so far"),
        (Work(pictures=3400, is_searching=True, is_opening=True), "Opening the last session · 3,400 pictures so far"),
        (Work(pictures=2, waiting=2, is_loading=True), "Making the model ready · 2 pictures waiting"),
        (Work(is_loading=True), ""),
        (Work(pictures=9, waiting=9, is_classifying=True, total=9), "Classifying 0 of 9"),
        (
            Work(pictures=3400, is_classifying=True, done=1234, total=3400, rate="98 pictures/s", left_s=200),
            "Classifying 1,234 of 3,400 · 98 pictures/s · about 3 min left",
        ),
        (Work(pictures=9, is_classifying=True, done=9, total=9, left_s=0), "Classifying 9 of 9"),
        (Work(pictures=9, shown=4, is_classifying=True, done=5, total=9), "Classifying 5 of 9 · 4 shown"),
    ],
)
def test_the_state_is_one_line(work: Work, line: str) -> None:
    assert wording.state_line(work) == line


def test_what_could_not_be_read_is_said_with_the_total() -> None:
    assert wording.failed_line(Work(pictures=3400, failed=12)) == "12 of 3,400 could not be read"
    assert wording.failed_line(Work(pictures=3400)) == ""


@pytest.mark.parametrize(
    ("work", "is_busy", "can_go_on"),
    [
        (Work(), False, False),
        (Work(pictures=3, waiting=3, is_searching=True), True, False),
        (Work(pictures=3, waiting=3, is_classifying=True, has_model=True), True, False),
        (Work(pictures=3, waiting=3, is_loading=True), True, False),
        (Work(is_loading=True), False, False),
        (Work(pictures=3, waiting=3, has_model=True), False, True),
        (Work(pictures=3, waiting=3), False, False),
        (Work(pictures=3, has_model=True), False, False),
    ],
)
def test_busy_and_able_to_go_on_exclude_each_other(work: Work, is_busy: bool, can_go_on: bool) -> None:
    assert (work.is_busy, work.can_go_on) == (is_busy, can_go_on)


def test_facts_have_units_and_separators() -> None:
    noon = 1_700_000_000.0  # 14 November 2023, 22:13 UTC: the 14th or 15th everywhere on earth
    line = wording.facts_line(Facts(width=4032, height=3024, byte_count=3_120_000, modified=noon))
    assert line.startswith("4,032 × 3,024 px · 3.1 MB · 1")  # noqa: RUF001
    assert line.endswith("November 2023")


@pytest.mark.parametrize(
    ("count", "is_counting", "headline"),
    [
        (0, True, "Drop to classify"),
        (0, False, "There are no pictures in this"),
        (1, False, "Drop to classify 1 picture"),
        (1234, False, "Drop to classify 1,234 pictures"),
    ],
)
def test_the_overlay_says_what_would_happen(count: int, is_counting: bool, headline: str) -> None:
    assert wording.drop_line(count, is_counting)[0] == headline


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("there is no model 'x'", "There is no model 'x'."),
        ("The disk is full.", "The disk is full."),
        ("resnet50-cifar10: the file is empty", "resnet50-cifar10: the file is empty."),
        ("/home/ada/card.json: no JSON", "/home/ada/card.json: no JSON."),
    ],
)
def test_errors_are_shown_as_sentences(words: str, expected: str) -> None:
    assert wording.sentence(words) == expected


def test_folders_of_the_user_are_written_short(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path("/home/ada")
    monkeypatch.setattr(Path, "home", lambda: home)
    assert wording.folder_line(home / "Pictures" / "Holiday") == str(Path("~/Pictures/Holiday"))
    assert wording.folder_line(home) == "~"
    assert wording.folder_line(Path("/home/adam")) == str(Path("/home/adam"))


def test_an_empty_search_names_the_place() -> None:
    assert wording.found_nothing((Path("/home/ada/letters"),)) == "There are no pictures in “letters”."
    assert wording.found_nothing((Path("/"),)) == "There are no pictures in “/”."
    assert wording.found_nothing((Path("/a"), Path("/b"))) == "There are no pictures in these 2 places."


def test_folders_that_could_not_be_read_are_named_with_the_reason() -> None:
    one = ((Path("/root/private"), "There is no permission to read this folder."),)
    assert wording.unread_folders(one) == (
        "“private” could not be looked into: There is no permission to read this folder."
    )
    assert wording.unread_folders(one * 3).endswith("(and 2 more folders)")


def test_how_far_the_best_class_is_ahead_is_percent() -> None:
    assert wording.margin_line(0.342) == "34.2 % ahead"


def test_how_sure_the_model_is_is_said_with_the_threshold_and_what_was_measured() -> None:
    assert wording.sureness(0.42, 0.5, "") == "Unsure: 42.0 % is below the threshold of 50.0 %."
    sure = wording.sureness(
        0.9, 0.5, "of the pictures where it is at least 90 % sure (80.0 % of all), 97.0 % are right"
    )
    assert sure.splitlines() == [
        "Not unsure: 90.0 %, and the threshold is 50.0 %.",
        "Measured with this model: of the pictures where it is at least 90 % sure (80.0 % of all), 97.0 % are right.",
    ]


def test_what_the_network_saw_is_told_by_its_size_and_the_pictures() -> None:
    words = wording.seen_line(64, 4000, 3000)
    assert words == f"{wording.pixels(64, 64)} px, from the middle of {wording.pixels(4000, 3000)} px"


def test_a_session_that_was_opened_in_part_says_where_the_rest_is() -> None:
    assert wording.opened_partly(12, 12) == ""
    assert wording.opened_partly(256, 3400) == (
        "256 of 3,400 pictures of the last session were opened; the others are there again at the next start."
    )


def test_words_about_one_picture_are_about_one() -> None:
    assert wording.removal_question(1) == "Remove this picture from the list?"
    assert wording.removal_question(2) == "Remove these pictures from the list?"
    assert wording.reviews_lost(1) == "What you said about 1 picture is lost with this. The file stays where it is."
    assert wording.reviews_lost(2).endswith("2 pictures is lost with this. The files stay where they are.")
