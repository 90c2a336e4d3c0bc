import io
import signal
import threading

import pytest

from resnet_desktop.commands.terminal import Progress, cancel_on_interrupt
from resnet_desktop.jobs import Control


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_ctrl_c_asks_to_stop_and_a_second_one_stops() -> None:
    control = Control()
    before = signal.getsignal(signal.SIGINT)
    with cancel_on_interrupt(control):
        signal.raise_signal(signal.SIGINT)
        assert control.is_cancelled
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_leave_signals_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def work() -> None:
        with cancel_on_interrupt(Control()):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]


def test_a_terminal_shows_count_total_and_what_is_counted() -> None:
    terminal = Terminal()
    progress = Progress("pictures", terminal)
    progress.advance(None)
    progress.advance(3)
    progress.advance(3)
    shown = terminal.getvalue()
    progress.close()
    assert "/3 " in shown
    assert "pictures" in shown
    assert terminal.getvalue().rstrip(" ").endswith("\r"), "the line is taken away in the end"


def test_what_is_written_aside_stands_on_a_line_of_its_own() -> None:
    terminal = Terminal()
    progress = Progress("pictures", terminal)
    progress.advance(5)
    with progress.aside(terminal):
        terminal.write("a result\n")
    progress.close()
    before, _, after = terminal.getvalue().partition("a result\n")
    assert before.endswith("\r")
    assert "1/5" in after, "the line comes back below"


@pytest.mark.parametrize(("stream", "is_quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_nothing_is_shown_where_nobody_watches(stream: io.StringIO, is_quiet: bool) -> None:
    progress = Progress("pictures", stream, is_quiet=is_quiet)
    progress.advance(None)
    with progress.aside(stream):
        pass
    progress.close()
    assert stream.getvalue() == ""
