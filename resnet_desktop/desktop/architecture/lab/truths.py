"""Which class a picture is of, where it lies in a folder that is named after one."""

from collections.abc import Callable
from pathlib import Path

from resnet_desktop.classification.class_names import plain


def truth_by_folder(labels: tuple[str, ...]) -> Callable[[Path], int | None]:
    """Make a function that gives the index of a picture's class, or None; case and ``_`` make no difference.

    Args:
        labels: of the model.
    """
    indices = {plain(label): index for index, label in reversed(list(enumerate(labels)))}
    known: dict[str, int | None] = {}

    def truth_of(path: Path) -> int | None:
        folder = path.parent.name
        if folder not in known:
            known[folder] = indices.get(plain(folder))
        return known[folder]

    return truth_of
