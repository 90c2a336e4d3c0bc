"""A label as a keyword in an XMP file: added to what other programs wrote there, which stays byte for byte.

Source:
    digiKam reads the first of these that has any, and writes them so (KDE/digikam, core/libs/metadataengine/dmetadata/
    dmetadatasettingscontainer.cpp): ``digiKam:TagsList``, an ``rdf:Seq`` of paths with ``/``;
    ``MicrosoftPhoto:LastKeywordXMP``, an ``rdf:Bag`` of paths with ``/``; ``lr:hierarchicalSubject``, an ``rdf:Bag`` of
    paths with ``|``; ``dc:subject``, an ``rdf:Bag`` of the last parts. Lightroom reads the last two together.
    Namespaces: https://exiv2.org/metadata.html and https://exiftool.org/TagNames/XMP.html.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop.classification.sorting.options import KeywordOptions
from resnet_desktop.classification.sorting.xml_text import Element, XmlError, as_text, parse, tag_of, without_forbidden

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM = "http://www.digikam.org/ns/1.0/"
MICROSOFT = "http://ns.microsoft.com/photo/1.0/"
OWN = "https://resnet-desktop.invalid/ns/1.0/"
"""Our own namespace: a name that nobody can own (RFC 2606), and that nobody needs to reach."""

_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="ResNet Desktop">\n'
    f' <rdf:RDF xmlns:rdf="{RDF}">\n'
    '  <rdf:Description rdf:about=""\n'
    f'    xmlns:dc="{DC}"\n'
    f'    xmlns:lr="{LIGHTROOM}"\n'
    f'    xmlns:digiKam="{DIGIKAM}"\n'
    f'    xmlns:resnetDesktop="{OWN}">\n'
    "  </rdf:Description>\n"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    '<?xpacket end="w"?>\n'
).encode()


@dataclass(frozen=True)
class _List:
    """A property that holds a list.

    Attributes:
        namespace: of the property.
        name: of the property.
        prefix: for the namespace, where the property is made.
        container: the kind of list that is made; one that is there keeps its kind.
    """

    namespace: str
    name: str
    prefix: str
    container: str


_SUBJECT = _List(DC, "subject", "dc", "Bag")
_HIERARCHY = _List(LIGHTROOM, "hierarchicalSubject", "lr", "Bag")
_TAGS = _List(DIGIKAM, "TagsList", "digiKam", "Seq")
_MICROSOFT = _List(MICROSOFT, "LastKeywordXMP", "MicrosoftPhoto", "Bag")
_ADDED = _List(OWN, "AddedSubject", "resnetDesktop", "Bag")


def keyword(label: str) -> str:
    """Make a class's name a keyword: one line, without the signs that separate levels."""
    words = " ".join(without_forbidden(label).split())
    return words.replace("|", "-").replace("/", "-") or "_"


def with_keyword(existing: bytes | None, label: str, options: KeywordOptions) -> bytes:
    """Put a label into a sidecar, in the place of one that this program put there before.

    A keyword that a person gave the picture stays, also where it is the same word.

    Args:
        existing: the sidecar, or None to make one.
        label: the class.
        options: with the keyword that it stands below.
    Returns:
        The new sidecar; ``existing`` itself where the keyword is there already.
    Raises:
        XmlError: the sidecar is damaged, or holds keywords in a way that this program does not know.
    """
    sidecar = _Sidecar(existing if existing is not None else _EMPTY)
    word = keyword(label)
    path = [*(keyword(level) for level in options.root.split("|") if level.strip()), word]
    others = _foreign_leaves(sidecar, path[:-1])
    added = [each for each in sidecar.items(_ADDED) if each not in others]
    subject = [each for each in sidecar.items(_SUBJECT) if each == word or each not in added]
    is_own = word in added or word not in subject
    sidecar.set_items(_SUBJECT, subject if word in subject else [*subject, word])
    sidecar.set_items(_HIERARCHY, _replaced(sidecar.items(_HIERARCHY), path, "|"))
    sidecar.set_items(_TAGS, _replaced(sidecar.items(_TAGS) or _seen_by_digikam(sidecar, added), path, "/"))
    sidecar.set_items(_ADDED, [word] if is_own else [])
    changed = sidecar.changed()
    _Sidecar(changed)  # it must be XMP still, whatever strange things stood there before
    return changed


