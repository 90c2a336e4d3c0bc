"""Downloads from a real server of this machine, which behaves as badly as it is told to."""

import hashlib
import io
import shutil
import socket
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from resnet_desktop.downloads.download import bytes_here, download, forget
from resnet_desktop.downloads.partial_file import DownloadError, PartialFile
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.training.archive import unpack
from resnet_desktop.training.dataset import find_data_set
from tests.helpers.bad_server import CONTENT, NO_WAITS, Handler, Server, ranged, serving, status, whole


def dropping(handler: Handler) -> None:
    ranged(handler, 300_000)


@pytest.fixture
def server() -> Iterator[Server]:
    """A good one, until it is told otherwise."""
    with serving(Server([ranged])) as told:
        yield told


def leave_a_part(server: Server, size: int, content: bytes = CONTENT) -> None:
    """What an earlier download left behind."""
    file = PartialFile(server.source())
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(content[:size])
    file.begin('"v1"')


def left_behind(server: Server) -> list[str]:
    return sorted(path.name for path in PartialFile(server.source()).whole.parent.iterdir())


def test_a_file_arrives_whole_with_progress_in_bytes(server: Server) -> None:
    seen: list[Progress] = []
    path = download(Control(seen.append), server.source(), NO_WAITS)
    assert path.read_bytes() == CONTENT
    assert left_behind(server) == ["file.bin"]
    assert (seen[0].done, seen[-1].done) == (0, len(CONTENT))
    assert {each.total for each in seen} == {len(CONTENT)}


def test_a_file_that_is_here_is_not_fetched_again(server: Server) -> None:
    download(Control(), server.source(), NO_WAITS)
    download(Control(), server.source(), NO_WAITS)
    assert len(server.ranges) == 1
    assert bytes_here(server.source()) == len(CONTENT)


