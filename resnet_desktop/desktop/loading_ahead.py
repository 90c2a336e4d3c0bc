"""The pages' code, read before anybody opens them: reading it would hold up the window beside a training."""

from importlib import import_module

from resnet_desktop.jobs import Control

MODULES = (
    "resnet_desktop.desktop.train.page",
    "resnet_desktop.desktop.architecture.page",
    "resnet_desktop.desktop.train.planning.panel",
    "resnet_desktop.desktop.train.live.panel",
    "resnet_desktop.desktop.train.judging.judgement_panel",
    "resnet_desktop.desktop.train.runs.runs_panel",
    "resnet_desktop.desktop.train.planning.drawer",
    "resnet_desktop.desktop.train.remembering",
    "resnet_desktop.desktop.architecture.remembering",
    "resnet_desktop.desktop.architecture.maps.panel",
    "resnet_desktop.desktop.architecture.operation.view",
    "resnet_desktop.desktop.architecture.lab.residual_lab",
    "resnet_desktop.desktop.models.remembering",
    "resnet_desktop.inspection.live",
    "resnet_desktop.training.following",
    "numpy",
)
"""What is imported when a page or a step of one is first opened, in the order in which they are likely to be.

NumPy is wanted when a long curve is first painted.
"""


def load_ahead(control: Control) -> None:
    """Import what the window will need; the job of a task, once the window is there.

    Raises:
        Cancelled: the window is closed.
    """
    for name in MODULES:
        control.check()
        import_module(name)
