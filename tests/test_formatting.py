import pytest

from resnet_desktop import formatting


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (12345, "12,345"), (25_636_712, "25,636,712")])
def test_counts_have_thousands_separators(number: int, text: str) -> None:
    assert formatting.count(number) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 pictures"), (1, "1 picture"), (12345, "12,345 pictures")])
def test_a_noun_agrees_with_its_number(number: int, text: str) -> None:
    assert formatting.plural(number, "picture") == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "0.0 %"), (0.5, "50.0 %"), (0.9823, "98.2 %"), (0.9994, "99.9 %"), (0.9996, ">99.9 %"), (1.0, "100.0 %")],
)
def test_only_certainty_reads_as_100_percent(probability: float, text: str) -> None:
    assert formatting.percent(probability) == text


@pytest.mark.parametrize(
    ("byte_count", "text"),
    [(0, "0 B"), (980, "980 B"), (1_500, "1.5 kB"), (47_100_000, "47.1 MB"), (98_000_000, "98.0 MB"), (3e9, "3.0 GB")],
)
def test_sizes_have_decimal_units(byte_count: int, text: str) -> None:
    assert formatting.size(int(byte_count)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "a few seconds"),
        (9.9, "a few seconds"),
        (42, "about 40 s"),
        (185, "about 3 min"),
        (89 * 60, "about 89 min"),
        (6 * 3600, "about 6.0 h"),
    ],
)
def test_durations_are_as_coarse_as_they_are_known(seconds: float, text: str) -> None:
    assert formatting.about(seconds) == text


@pytest.mark.parametrize(
    ("items", "seconds", "text"),
    [
        (0, 1, ""),
        (5, 0, ""),
        (34, 10, "3.4 pictures/s"),
        (412, 1, "412 pictures/s"),
        (12_000, 1, "12,000 pictures/s"),
    ],
)
def test_a_rate_is_empty_until_something_was_measured(items: int, seconds: float, text: str) -> None:
    assert formatting.rate(items, seconds, "pictures") == text
