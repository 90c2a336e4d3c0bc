#!/usr/bin/env python3
"""Start ResNet Desktop, or its tests, from a fresh checkout; Python 3.11 to 3.13 is all that must be there.

    python3 packaging/bootstrap.py run [--lite] [arguments of resnet-desktop]
    python3 packaging/bootstrap.py test [--lite] [arguments of pytest]

The first run makes ``.venv`` in the checkout and installs the pinned dependencies there: what classifies and shows
(OpenVINO, Qt), then what fine-tunes (TensorFlow: its GPU build where an NVIDIA driver answers; not with ``--lite``).
Later runs start at once. After an interruption, an update or a change of dependencies the next run mends what is there.

This file must be readable by older Pythons, so that they can say what is needed; all else is in its neighbours.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def python_advice(version: "tuple[int, int]", found: "str | None", command: str) -> str:
    """Say what to do with a Python that is too old or too new.

    Args:
        version: what runs this.
        found: a suitable interpreter that is there too, or None.
        command: what the user typed after ``python3``.
    """
    problem = f"This is Python {version[0]}.{version[1]}, but ResNet Desktop needs Python 3.11, 3.12 or 3.13."
    if found:
        return f"{problem}\nOne is here already, so type: {found} {command}"
    return (
        f"{problem}\nInstall one of them (Debian and Ubuntu: sudo apt-get install python3.11 python3.11-venv; "
        "elsewhere: https://www.python.org/downloads/) and use it instead."
    )


def find_python() -> "str | None":
    """Look for a suitable interpreter on the PATH that really runs; a version manager's stand-in may not."""
    import shutil
    import subprocess

    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = f"python3.{minor}"
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return name
    return None


def main() -> int:
    """Check the Python, then hand over.

    Returns:
        Exit status: the program's or the tests'; 1 the installation failed, 2 wrong usage, 130 interrupted.
    """
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        sys.stderr.write(python_advice(version, find_python(), " ".join(sys.argv)) + "\n")
        return 1
    import launcher

    return launcher.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
