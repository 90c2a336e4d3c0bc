"""``resnet-desktop network``: the layers of a network, with shapes and costs."""

import argparse
import sys
from pathlib import Path

from resnet_desktop.network import NETWORKS, build
from resnet_desktop.network.drawing.svg import drawn
from resnet_desktop.network.tables import ROW_KINDS, summary, table, to_json
from resnet_desktop.paths import write_atomically


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--name", choices=tuple(NETWORKS), default="resnet50", help="which network (default: resnet50)")
    parser.add_argument("--input-size", type=int, default=224, metavar="PX", help="side of the input (default: 224)")
    parser.add_argument("--classes", type=int, default=1000, metavar="N", help="number of classes (default: 1000)")
    parser.add_argument(
        "--pool-window", type=int, metavar="N", help="side of the average pooling window (default: the whole last map)"
    )
    parser.add_argument(
        "--format",
        choices=("table", "json", "summary", "svg"),
        default="table",
        help="how to print it (default: table)",
    )
    parser.add_argument(
        "--by",
        choices=ROW_KINDS,
        help="what a row of the table is (default: layer), or a box of the drawing (default: block)",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of the terminal")


def run(arguments: argparse.Namespace) -> int:
    """Print the network; gives the exit status.

    Raises:
        NetworkError: the sizes are impossible.
        OSError: the file cannot be written.
    """
    graph = build(NETWORKS[arguments.name], arguments.input_size, arguments.classes, arguments.pool_window)
    if arguments.format == "table":
        text = table(graph, arguments.by or "layer")
    elif arguments.format == "svg":
        text = drawn(graph, arguments.by or "block")
    else:
        text = {"json": to_json, "summary": summary}[arguments.format](graph)
    if arguments.output is None:
        sys.stdout.write(text + "\n")
    else:
        write_atomically(arguments.output, (text + "\n").encode())
    return 0
