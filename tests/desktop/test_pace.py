from resnet_desktop.desktop.pace import WINDOW_S, Pace


def test_a_steady_rate_gives_the_time_left() -> None:
    pace = Pace(100.0)
    for second in range(1, 11):
        pace.mark(100.0 + second, 50 * second)
    assert pace.items / pace.seconds == 50
    assert pace.left(1000) == (1000 - 500) / 50


def test_nothing_is_promised_before_two_seconds_or_without_a_result() -> None:
    pace = Pace(0)
    assert pace.left(100) is None
    pace.mark(1.9, 10)
    assert pace.left(100) is None
    idle = Pace(0)
    idle.mark(60, 0)
    assert idle.left(100) is None


def test_the_rate_follows_the_last_seconds() -> None:
    pace = Pace(0)
    for second in range(1, 61):
        pace.mark(second, second * 100)  # small pictures
    for second in range(61, 71):
        pace.mark(second, 6000 + (second - 60) * 10)  # then large ones
    assert pace.items / pace.seconds == 10
    assert pace.seconds <= WINDOW_S + 1
