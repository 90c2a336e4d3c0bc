from resnet_desktop.desktop.architecture.drawing.sight import READABLE, brought_in, grown
from resnet_desktop.desktop.widgets.framing import Framing
from resnet_desktop.network import RESNET50, build
from resnet_desktop.network.drawing import Drawing, all_expandable, lay_out, stage_names

GRAPH = build(RESNET50)
USUAL = lay_out(GRAPH, stage_names(GRAPH))
ROOM = (480.0, 520.0)


def framed(drawing: Drawing) -> Framing:
    return Framing.fitted((drawing.width, drawing.height), ROOM)


def test_what_fits_and_can_still_be_read_goes_on_to_fit() -> None:
    before = Framing.fitted((400, 400), ROOM)
    after = grown(before, (600, 500), USUAL, USUAL, "")
    assert after.is_fit
    assert after.scale == 0.8


def test_what_would_become_too_small_keeps_its_scale_and_its_anchor() -> None:
    before, larger = framed(USUAL), lay_out(GRAPH, stage_names(GRAPH) | {"4a", "4b"})
    after = grown(before, (larger.width, larger.height), USUAL, larger, "4b")
    assert after.scale == before.scale
    old, new = USUAL.by_name["4b"], larger.by_name["4b"]
    was, now = before.to_view(old.left, old.top), after.to_view(new.left, new.top)
    assert abs(was[1] - now[1]) < 1


def test_what_becomes_smaller_than_the_view_fits_again() -> None:
    large = lay_out(GRAPH, all_expandable(GRAPH))
    before = framed(large).scaled(0.8)
    after = grown(before, (USUAL.width, USUAL.height), large, USUAL, "")
    assert after.is_fit


def test_what_is_in_sight_moves_nothing() -> None:
    framing = framed(USUAL)
    for box in USUAL.boxes:
        assert brought_in(framing, (box.left, box.top, box.width, box.height), 0.5) == framing


def test_what_is_out_of_sight_comes_in_with_air_around_it() -> None:
    framing = framed(USUAL).scaled(2)
    for name in ("input", "4f", "5c", "classifier"):
        box = USUAL.by_name[name]
        after = brought_in(framing, (box.left, box.top, box.width, box.height), 0.5)
        x, y = after.to_view(box.left, box.top)
        right, bottom = after.to_view(box.left + box.width, box.top + box.height)
        assert min(x, y) >= 0
        assert right <= ROOM[0]
        assert bottom <= ROOM[1]
        assert after.scale == framing.scale


def test_what_is_too_small_is_enlarged() -> None:
    large = lay_out(GRAPH, all_expandable(GRAPH))
    box = large.by_name["res4d_branch2b"]
    after = brought_in(framed(large), (box.left, box.top, box.width, box.height), 0.5)
    assert after.scale == READABLE