def test_broken_connections_are_taken_up_where_they_broke(server: Server) -> None:
    server.answers = [dropping]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["", "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_a_later_start_goes_on_where_the_earlier_one_stopped(server: Server) -> None:
    leave_a_part(server, 400_000)
    seen: list[Progress] = []
    assert download(Control(seen.append), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["bytes=400000-"]
    assert seen[0].done == 400_000


def test_a_server_that_ignores_ranges_begins_anew(server: Server) -> None:
    leave_a_part(server, 400_000)
    server.answers = [whole]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT


def test_a_server_without_a_tag_is_asked_for_everything(server: Server) -> None:
    server.tag = ""
    server.answers = [dropping, whole]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["", ""]


def test_an_old_part_of_another_file_costs_only_time(server: Server) -> None:
    leave_a_part(server, 400_000, b"x" * 400_000)
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["bytes=400000-", ""]


def test_a_wrong_place_in_the_answer_is_not_believed(server: Server) -> None:
    leave_a_part(server, 400_000)
    span = f"bytes 100-{len(CONTENT) - 1}/{len(CONTENT)}"
    server.answers = [lambda handler: handler.begin(206, 0, Content_Range=span), ranged]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["bytes=400000-", ""]


def test_a_range_that_cannot_be_satisfied_begins_anew(server: Server) -> None:
    leave_a_part(server, 400_000)
    server.answers = [status(416), ranged]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT


def test_a_wrong_content_is_refused_and_deleted(server: Server) -> None:
    server.content = bytes(len(CONTENT))
    with pytest.raises(DownloadError, match="The file could not be downloaded: what came is another file"):
        download(Control(), server.source(), NO_WAITS)
    assert left_behind(server) == []


def test_a_page_of_a_hotel_is_refused_by_its_length(server: Server) -> None:
    server.content = b"<html>Please log in</html>"
    with pytest.raises(DownloadError, match=r"offers 26 bytes where 1,024,000 are expected"):
        download(Control(), server.source(), NO_WAITS)


def test_bytes_without_end_are_refused(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.begin(200, None)
        for _ in range(30):
            handler.wfile.write(bytes(100_000))

    server.answers = [endless]
    with pytest.raises(DownloadError, match="another file, which is longer"):
        download(Control(), server.source(), NO_WAITS)


def test_fewer_bytes_than_announced_are_taken_up_again(server: Server) -> None:
    def lying(handler: Handler) -> None:
        handler.begin(200, len(CONTENT))
        handler.wfile.write(CONTENT[:-1])

    server.answers = [lying, ranged]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges == ["", f"bytes={len(CONTENT) - 1}-"]


@pytest.mark.parametrize(
    ("code", "words"), [(404, "it is not at http"), (403, "refuses to give it"), (407, "refuses to give it")]
)
def test_a_refusal_is_told_at_once(server: Server, code: int, words: str) -> None:
    server.answers = [status(code)]
    with pytest.raises(DownloadError, match=words):
        download(Control(), server.source(), NO_WAITS)
    assert len(server.ranges) == 1


def test_a_server_in_trouble_is_asked_again_and_then_given_up(server: Server) -> None:
    leave_a_part(server, 400_000)
    server.answers = [status(503)]
    with pytest.raises(DownloadError, match=r"the server has a problem \(HTTP 503\); try again later, what has come"):
        download(Control(), server.source(), NO_WAITS)
    assert len(server.ranges) == 4
    assert bytes_here(server.source()) == 400_000


def test_redirects_are_followed(server: Server) -> None:
    server.answers = [lambda handler: handler.begin(302, 0, Location="/elsewhere"), ranged]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT


@pytest.mark.parametrize("place", ["file:///etc/passwd", "/around"])
def test_redirects_in_a_circle_or_to_other_places_are_given_up(server: Server, place: str) -> None:
    server.answers = [lambda handler: handler.begin(302, 0, Location=place)]
    with pytest.raises(DownloadError):
        download(Control(), server.source(), ())


def test_garbage_in_place_of_an_answer_is_given_up(server: Server) -> None:
    def garbage(handler: Handler) -> None:
        handler.wfile.write(b"\x00\xff garbage\n\n")

    server.answers = [garbage]
    with pytest.raises(DownloadError, match="the connection broke"):
        download(Control(), server.source(), NO_WAITS)


def test_nobody_there_is_said_in_words(server: Server) -> None:
    with pytest.raises(DownloadError, match="connection refused"):
        download(Control(), server.source(url="http://127.0.0.1:9/file.bin"), ())


def test_without_a_connection_nothing_is_said_to_be_kept(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    told: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(DownloadError, match=r"the server cannot be found \(.*\); try again later$"):
        download(Control(lambda progress: told.append(progress.message)), server.source(), NO_WAITS)
    assert told[:2] == ["Connecting", "The server cannot be found (is there a connection?), trying again"]


def test_an_address_that_is_none_is_given_up(server: Server) -> None:
    with pytest.raises(DownloadError):
        download(Control(), server.source(url="nonsense"), ())


def test_cancelling_keeps_what_has_come_and_the_next_call_goes_on(server: Server) -> None:
    release = threading.Event()

    def stalling(handler: Handler) -> None:
        ranged(handler, 600_000)
        handler.wfile.flush()
        release.wait(10)

    def stop(progress: Progress) -> None:
        if progress.done >= 500_000:
            control.cancel()

    control = Control(stop)
    server.answers = [stalling]
    with pytest.raises(Cancelled):
        download(control, server.source(), NO_WAITS)
    release.set()
    kept = bytes_here(server.source())
    assert 500_000 <= kept < len(CONTENT)
    server.answers = [ranged]
    assert download(Control(), server.source(), NO_WAITS).read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={kept}-"


def test_a_server_that_says_nothing_does_not_hold_up_cancelling(server: Server) -> None:
    release, asked = threading.Event(), threading.Event()

    def silent(handler: Handler) -> None:  # noqa: ARG001
        asked.set()
        release.wait(10)

    server.answers = [silent]
    control = Control()

    def cancel() -> None:
        asked.wait(10)
        control.cancel()

    threading.Thread(target=cancel).start()
    with pytest.raises(Cancelled):
        download(control, server.source(), NO_WAITS)
    assert not release.is_set()
    release.set()


def test_too_little_room_is_told_before_anything_is_fetched(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=900_000))
    with pytest.raises(DownloadError, match=r"needs 1\.2 MB on the disk of .*, where 900 kB are free"):
        download(Control(), server.source(room=200_000), NO_WAITS)
    assert server.ranges == []


def test_a_full_disk_is_said_in_words(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: PartialFile, _tag: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PartialFile, "begin", full)
    with pytest.raises(DownloadError, match="no space left on device"):
        download(Control(), server.source(), ())


def test_forgetting_deletes_the_part(server: Server) -> None:
    leave_a_part(server, 400_000)
    forget(server.source())
    assert bytes_here(server.source()) == 0
    assert left_behind(server) == []


def test_a_proxy_of_the_environment_is_used(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    del tmp_path
    monkeypatch.setenv("http_proxy", server.url.removesuffix("/file.bin"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert download(Control(), server.source(url="http://a.stranger.invalid/x"), NO_WAITS).read_bytes() == CONTENT


def test_a_downloaded_binary_archive_becomes_a_data_set(server: Server) -> None:
    names = ("airplane", "automobile")
    pictures = np.random.default_rng(0).integers(0, 255, (8, 3 * 32 * 32)).astype(np.uint8)
    labels = np.arange(8, dtype=np.uint8)[:, None] % 2
    records = np.concatenate([labels, pictures], axis=1).tobytes()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in {
            "batches.meta.txt": "\n".join(names).encode(),
            "data_batch_1.bin": records,
            "test_batch.bin": records,
        }.items():
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    server.content = packed.getvalue()
    source = server.source(md5=hashlib.md5(server.content).hexdigest(), size=len(server.content))
    data = find_data_set(unpack(download(Control(), source, NO_WAITS), Control()), 0.25, 0, Control())
    assert data.classes == names
    assert data.counts() == {"train": (3, 3), "validation": (1, 1), "test": (4, 4)}
