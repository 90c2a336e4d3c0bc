#!/usr/bin/env python3
"""Compare int8 with bf16, f32 and, where it is installed, with what NNCF makes of the same network.

    .venv/bin/python packaging/int8_benchmark.py [FOLDER] [--model NAME] [--calibrate FOLDER] [--seconds S]

All networks run in this process, turn by turn, so that they have the same machine at the same time. With FOLDER, whose
pictures lie in folders named like the model's classes, it also prints how many are right. NNCF takes its ranges from
the pictures of ``--calibrate``, which should not be those of FOLDER. It is no dependency of the program: ``pip install
nncf`` into an environment of its own, and start this script with that one's Python.
"""

import argparse
import dataclasses
import importlib
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from resnet_desktop.classification import classify  # noqa: E402  after the path to it
from resnet_desktop.engines import open_engine  # noqa: E402
from resnet_desktop.engines.int8_ranges import read_ranges, write_ranges  # noqa: E402
from resnet_desktop.engines.openvino_engine import pictures_at_once  # noqa: E402
from resnet_desktop.engines.openvino_network import (  # noqa: E402
    build_openvino_network,
    import_openvino,
    openvino_core,
)
from resnet_desktop.formatting import percent, plural  # noqa: E402
from resnet_desktop.images import UInt8Array  # noqa: E402
from resnet_desktop.jobs import Control  # noqa: E402
from resnet_desktop.models import DEFAULT_MODEL, Model, default_library  # noqa: E402
from resnet_desktop.quantisation.calibration import calibrate  # noqa: E402
from resnet_desktop.quantisation.pictures import MOST_CALIBRATING, Labelled, in_folder, read_inputs  # noqa: E402

LEAST_SHARE_OF_NNCF = 0.9
LARGEST_LOSS = 0.003
_TURN = 64

Run = Callable[[UInt8Array], "np.ndarray[Any, Any]"]


def main(argv: list[str] | None = None) -> int:
    """Measure; gives 0 when everything is as it should be, else 1."""
    parser = argparse.ArgumentParser(description="Compare int8 with other precisions and with NNCF.")
    parser.add_argument("folder", nargs="?", type=Path, help="pictures in folders named like classes")
    parser.add_argument("--model", default=DEFAULT_MODEL, help=f"default: {DEFAULT_MODEL}")
    parser.add_argument("--calibrate", type=Path, help="pictures for NNCF's ranges, and ours where the model has none")
    parser.add_argument("--seconds", type=float, default=20, help="of measuring speed (default: 20)")
    arguments = parser.parse_args(argv)
    model = default_library().get(arguments.model)
    calibrating = _calibrating(model, arguments.calibrate)
    if model.card.int8_ranges is None:
        record = write_ranges(calibrate(model, calibrating, Control()), {})
        model = dataclasses.replace(model, card=dataclasses.replace(model.card, int8_ranges=record))
    networks = compiled_networks(model, calibrating)
    speeds = measure(networks, model, arguments.seconds)
    for name, speed in speeds.items():
        print(f"{name:12} {speed:8.1f} pictures/s")
    is_met = True
    if "nncf int8" in speeds:
        share = speeds["int8"] / speeds["nncf int8"]
        is_met = share >= LEAST_SHARE_OF_NNCF
        print(f"{'int8 / nncf':12} {share:8.2f}   wanted: >= {LEAST_SHARE_OF_NNCF}   {'met' if is_met else 'NOT MET'}")
    if arguments.folder is not None:
        is_met &= accuracy(model, arguments.folder, networks.get("nncf int8"))
    return 0 if is_met else 1


def compiled_networks(model: Model, calibrating: UInt8Array) -> dict[str, Run]:
    """Make the same network ready in each way, with the same settings; those that this machine has."""
    graph, weights, temperature = model.card.graph(), model.weights, model.card.temperature
    plain = build_openvino_network(graph, weights, temperature)
    networks = {"f32": _compiled(plain, graph.input_size, "f32")}
    if "BF16" in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        networks["bf16"] = _compiled(plain, graph.input_size, "bf16")
    ours = build_openvino_network(graph, weights, temperature, ranges=read_ranges(model.card))
    networks["int8"] = _compiled(ours, graph.input_size, "f32")
    if not has_nncf():
        print("NNCF is not installed; its network is left out", file=sys.stderr)
        return networks
    nncf = importlib.import_module("nncf")
    theirs = nncf.quantize(plain.clone(), nncf.Dataset([each[None] for each in calibrating]))
    networks["nncf int8"] = _compiled(theirs, graph.input_size, "f32")
    return networks


