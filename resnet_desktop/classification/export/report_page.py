"""The page of a report around its pictures and errors: sums, classes, facts, style and script."""

import base64
import hashlib
import json
import string
from dataclasses import dataclass

from resnet_desktop.classification.export import report_parts as parts
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.export.report_tally import Tally
from resnet_desktop.formatting import count, percent, plural
from resnet_desktop.images import Preprocessing
from resnet_desktop.resources import resource_path

_PICTURES = "<!-- pictures -->\n"
_ERRORS = "<!-- errors -->\n"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with two gaps.

    Attributes:
        before_pictures: up to where the galleries stand.
        before_errors: from there up to the rows of the errors.
        end: the rest.
    """

    before_pictures: str
    before_errors: str
    end: str


def page(origin: Origin, tally: Tally, shown: int) -> Page:
    """Make the page.

    Args:
        origin: where the results come from.
        tally: what was counted.
        shown: pictures that are shown or listed as errors; the first of the list.
    """
    script = _resource("report.js")
    filled = string.Template(_resource("page.html")).substitute(
        title=plural(tally.pictures, "picture"),
        model=parts.text(origin.model),
        time=origin.time_text,
        day=f"{origin.time:%Y-%m-%d %H:%M}",
        version=parts.text(origin.version),
        style=_style(),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        tiles=_tiles(tally),
        notices=_notices(tally, shown),
        classes=_classes(tally),
        choices=_choices(tally),
        classified="" if tally.classes else "hidden",
        failed="" if tally.failed else "hidden",
        facts=_facts(origin, tally),
    )
    before_pictures, rest = filled.split(_PICTURES)
    return Page(before_pictures, *rest.split(_ERRORS))


def _resource(name: str) -> str:
    return resource_path("report", name).read_text("utf-8")


def _style() -> str:
    """The style sheet with the window's colours."""
    colours = {
        f"{theme}_{name}": value
        for theme in ("light", "dark")
        for name, value in json.loads(resource_path("themes", f"{theme}.json").read_text("utf-8")).items()
    }
    return string.Template(_resource("report.css")).substitute(colours)


def _tiles(tally: Tally) -> str:
    whole = tally.whole()
    tiles = [parts.tile("Pictures", count(tally.pictures)), parts.tile("Classes", count(len(tally.classes)))]
    if whole.judged:
        part = f"{count(whole.right)} of {count(whole.judged)}"
        tiles.append(parts.tile("Right by folder", percent(whole.right / whole.judged), part))
    below = f"below {100 * tally.unsure_below:g} %"
    tiles.append(parts.tile("Unsure", count(whole.unsure), below, "warn" if whole.unsure else ""))
    if reviewed := tally.confirmed + tally.corrected:
        tiles.append(parts.tile("Reviewed", count(reviewed), f"{count(tally.corrected)} corrected"))
    tiles.append(parts.tile("Could not be read", count(tally.failed), tone="bad" if tally.failed else ""))
    return "".join(tiles)


def _notices(tally: Tally, shown: int) -> str:
    notices = []
    if tally.waiting:
        verb = "was" if tally.waiting == 1 else "were"
        notices.append(
            f"{plural(tally.waiting, 'picture')} {verb} not classified yet; such pictures are counted, not shown."
        )
    if shown < tally.pictures - tally.waiting:
        notices.append(
            f"The first {count(shown)} pictures of the list are shown; the numbers count all {count(tally.pictures)}. "
            "To see others, export fewer at a time, or as CSV."
        )
    return "".join(map(parts.notice, notices))


def _classes(tally: Tally) -> str:
    ranking, whole = tally.ranking(), tally.whole()
    columns = ["<th>Class</th>", "<td></td>", "<th>Pictures</th>", "<th>Share</th>"]
    if whole.unsure:
        columns.append("<th>Unsure</th>")
    if whole.judged:
        columns.append("<th>Right by folder</th>")
    rows = (
        parts.class_row(number, label, found, whole, most=ranking[0][1].pictures)
        for number, (label, found) in enumerate(ranking, 1)
    )
    return f"<thead><tr>{''.join(columns)}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>"


def _choices(tally: Tally) -> str:
    whole = tally.whole()
    return "".join(
        (
            parts.choice("unsure", "Unsure", whole.unsure),
            parts.choice("wrong", "Not what the folder says", whole.judged - whole.right),
            parts.choice("corrected", "Corrected", tally.corrected),
            parts.choice("confirmed", "Confirmed", tally.confirmed),
        )
    )


def _facts(origin: Origin, tally: Tally) -> str:
    calibrated = (
        f"calibrated, temperature {origin.temperature:g}" if origin.temperature is not None else "not calibrated"
    )
    facts = {
        "Model": f"{origin.model}, {count(len(origin.labels))} class{'es' * (len(origin.labels) != 1)}",
        "SHA-256 of its weights": origin.model_sha256,
        "What the network sees": _seen(origin.preprocessing),
        "Probabilities": calibrated,
        "Unsure": f"confidence below {100 * tally.unsure_below:g} %, and nobody has given a class",
        "Computed by": origin.engine_text,
        "Program": f"ResNet Desktop {origin.version}",
        "Time": origin.time_text,
    }
    return "".join(parts.fact(name, value) for name, value in facts.items() if value)


def _seen(preprocessing: Preprocessing) -> str:
    side = f"{preprocessing.input_size} x {preprocessing.input_size} px"
    first = f"first reduced to {preprocessing.source_size} px, then " if preprocessing.source_size is not None else ""
    return f"the middle square, {100 * preprocessing.crop_fraction:g} % of the short side, {first}at {side}"
