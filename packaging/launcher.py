"""The two commands of `bootstrap.py`. The way to a second start is short: nothing here imports more than it needs."""

import os
import sys
from collections.abc import Mapping

from checkout import COMMANDS, IS_LINUX, IS_WINDOWS, PYTHON, Stop, dependencies_key, read_installed, this_command


def opens_window(arguments: list[str]) -> bool:
    """Tell whether the program will open its window: it is given nothing, or pictures and folders only.

    Args:
        arguments: what the program is given. Its commands are known by their files, so that no list grows old.
    """
    if not arguments:
        return True
    first = arguments[0]
    return not first.startswith("-") and not (COMMANDS / f"{first.replace('-', '_')}.py").is_file()


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether Linux can show a window. Who names a Qt platform (offscreen, vnc) knows what they do."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def no_display(paths: list[str]) -> str:
    """Say that no window can open, and what works instead."""
    import shlex

    pictures = shlex.join(paths or ["resources/samples"])
    return (
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n"
        f"To classify pictures in the terminal: {this_command()} run classify {pictures}"
    )


def needed_parts(command: str, *, lite: bool, window: bool, environment: Mapping[str, str], linux: bool) -> set[str]:
    """List what must be ready before a command can start.

    Args:
        command: ``run`` or ``test``.
        lite: without what fine-tuning needs.
        window: the program will open its window.
        environment: the environment variables.
        linux: Qt needs libraries of the system; elsewhere it brings them.

    Returns:
        Some of ``base``, ``training``, ``dev`` (Python packages) and ``qt``, ``x11`` (libraries of the system).
    """
    parts = {"base"}
    if not lite:
        parts.add("training")
    if command == "test":
        parts.add("dev")
    if linux and (window or command == "test"):
        parts.add("qt")
        if environment.get("DISPLAY") and not any(environment.get(n) for n in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
            parts.add("x11")
    return parts


def run(command: str, rest: list[str], *, lite: bool) -> int:
    """Make ready what the command needs, then become the program or run the checks.

    Raises:
        Stop: a window is wanted where none can be shown, or the installation failed.
    """
    window = command == "run" and opens_window(rest)
    if window and IS_LINUX and not has_display(os.environ):
        raise Stop(no_display(rest), status=2)
    parts = needed_parts(command, lite=lite, window=window, environment=os.environ, linux=IS_LINUX)
    key = dependencies_key()
    if not parts <= read_installed(key):
        import installation

        installation.prepare(parts, key)
    if command == "test":
        import checks

        return checks.run_all(rest)
    return start(rest)


def start(arguments: list[str]) -> int:
    """Become the program, or, on Windows, run it and hand on its exit status."""
    # -P: the folder one happens to be in must not lend its modules to the program.
    line = [str(PYTHON), "-P", "-m", "resnet_desktop", *arguments]
    if not IS_WINDOWS:
        os.execv(line[0], line)
    import subprocess

    return subprocess.call(line)


def main(arguments: list[str]) -> int:
    """Read the command line; what stops the bootstrap becomes one message on standard error."""
    command, *rest = arguments or [""]
    if command not in ("run", "test"):
        me = this_command()
        usage = f"Usage: {me} run [--lite] [arguments of the program]\n       {me} test [--lite] [arguments of pytest]"
        wants_help = command in ("-h", "--help")
        print(usage, file=sys.stdout if wants_help else sys.stderr)
        return 0 if wants_help else 2
    lite = rest[:1] == ["--lite"]
    try:
        return run(command, rest[1:] if lite else rest, lite=lite)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
