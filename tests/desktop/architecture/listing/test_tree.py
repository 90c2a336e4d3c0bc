"""The tree: everything is in it, it selects what the page selects, and a search opens and dims."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.listing.nodes import nodes
from resnet_desktop.desktop.architecture.listing.tree import NetworkTree
from resnet_desktop.desktop.architecture.state import WHOLE, ArchitectureState, names_in
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.network import LISTING, NETWORKS, RESNET50, build


def name_of(tree: NetworkTree) -> str:
    return tree.network.node(tree.currentIndex()).name


def is_open(tree: NetworkTree, name: str) -> bool:
    return tree.isExpanded(tree.network.index_of(name))


@pytest.mark.parametrize("network", NETWORKS.values(), ids=str)
def test_everything_that_can_be_selected_is_in_the_tree_once(network: object) -> None:
    graph = build(network)  # type: ignore[arg-type]
    names = [node.name for node in nodes(graph)]
    assert sorted(names) == sorted(names_in(graph))


def test_layers_of_a_block_are_in_it() -> None:
    made = nodes(build(RESNET50))
    block = next(node for node in made if node.name == "3a")
    assert "res3a_branch1" in [made[child].name for child in block.children]
    assert made[block.parent].name == "stage 3"


def test_colours_are_those_of_the_drawing() -> None:
    inks = {node.name: node.inks for node in nodes(build(RESNET50))}
    assert inks["3a"] == (colours.CONVOLUTIONAL,)
    assert inks["3b"] == (colours.IDENTITY,)
    assert inks["stage 3"] == (colours.CONVOLUTIONAL, *[colours.IDENTITY] * 3)
    assert inks["res3b"] == (colours.ADDITION,)
    assert inks["res3a_branch1"] == (colours.CONVOLUTIONAL,)


def test_shapes_are_the_networks() -> None:
    graph = build(RESNET50, 64, 10)
    shapes = {node.name: node.shape for node in nodes(graph)}
    assert all(shapes[layer.name] == layer.output_shape for layer in graph.layers)


def test_the_whole_network_is_selected_at_first_and_its_blocks_can_be_seen(listing: NetworkListing) -> None:
    tree = listing.tree
    assert name_of(tree) == WHOLE
    assert is_open(tree, "stage 3")
    assert not is_open(tree, "3b")


def test_selecting_a_row_selects_it_for_the_page(listing: NetworkListing, state: ArchitectureState) -> None:
    tree = listing.tree
    tree.setCurrentIndex(tree.network.index_of("res3b_branch2b"))
    assert state.selected == "res3b_branch2b"


def test_what_the_page_selects_is_opened_and_selected(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("res5c_branch2b_relu")
    tree = listing.tree
    assert name_of(tree) == "res5c_branch2b_relu"
    assert is_open(tree, "5c")
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center())


def test_keys_walk_through_the_tree(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("3a")
    QTest.keyClick(listing.tree, Qt.Key.Key_Down)
    assert state.selected == "3b"
    QTest.keyClick(listing.tree, Qt.Key.Key_Right)
    QTest.keyClick(listing.tree, Qt.Key.Key_Down)
    assert state.selected == "res3b_branch2a"


def test_a_search_opens_what_it_finds_and_closes_the_rest(listing: NetworkListing) -> None:
    tree = listing.tree
    listing.search.ask("projection conv stage=3")
    assert is_open(tree, "3a")
    assert not is_open(tree, "3b")
    assert not is_open(tree, "stage 4")
    assert tree.ink_of("res3a_branch1") == "text"
    assert tree.ink_of("3a") == "text2"
    assert tree.ink_of("3b") == "disabled"


def test_the_end_of_a_search_brings_back_what_was_open(listing: NetworkListing) -> None:
    tree = listing.tree
    tree.expand(tree.network.index_of("4d"))
    tree.collapse(tree.network.index_of("stage 2"))
    listing.search.ask("3b")
    assert not is_open(tree, "4d")
    listing.search.ask("")
    assert is_open(tree, "4d")
    assert not is_open(tree, "stage 2")


def test_another_network_is_shown(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("res3b_branch2c")
    state.show(build(LISTING), None)
    assert state.selected == WHOLE
    assert not listing.tree.network.index_of("res3b_branch2c").isValid()
    assert name_of(listing.tree) == WHOLE


def test_nothing_is_done_while_it_is_hidden(qtbot: QtBot, state: ArchitectureState, tasks: Tasks) -> None:
    tree = NetworkTree(state, tasks)
    qtbot.addWidget(tree)
    state.select("3b")
    state.show(build(LISTING), None)
    assert tree.network.nodes == []
    tree.show()
    assert name_of(tree) == "3b"


def test_a_search_brings_what_it_finds_into_sight(listing: NetworkListing, state: ArchitectureState) -> None:
    tree = listing.tree
    state.select("res5c_branch2b_relu")
    listing.search.ask("pool1")
    assert tree.viewport().rect().contains(tree.visualRect(tree.network.index_of("pool1")).center())
    assert state.selected == "res5c_branch2b_relu"


def test_its_rows_are_made_before_it_is_seen_and_the_selection_is_shown_when_it_is(
    qtbot: QtBot, tasks: Tasks, state: ArchitectureState
) -> None:
    hidden = NetworkTree(state, tasks)
    qtbot.addWidget(hidden)
    state.select("3b")
    assert not hidden.network.nodes
    hidden.catch_up()
    assert [node.name for node in hidden.network.nodes] == [node.name for node in nodes(state.graph)]
    hidden.show()
    assert name_of(hidden) == "3b"
