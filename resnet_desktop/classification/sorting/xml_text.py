"""An XML file as its bytes and the places of its elements: what is not touched stays as it was, byte for byte."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any
from xml.parsers import expat

LARGEST = 16_000_000
"""Bytes: sidecars with a long history of edits have some hundred thousand."""

_DEEPEST = 100
_END_OF_TAG = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmlError(ValueError):
    """The file is no XML that this program touches: ``str(error)`` says why, in a few words."""


@dataclass
class Element:
    """One element, with its place in the bytes.

    Attributes:
        name: namespace and local name with a space between them.
        attributes: by such names.
        start: where its first tag starts.
        inside: where its content starts; None of ``<empty/>``.
        inside_end: where its content ends.
        end: behind its last tag.
        children: its elements, in order.
        text: what it holds besides elements.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inside: int | None = None
    inside_end: int = 0
    end: int = 0
    children: "list[Element]" = field(default_factory=list)
    text: str = ""

    def named(self, name: str) -> "list[Element]":
        """Give the children of a name."""
        return [child for child in self.children if child.name == name]


def parse(content: bytes) -> Element:
    """Read XML in UTF-8, with or without the mark at the start.

    Raises:
        XmlError: it is no XML, it is too large or too deep, or it has a document type, which could hold entities that
            expand without end or reach for other files.
    """
    if len(content) > LARGEST:
        raise XmlError("it is too large")
    builder = _Builder(content)
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlError(f"it is no XML ({expat.errors.messages[error.code]}, line {error.lineno})") from None
    assert builder.root is not None  # expat refuses files without an element
    return builder.root


def as_text(words: str) -> str:
    """Write text so that it can stand in XML."""
    return escape(without_forbidden(words), quote=False)


def without_forbidden(words: str) -> str:
    """Leave out the characters that cannot stand in XML."""
    return _NOT_XML.sub("", words)


def tag_of(content: bytes, element: Element) -> str:
    """Give an element's name as it is written, with its prefix."""
    match = re.compile(rb"<([^\s/>]+)").match(content, element.start)
    assert match is not None
    return match[1].decode()


class _Builder:
    def __init__(self, content: bytes) -> None:
        self.root: Element | None = None
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._content = content
        self._open: list[Element] = []

    def _refuse(self, *_: Any) -> None:
        raise XmlError("it has a document type, which no sidecar needs")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == _DEEPEST:
            raise XmlError("its elements are nested too deeply")
        element = Element(name, attributes, self.parser.CurrentByteIndex)
        match = _END_OF_TAG.match(self._content, element.start)
        if match is None:
            raise XmlError("a tag has no end")
        if not match[0].endswith(b"/>"):
            element.inside = match.end()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        at = self.parser.CurrentByteIndex
        if element.inside is None:
            match = _END_OF_TAG.match(self._content, element.start)
            assert match is not None
            element.inside_end = element.end = match.end()
        else:
            element.inside_end = at
            element.end = self._content.index(b">", at) + 1

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text
