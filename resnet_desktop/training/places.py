"""Places on the disk, as a plan names them."""

import os
from pathlib import Path


def place_of(text: str) -> Path:
    """Give the path that a text means: ``~`` is the home; of a user whom nobody knows it is a name like any other."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  pathlib's own fails for such a user
