"""Makes the documentation's screenshots again: the real window with the real program and the sample photos.

    python packaging/screenshots.py [--output docs/screenshots] [--home FOLDER] [--size 1120x720] [--only SCENE …]

It needs the bundled model, or one of the same name in the models folder of ``--home``. It works without a display.
The pictures have 256 colours, so that a checkout stays small.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from resnet_desktop.desktop.app import Program
    from resnet_desktop.desktop.architecture.page import ArchitecturePage
    from resnet_desktop.desktop.models.page import ModelsPage
    from resnet_desktop.desktop.train.page import TrainPage

SAMPLES = ROOT / "resources" / "samples"
THEMES = ("light", "dark")
COPIES = 250
PATIENCE_MS = 120_000
TRAINING_MS = 900_000
SETTLING_MS = 500
COLOURS = 256
Scene = Callable[["QApplication", "Program", Path], "QWidget"]
"""Brings the window to a state; gives what is to be photographed."""


def wait_until(application: "QApplication", is_so: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window live until something is so.

    Raises:
        SystemExit: it took too long.
    """
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

    clock = QElapsedTimer()
    clock.start()
    while not is_so():
        if clock.hasExpired(patience_ms):
            raise SystemExit("The window did not come to the state that should be photographed.")
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()
    application.sendPostedEvents()


def is_idle(program: "Program") -> bool:
    """Whether nothing runs, thumbnails and preview included."""
    return not program.tasks.listed and not program.tasks.is_busy


def empty(application: "QApplication", program: "Program", _pictures: Path) -> "QWidget":
    """Nothing is there yet."""
    wait_until(application, lambda: is_idle(program))
    return program.window


