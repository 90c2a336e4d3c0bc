#!/usr/bin/env python3
"""Draw docs/code.svg: the program's packages in the layers of the import contract, and the way of a picture.

    .venv/bin/python packaging/code_drawing.py

The layers are those of pyproject.toml, so that the drawing cannot claim another order than the one that is checked.
"""

import re
import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "docs" / "code.svg"

WORDS = {
    "__main__": "where the program starts",
    "cli": "which command is meant, how it ends",
    "commands": "one module for each command",
    "self_test": "does everything work here?",
    "desktop": "the window; all of Qt",
    "diagnosis": "log and report",
    "exporting": "files for other programs",
    "training": "fine-tuning in a child process",
    "quantisation": "int8: ranges, before and after",
    "classification": "pictures in, results out",
    "inspection": "what layers make of a picture",
    "engines": "what executes a network",
    "models": "cards, weights, the library",
    "downloads": "files from the web",
    "images": "how a picture becomes a tensor",
    "network": "what a ResNet is, as data",
    "paths": "where files are",
    "resources": "what came along",
    "file_lock": "who writes",
    "formatting": "numbers for people",
    "jobs": "progress, cancel",
    "priority": "who comes first",
    "errors": "sentences for people",
}
"""What each package or module is, in a few words."""

WAY = ("a file", "uint8 RGB, (n, size, size, 3)", "probabilities, (n, classes)", "a result")
BY = ("images", "engines", "classification")

_LEFT, _WIDTH, _HEIGHT, _GAP = 60, 780, 40, 10


def layers() -> list[list[str]]:
    """Read the layers of the import contract, the highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = next(each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    return [re.findall(r"\w+", layer) for layer in contract["layers"]]


def drawing() -> str:
    """Draw it.

    Raises:
        KeyError: a package has no words here.
    """
    parts: list[str] = []
    top = 50
    for row in layers():
        width = (_WIDTH - _GAP * (len(row) - 1)) / len(row)
        for place, name in enumerate(row):
            parts += _box(_LEFT + place * (width + _GAP), top, width, name)
        top += _HEIGHT + _GAP
    parts.append(_arrow(30, 50, 30, top - _GAP))
    parts.append(_text(_LEFT, 30, "Packages of resnet_desktop: each row may import from the rows below it", "head"))
    way, height = _way(top + 40)
    return _FRAME.format(width=_LEFT + _WIDTH + 30, height=height, parts="\n".join(parts + way))


def _way(top: float) -> tuple[list[str], float]:
    """Draw the way of a picture; gives also where the drawing ends."""
    parts = [_text(_LEFT, top - 16, "The way of a picture", "head")]
    step = (_WIDTH + 70) / len(WAY)
    for place, words in enumerate(WAY):
        left = _LEFT + place * step
        parts.append(f'<rect class="data" x="{left:g}" y="{top:g}" width="{step - 70:g}" height="52" rx="6"/>')
        for line, piece in enumerate(pieces := words.split(", ", 1)):
            parts.append(_text(left + (step - 70) / 2, top + 31 - 9 * (len(pieces) - 1) + 18 * line, piece, "middle"))
        if place < len(BY):
            parts.append(_arrow(left + step - 68, top + 26, left + step - 2, top + 26))
            parts.append(_text(left + step - 35, top + 68, BY[place], "by"))
    return parts, top + 90


def _box(left: float, top: float, width: float, name: str) -> list[str]:
    box = f'<rect class="package" x="{left:g}" y="{top:g}" width="{width:g}" height="{_HEIGHT}" rx="6"/>'
    if width > 400:
        words = _text(left + 180, top + 25, WORDS[name])
        return [box, _text(left + 12, top + 25, name, "name"), words]
    return [box, _text(left + 12, top + 17, name, "name"), _text(left + 12, top + 33, WORDS[name], "small")]


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text{f" class={kind!r}" if kind else ""} x="{x:g}" y="{y:g}">{escape(words)}</text>'.replace("'", '"')


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" marker-end="url(#tip)"/>'


_FRAME = """<svg xmlns="http://www.w3.org/2000/svg"
 width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">
<style>
text {{ font-family: sans-serif; font-size: 13px; fill: #1f2430 }}
text.name {{ font-weight: bold }}
text.small {{ font-size: 12px }}
text.head {{ font-size: 15px; font-weight: bold }}
text.middle {{ text-anchor: middle }}
text.by {{ text-anchor: middle; font-style: italic }}
rect.package {{ fill: #e8eefc; stroke: #4a6bb5 }}
rect.data {{ fill: #fdf3dd; stroke: #b98a2f }}
line {{ stroke: #4b5163; stroke-width: 1.5 }}
</style>
<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">
<path d="M0 0 L8 4 L0 8 Z" fill="#4b5163"/></marker></defs>
<rect width="100%" height="100%" fill="#ffffff"/>
{parts}
</svg>
"""


def main() -> int:
    """Write it."""
    DRAWING.write_text(drawing(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
