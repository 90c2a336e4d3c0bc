import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.desktop.widgets.framing import MOST_FITTED, Framing

ROOM = (400.0, 300.0)
PHOTO = (4000.0, 3000.0)
TINY = (32.0, 32.0)

sides = st.tuples(st.integers(1, 65_000).map(float), st.integers(1, 65_000).map(float))
rooms = st.tuples(st.integers(0, 3000).map(float), st.integers(0, 2000).map(float))
places = st.tuples(st.floats(-100, 3000), st.floats(-100, 2000))
changes = st.lists(
    st.one_of(
        st.builds(lambda factor, at: lambda now: now.scaled(now.scale * factor, at), st.floats(0.01, 100), places),
        st.builds(lambda way: lambda now: now.moved(*way), places),
        st.builds(lambda room, ratio: lambda now: now.in_room(room, ratio), rooms, st.sampled_from((1, 1.25, 2))),
        st.just(lambda now: now.fit()),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(sides, rooms, changes)
def test_no_zooming_moving_or_resizing_brings_the_picture_out_of_the_view(
    picture: tuple[float, float], room: tuple[float, float], steps: list[Callable[[Framing], Framing]]
) -> None:
    now = Framing.fitted(picture, room)
    for step in steps:
        now = step(now)
        left, top, right, bottom = now.place
        for start, end, available in ((left, right, now.room[0]), (top, bottom, now.room[1])):
            slack = 1e-6 * max(1, end - start)
            if end - start <= available:
                assert start + end == pytest.approx(available, abs=slack)
            else:
                assert start <= slack
                assert end >= available - slack
        assert now.limits[0] * 0.999 <= now.scale <= now.limits[1] * 1.001
        if now.is_fit:
            assert now.scale == now.fit_scale


def test_a_large_picture_fits_exactly_and_a_small_one_is_enlarged_four_times() -> None:
    assert Framing.fitted(PHOTO, ROOM).place == (0, 0, 400, 300)
    small = Framing.fitted(TINY, ROOM)
    assert small.scale == MOST_FITTED == 4
    assert small.place == (136, 86, 264, 214)


@pytest.mark.parametrize("factor", [1.25, 3, 1 / 1.25])
def test_the_point_under_the_mouse_stays_there_while_zooming(factor: float) -> None:
    before = Framing.fitted(PHOTO, ROOM).scaled(0.5)
    at = (90.0, 210.0)
    after = before.scaled(before.scale * factor, at)
    assert after.scale == pytest.approx(0.5 * factor)
    assert after.to_picture(*at) == pytest.approx(before.to_picture(*at))


def test_view_and_picture_coordinates_are_each_other_s_reverse() -> None:
    framing = Framing.fitted(PHOTO, ROOM).scaled(0.7, (10, 20)).moved(-30, 5)
    assert framing.to_view(*framing.to_picture(123, 45)) == pytest.approx((123, 45))


def test_zoom_ends_at_the_whole_picture_and_at_thirty_two_times() -> None:
    framing = Framing.fitted(PHOTO, ROOM)
    assert framing.scaled(1e-9).is_fit
    assert framing.scaled(1e9).scale == 32


def test_a_small_picture_can_be_seen_at_its_own_size() -> None:
    actual = Framing.fitted(TINY, ROOM).scaled(1)
    assert not actual.is_fit
    assert actual.place == (184, 134, 216, 166)
    assert not actual.can_move


def test_a_hundred_percent_is_one_pixel_of_the_screen() -> None:
    framing = Framing.fitted(PHOTO, ROOM, 2)
    actual = framing.scaled(framing.actual_scale)
    assert actual.scale == 0.5
    assert actual.zoom == 1


def test_the_smallest_steps_lead_away_from_fit_and_back_to_it() -> None:
    fit = Framing.fitted(PHOTO, ROOM)
    now = fit
    for _ in range(20):
        now = now.scaled(now.scale * 1.002)
    assert now.scale == pytest.approx(fit.scale * 1.002**20)
    for _ in range(20):
        now = now.scaled(now.scale / 1.002)
    assert now.is_fit


def test_what_fits_goes_on_to_fit_and_what_is_zoomed_keeps_scale_and_middle() -> None:
    fit = Framing.fitted(PHOTO, ROOM)
    assert fit.in_room((800, 600), 1).place == (0, 0, 800, 600)
    zoomed = fit.scaled(1).moved(-200, -100)
    larger = zoomed.in_room((600, 500), 1)
    assert larger.scale == 1
    assert larger.centre == zoomed.centre


def test_a_view_that_grows_beyond_the_zoomed_picture_fits_it_again() -> None:
    zoomed = Framing.fitted(PHOTO, ROOM).scaled(0.15)
    assert zoomed.in_room((800, 600), 1).is_fit


def test_moving_ends_at_the_edges() -> None:
    zoomed = Framing.fitted(PHOTO, ROOM).scaled(1)
    assert zoomed.moved(1e6, 1e6).seen == (0, 0, 400, 300)
    assert zoomed.moved(-1e6, -1e6).seen == (3600, 2700, 4000, 3000)
    assert zoomed.can_move
    assert not zoomed.fit().can_move


@settings(deadline=None)
@given(st.floats(0.02, 30), places, st.sampled_from((1, 1.25, 1.5, 2)))
def test_on_the_grid_the_corner_is_a_corner_of_pixels_less_than_one_away(
    scale: float, way: tuple[float, float], ratio: float
) -> None:
    framing = Framing.fitted(PHOTO, ROOM, ratio).scaled(scale).moved(*way)
    snapped = framing.on_grid()
    for before, after in zip(framing.place[:2], snapped.place[:2], strict=True):
        assert math.isclose(after * ratio, round(after * ratio), abs_tol=1e-6)
        assert abs(after - before) <= 0.5 / ratio + 1e-6


def test_a_picture_may_be_enlarged_further_where_that_is_wanted_and_stays_so() -> None:
    tiny = Framing.fitted(TINY, ROOM, most_fitted=32)
    assert tiny.scale == pytest.approx(300 / 32)
    assert tiny.scaled(1).fit() == tiny
    assert tiny.in_room((800, 600), 1).scale == pytest.approx(600 / 32)
