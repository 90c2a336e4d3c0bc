from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.engines.protocol import EngineError
from tests.helpers.tiny_activations import FakeLive, live_picture


def test_nothing_is_computed_until_somebody_asks(
    state: ArchitectureState, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    state.show(live.graph, live)
    state.show_picture(live_picture())
    assert not live.calls
    activations.ask()
    qtbot.waitUntil(lambda: activations.is_current)
    activations.ask()
    assert live.calls == [frozenset()]


def test_other_blocks_are_computed_while_the_last_maps_stay(
    state: ArchitectureState, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    state.show(live.graph, live)
    state.show_picture(live_picture())
    activations.ask()
    qtbot.waitUntil(lambda: activations.is_current)
    before = activations.latest
    state.bypass(["2b"])
    assert activations.latest is before
    assert not activations.is_current
    activations.ask()
    assert activations.is_busy
    qtbot.waitUntil(lambda: activations.is_current)
    assert activations.latest is not None
    assert activations.latest.bypassed == {"2b"}


def test_only_the_last_of_many_pictures_arrives(
    state: ArchitectureState, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    state.show(live.graph, live)
    for name in ("a.png", "b.png", "c.png"):
        state.show_picture(live_picture(name))
        activations.ask()
    qtbot.waitUntil(lambda: activations.is_current)
    assert len(live.calls) <= 2


def test_another_network_forgets_everything(
    state: ArchitectureState, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    state.show(live.graph, live)
    state.show_picture(live_picture())
    activations.ask()
    qtbot.waitUntil(lambda: activations.is_current)
    other = FakeLive("tiny listing")
    state.show(other.graph, other)
    assert activations.latest is None


def test_a_failure_is_told_and_tried_again_only_when_asked(
    state: ArchitectureState, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    live.error = EngineError("the device gave up")
    state.show(live.graph, live)
    state.show_picture(live_picture())
    with qtbot.waitSignal(activations.failed):
        activations.ask()
    assert activations.error is live.error
    activations.ask()
    assert len(live.calls) == 1
    live.error = None
    activations.ask_again()
    qtbot.waitUntil(lambda: activations.is_current)
    assert activations.error is None
