"""The two programs that are compared: the packaged one, far from everything, and the checkout."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from checkout import IS_LINUX, IS_WINDOWS, PYTHON, ROOT
from pyinstaller import contents

LIMIT_S = 3600.0
_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")


class Packaged:
    """The packaged program, run in an empty environment.

    Attributes:
        folder: where it lies.
        has_network: whether it could reach one.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._home = home
        home.mkdir()
        self._prefix = _without_network()
        self.has_network = not self._prefix

    def run(self, *words: str, limit_s: float = LIMIT_S, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run it.

        Args:
            words: what it is given.
            limit_s: after that it is ended, s.
            variables: of the environment, beside the few that every program has.
        Raises:
            subprocess.TimeoutExpired: it was not done in time.
        """
        program = self.folder / (contents.PROGRAM + (".exe" if IS_WINDOWS else ""))
        environment = {name: os.environ[name] for name in _NEEDED_ON_WINDOWS if name in os.environ}
        environment |= {"HOME": str(self._home), "USERPROFILE": str(self._home), "LANG": "C.UTF-8"}
        environment |= {"APPDATA": str(self._home), "LOCALAPPDATA": str(self._home)}
        return _run([*self._prefix, str(program), *words], self._home, environment | variables, limit_s)


class Source:
    """The checkout's program, run by the Python in `.venv` with a home of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def run(self, *words: str, limit_s: float = LIMIT_S, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run it; see `Packaged.run`."""
        environment = {**os.environ, "RESNET_DESKTOP_HOME": str(self._home), **variables}
        return _run([str(PYTHON), "-m", "resnet_desktop", *words], ROOT, environment, limit_s)


def _run(
    line: list[str], folder: Path, environment: Mapping[str, str], limit_s: float
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        encoding="utf-8", errors="replace", timeout=limit_s, check=False,
    )  # fmt: skip


def _without_network() -> list[str]:
    """What to put before a command so that it has no network; nothing where the system does not allow it."""
    tool = shutil.which("unshare") if IS_LINUX else None
    if tool is None:
        return []
    line = [tool, "--map-root-user", "--net"]
    return line if subprocess.run([*line, "true"], capture_output=True, check=False).returncode == 0 else []
