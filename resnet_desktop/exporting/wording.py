"""What a person reads about exports; the window and the command line say it alike."""

from resnet_desktop.exporting.agreement import Agreement
from resnet_desktop.exporting.certificate import Certificate
from resnet_desktop.exporting.table import Row
from resnet_desktop.formatting import percent, plural, size

TABLE_HEAD = ("format", "size", "alone", "in a batch", "same class", "largest difference")
"""The heads of the table of formats; speeds are for one picture, here."""


def milliseconds(time: float) -> str:
    """Write a time in ms with three digits at most: ``0.28 ms``, ``9.4 ms``, ``120 ms``."""
    digits = 0 if time >= 100 else 1 if time >= 1 else 2
    return f"{time:.{digits}f} ms"


def difference(value: float) -> str:
    """Write a difference of two probabilities (0 to 1) as far as it says something: ``0.24``, ``0.0123``, ``3e-06``."""
    if value >= 0.1:
        return f"{value:.2f}"
    return f"{value:.4f}" if value >= 1e-4 else f"{value:.0e}" if value else "0"


def same_class(agreement: Agreement) -> str:
    """Say on how many pictures the first class is the same: ``all 64``, ``63 of 64 (98.4 %)``."""
    same = agreement.same_class + agreement.ties
    if same == agreement.pictures:
        return f"all {same}"
    return f"{same} of {agreement.pictures} ({percent(same / agreement.pictures)})"


def table_row(row: Row) -> tuple[str, ...]:
    """The cells of a format, in the order of `TABLE_HEAD`; what is not known yet is a dash."""
    found = row.certificate
    if found is None:
        return row.format.title, f"about {size(row.size)}", "-", "-", "-", "-"
    return (
        row.format.title,
        size(row.size),
        milliseconds(found.single_ms),
        f"{milliseconds(found.best_ms)} ({found.best_batch})" if found.best_batch > 1 else "no faster",
        same_class(found.agreement),
        difference(found.agreement.largest_difference),
    )


def certificate_lines(certificate: Certificate, title: str) -> tuple[tuple[str, str], ...]:
    """A certificate as pairs of a word and its value.

    Args:
        certificate: what to show.
        title: of its format.
    """
    agreement = certificate.agreement
    ties = f", {plural(agreement.ties, 'tie')} among them" if agreement.ties else ""
    lines = [
        ("format", title),
        ("model", certificate.model),
        ("size", size(certificate.size)),
        ("run by", f"{certificate.runtime}, in a process of its own"),
        ("pictures", certificate.pictures),
        ("same class", same_class(agreement) + ties),
        ("difference", f"{difference(agreement.largest_difference)} at most in any probability"),
        ("speed", f"{milliseconds(certificate.single_ms)} for a picture alone"),
        ("", _together(certificate)),
        ("processor", certificate.processor),
        ("versions", ", ".join(f"{name} {version}" for name, version in certificate.versions.items())),
    ]
    sums = [f"{each['sha256']}  {name}" for name, each in certificate.files.items()]
    lines += zip(("sha256", *[""] * (len(sums) - 1)), sums, strict=True)
    return tuple(lines)


def _together(certificate: Certificate) -> str:
    if certificate.best_batch == 1:
        return "no faster for several together"
    return f"{milliseconds(certificate.best_ms)} for each of {certificate.best_batch} together"
