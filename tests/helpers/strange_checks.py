"""Checks that end in every way there is; spawned processes look them up here."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.self_test.check import CheckFailed, NotHere


def says_where(place: Path) -> str:
    """Tell what a check's process sees, and leave files and noise behind."""
    paths.write_atomically(paths.settings_file(), b"{}")
    print("noise")
    subprocess.run([sys.executable, "-c", "print('more noise')"], check=True)
    return f"{place}|{paths.home()}|{os.environ['QT_QPA_PLATFORM']}"


def fails(_place: Path) -> str:
    """See something wrong."""
    raise CheckFailed("The cat is a dog.")


def raises(_place: Path) -> str:
    """Have a mistake in it."""
    raise KeyError("mistake")


def is_not_here(_place: Path) -> str:
    """Be about something that is missing."""
    raise NotHere("There is none.")


def crashes(_place: Path) -> str:
    """Die."""
    print("last words", flush=True)
    os._exit(7)


def hangs(_place: Path) -> str:
    """Never end."""
    threading.Event().wait()
    return ""
