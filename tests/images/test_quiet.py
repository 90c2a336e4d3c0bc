import threading
import warnings

import pytest

from resnet_desktop.images.quiet import quiet


def test_a_decoding_thread_is_silent_and_the_others_are_not() -> None:
    inside, leave = threading.Event(), threading.Event()
    caught: list[Warning] = []

    def decoding() -> None:
        with quiet():
            inside.set()
            leave.wait(10)
            try:
                warnings.warn("from the decoder", stacklevel=1)
            except UserWarning as warning:
                caught.append(warning)

    thread = threading.Thread(target=decoding)
    thread.start()
    assert inside.wait(10)
    with pytest.warns(UserWarning, match="from the program"):
        warnings.warn("from the program", stacklevel=1)
    leave.set()
    thread.join()
    assert caught == []


def test_it_holds_whatever_filters_the_program_sets_and_ends_with_the_block() -> None:
    with warnings.catch_warnings():
        for action in ("error", "always"):
            warnings.simplefilter(action)
            with quiet(), quiet():
                warnings.warn("hidden", stacklevel=1)
        warnings.simplefilter("error")
        with quiet():
            pass
        with pytest.raises(UserWarning, match="seen"):
            warnings.warn("seen", stacklevel=1)


def test_the_filters_do_not_pile_up() -> None:
    with warnings.catch_warnings():
        for _ in range(3):
            warnings.simplefilter("error")
            with quiet():
                pass
        before = len(warnings.filters)
        for _ in range(50):
            with quiet():
                pass
        assert len(warnings.filters) == before