def busy(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """A large folder is being classified."""
    folder = pictures / "Holiday"
    folder.mkdir()
    for number in range(1, COPIES + 1):
        for photo in SAMPLES.glob("*.jpg"):
            shutil.copy(photo, folder / f"{number:03} {photo.name}")
    page = program.window.classify
    page.add([folder])
    wait_until(application, lambda: page.session.work.left_s is not None or page.session.work.done > 3 * COPIES)
    return program.window


def results(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """The sample photos, classified."""
    folder = shutil.copytree(SAMPLES, pictures / "Samples")
    page = program.window.classify
    page.add(sorted(folder.glob("*.jpg")))
    wait_until(application, lambda: page.session.work.pictures > 0 and is_idle(program))
    page.browser.selection.choose(folder / "cat.jpg")
    wait_until(application, lambda: page.panel.stage.view.shown is not None and is_idle(program))
    return program.window


def why(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """What speaks for the class of the chosen picture."""
    results(application, program, pictures)
    panel = program.window.classify.panel
    panel.toggle_map()
    wait_until(application, lambda: panel.why.heatmap is not None and is_idle(program))
    panel.toggle_large()
    wait_until(application, lambda: is_idle(program))
    return program.window


def sorting(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """What would go where, before anything does."""
    from resnet_desktop.desktop.classify.sorting.sort_form import SortForm

    results(application, program, pictures)
    dialog = program.window.handing_on.open_sorting()
    assert isinstance(dialog.form, SortForm)
    dialog.form.target.set_path(str(pictures / "Sorted"))
    dialog.form.preview.click()
    wait_until(application, lambda: dialog.preview.plan is not None and is_idle(program))
    return dialog


def error(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """Some files cannot be read."""
    folder = shutil.copytree(SAMPLES, pictures / "Samples")
    damaged = folder / "coffee (copy 2).jpg"
    damaged.write_bytes((folder / "coffee.jpg").read_bytes()[:600])
    (folder / "poster.psd").write_bytes(b"8BPS\x00\x01" + bytes(200))
    page = program.window.classify
    page.add([folder])
    wait_until(application, lambda: page.session.work.pictures > 0 and is_idle(program))
    page.browser.selection.choose(damaged)
    wait_until(application, lambda: is_idle(program))
    return program.window


def architecture(application: "QApplication", program: "Program", _pictures: Path) -> "QWidget":
    """A layer of a block, and what it makes of a photo."""
    page = _alive_page(application, program)
    page.state.select("res3b_branch2b")
    page.show_panel(1)
    wait_until(application, lambda: page.activations.is_current and is_idle(program))
    return program.window


def lab(application: "QApplication", program: "Program", _pictures: Path) -> "QWidget":
    """Three identity blocks are switched off."""
    page = _alive_page(application, program)
    page.show_panel(3)
    page.state.bypass({"3b", "4c", "4d"})
    wait_until(application, lambda: page.activations.is_current and is_idle(program))
    return program.window


def train(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """Two classes of photos, looked over before training."""
    _choose_pictures(application, program, pictures)
    return program.window


def training(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """The last stage was trained on them: curves, and how far each block's weights have moved."""
    from resnet_desktop import paths
    from resnet_desktop.desktop.train.step_stack import TRAINING
    from resnet_desktop.training.presets import PRESETS

    page = _choose_pictures(application, program, pictures)
    plan = PRESETS["balanced"].apply(page.state.plan)  # so few pictures want a low rate
    page.state.use_plan(replace(plan, epochs=3, batch=8, input_size=64, learning_rate=0.002))
    page.show_step(TRAINING)
    name = "indoors-or-outdoors"
    if (paths.runs_dir() / name).exists():  # of the other theme's picture
        page.state.show_run(name)
    else:
        page.follower.start(name)
    wait_until(application, lambda: page.follower.phase.has_ended, TRAINING_MS)
    return program.window


def models(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """A library of several models, and one that was exported before."""
    from resnet_desktop.exporting.exports import FORMATS, export_model, known_certificates
    from resnet_desktop.models import default_library
    from resnet_desktop.models.changes import duplicate

    library = default_library()
    came_along = library.get(library.default())
    if not known_certificates(came_along.card):  # else it was made for the other theme's picture
        for name in ("onnx", "openvino"):
            chosen = FORMATS[name]
            export_model(came_along, chosen, pictures / f"{came_along.card.name}{chosen.suffix}")
        for name in ("animals-and-vehicles", "before-the-holiday"):
            duplicate(library, came_along.card.name, name)
        library.write_notes(came_along.card.name, "Came with the program. Good enough for a first look at a folder.")
    page = _models_page(application, program)
    page.state.choose(came_along.card.name)
    wait_until(application, lambda: is_idle(program))
    return program.window


def exporting(application: "QApplication", program: "Program", pictures: Path) -> "QWidget":
    """The formats that a model can be exported in, and the certificate of an earlier export."""
    from PySide6.QtWidgets import QScrollArea

    models(application, program, pictures)
    page = program.window.pages.models.content
    around = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.export))
    bar = around.verticalScrollBar()
    bar.setValue(min(page.export.y(), bar.maximum()))
    return program.window


def offer(application: "QApplication", program: "Program", _pictures: Path) -> "QWidget":
    """The official ImageNet weights, which can be downloaded."""
    from resnet_desktop.models.official import IMAGENET

    _models_page(application, program).state.choose(IMAGENET.name)
    wait_until(application, lambda: is_idle(program))
    return program.window


def help(application: "QApplication", program: "Program", _pictures: Path) -> "QWidget":  # noqa: A001  the picture's name
    """What program this is, with versions and devices."""
    from resnet_desktop.desktop.help.about_dialog import AboutDialog

    dialog = AboutDialog(program.tasks, program.window)
    dialog.open()
    wait_until(application, lambda: len(dialog.facts.told) > 1 and is_idle(program))
    dialog.facts.show_facts([(word, value) for word, value in dialog.facts.told if word != "System"])
    return dialog


def _models_page(application: "QApplication", program: "Program") -> "ModelsPage":
    from resnet_desktop.desktop.pages import MODELS

    program.window.show_page(MODELS)
    page = program.window.pages.models.content
    wait_until(application, lambda: page.state.models is not None and is_idle(program))
    return page


def _choose_pictures(application: "QApplication", program: "Program", pictures: Path) -> "TrainPage":
    folder = pictures / "Indoors or outdoors"
    for name, photos in (
        ("indoors", ("cat", "coffee", "astronaut")),
        ("outdoors", ("rocket", "galaxies", "photographer")),
    ):
        (folder / name).mkdir(parents=True)
        for photo in photos:
            for number in range(1, 9):
                _save_part(SAMPLES / f"{photo}.jpg", folder / name / f"{photo} {number}.jpg", number)
    program.window.show_page(2)
    page = program.window.pages.train.content
    page.use_path(folder)
    wait_until(application, lambda: page.state.data is not None and is_idle(program))
    return page


def _save_part(photo: Path, target: Path, number: int) -> None:
    """Save another part of a photo for each number."""
    from PIL import Image

    with Image.open(photo) as image:
        side = min(image.size) // 2
        left, top = (number * 37) % (image.width - side), (number * 53) % (image.height - side)
        image.crop((left, top, left + side, top + side)).save(target, quality=90)


def _alive_page(application: "QApplication", program: "Program") -> "ArchitecturePage":
    program.window.show_page(1)
    page = program.window.pages.architecture.content
    page.open_picture(SAMPLES / "cat.jpg")
    wait_until(application, lambda: page.state.picture is not None and is_idle(program))
    return page


SCENES: tuple[Scene, ...] = (
    empty, busy, results, why, sorting, error, architecture, lab, train, training, models, exporting, offer, help,
)  # fmt: skip


def save(seen: "QWidget", path: Path) -> None:
    """Save what is seen, in few colours.

    Raises:
        SystemExit: it could not be written.
    """
    from PIL import Image

    if not seen.grab().save(str(path)):
        raise SystemExit(f"{path} could not be written.")
    with Image.open(path) as image:
        whole = image.convert("RGB")
    palette = whole.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=4)
    whole.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)


def send_mouse_away(application: "QApplication") -> None:
    """Let nothing look as if the mouse were over it: without a display it stands in the window's corner."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtWidgets import QWidget

    for window in application.topLevelWidgets():
        for part in (window, *window.findChildren(QWidget)):
            if part.underMouse():
                part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
                application.sendEvent(part, QEvent(QEvent.Type.Leave))
                part.update()


def photograph(application: "QApplication", scene: Scene, theme_name: str, size: tuple[int, int], output: Path) -> None:
    """Open the window, bring it to a state, and save what is seen."""
    from PySide6.QtCore import QDeadlineTimer

    from resnet_desktop.desktop import app, theme
    from resnet_desktop.desktop.classify.classifier import Classifier
    from resnet_desktop.desktop.current_model import State

    pictures = Path.home() / "Pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    program = app.assemble(application, Classifier())
    theme.apply_theme(application, theme_name)
    program.window.resize(*size)
    program.window.show()
    program.current.load()
    wait_until(application, lambda: program.current.state in {State.READY, State.FAILED})
    if program.current.state is State.FAILED:
        raise SystemExit(str(program.current.error))
    seen = scene(application, program, pictures)
    settled = QDeadlineTimer(SETTLING_MS)
    wait_until(application, settled.hasExpired)  # numbers are shown a moment after what they count
    send_mouse_away(application)
    path = output / f"{scene.__name__}-{theme_name}.png"
    save(seen, path)
    print(path)
    program.window.close()


def main() -> int:
    """Make the screenshots that are asked for."""
    parser = argparse.ArgumentParser(description="Make the documentation's screenshots again.")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "screenshots", help="folder for the pictures")
    parser.add_argument("--home", type=Path, help="data folder with models; by default only the bundled ones are there")
    names = [scene.__name__ for scene in SCENES]
    parser.add_argument("--only", choices=names, nargs="+", default=names, help="which of them; by default all")
    parser.add_argument("--size", default="1120x720", help="of the window, px")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    options.output.mkdir(parents=True, exist_ok=True)
    if sys.platform == "linux" and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        # Nobody's own settings, models or folder names get into the documentation.
        os.environ["HOME"] = os.environ["USERPROFILE"] = folder
        home = Path(folder) / "data"
        if options.home:
            shutil.copytree(options.home / "models", home / "models")
        os.environ["RESNET_DESKTOP_HOME"] = str(home)
        from PySide6.QtWidgets import QApplication

        from resnet_desktop.desktop import app

        application = QApplication(sys.argv[:1])
        app.set_up(application)
        for scene in (each for each in SCENES if each.__name__ in options.only):
            for theme_name in THEMES:
                photograph(application, scene, theme_name, (width, height), options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
