"""The table: its numbers are the graph's, its totals stand, it can be sorted, searched and timed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_desktop.desktop.architecture.listing.columns import COLUMNS
from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.listing.table import LayerTable
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.formatting import count, size
from resnet_desktop.network import LISTING, RESNET50, build
from resnet_desktop.network.groups import blocks, stages
from resnet_desktop.network.tables import shape_text

TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def table(listing: NetworkListing) -> LayerTable:
    listing.show_view("table")
    return listing.table


def cell(table: LayerTable, row: int, title: str) -> str:
    return str(table.view.rows.index(row, TITLES.index(title)).data())


def names(table: LayerTable) -> list[str]:
    return [row.name for row in table.shown_rows]


def sort(table: LayerTable, title: str, order: Qt.SortOrder) -> None:
    table.view.header.setSortIndicator(TITLES.index(title), order)


def test_each_cell_says_what_the_graph_says(table: LayerTable, state: ArchitectureState) -> None:
    for row, layer in enumerate(state.graph.layers):
        assert cell(table, row, "Name") == layer.name
        assert cell(table, row, "Keras alias") == layer.alias
        assert cell(table, row, "Output") == shape_text(layer.output_shape)
        assert cell(table, row, "Kernel") == (f"{layer.kernel}x{layer.kernel}" if layer.kernel else "")
        assert cell(table, row, "Stride") == (str(layer.stride) if layer.kernel else "")
        assert cell(table, row, "Parameters") == count(layer.parameter_count)
        assert cell(table, row, "Trainable") == count(layer.trainable_parameter_count)
        assert cell(table, row, "MACs") == count(layer.macs)
        assert cell(table, row, "FLOPs = 2 x MACs") == count(2 * layer.macs)
        assert cell(table, row, "Activations") == size(layer.activation_bytes)
        assert cell(table, row, "Receptive field") == f"{count(layer.receptive_field)} px"
        assert cell(table, row, "Time, ms") == ""


def test_padding_of_the_listings_network_differs_before_and_after(state: ArchitectureState, table: LayerTable) -> None:
    state.show(build(LISTING), None)
    row = names(table).index("conv1")
    assert state.graph.layer("conv1").padding == (2, 3)
    assert cell(table, row, "Padding") == "2 + 3"


@pytest.mark.parametrize(("number", "groups"), [(1, blocks), (2, stages)])
def test_a_row_can_be_a_block_or_a_stage(
    table: LayerTable, state: ArchitectureState, number: int, groups: object
) -> None:
    table.by.buttons[number].click()
    expected = groups(state.graph)  # type: ignore[operator]
    assert names(table) == [group.name for group in expected]
    assert cell(table, 1, "Parameters") == count(expected[1].parameter_count)


@pytest.mark.parametrize("title", ["Parameters", "MACs", "Receptive field", "Kernel", "Padding"])
def test_any_number_sorts_and_rows_without_it_come_last(table: LayerTable, title: str) -> None:
    column = COLUMNS[TITLES.index(title)]
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        sort(table, title, order)
        values = [column.order(row) for row in table.shown_rows if column.text(row)]
        assert values == sorted(values, reverse=order == Qt.SortOrder.DescendingOrder)
        texts = [bool(column.text(row)) for row in table.shown_rows]
        assert texts == sorted(texts, reverse=True)


def test_names_sort_too_and_the_order_of_the_network_comes_back(table: LayerTable, state: ArchitectureState) -> None:
    sort(table, "Name", Qt.SortOrder.AscendingOrder)
    assert names(table) == sorted(names(table))
    table.view.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == [layer.name for layer in state.graph.layers]


def test_totals_are_the_blocks_the_stages_and_the_networks(table: LayerTable, state: ArchitectureState) -> None:
    state.select("res3b_branch2b")
    block, stage, network = table.totals.rows
    assert (block.name, stage.name, network.name) == ("Block 3b", "Stage 3", "ResNet-50")
    assert network.parameters == 25_636_712 == state.graph.parameter_count
    assert stage.macs == next(group.macs for group in stages(state.graph) if group.name == "stage 3")
    assert block.macs == next(group.macs for group in blocks(state.graph) if group.name == "3b")
    state.select("")
    assert [row.name for row in table.totals.rows] == ["ResNet-50"]


def test_a_search_shows_what_it_finds_and_adds_it_up(listing: NetworkListing, table: LayerTable) -> None:
    listing.search.ask("conv params>1e6")
    layers = [layer for layer in build(RESNET50).layers if layer.kernel and layer.parameter_count > 1_000_000]
    assert names(table) == [layer.name for layer in layers]
    assert table.totals.rows[0].name == "Found"
    assert table.totals.rows[0].parameters == sum(layer.parameter_count for layer in layers)


def test_selection_goes_both_ways(table: LayerTable, state: ArchitectureState) -> None:
    state.select("res4a_branch1")
    assert [row.name for row in table.view.chosen_rows()] == ["res4a_branch1"]
    table.view.setCurrentIndex(table.view.rows.index(3, 0))
    assert state.selected == state.graph.layers[3].name


def test_among_blocks_the_one_of_the_selected_layer_is_marked(table: LayerTable, state: ArchitectureState) -> None:
    state.select("res4a_branch1")
    table.by.buttons[1].click()
    assert [row.name for row in table.view.chosen_rows()] == ["4a"]
    assert state.selected == "res4a_branch1"


def test_several_rows_stay_selected_for_copying(table: LayerTable, state: ArchitectureState) -> None:
    table.view.setCurrentIndex(table.view.rows.index(2, 0))
    for _ in range(3):
        QTest.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row.name for row in table.view.chosen_rows()] == [layer.name for layer in state.graph.layers[2:6]]


def test_a_name_stays_in_sight_when_the_columns_are_scrolled(table: LayerTable) -> None:
    table.view.horizontalScrollBar().setValue(500)
    assert table.view.places()[0] == (0, 0, COLUMNS[0].width_px)
    assert COLUMNS[table.view.places()[-1][0]].title != "Name"


def test_every_title_says_what_it_is_where_it_could_be_doubted(table: LayerTable) -> None:
    header = table.view.rows
    tips = [
        header.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for place in range(len(COLUMNS))
    ]
    assert "two for each MAC" in tips[TITLES.index("FLOPs = 2 x MACs")]


def test_columns_that_only_layers_have_are_left_out_for_blocks(table: LayerTable) -> None:
    def seen() -> list[str]:
        return [title for place, title in enumerate(TITLES) if not table.view.header.isSectionHidden(place)]

    assert seen() == TITLES
    table.by.buttons[1].click()
    assert seen() == [title for title in TITLES if title not in ("Keras alias", "Kernel", "Stride", "Padding")]
    table.by.buttons[0].click()
    assert seen() == TITLES


def test_where_only_blocks_are_found_their_layers_are_shown_and_added_up(
    listing: NetworkListing, table: LayerTable, state: ArchitectureState
) -> None:
    listing.search.ask("block params>4M")
    found = [block for block in blocks(state.graph) if block.kind and block.parameter_count > 4_000_000]
    assert names(table) == [layer.name for block in found for layer in block.layers]
    assert table.totals.rows[0].parameters == sum(block.parameter_count for block in found)


def test_the_layers_of_a_selected_block_are_marked_together(table: LayerTable, state: ArchitectureState) -> None:
    state.select("3b")
    marked = table.view.chosen_rows()
    assert [row.name for row in marked] == [
        layer.name for layer in state.graph.layers if layer.block == "b" and layer.stage == 3
    ]
    assert state.selected == "3b"
    table.by.buttons[1].click()
    assert [row.name for row in table.view.chosen_rows()] == ["3b"]
    state.select("stage 3")
    assert [row.name for row in table.view.chosen_rows()] == ["3a", "3b", "3c", "3d"]
    table.by.buttons[2].click()
    state.select("3c")
    assert [row.name for row in table.view.chosen_rows()] == ["stage 3"]
    state.select("")
    assert table.view.chosen_rows() == []


def test_rows_can_be_added_to_several_that_are_selected(table: LayerTable, state: ArchitectureState) -> None:
    view = table.view
    view.verticalScrollBar().setValue(0)
    for row, key in (
        (0, Qt.KeyboardModifier.NoModifier),
        (1, Qt.KeyboardModifier.ShiftModifier),
        (4, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, key, view.cell_rect(row).center())
    assert [row.name for row in view.chosen_rows()] == [state.graph.layers[row].name for row in (0, 1, 4)]
    assert state.selected == state.graph.layers[4].name
