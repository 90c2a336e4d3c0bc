"""What an offer says; pure functions of plain values, no Qt."""

from resnet_desktop import formatting

DOWNLOAD, GO_ON = "Download", "Go on with the download"
FILE = "Choose a file instead…"
FILE_TIP = "If you have the file already, or this machine has no way to the web"
DISCARD = "Discard what has come"
PAUSE = "Pause"
KEPT = "What has come is kept, also when the program is closed."
_MODEL_TEXT = (
    "The network that the others are made from: it tells 1,000 things apart, from tench to toilet tissue. "
    "Once it is here, everything works without a connection."
)
_BASE_TEXT = (
    "The same network without its 1,000 classes: a good start for trainings of your own. "
    "The model with the classes can be started from too."
)
OFFER_ONCE = "A model that knows 1,000 things can be added to the one that came with the program ({}, from the web)."
SHOW_OFFER = "Show it"


def text(*, is_base: bool) -> str:
    """Say what it is good for."""
    return _BASE_TEXT if is_base else _MODEL_TEXT


def line(here: int, total: int) -> str:
    """Say in the list how large the download is, or how much has come.

    Args:
        here: bytes that have come.
        total: of the whole file, bytes.
    """
    if here:
        return f"{100 * here // total} % of {formatting.size(total)} is here"
    return f"{formatting.size(total)} to download"


def facts(*, url: str, total: int, md5: str, name: str) -> tuple[tuple[str, str], ...]:
    """Tell where it comes from and what it will be."""
    return (
        ("From", "Keras Applications, the weights of 2015 by He, Zhang, Ren and Sun"),
        ("Address", url),
        ("Size", formatting.size(total)),
        ("Licence", "MIT"),
        ("Checked by", f"md5 {md5}"),
        ("Becomes", name),
    )
