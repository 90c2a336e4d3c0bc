"""On the first start, one calm line says that there is a model that knows more."""

from collections.abc import Callable

from resnet_desktop.desktop.models.offer import wording
from resnet_desktop.desktop.pages import Pages
from resnet_desktop.desktop.settings import IMAGENET_OFFERED, Setting, Settings, Value
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.formatting import size
from resnet_desktop.jobs import Control


def offer_once(pages: Pages, settings: Settings, tasks: Tasks, remember: Callable[[Setting, Value], None]) -> None:
    """Offer the official ImageNet weights, unless that was done before or they are here.

    Args:
        pages: where it is said.
        settings: whether it was said before.
        tasks: look into the library.
        remember: keeps that it was said.
    """
    if settings.text(IMAGENET_OFFERED) == "yes":
        return

    def say(to_fetch: int) -> None:
        remember(IMAGENET_OFFERED, "yes")
        if to_fetch and not pages.notice.text:
            words = wording.OFFER_ONCE.format(size(to_fetch))
            pages.notice.say(words, ((wording.SHOW_OFFER, pages.offer_imagenet),))

    tasks.start(_bytes_to_fetch).succeeded.connect(say)


def _bytes_to_fetch(_control: Control) -> int:
    """How large the download would be; 0 where the model is here."""
    from resnet_desktop.models import default_library  # noqa: PLC0415  after the window's first paint
    from resnet_desktop.models.bases import default_bases  # noqa: PLC0415
    from resnet_desktop.models.official import IMAGENET, availability  # noqa: PLC0415

    there = availability(IMAGENET, default_library(), default_bases())
    return 0 if there.is_here else there.size
