"""Every check, in the order in which they are run: what everything needs first."""

from functools import partial

from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.self_test import exports, files, pictures, program, trainings, window
from resnet_desktop.self_test.check import Check

CHECKS: tuple[Check, ...] = (
    Check("versions", "tells the versions of what it is made of", program.tells_versions),
    Check("log", "writes a log and reads it back", program.writes_log),
    Check("resources", "reads every label, text, theme, colour map and sample that came along", files.reads_resources),
    Check("icons", "draws every icon", window.draws_icons),
    Check("models", "verifies every model that came along", files.verifies_models),
    Check("weights", "reads a file of weights in a process of its own", files.reads_weights_apart),
    Check("pictures", "reads a picture in a process of its own", pictures.reads_apart),
    Check("classify", "classifies a photo that came along", pictures.classifies),
    Check("window", "opens the window, shows each page and paints it", window.paints_pages),
    Check("quick-training", "trains the last layer in the child process", trainings.trains_head, 300, is_quick=False),
    Check("training", "trains a whole network in the child process", trainings.trains_network, 600, is_quick=False),
    *(
        Check(
            f"export-{name}",
            f"exports the default model as {each.title}, runs the file and compares",
            partial(exports.exports, name),
            1200,
            is_quick=False,
        )
        for name, each in FORMATS.items()
    ),
)
