"""Opens the window: the one place where its parts are made and tied together."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from resnet_desktop import paths
from resnet_desktop.desktop import icons, theme
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.first_paint import PAINT_TIME_VARIABLE, FirstPaint, seconds_since_start
from resnet_desktop.desktop.interrupts import Interrupts
from resnet_desktop.desktop.loading_ahead import load_ahead
from resnet_desktop.desktop.main_window import MainWindow
from resnet_desktop.desktop.making_ahead import MakingAhead
from resnet_desktop.desktop.offer_once import offer_once
from resnet_desktop.desktop.opened_files import Application
from resnet_desktop.desktop.settings import CLASSIFY_MODEL, THEME, Settings
from resnet_desktop.desktop.tasks import Tasks

INTERRUPTED = 130
"""The exit status after Ctrl-C, as the command line has it."""


_TURN_S = 0.0003
"""So long the window waits for a thread that computes in Python; the usual 5 ms are felt when several do."""


@dataclass(frozen=True)
class Program:
    """The parts of a running program.

    Attributes:
        window: what is seen.
        classifier: what the window asks of the core.
        current: the model in use.
        tasks: what runs.
        settings: what is remembered.
        first_paint: tells when the window was painted first.
        making_ahead: makes the other pages before they are opened.
    """

    window: MainWindow
    classifier: Classifier
    current: CurrentModel
    tasks: Tasks
    settings: Settings
    first_paint: FirstPaint
    making_ahead: MakingAhead


def set_up(application: QApplication) -> None:
    """Give the application its names, font and icon, and the window's thread its turn in time."""
    sys.setswitchinterval(_TURN_S)
    application.setApplicationName("resnet-desktop")
    application.setApplicationDisplayName("ResNet Desktop")
    application.setDesktopFileName("resnet-desktop")
    application.setStyle("Fusion")
    theme.set_up_type(application)
    application.setWindowIcon(icons.program_icon())


def assemble(application: QApplication, classifier: Classifier) -> Program:
    """Make the window and everything behind it; nothing is shown or loaded yet."""
    settings = Settings(paths.settings_file())
    theme.apply_theme(application, settings.text(THEME))
    tasks = Tasks()
    current = CurrentModel(classifier, tasks)
    window = MainWindow(classifier, current, tasks, settings)
    window.theme_chosen.connect(lambda choice: theme.apply_theme(application, choice))
    application.styleHints().colorSchemeChanged.connect(
        lambda _scheme: theme.apply_theme(application, settings.text(THEME))
    )
    ahead = MakingAhead(window, window.pages.made_later)
    return Program(window, classifier, current, tasks, settings, FirstPaint(window), ahead)


def main(given: list[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        given: files and folders to classify at once.
    Returns:
        The exit status: 0, or 130 after Ctrl-C.
    """
    application = Application(sys.argv[:1])
    set_up(application)
    program = assemble(application, Classifier())
    if os.environ.get(PAINT_TIME_VARIABLE):
        program.first_paint.painted.connect(_print_paint_time)
    else:
        program.first_paint.painted.connect(lambda: _begin(program, given, application))
        if paths.sessions_dir().is_dir():  # the program was used before
            program.window.classify.expect_list()
    interrupts = Interrupts(program.window.close, program.window)
    program.window.show()
    status = application.exec()
    interrupts.stop()
    return INTERRUPTED if interrupts.has_come else status


def _begin(program: Program, given: list[str], application: Application) -> None:
    """Do what may take a while, now that there is something to look at."""
    page = program.window.classify
    program.current.changed.connect(lambda: _make_ready(program))
    program.current.load_remembered(program.settings.text(CLASSIFY_MODEL))
    page.session.restored.connect(program.window.handing_on.look_for_interrupted)
    page.session.restore()
    if given:
        program.window.pages.take([Path(path) for path in given])  # behind what was there
    program.window.pages.training.look()
    application.opened_files.opened.connect(program.window.pages.take)
    application.opened_files.begin()
    offer_once(program.window.pages, program.settings, program.tasks, program.window.remember)


def _make_ready(program: Program) -> None:
    """Start the process that reads pictures, and make the other pages, once the model no longer needs the processor."""
    if program.current.state is not State.LOADING:
        program.tasks.start(lambda _control: program.classifier.read_outside())
        program.tasks.start(load_ahead).succeeded.connect(program.making_ahead.begin)


def _print_paint_time() -> None:
    print(f"first paint {seconds_since_start():.3f}", flush=True)
    QApplication.quit()
