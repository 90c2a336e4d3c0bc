#!/usr/bin/env python3
"""Measure what the program promises about speed, on this machine, and print it as a table or as JSON.

    .venv/bin/python packaging/benchmark.py [FOLDER] [--format table|json] [--photos N] [--runs N] [--no-keras]

FOLDER has the photos; without it ``../shared/data/photos`` beside the checkout, else the samples. Nothing else should
run meanwhile: everything is measured in turns and the middle of several runs is given, but that does not help for long.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

LONGEST_PHOTO_S = 1.0
MOST_TIMES_BARE = 2.5
LONGEST_PAINT_S = 0.8
LEAST_SHARE_OF_LIMIT = 0.85
LEAST_TIMES_KERAS = 3.0

BARE_SCRIPT = """
import sys, numpy, openvino
from PIL import Image
network = openvino.Core().compile_model(sys.argv[1], "CPU")
side = int(network.inputs[0].partial_shape[1].get_length())
picture = numpy.asarray(Image.open(sys.argv[2]).convert("RGB").resize((side, side)))
print(network([picture[None]])[0][0].argsort()[::-1][:5])
"""
"""The least that classifies a photo by OpenVINO: no checks, no labels, no exact preprocessing."""


@dataclass(frozen=True)
class Row:
    """One number.

    Attributes:
        name: what was measured.
        value: how much.
        unit: of what.
        wanted: what it should be, ``<= 1.0`` or ``>= 0.85``; empty for numbers that only explain others.
    """

    name: str
    value: float
    unit: str
    wanted: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether it is as it should be; None where nothing is wanted."""
        if not self.wanted:
            return None
        sign, limit = self.wanted.split()
        return self.value <= float(limit) if sign == "<=" else self.value >= float(limit)


def main(argv: list[str] | None = None) -> int:
    """Measure; gives 0 when everything is as it should be, else 1."""
    parser = argparse.ArgumentParser(description="Measure what the program promises about speed.")
    parser.add_argument(
        "folder", nargs="?", type=Path, help="photos (default: ../shared/data/photos, else the samples)"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--photos", type=int, default=400, help="photos in a throughput run (default: 400)")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the middle is given (default: 5)")
    parser.add_argument("--no-keras", action="store_true", help="leave out the comparison with Keras")
    parser.add_argument("--no-window", action="store_true", help="leave out the window")
    arguments = parser.parse_args(argv)
    photos = find_photos(arguments.folder)
    rows = list(measure(photos, arguments))
    if arguments.format == "json":
        print(json.dumps([{**vars(row), "is_met": row.is_met} for row in rows], indent=2))
    else:
        print(table(rows, photos))
    return 0 if all(row.is_met is not False for row in rows) else 1


def find_photos(folder: Path | None) -> list[Path]:
    """Give the photos to measure with, in natural order."""
    from resnet_desktop.images import find_pictures

    shared = ROOT.parent / "shared" / "data" / "photos"
    chosen = folder or (shared if shared.is_dir() else ROOT / "resources" / "samples")
    photos = list(find_pictures([chosen]))
    if not photos:
        raise SystemExit(f"There are no pictures in {chosen}")
    return photos


def measure(photos: list[Path], arguments: argparse.Namespace) -> Iterable[Row]:
    """Measure everything, one after the other."""
    import throughput

    yield from single_photo(photos[0], arguments.runs)
    if not arguments.no_window:
        yield from first_paint(arguments.runs)
    speeds = throughput.measure(photos, arguments.photos, arguments.runs)
    for speed in speeds:
        start = f"folder, {speed.precision}"
        yield Row(f"{start}: engine alone", speed.engine, "pictures/s")
        yield Row(f"{start}: decoding alone, one core", speed.decoding, "pictures/s")
        yield Row(f"{start}: limit with {speed.cores} cores", speed.limit, "pictures/s")
        yield Row(f"{start}: classify", speed.pipeline, "pictures/s")
        yield Row(f"{start}: classify as the window does", speed.window, "pictures/s")
        yield Row(f"{start}: share of the limit", speed.pipeline / speed.limit, "", f">= {LEAST_SHARE_OF_LIMIT}")
    if not arguments.no_keras:
        keras = throughput.measure_keras(photos, arguments.photos)
        yield Row("folder, plain Keras in batches of 32", keras, "pictures/s")
        best = max(speed.pipeline for speed in speeds)
        yield Row("folder: times plain Keras", best / keras, "", f">= {LEAST_TIMES_KERAS}")


