"""Rows and files: every number is the graph's, sums are sums, and other programs can read them."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from resnet_desktop.network import LISTING, RESNET50, Graph, build
from resnet_desktop.network.groups import blocks, stages
from resnet_desktop.network.rows import group_row, rows, total_row
from resnet_desktop.network.table_files import COLUMNS, TableFileError, save_csv, save_summary, separated
from resnet_desktop.network.tables import summary


@pytest.fixture(params=["resnet50", "listing"])
def graph(request: pytest.FixtureRequest) -> Graph:
    return build({"resnet50": RESNET50, "listing": LISTING}[request.param])


def test_a_row_says_what_the_layer_says(graph: Graph) -> None:
    for row, layer in zip(rows(graph), graph.layers, strict=True):
        assert (row.name, row.alias, row.output_shape) == (layer.name, layer.alias, layer.output_shape)
        assert (row.parameters, row.trainable) == (layer.parameter_count, layer.trainable_parameter_count)
        assert (row.macs, row.flops) == (layer.macs, 2 * layer.macs)
        assert (row.activation_bytes, row.receptive_field) == (layer.activation_bytes, layer.receptive_field)
        assert row.kernel == (layer.kernel or None)
        assert row.stride == (layer.stride if layer.kernel else None)


@pytest.mark.parametrize("by", ["layer", "block", "stage"])
def test_rows_add_up_to_the_network(graph: Graph, by: str) -> None:
    total = total_row(graph)
    made = rows(graph, by)
    assert sum(row.parameters for row in made) == total.parameters == graph.parameter_count
    assert sum(row.trainable for row in made) == total.trainable == graph.trainable_parameter_count
    assert sum(row.macs for row in made) == total.macs == graph.macs
    assert total.output_shape == graph.output.output_shape


def test_blocks_and_stages_keep_their_names(graph: Graph) -> None:
    assert [row.name for row in rows(graph, "block")] == [group.name for group in blocks(graph)]
    assert [row.name for row in rows(graph, "stage")] == [group.name for group in stages(graph)]


def test_times_are_added_up_and_who_is_computed_in_whom_is_kept() -> None:
    graph = build(RESNET50)
    times, inside = {"conv1": 2.0, "pool1": 0.5}, {"bn_conv1": "conv1"}
    by_name = {row.name: row for row in rows(graph, "layer", times, inside)}
    assert by_name["conv1"].milliseconds == 2.0
    assert (by_name["bn_conv1"].milliseconds, by_name["bn_conv1"].computed_in) == (None, "conv1")
    stem, *_ = rows(graph, "stage", times, inside)
    assert stem.milliseconds == total_row(graph, times).milliseconds == 2.5
    assert total_row(graph).milliseconds is None


def test_nothing_found_is_a_row_of_zeros() -> None:
    row = group_row("Found", "", [])
    assert (row.parameters, row.macs, row.output_shape) == (0, 0, ())


def test_csv_can_be_read_back(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "network.csv"
    save_csv(path, rows(graph))
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert tuple(read[0]) == COLUMNS
    assert [record["name"] for record in read] == [layer.name for layer in graph.layers]
    assert sum(int(record["parameters"]) for record in read) == graph.parameter_count
    assert sum(int(record["flops"]) for record in read) == 2 * graph.macs
    assert read[0]["kernel"] == ""


def test_the_clipboard_gets_tabs() -> None:
    text = separated(rows(build(RESNET50))[:2], "\t")
    assert [line.split("\t")[0] for line in text.splitlines()] == ["name", "input", "conv1_pad"]
    assert len(next(csv.reader(StringIO(text), delimiter="\t"))) == len(COLUMNS)


def test_the_summary_is_saved_as_it_is(graph: Graph, tmp_path: Path) -> None:
    save_summary(tmp_path / "summary.txt", graph)
    assert (tmp_path / "summary.txt").read_text("utf-8") == f"{summary(graph)}\n"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TableFileError, match=r"could not be saved as .*file.*Choose another place"):
        save_csv(tmp_path / "file" / "network.csv", [])