def has_nncf() -> bool:
    """Whether NNCF is installed beside this Python."""
    return importlib.util.find_spec("nncf") is not None


def measure(networks: dict[str, Run], model: Model, seconds: float) -> dict[str, float]:
    """Pictures a second of each network: the median of turns, which go round."""
    side = model.card.input_size
    batch = np.random.default_rng(0).integers(0, 256, (_TURN, side, side, 3), np.uint8)
    rates: dict[str, list[float]] = {name: [] for name in networks}
    for run in networks.values():
        run(batch)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, run in networks.items():
            started = time.perf_counter()
            run(batch)
            rates[name].append(_TURN / (time.perf_counter() - started))
    return {name: statistics.median(values) for name, values in rates.items()}


def accuracy(model: Model, folder: Path, nncf: Run | None) -> bool:
    """Print how many pictures are right, by the program's own engines; gives whether int8 loses little enough."""
    control = Control()
    pictures = [each for each in in_folder(folder, model.card, control) if each.label >= 0]
    print(f"{plural(len(pictures), 'picture')} in {folder.name}")
    shares = {}
    for precision in ("f32", "int8"):
        engine = open_engine(model, "cpu", precision)
        results = classify([each.path for each in pictures], engine, model.card, control=control)
        right = sum(
            result.best is not None and result.best.index == each.label
            for each, result in zip(pictures, results, strict=True)
        )
        shares[precision] = right / len(pictures)
        print(f"{precision:12} {percent(shares[precision]):>8}  ({right} right)")
    if nncf is not None:
        right = _right(nncf, model, pictures)
        print(f"{'nncf int8':12} {percent(right / len(pictures)):>8}  ({right} right)")
    lost = shares["f32"] - shares["int8"]
    is_met = lost <= LARGEST_LOSS
    mark = "met" if is_met else "NOT MET"
    print(f"{'lost':12} {100 * lost:8.2f}   points, wanted: <= {100 * LARGEST_LOSS:.1f}   {mark}")
    return is_met


def _calibrating(model: Model, folder: Path | None) -> UInt8Array:
    if folder is None:
        side = model.card.input_size
        return np.random.default_rng(1).integers(0, 256, (8, side, side, 3), np.uint8)  # enough for the speed alone
    inputs = read_inputs(in_folder(folder, model.card, Control()), model.card, folder.name, Control())
    return np.concatenate((inputs.calibrating, inputs.judging))[:MOST_CALIBRATING]


def _compiled(network: Any, input_size: int, floats: str) -> Run:
    """Compile as the program's engine does."""
    config = {"INFERENCE_PRECISION_HINT": floats, "ENABLE_CPU_PINNING": False, "PERFORMANCE_HINT": "THROUGHPUT"}
    compiled = openvino_core().compile_model(network, "CPU", config)
    classes, chunk = compiled.output(0).get_partial_shape()[1].get_length(), pictures_at_once(input_size)
    queue = import_openvino().AsyncInferQueue(compiled, 8)

    def store(request: Any, target: "np.ndarray[Any, Any]") -> None:
        target[:] = request.get_output_tensor(0).data

    def run(batch: UInt8Array) -> "np.ndarray[Any, Any]":
        found = np.empty((len(batch), classes), np.float32)
        for start in range(0, len(batch), chunk):
            queue.start_async([batch[start : start + chunk]], found[start : start + chunk], share_inputs=True)
        queue.wait_all()
        return found

    queue.set_callback(store)
    return run


def _right(run: Run, model: Model, pictures: list[Labelled]) -> int:
    """Count the right ones among pictures, in parts that fit the memory."""
    from resnet_desktop.images import decode, short_side_for, to_batch

    preprocessing, right = model.card.preprocessing, 0
    for start in range(0, len(pictures), _TURN):
        part = pictures[start : start + _TURN]
        batch = to_batch([decode(each.path, short_side_for(preprocessing)) for each in part], preprocessing)
        right += int((run(batch).argmax(axis=1) == [each.label for each in part]).sum())
    return right


if __name__ == "__main__":
    sys.exit(main())