def single_photo(photo: Path, runs: int) -> Iterable[Row]:
    """Time the whole process that classifies one photo, with the bundled model or, without it, one like it.

    In turns with a bare script that runs the same network, written by OpenVINO itself.
    """
    from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino
    from resnet_desktop.models import DEFAULT_MODEL, default_library, write_model
    from throughput import random_model

    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ}
        name = DEFAULT_MODEL
        if name in default_library().names():
            model = default_library().get(name)
        else:
            name = "random"
            model = random_model(name, input_size=96, classes=10)
            write_model(Path(home) / "models" / name, model.card, model.weights)
            environment["RESNET_DESKTOP_HOME"] = home
        file = Path(home) / "bare.xml"
        import_openvino().save_model(build_openvino_network(model.card.graph(), model.weights), file)
        line = ["-m", "resnet_desktop", "classify", str(photo), "--model", name]
        ours: list[float] = []
        bare: list[float] = []
        memory: list[Row] = []
        for _ in range(runs + 1):
            ours.append(_run([sys.executable, *line], environment)[0])
            memory = memory or list(_memory_of_children())  # only ours has run by now
            bare.append(_run([sys.executable, "-c", BARE_SCRIPT, str(file), str(photo)], environment)[0])
        _, _, imported = _run([sys.executable, "-X", "importtime", *line], environment)
    seconds, bare_seconds = statistics.median(ours[1:]), statistics.median(bare[1:])
    yield Row(f"one photo, whole process ({name})", seconds, "s", f"<= {LONGEST_PHOTO_S}")
    yield Row("one photo, a bare OpenVINO script", bare_seconds, "s")
    yield Row("one photo: times the bare script", seconds / bare_seconds, "", f"<= {MOST_TIMES_BARE}")
    yield from memory
    yield Row("one photo: modules of TensorFlow imported", len(re.findall(r"\btensorflow\b", imported)), "", "<= 0")


def _memory_of_children() -> Iterable[Row]:
    """The most memory that a finished process of ours has used; Windows does not say."""
    if sys.platform == "win32":
        return
    import resource

    in_unit = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    yield Row("one photo: memory", in_unit / (1e6 if sys.platform == "darwin" else 1e3), "MB")


def first_paint(runs: int) -> Iterable[Row]:
    """Time from the start of the process to the window's first paint, without a screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "RESNET_DESKTOP_PAINT_TIME": "1"}
    line = [sys.executable, "-m", "resnet_desktop"]
    seconds = [float(_run(line, environment)[1].split("first paint")[1].split()[0]) for _ in range(runs + 1)][1:]
    yield Row("window, first paint", statistics.median(seconds), "s", f"<= {LONGEST_PAINT_S}")


def _run(line: list[str], environment: dict[str, str]) -> tuple[float, str, str]:
    """Run a process; gives seconds, standard output and standard error."""
    environment = {**environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users' Pythons keep what they have compiled
    started = time.perf_counter()
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(line)} ended with status {done.returncode}:\n{done.stderr}")
    return seconds, done.stdout, done.stderr


def table(rows: list[Row], photos: list[Path]) -> str:
    """Write the numbers for a person."""
    marks = {True: "met", False: "NOT MET", None: ""}
    width = max(len(row.name) for row in rows)
    lines = [
        f"{row.name:{width}}  {row.value:9.2f} {row.unit:10}  {row.wanted:8}  {marks[row.is_met]}".rstrip()
        for row in rows
    ]
    return "\n".join([f"{len(photos)} photos, {photos[0].parent}, Python {sys.version.split()[0]}", *lines])


if __name__ == "__main__":
    sys.exit(main())