def keywords_in(sidecar: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the flat keywords and the paths of the hierarchical ones, with ``|`` between their levels.

    Raises:
        XmlError: as `with_keyword`.
    """
    found = _Sidecar(sidecar)
    return tuple(found.items(_SUBJECT)), tuple(found.items(_HIERARCHY))


def _replaced(items: Sequence[str], path: Sequence[str], separator: str) -> list[str]:
    own, start = separator.join(path), separator.join(path[:-1]) + separator
    kept = [item for item in items if item == own or not item.startswith(start)]
    return kept if own in kept else [*kept, own]


def _foreign_leaves(sidecar: "_Sidecar", root: Sequence[str]) -> set[str]:
    """Give the last parts of keywords that are not ours: the flat keywords of those are not ours either."""
    leaves = set()
    for kind, separator in ((_HIERARCHY, "|"), (_TAGS, "/")):
        start = separator.join(root) + separator
        leaves |= {item.rpartition(separator)[2] for item in sidecar.items(kind) if not item.startswith(start)}
    return leaves


def _seen_by_digikam(sidecar: "_Sidecar", added: Sequence[str]) -> list[str]:
    """Give the keywords that digiKam shows while it has no list of its own, which it would not look at any more."""
    subject = [item.replace("/", "-") for item in sidecar.items(_SUBJECT) if item not in added]
    hierarchy = [item.replace("|", "/") for item in sidecar.items(_HIERARCHY)]
    return sidecar.items(_MICROSOFT) or hierarchy or subject


class _Sidecar:
    """A sidecar's bytes, what is in them, and the changes that are wanted."""

    def __init__(self, content: bytes) -> None:
        root = parse(content)
        rdf = root if root.name == f"{RDF} RDF" else next(iter(root.named(f"{RDF} RDF")), root)
        self._content = content
        self._descriptions = rdf.named(f"{RDF} Description")
        self._cuts: list[tuple[int, int]] = []
        self._additions: dict[int, tuple[Element, str]] = {}
        if not self._descriptions:
            raise XmlError("it holds no XMP")

    def items(self, kind: _List) -> list[str]:
        """Read a list."""
        return [item.text for container in self._containers(kind) for item in container.named(f"{RDF} li")]

    def set_items(self, kind: _List, wanted: Sequence[str]) -> None:
        """Change a list: items that are not wanted go, those that are missing come at the end."""
        missing = list(wanted)
        containers = self._containers(kind)
        for container in containers:
            for item in container.named(f"{RDF} li"):
                if item.text in missing:
                    missing.remove(item.text)
                else:
                    self._cuts.append((len(self._content[: item.start].rstrip()), item.end))
        if missing and containers:
            self._add(containers[0], _lines(missing, self._rdf_prefix(containers[0])))
        elif missing:
            self._add(self._descriptions[0], self._property(kind, missing))

    def changed(self) -> bytes:
        """Give the bytes with the changes."""
        edits = [(start, end, b"") for start, end in self._cuts]
        edits += [_insertion(self._content, element, text) for element, text in self._additions.values()]
        parts, at = [], 0
        for start, end, text in sorted(edits):
            parts += [self._content[at:start], text]
            at = end
        return b"".join([*parts, self._content[at:]]) if edits else self._content

    def _containers(self, kind: _List) -> list[Element]:
        name = f"{kind.namespace} {kind.name}"
        containers = []
        for description in self._descriptions:
            for found in description.named(name):
                containers += [child for child in found.children if child.name in _CONTAINERS]
                if len(found.children) != 1 or found.children[0].name not in _CONTAINERS:
                    raise XmlError(f"its {kind.name} is no list")
            if name in description.attributes:
                raise XmlError(f"its {kind.name} is no list")
        return containers

    def _property(self, kind: _List, items: Sequence[str]) -> str:
        description = self._descriptions[0]
        rdf = self._rdf_prefix(description)
        name, declaration = f"{kind.prefix}:{kind.name}", f'xmlns:{kind.prefix}="{kind.namespace}"'
        is_declared = declaration.encode() in self._content[description.start : description.inside or description.end]
        return (
            f"\n   <{name}{'' if is_declared else ' ' + declaration}>"
            f"\n    <{rdf}{kind.container}>{_lines(items, rdf)}\n    </{rdf}{kind.container}>"
            f"\n   </{name}>"
        )

    def _rdf_prefix(self, element: Element) -> str:
        """Give the prefix of an element of RDF, which means RDF within the element too."""
        prefix, colon, _ = tag_of(self._content, element).rpartition(":")
        return prefix + colon

    def _add(self, element: Element, text: str) -> None:
        _, before = self._additions.get(element.start, (element, ""))
        self._additions[element.start] = element, before + text


_CONTAINERS = {f"{RDF} {kind}" for kind in ("Bag", "Seq", "Alt")}


def _lines(items: Sequence[str], rdf: str) -> str:
    return "".join(f"\n     <{rdf}li>{as_text(item)}</{rdf}li>" for item in items)


def _insertion(content: bytes, element: Element, text: str) -> tuple[int, int, bytes]:
    """Give the place of an addition at an element's end, as start, end and bytes."""
    if element.inside is not None:
        at = element.inside + len(content[element.inside : element.inside_end].rstrip())
        return at, at, text.encode()
    slash = content.rindex(b"/", element.start, element.end)  # <empty/> gets a second tag
    return slash, element.end, f">{text}\n  </{tag_of(content, element)}>".encode()
