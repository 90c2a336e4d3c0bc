"""Make the bundled model again: the chain of ``resnet-desktop train`` commands, and the measurement by ``classify``.

    python packaging/bundled_model.py train --archive cifar10.tar.xz --weights resnet50-imagenet-partial.npz
    python packaging/bundled_model.py measure cifar10-112px FOLDER
    python packaging/bundled_model.py bundle cifar10-112px

FOLDER holds a folder of pictures for each class, or photos and their ``labels.tsv``. An interrupted chain goes on where
it stopped. Each step's model is the base of the next one; the card of the last repeats every plan.
"""

import argparse
import csv
import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.models import Card, Model

ROOT = Path(__file__).resolve().parent.parent

_COMMON = {
    "source-size": 32, "crop-fraction": 1.0, "batch": 128, "crop": 0.5, "colour": 0.2, "label-smoothing": 0.1,
    "l2": 5e-5, "warmup": 0.1, "validation": 0.05, "precision": "bf16", "licence": "MIT",
}  # fmt: skip
STEPS: dict[str, dict[str, object]] = {
    # The new stage 5 and head first: at random they would disturb the pretrained features.
    "cifar10-head": {**_COMMON, "crop": 0.6, "freeze": 4, "epochs": 1, "learning-rate": 0.03, "warmup": 0.05},
    # Then everything behind stage 2, where most steps are cheap.
    "cifar10-64px": {**_COMMON, "base": "cifar10-head", "freeze": 2, "epochs": 2, "learning-rate": 0.02},
    # Then the same at the size of the finished model, with what keeps it from learning pictures by heart.
    "cifar10-96px": {
        **_COMMON, "base": "cifar10-64px", "freeze": 2, "epochs": 5, "learning-rate": 0.015, "input-size": 96,
        "dropout": 0.2, "cutout": 0.25,
    },
    # Last stages 4 and 5 once more, on pictures as large as random crops have made what they show, and less disturbed:
    # Touvron et al. 2019, "Fixing the train-test resolution discrepancy".
    "cifar10-112px": {
        **_COMMON, "base": "cifar10-96px", "freeze": 3, "epochs": 1, "learning-rate": 0.006, "input-size": 112,
        "dropout": 0.2, "crop": 0.7, "warmup": 0.05,
    },
}  # fmt: skip
"""Runs in order, with the options of each; what is not named has the plan's default."""


def main() -> int:
    """Train, measure or bundle; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="make the model")
    training.add_argument("--archive", type=Path, required=True, help="CIFAR-10: archive with train and test folders")
    training.add_argument("--weights", type=Path, required=True, help="ImageNet weights to start from")
    measuring = commands.add_parser("measure", help="classify labelled pictures and count")
    measuring.add_argument("model")
    measuring.add_argument("folder", type=Path)
    bundling = commands.add_parser("bundle", help="put a finished model into resources/models")
    bundling.add_argument("model")
    bundling.add_argument("--input-size", type=int, metavar="PX", help="the model's input (default: as it was trained)")
    bundling.add_argument("--data", type=Path, help="where the run's pictures are now, if they were moved")
    bundling.add_argument("--output", type=Path, help="the folder to write (default: where the program looks)")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from resnet_desktop.errors import UserError

    try:
        if arguments.command == "train":
            return train(arguments.archive.resolve(), arguments.weights.resolve())
        if arguments.command == "bundle":
            return bundle(arguments.model, arguments.output, arguments.data, arguments.input_size)
        return measure(arguments.model, arguments.folder.resolve())
    except UserError as error:
        print(error, file=sys.stderr)
        return 2


def train(archive: Path, weights: Path) -> int:
    """Take every step that is not done yet."""
    from resnet_desktop import paths
    from resnet_desktop.models import default_library

    for name, options in STEPS.items():
        if name in default_library().names():
            print(f"{name} is done")
            continue
        if (paths.runs_dir() / name / "plan.json").is_file():
            words = ["--resume", name]
        else:
            chosen = {"base": weights, **options, "archive": archive, "name": name}
            words = [word for option, value in chosen.items() for word in (f"--{option}", str(value))]
        print("resnet-desktop train", *words, flush=True)
        status = subprocess.run(_program("train", *words), cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


def measure(model: str, folder: Path) -> int:
    """Classify labelled pictures by the program's own command and print how many are right.

    The label of a picture is in ``labels.tsv`` (columns ``file`` and ``cifar10_class``; pictures without one do not
    count), else the name of its folder.
    """
    table = folder / "labels.tsv"
    labels: dict[str, str] = {}
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as file:
            labels = {row["file"]: row["cifar10_class"] for row in csv.DictReader(file, delimiter="\t")}
    command = _program("classify", str(folder), "--model", model, "--format", "jsonl", "--top-k", "1", "--quiet")
    right = judged = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            record = json.loads(line)
            path = Path(record["path"])
            label = labels.get(path.name) if labels else path.parent.name
            if label:
                judged += 1
                right += record["status"] == "ok" and record["predictions"][0]["label"] == label
    print(f"{folder.name}: {right} of {judged} right, {100 * right / max(judged, 1):.2f} %")
    return 0 if judged else 1


def bundle(
    name: str, output: Path | None = None, data_folder: Path | None = None, input_size: int | None = None
) -> int:
    """Copy a model of the user's library to where the program finds the model it came with.

    With another input size, or without a temperature, it is calibrated and judged on the pictures of its run.
    """
    from resnet_desktop.models import DEFAULT_MODEL, default_library, write_model

    model = default_library().get(name)
    card = model.card
    if input_size not in (None, card.input_size):
        preprocessing = dataclasses.replace(card.preprocessing, input_size=input_size)
        card = dataclasses.replace(card, preprocessing=preprocessing, temperature=None)
    if card.temperature is None:
        card = _calibrated(dataclasses.replace(model, card=card), data_folder)
    card = dataclasses.replace(card, name=DEFAULT_MODEL, title="ResNet-50, CIFAR-10")
    folder = output or ROOT / "resources" / "models" / DEFAULT_MODEL
    print(write_model(folder, card, model.weights).folder)
    return 0


def _calibrated(model: "Model", data_folder: Path | None) -> "Card":
    from resnet_desktop.errors import UserError
    from resnet_desktop.jobs import Control
    from resnet_desktop.training.calibration import calibrate_and_judge
    from resnet_desktop.training.run import Run
    from resnet_desktop.training.run_card import data_name

    run = Run.open(model.card.name)
    data = run.data
    if data_folder is not None:
        data = dataclasses.replace(data, folder=data_folder)
    if not data.folder.is_dir():
        raise UserError(f"The pictures of {run.name} are not in {data.folder}; say with --data where they are")
    print(f"{run.name} has no temperature; it is fitted and judged on the pictures in {data.folder}", flush=True)
    card, _ = calibrate_and_judge(model, data, data_name(run.plan, data), Control())
    if card.temperature is None:
        raise UserError(f"{run.name} cannot be calibrated: too few of its validation pictures can be read")
    found = card.metrics["validation"]
    print(f"{found['calibration']} ({found['pictures']}, {found['unreadable']} unreadable): {card.temperature}")
    print(f"top-1 {found['top1']:.4f}, calibration error {found['ece_before']:.4f} -> {found['ece']:.4f}")
    return card


def _program(*words: str) -> list[str]:
    return [sys.executable, "-m", "resnet_desktop", *words]


if __name__ == "__main__":
    sys.exit(main())
