"""The repeated parts of a report as HTML; everything that comes from outside is escaped here."""

import base64
from html import escape
from pathlib import Path

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.report_tally import ClassTally, Tally
from resnet_desktop.classification.export.thumbnails import SIDE, Thumbnail
from resnet_desktop.classification.table import elide, printable
from resnet_desktop.formatting import count, percent

_NAME_WIDTH = 20
_TIP_CLASSES = 5
_TINY = SIDE // 2


def text(words: str) -> str:
    """Write any text so that it stays text: nothing in it is markup, and nothing in it turns the line around."""
    return escape(printable(words))


def figure(number: int, entry: Entry, tally: Tally, thumbnail: Thumbnail | str) -> str:
    """Write one picture: its thumbnail or why there is none, its confidence, its name and what is special about it."""
    assert entry.result is not None
    special = _marks(entry, tally)
    ranked = [f"{each.label} {percent(each.probability)}" for each in entry.result.top(_TIP_CLASSES)]
    tip = text(str(entry.path)) + "".join(f"\n{text(line)}" for line in ranked)
    certainty = "given" if entry.is_corrected else percent(entry.confidence)
    caption = f'<b>{certainty}</b><span class="name">{text(elide(entry.path.name, _NAME_WIDTH))}</span>'
    return (
        f'<figure class="{" ".join(special)}" title="{tip}" data-number="{number}" '
        f'data-confidence="{entry.confidence:.6f}">'
        f'<a href="{escape(_link(entry.path))}">{_image(entry.path, thumbnail)}</a>'
        f"{_bar(0 if entry.is_corrected else entry.confidence)}"
        f"<figcaption>{caption}{''.join(special.values())}</figcaption></figure>\n"
    )


def error_row(entry: Entry) -> str:
    """Write one picture that could not be read."""
    return f'<tr><td class="path">{text(str(entry.path))}</td><td>{text(entry.error)}</td></tr>\n'


def gallery(number: int, label: str, found: ClassTally) -> tuple[str, str]:
    """Write what stands before and after the pictures of one class."""
    head = f'<h3>{text(label)}<span class="count">{count(found.pictures)}</span></h3>'
    return f'<section class="class" id="class-{number}">{head}<div class="pictures">\n', "</div></section>\n"


def class_row(number: int, label: str, found: ClassTally, whole: ClassTally, most: int) -> str:
    """Write one class's numbers.

    Args:
        number: its place among the classes, from 1.
        label: its name.
        found: its numbers.
        whole: the sums of all classes; there is no column for what does not occur.
        most: pictures of the largest class, whose bar is full.
    """
    cells = [
        f'<th scope="row" title="{text(label)}"><a href="#class-{number}">{text(label)}</a></th>',
        f'<td class="long">{_bar(found.pictures / most)}</td>',
        f"<td>{count(found.pictures)}</td><td>{percent(found.pictures / whole.pictures)}</td>",
    ]
    if whole.unsure:
        cells.append(f"<td>{count(found.unsure)}</td>")
    if whole.judged:
        cells.append(f"<td>{count(found.right)} of {count(found.judged)}</td>" if found.judged else "<td></td>")
    return f"<tr>{''.join(cells)}</tr>\n"


def tile(words: str, value: str, note: str = "", tone: str = "") -> str:
    """Write one number of the summary, and beside it what it is a part of."""
    return f'<div class="tile {tone}"><dt>{text(words)}</dt><dd>{text(value)} <small>{text(note)}</small></dd></div>\n'


def choice(kind: str, words: str, number: int) -> str:
    """Write one line of the list that picks what is shown; none where there is nothing of the kind."""
    return f'<option value="{kind}">{text(words)} ({count(number)})</option>' if number else ""


def fact(name: str, value: str) -> str:
    """Write one line about model, program or time."""
    return f"<dt>{text(name)}</dt><dd>{text(value)}</dd>\n"


def notice(words: str) -> str:
    """Write a sentence that must not be overlooked."""
    return f'<p class="notice"><svg><use href="#info"/></svg>{text(words)}</p>\n'


def _marks(entry: Entry, tally: Tally) -> dict[str, str]:
    """Write what is special about a picture, by the kind that style and script know."""
    marks = {}
    if tally.is_unsure(entry):
        assert entry.result is not None
        others = [f"or {each.label} {percent(each.probability)}" for each in entry.result.top(2)[1:]]
        marks["unsure"] = _mark("unsure", "unsure") + "".join(f"<small>{text(words)}</small>" for words in others)
    if entry.is_confirmed:
        marks["confirmed"] = _mark("confirmed", "confirmed")
    if entry.is_corrected:
        marks["corrected"] = _mark("corrected", f"not {entry.predicted}")
    if tally.is_right(entry) is False:
        marks["wrong"] = _mark("wrong", f"in “{entry.folder_label}”")
    return marks


def _mark(kind: str, words: str) -> str:
    return f'<span class="mark {kind}"><svg><use href="#{kind}"/></svg>{text(words)}</span>'


def _image(path: Path, thumbnail: Thumbnail | str) -> str:
    if isinstance(thumbnail, str):
        return f'<span class="missing">{text(thumbnail)}</span>'
    kind = ' class="tiny"' if max(thumbnail.width, thumbnail.height) < _TINY else ""
    data = base64.b64encode(thumbnail.jpeg).decode()
    size = f'width="{thumbnail.width}" height="{thumbnail.height}"'
    return f'<img{kind} src="data:image/jpeg;base64,{data}" {size} alt="{text(path.name)}" decoding="async">'


def _bar(part: float) -> str:
    return f'<span class="bar"><span style="width:{100 * part:.1f}%"></span></span>'


def _link(path: Path) -> str:
    return path.absolute().as_uri()
