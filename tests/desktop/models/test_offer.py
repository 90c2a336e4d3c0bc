"""The download in the window, from a real server of this machine."""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.models import Library, official
from resnet_desktop.models.official import IMAGENET
from resnet_desktop.models.weights import read_weights_file
from tests.helpers.bad_server import Handler, Server, ranged, serving, status
from tests.helpers.keras_file import official_layout
from tests.helpers.tiny_model import tiny_card, tiny_weights

CARD = dataclasses.replace(tiny_card(), labels=tuple(f"c{n}" for n in range(1000)), pool_window=None)
Open = Callable[[], ModelsPage]


@pytest.fixture
def content(library: Library, tmp_path: Path) -> bytes:  # noqa: ARG001  knows the tiny network
    path = tmp_path / "whole.h5"
    official_layout(path, CARD.graph(), tiny_weights(CARD))
    return path.read_bytes() + bytes(1_000_000)  # so that it comes in several parts


@pytest.fixture
def server(content: bytes) -> Iterator[Server]:
    with serving(Server([ranged], content=content)) as told:
        yield told


@pytest.fixture
def offer(server: Server, monkeypatch: pytest.MonkeyPatch, open_page: Open) -> ModelsPage:
    """The page, with only the model with classes on offer, from our server."""
    source = dataclasses.replace(
        IMAGENET.source, url=server.url, md5=hashlib.md5(server.content).hexdigest(), size=len(server.content), room=0
    )
    monkeypatch.setattr(official, "OFFICIAL", (dataclasses.replace(IMAGENET, source=source),))
    monkeypatch.setattr(
        "resnet_desktop.models.importing.read_weights_apart", lambda _control, path: read_weights_file(path)
    )  # another process would not know the tiny network
    page = open_page()
    page.cells.choose(IMAGENET.name)
    return page


def test_a_download_becomes_a_model(offer: ModelsPage, library: Library, qtbot: QtBot, tasks: Tasks) -> None:
    QTest.mouseClick(offer.offer.download, Qt.MouseButton.LeftButton)
    assert not offer.offer.download.isEnabled()
    assert offer.offer.strip.isVisible()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("resnet50-imagenet", "shapes")
    assert offer.card.isVisible()
    assert offer.card.title.text() == "resnet50-imagenet"
    assert offer.notice.text.startswith("“resnet50-imagenet” is a model of yours now")
    assert ("Licence", "MIT") in offer.card.facts.told


def test_a_paused_download_goes_on_where_it_was(
    offer: ModelsPage, server: Server, library: Library, qtbot: QtBot, tasks: Tasks
) -> None:
    half = len(server.content) // 2

    def stall(handler: Handler) -> None:
        handler.begin(200, len(server.content))
        handler.wfile.write(server.content[:half])
        handler.wfile.flush()
        handler.rfile.read(1)  # until the other side has gone

    server.answers.insert(0, stall)
    QTest.mouseClick(offer.offer.download, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offer.offer.strip.line.text().startswith("Downloading · "))
    QTest.mouseClick(offer.offer.strip.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert offer.offer.message.text == "What has come is kept, also when the program is closed."
    assert offer.offer.download.text() == "Go on with the download"
    QTest.mouseClick(offer.offer.download, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert server.ranges[-1].startswith("bytes=")
    assert "resnet50-imagenet" in library.names()


def test_what_has_come_can_be_discarded(offer: ModelsPage, server: Server, qtbot: QtBot, tasks: Tasks) -> None:
    part = server.content[:1000]

    def break_off(handler: Handler) -> None:
        handler.begin(200, len(server.content))
        handler.wfile.write(part)

    server.answers[:] = [break_off, status(404)]
    QTest.mouseClick(offer.offer.download, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert "HTTP 404" in offer.offer.message.text
    QTest.mouseClick(offer.offer.discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert offer.offer.discard.isHidden()
    assert offer.offer.download.text() == "Download"


def test_a_wrong_checksum_is_refused_and_nothing_changes(
    offer: ModelsPage, server: Server, library: Library, qtbot: QtBot, tasks: Tasks
) -> None:
    server.content = bytes(len(server.content))
    QTest.mouseClick(offer.offer.download, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("shapes",)
    assert "another file" in offer.offer.message.text


def test_a_file_can_be_chosen_instead(
    offer: ModelsPage, content: bytes, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot, tasks: Tasks,
) -> None:  # fmt: skip
    path = tmp_path / "weights.h5"
    path.write_bytes(content)
    monkeypatch.setattr("resnet_desktop.desktop.picking.choose_file", lambda *_: path)
    QTest.mouseClick(offer.offer.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert library.names() == ("resnet50-imagenet", "shapes")
