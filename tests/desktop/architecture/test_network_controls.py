import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.network_controls import NetworkControls
from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Graph, build


@pytest.fixture
def controls(qtbot: QtBot) -> NetworkControls:
    made = NetworkControls()
    qtbot.addWidget(made)
    made.show_graph(build(RESNET50, 64, 6))
    return made


def chosen(controls: NetworkControls) -> list[Graph]:
    graphs: list[Graph] = []
    controls.graph_chosen.connect(graphs.append)
    return graphs


def type_into(field: object, text: str) -> None:
    field.edit.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field.edit, text)  # type: ignore[attr-defined]


def test_it_shows_the_numbers_of_the_graph(controls: NetworkControls) -> None:
    fields = (controls.input_size, controls.classes, controls.pool_window)
    assert [field.number for field in fields] == [64, 6, 2]


def test_everything_is_computed_as_somebody_types(controls: NetworkControls) -> None:
    graphs = chosen(controls)
    type_into(controls.classes, "1000")
    assert [graph.classes for graph in graphs] == [10, 100, 1000]
    assert graphs[-1].input_size == 64


def test_the_pooling_window_stays_the_whole_map_until_somebody_changes_it(controls: NetworkControls) -> None:
    graphs = chosen(controls)
    type_into(controls.input_size, "224")
    assert graphs[-1].pool_window == 7
    controls.show_graph(graphs[-1])
    type_into(controls.pool_window, "2")
    assert graphs[-1].pool_window == 2
    controls.show_graph(graphs[-1])
    type_into(controls.classes, "7")
    assert graphs[-1].pool_window == 2


def test_a_window_that_does_not_fit_is_a_sentence_and_changes_nothing(controls: NetworkControls) -> None:
    graphs = chosen(controls)
    said: list[str] = []
    controls.complained.connect(said.append)
    type_into(controls.pool_window, "3")
    assert graphs == []
    assert said[0].startswith("A pooling window of 3 does not fit")


def test_the_other_network_takes_the_same_numbers(controls: NetworkControls) -> None:
    graphs = chosen(controls)
    controls.networks.buttons[1].click()
    assert graphs == [build(LISTING, 64, 6)]


def test_a_network_with_a_short_name_says_its_whole_one(qtbot: QtBot) -> None:
    controls = NetworkControls()
    qtbot.addWidget(controls)
    assert [button.toolTip() for button in controls.networks.buttons] == [each.title for each in NETWORKS.values()]
