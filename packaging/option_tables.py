#!/usr/bin/env python3
"""Put the tables of options into docs/command-line.md, from what the commands themselves declare.

    .venv/bin/python packaging/option_tables.py

A table stands between ``<!-- options: COMMAND -->`` and ``<!-- end -->``. A test compares the page with the commands.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from resnet_desktop import cli  # noqa: E402  after the path to it

PAGE = ROOT / "docs" / "command-line.md"
BLOCK = re.compile(r"(?<=<!-- options: )([\w -]+?)( -->\n).*?(?=<!-- end -->)", re.DOTALL)


def commands() -> dict[str, list[argparse.Action]]:
    """Give the arguments of every command by its words: ``classify``, ``models export``."""
    found: dict[str, list[argparse.Action]] = {}
    for name, command in cli.COMMANDS.items():
        parser = argparse.ArgumentParser(prog=name)
        command.load().add_arguments(parser)
        found.update(_walk(name, parser))
    return found


def table(actions: list[argparse.Action]) -> str:
    """Write a command's arguments as a Markdown table."""
    rows = ["| option | values | what it is |", "|---|---|---|"]
    rows += [f"| `{_written(action)}` | {_values(action)} | {_help(action)} |" for action in actions]
    return "\n".join(rows) + "\n"


def filled(page: str) -> str:
    """Give the page with every table made anew.

    Raises:
        KeyError: a table is about a command that does not exist.
    """
    known = commands()
    return BLOCK.sub(lambda block: f"{block[1]}{block[2]}\n{table(known[block[1]])}\n", page)


def _walk(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, list[argparse.Action]]]:
    own = []
    for action in parser._actions:  # noqa: SLF001  argparse has no other list of them
        if isinstance(action.choices, dict):  # further commands
            for word, further in action.choices.items():
                yield from _walk(f"{name} {word}", further)
        elif action.dest != "help":
            own.append(action)
    if own:
        yield name, own


def _written(action: argparse.Action) -> str:
    """Write an option as it is typed: ``--top-k K``, ``PATH …``."""
    if not action.option_strings:
        word = str(action.metavar or action.dest)
        return {"+": f"{word} …", "?": f"[{word}]"}.get(str(action.nargs), word)
    word = "" if action.nargs == 0 else str(action.metavar or ("VALUE" if action.choices else "TEXT"))
    return f"{', '.join(action.option_strings)} {word}".rstrip()


def _values(action: argparse.Action) -> str:
    return ", ".join(f"`{value}`" for value in action.choices or ())


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%").replace("|", r"\|")


def main() -> int:
    """Write the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
