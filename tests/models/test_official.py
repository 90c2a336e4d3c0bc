"""The published files, fetched from a server of this machine: small ones in the official layout."""

import dataclasses
import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_desktop.downloads import DownloadError
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import Library, ModelError, NameTakenError
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.importing import Imported
from resnet_desktop.models.official import (
    IMAGENET,
    IMAGENET_BASE,
    OFFICIAL,
    Official,
    availability,
    download_official,
    import_chosen,
    stop_download,
)
from resnet_desktop.models.weights import read_weights_file
from tests.helpers.bad_server import NO_WAITS, Handler, Server, ranged, serving, status, whole
from tests.helpers.keras_file import official_layout
from tests.helpers.tiny_model import tiny_card, tiny_weights

CARD = dataclasses.replace(tiny_card(), labels=tuple(f"c{n}" for n in range(1000)), pool_window=None)


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory, tiny_network: None) -> dict[str, bytes]:  # noqa: ARG001
    """What the server has: with classes and without."""
    folder = tmp_path_factory.mktemp("official")
    weights = tiny_weights(CARD)
    official_layout(folder / "whole.h5", CARD.graph(), weights)
    official_layout(
        folder / "notop.h5", CARD.graph(), {name: a for name, a in weights.items() if not name.startswith("fc")}
    )
    return {path.stem: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def tiny_networks_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process would not know the tiny network."""
    monkeypatch.setattr(
        "resnet_desktop.models.importing.read_weights_apart", lambda _control, path: read_weights_file(path)
    )


@pytest.fixture
def server(contents: dict[str, bytes]) -> Iterator[Server]:
    """Has the file with classes."""
    with serving(Server([ranged], content=contents["whole"])) as told:
        yield told


@pytest.fixture
def library(own_home: Path) -> Library:
    """An empty one."""
    return Library(own_home / "bundled", own_home / "models")


@pytest.fixture
def bases(own_home: Path) -> Bases:
    """None at all."""
    return Bases(own_home / "bases")


def published(official: Official, server: Server, content: bytes | None = None) -> Official:
    """The same file, but at our server."""
    content = server.content if content is None else content
    source = dataclasses.replace(
        official.source, url=server.url, md5=hashlib.md5(content).hexdigest(), size=len(content), room=0
    )
    return dataclasses.replace(official, source=source)


def fetch(
    library: Library, bases: Bases, official: Official, name: str = "", control: Control | None = None
) -> Imported:
    return download_official(control or Control(), library, bases, official, name, NO_WAITS)


def nothing_is_here(library: Library, bases: Bases) -> bool:
    return not library.names() and not bases.names() and not library.user.exists()


def test_the_published_files_are_those_of_kerass_own_list() -> None:
    resnet = pytest.importorskip("keras.src.applications.resnet")
    assert tuple(official.source.md5 for official in OFFICIAL) == resnet.WEIGHTS_HASHES["resnet50"]
    assert all(official.source.url.startswith(resnet.BASE_WEIGHTS_PATH) for official in OFFICIAL)


def test_a_download_becomes_a_model_with_labels_licence_and_source(
    server: Server, library: Library, bases: Bases, own_home: Path
) -> None:
    official = published(IMAGENET, server)
    assert not availability(official, library, bases).is_here
    assert fetch(library, bases, official).name == "resnet50-imagenet"
    card = library.get("resnet50-imagenet").card
    assert (card.labels[0], card.licence, card.title) == ("tench", "MIT", "ResNet-50, ImageNet")
    assert card.label_ids is not None
    assert card.label_ids[0] == "n01440764"
    assert card.provenance["address"] == server.url
    assert card.provenance["sha256"] == hashlib.sha256(server.content).hexdigest()
    assert availability(official, library, bases).is_here
    assert not list((own_home / "cache" / "downloads").iterdir()), "the file itself is not kept twice"


def test_without_classes_it_becomes_a_base(
    server: Server, contents: dict[str, bytes], library: Library, bases: Bases
) -> None:
    server.content = contents["notop"]
    official = published(IMAGENET_BASE, server)
    imported = fetch(library, bases, official)
    assert (imported.name, imported.is_base) == ("resnet50-imagenet-notop", True)
    assert bases.get("resnet50-imagenet-notop").card.licence == "MIT"
    assert availability(official, library, bases).is_here


def test_broken_connections_are_taken_up_where_they_broke(server: Server, library: Library, bases: Bases) -> None:
    server.answers = [lambda handler: ranged(handler, 60_000)]
    fetch(library, bases, published(IMAGENET, server))
    assert server.ranges[:2] == ["", "bytes=60000-"]
    assert library.verify("resnet50-imagenet").is_sound


def test_a_cancelled_download_goes_on_after_a_restart(server: Server, library: Library, bases: Bases) -> None:
    release = threading.Event()

    def stalling(handler: Handler) -> None:
        ranged(handler, 60_000)
        handler.wfile.flush()
        release.wait(10)

    def stop(progress: Progress) -> None:
        if progress.done >= 50_000 or not progress.done:
            control.cancel()

    official = published(IMAGENET, server)
    control = Control(stop)
    server.answers = [stalling]
    with pytest.raises(Cancelled):
        fetch(library, bases, official, control=control)
    release.set()
    assert nothing_is_here(library, bases)
    here = availability(official, library, bases)
    assert (here.is_here, here.size) == (False, len(server.content))
    server.answers = [ranged]
    fetch(library, bases, official)
    assert library.verify("resnet50-imagenet").is_sound
    assert availability(official, library, bases).bytes_here == 0


def test_what_has_come_can_be_given_up(server: Server, library: Library, bases: Bases) -> None:
    server.answers = [lambda handler: ranged(handler, 60_000), status(503)]
    official = published(IMAGENET, server)
    with pytest.raises(DownloadError, match="what has come so far is kept"):
        fetch(library, bases, official)
    assert availability(official, library, bases).bytes_here == 60_000
    stop_download(official)
    assert availability(official, library, bases).bytes_here == 0


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff garbage\n\n")


def too_long(handler: Handler) -> None:
    handler.begin(200, None)
    handler.wfile.write(handler.told.content + b"more")


def announced_longer(handler: Handler) -> None:
    handler.begin(200, len(handler.told.content) + 5)
    handler.wfile.write(handler.told.content)


def announced_shorter(handler: Handler) -> None:
    handler.begin(200, len(handler.told.content) - 5)
    handler.wfile.write(handler.told.content)


def flipped(content: bytes) -> bytes:
    return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


def changed(handler: Handler) -> None:
    handler.begin(200, len(handler.told.content))
    handler.wfile.write(flipped(handler.told.content))


@pytest.mark.parametrize("answer", [garbage, too_long, announced_longer, announced_shorter, changed, status(404)])
def test_a_server_that_lies_gives_no_model(server: Server, library: Library, bases: Bases, answer: object) -> None:
    server.answers = [answer]  # type: ignore[list-item]
    with pytest.raises(DownloadError):
        fetch(library, bases, published(IMAGENET, server))
    assert nothing_is_here(library, bases)


def test_a_file_with_the_right_checksum_and_a_wrong_content_gives_no_model(
    server: Server, library: Library, bases: Bases
) -> None:
    server.content, server.answers = b"\x89HDF\r\n\x1a\n" + bytes(5_000), [whole]
    with pytest.raises(ModelError, match="damaged"):
        fetch(library, bases, published(IMAGENET, server))
    assert nothing_is_here(library, bases)


def test_what_is_here_is_not_fetched_again(server: Server, library: Library, bases: Bases) -> None:
    official = published(IMAGENET, server)
    fetch(library, bases, official)
    asked = len(server.ranges)
    with pytest.raises(NameTakenError, match="'resnet50-imagenet-2' is free"):
        fetch(library, bases, official)
    assert len(server.ranges) == asked
    assert fetch(library, bases, official, "another").name == "another"


def test_a_chosen_file_is_known_by_its_checksum(
    server: Server, library: Library, bases: Bases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_desktop.models.official.OFFICIAL", (published(IMAGENET, server),))
    (tmp_path / "some name.h5").write_bytes(server.content)
    assert import_chosen(Control(), library, bases, tmp_path / "some name.h5").name == "resnet50-imagenet"
    assert library.get("resnet50-imagenet").card.licence == "MIT"
    assert import_chosen(Control(), library, bases, tmp_path / "some name.h5").name == "resnet50-imagenet-2"
    (tmp_path / "some name.h5").write_bytes(flipped(server.content))
    other = import_chosen(Control(), library, bases, tmp_path / "some name.h5")
    assert other.name == "some-name"
    assert library.get("some-name").card.licence == "unknown"


def test_a_chosen_file_that_is_not_there_is_said(library: Library, bases: Bases, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the file is missing"):
        import_chosen(Control(), library, bases, tmp_path / "nothing.h5")
