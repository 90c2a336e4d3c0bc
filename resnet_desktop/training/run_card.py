"""What a run's model is, as its card says it."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from resnet_desktop import __version__
from resnet_desktop.models import Card
from resnet_desktop.training.cifar10 import CIFAR10, CIFAR10_CLASSES
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.history import best_epoch_of
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run
from resnet_desktop.training.trainer import graph_of, preprocessing_of


def make_card(run: Run, data: DataSet) -> Card:
    """Write down what a run's model is and how to make it again. Paths of this machine do not get in."""
    plan, history = run.plan, run.history
    best = history[best_epoch_of(history) - 1]
    validation = best.get("validation_pictures", len(data.validation))
    graph = graph_of(plan, len(data.classes))
    record = dataclasses.asdict(plan)
    origin = run.origin or {"from": Path(plan.base).name, "ancestry": {}}
    for field in ("data", "archive", "base"):
        record[field] = Path(record[field]).name
    provenance: dict[str, Any] = {
        "plan": record,
        "base": {"from": origin["from"], **origin["ancestry"]},
        "data": {
            "name": data_name(plan, data),
            "train": best["pictures"],
            "validation": validation,
            "test": len(data.test),
        },
        "best_epoch": best["epoch"],
        "seconds": round(sum(epoch["seconds"] for epoch in history)),
        "program": f"ResNet Desktop {__version__}",
    }
    return Card(
        name=run.name,
        title=f"{graph.network.title}, {data_name(plan, data)}",
        network=plan.network,
        labels=data.classes,
        preprocessing=preprocessing_of(plan),
        licence=plan.licence,
        metrics={
            "validation": {
                "data": f"{data_name(plan, data)}, validation",
                "pictures": validation,
                "top1": best["validation_accuracy"],
                "loss": best["validation_loss"],
            }
        },
        provenance=provenance,
        created=datetime.now(UTC).date().isoformat(),
    )


def data_name(plan: Plan, data: DataSet) -> str:
    """What a run's data are called on its model's card."""
    if plan.data == CIFAR10 and data.classes == CIFAR10_CLASSES:
        return "CIFAR-10"
    return Path(plan.archive).name.partition(".")[0] if plan.archive else data.folder.name
