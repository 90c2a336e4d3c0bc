"""The folders that sortings filled: what lies there says what a person or a model said, which is no truth."""

import os

from resnet_desktop.classification.sorting.undoable import State, undoable


def filled_folders() -> frozenset[str]:
    """Give the folders that were sorted into and not taken back, also by earlier runs of the program.

    Returns:
        Their paths as this system compares them (`os.path.normcase`); the folders of classes lie in them.
    """
    return frozenset(
        os.path.normcase(each.target) for each in undoable() if each.target is not None and each.state != State.UNDONE
    )
