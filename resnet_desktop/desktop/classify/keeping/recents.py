"""Which of the files and folders that somebody opened are worth a place in the menu of recents."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

_MOST_FILES = 3
"""More files at once were chosen in a folder; that is what is remembered of them."""


def worth_remembering(given: Sequence[Path], own_folders: Collection[Path]) -> tuple[Path, ...]:
    """Choose what is remembered.

    Looks at the disk, which may be slow.

    Args:
        given: what was opened at once, in order.
        own_folders: of the program itself; what lies in them was not chosen by anybody.
    Returns:
        Absolute paths, the most important one last: it becomes the first one of the menu.
    """
    absolute = [Path(os.path.abspath(path)) for path in given]  # noqa: PTH100  no links are followed: it is what was named
    wanted = [path for path in absolute if not any(path.is_relative_to(folder) for folder in own_folders)]
    is_folder = {path: os.path.isdir(path) for path in wanted}  # noqa: PTH112  Path.is_dir raises on impossible names
    folders = [path for path in wanted if is_folder[path]]
    files = [path for path in wanted if not is_folder[path]]
    if len(files) > _MOST_FILES:
        files = list(dict.fromkeys(path.parent for path in files))[:_MOST_FILES]
    return tuple(dict.fromkeys([*files, *folders][::-1]))
