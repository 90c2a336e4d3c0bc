"""What the packaged program is put through, step by step."""

import json
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import build
from checkout import ROOT
from pyinstaller import contents
from smoke_programs import Packaged, Source

LATEST_PAINT_S = 3.0
"""From the start of the process to the window's first paint; on a busy machine no more than twice what the checkout
takes. Of a few starts the best counts."""
_STARTS = 3

_SAMPLES = ROOT / "resources" / "samples"
_SIDE_PX, _PICTURES = 32, 10


class StepFailed(Exception):
    """The packaged program did something else than it should; the text says what."""


@dataclass(frozen=True)
class Place:
    """What a step works with.

    Attributes:
        packaged: the program to prove.
        source: the program that it must equal.
        root: a folder for files.
        is_lite: whether the packaged program has no TensorFlow.
        is_quick: whether the self-test leaves out trainings and exports.
    """

    packaged: Packaged
    source: Source
    root: Path
    is_lite: bool
    is_quick: bool


def size(place: Place) -> str:
    """See that it is no larger than it may be."""
    total = build.sizes(place.packaged.folder).total()
    limit = contents.LIMITS[build.kind_of(lite=place.is_lite)]
    told = f"{total / 1e6:.1f} MB of {limit / 1e6:,.0f} MB"
    if total > limit:
        raise StepFailed(f"it takes {told}")
    return told


def version(place: Place) -> str:
    """See that it starts at all, and is what it should be."""
    theirs, ours = (_done(program.run("--version")).strip() for program in (place.packaged, place.source))
    if theirs != ours:
        raise StepFailed(f"it is {theirs}, and the checkout is {ours}")
    return theirs


def window(place: Place) -> str:
    """Open the window where nobody sees it, and close it, in turn with the checkout's."""
    theirs, ours = [], []
    for _ in range(_STARTS):
        theirs.append(_first_paint_s(place.packaged))
        if theirs[-1] <= LATEST_PAINT_S:
            return f"first paint after {theirs[-1]:.2f} s"
        ours.append(_first_paint_s(place.source))
    told = f"first paint after {min(theirs):.2f} s, the checkout's after {min(ours):.2f} s"
    if min(theirs) > 2 * min(ours):
        raise StepFailed(told)
    return told


def _first_paint_s(program: Packaged | Source) -> float:
    told = _done(program.run(QT_QPA_PLATFORM="offscreen", RESNET_DESKTOP_PAINT_TIME="1", limit_s=120))
    return float(told.partition("first paint ")[2].split()[0])


def classify(place: Place) -> str:
    """Classify the sample photos, and compare with the checkout."""
    words = ("classify", str(_SAMPLES), "--format", "json", "--quiet")
    theirs, ours = (_results(_done(program.run(*words))) for program in (place.packaged, place.source))
    if theirs != ours:
        raise StepFailed(f"it says {_differing(theirs, ours)}")
    return f"the same as the checkout's, {len(json.dumps(ours))} characters"


def train_head(place: Place) -> str:
    """Train the last layer on the command line, and compare the model's figures with the checkout's."""
    return _train(place, "head", "--preset", "quick", "--epochs", "3")


def train_network(place: Place) -> str:
    """Train the whole network, or see it refused in plain words where there is no TensorFlow."""
    words = ("--freeze", "0", "--input-size", "32", "--epochs", "1")
    if not place.is_lite:
        return _train(place, "network", *words)
    done = place.packaged.run("train", "--data", str(_pictures(place.root)), "--name", "network", *words)
    if done.returncode != 2 or "TensorFlow" not in done.stderr or "Traceback" in done.stderr:
        raise StepFailed(f"it should refuse, and ended with {done.returncode}: {done.stderr.strip()}")
    return "refused: " + done.stderr.strip()


def self_test(place: Place) -> str:
    """Let it test itself: all passes, and only what needs TensorFlow is skipped, and only in the lite one."""
    done = place.packaged.run("self-test", "--format", "json", *(["--quick"] if place.is_quick else []))
    if not done.stdout.startswith("{"):
        raise StepFailed(f"it ended with {done.returncode}: {(done.stderr or done.stdout)[-2000:]}")
    told = json.loads(done.stdout)
    endings = {check["name"]: check["ending"] for check in told["checks"]}
    bad = [check for check in told["checks"] if check["ending"] == "failed"]
    skipped = [check for check in told["checks"] if check["ending"] == "skipped"]
    bad += [check for check in skipped if not place.is_lite or "TensorFlow" not in check["detail"]]
    if bad or done.returncode or not told["packaged"]:
        raise StepFailed("\n".join(f"{check['name']} {check['ending']}: {check['detail']}" for check in bad))
    times = ", ".join(f"{check['name']} {check['seconds']:.1f} s" for check in told["checks"])
    return f"{len(endings) - len(skipped)} passed, {len(skipped)} skipped: {times}"


def leaves_itself(place: Place) -> str:
    """See that none of this wrote a file into the program's own folder, which may be read-only."""
    found = {path.name for path in place.packaged.folder.rglob("*") if path.name in ("__pycache__", "logs", "cache")}
    if found:
        raise StepFailed(f"it wrote {', '.join(sorted(found))} into its own folder")
    return "nothing was written"


STEPS: tuple[Callable[[Place], str], ...] = (
    size, version, window, classify, train_head, train_network, self_test, leaves_itself
)  # fmt: skip


def _train(place: Place, name: str, *words: str) -> str:
    line = ("train", "--data", str(_pictures(place.root)), "--name", name, "--quiet", *words)
    metrics = []
    for program in (place.packaged, place.source):
        _done(program.run(*line))
        shown = json.loads(_done(program.run("models", "show", name, "--format", "json")))
        metrics.append(shown["card"]["metrics"])
    if metrics[0] != metrics[1]:
        raise StepFailed(f"its model has {metrics[0]}, and the checkout's {metrics[1]}")
    return f"the same as the checkout's: {json.dumps(metrics[0])[:200]}"


def _done(done: "subprocess.CompletedProcess[str]") -> str:
    if done.returncode or "Traceback" in done.stderr:
        raise StepFailed(f"it ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def _results(told: str) -> list[dict[str, Any]]:
    """What was answered, without the time of day."""
    return [{key: value for key, value in result.items() if key != "time"} for result in json.loads(told)]


def _differing(theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> str:
    """The first pair that differs."""
    if len(theirs) != len(ours):
        return f"{len(theirs)} results, and the checkout {len(ours)}"
    return next(f"{one}, and the checkout {other}" for one, other in zip(theirs, ours, strict=True) if one != other)


def _pictures(root: Path) -> Path:
    """Write pictures of two classes, red and blue noise, as PNG by hand: this Python may have no Pillow."""
    folder = root / "zwei Klassen"
    for number, name in enumerate(("blau", "rot")):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for picture in range(_PICTURES):
            (folder / name / f"{picture}.png").write_bytes(_png(seed=picture + 100 * number, is_red=bool(number)))
    return folder


def _png(*, seed: int, is_red: bool) -> bytes:
    rows = bytearray()
    for y in range(_SIDE_PX):
        rows.append(0)  # no filter
        for x in range(_SIDE_PX):
            noise = (seed * 7919 + x * 104_729 + y * 1_299_709) % 97 % 60
            rows += bytes((190 + noise, 40, noise) if is_red else (noise, 40, 190 + noise))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = _SIDE_PX.to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(rows))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
