"""What the Classify page shows instead of pictures: that there are none, or that there is no model."""

from collections.abc import Callable

from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState


def make_empty(choose_files: Callable[[], None], add_samples: Callable[[], None]) -> MessageState:
    """Make the page's beginning: what to do, and two ways to do it."""
    empty = MessageState("drop", is_target=True)
    empty.say("Drop pictures or folders here to classify", "")
    choose = Button("Choose pictures…", "picture", "primary")
    choose.clicked.connect(lambda _is_on: choose_files())
    samples = Button("Try the sample pictures", "samples")
    samples.clicked.connect(lambda _is_on: add_samples())
    empty.add_button(choose)
    empty.add_button(samples)
    return empty


def make_broken(try_again: Callable[[], None], show_details: Callable[[], None]) -> MessageState:
    """Make what is shown while no model could be made ready; the caller says why."""
    broken = MessageState("error", "bad")
    broken.setProperty("part", "card")
    again = Button("Try again", "retry", "primary")
    again.clicked.connect(lambda _is_on: try_again())
    details = Button("Details", "info")
    details.clicked.connect(lambda _is_on: show_details())
    broken.add_button(again)
    broken.add_button(details)
    return broken
