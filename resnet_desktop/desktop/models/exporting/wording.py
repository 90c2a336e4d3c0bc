"""What the export part says; pure functions of plain values, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop import formatting

if TYPE_CHECKING:
    from resnet_desktop.exporting.certificate import Certificate
    from resnet_desktop.exporting.formats import Format
    from resnet_desktop.exporting.table import Row

TITLE = "Export"
TEXT = (
    "For other programs. Each file is run by itself on pictures and compared with this program before it is handed out."
)
SAMPLES = "Photos that came with the program"
CHECKED_WITH = "Checked with"
NOT_YET = "unknown"
MEASURE_TIP = "Write and run every format once, and throw the files away"
FAILED = "The export failed"
_FOLDERS = "Folders"


def size_words(row: "Row") -> str:
    """Write the size of an export, with "about" where none was made yet."""
    return formatting.size(row.size) if row.certificate is not None else f"about {formatting.size(row.size)}"


def speed_words(row: "Row") -> str:
    """Write how long a picture takes that comes alone: ``12.3 ms``."""
    if row.certificate is None:
        return "" if row.problem else NOT_YET
    return _ms(row.certificate.single_ms)


def agreement_words(row: "Row") -> str:
    """Write how often the first class is the same; the reason where a format cannot be had here."""
    if row.problem:
        return row.problem
    certificate = row.certificate
    if certificate is None:
        return ""
    return formatting.percent(certificate.agreement.top1)


def difference_words(row: "Row") -> str:
    """Write the largest difference of any probability."""
    return "" if row.certificate is None else _difference(row.certificate.agreement.largest_difference)


def certificate_facts(certificate: "Certificate") -> tuple[tuple[str, str], ...]:
    """Tell what a file did when it was run, the most wanted first."""
    agreement = certificate.agreement
    same = f"{formatting.percent(agreement.top1)} of {formatting.plural(agreement.pictures, 'input')}"
    if agreement.ties:
        same += f"; {formatting.plural(agreement.ties, 'tie')} may come either way"
    batches = ", ".join(f"{_ms(ms)} in a batch of {size}" for size, ms in certificate.milliseconds.items() if size != 1)
    speed = f"{_ms(certificate.single_ms)} for one picture" + (f", {batches}" if batches else "")
    versions = ", ".join(f"{name} {version}" for name, version in certificate.versions.items())
    files = tuple(
        ("File" if place == 0 else "", f"{name}, {formatting.size(int(facts['size']))}, sha256 {facts['sha256'][:16]}…")
        for place, (name, facts) in enumerate(certificate.files.items())
        if place < 3
    )
    return (
        ("Same class", same),
        ("Difference", f"{_difference(agreement.largest_difference)} at most in any probability"),
        ("Speed", speed),
        ("Run by", certificate.runtime),
        ("Pictures", certificate.pictures),
        *files,
        ("Versions", versions),
        ("Processor", certificate.processor),
    )


def exported(title: str, name: str) -> str:
    """Say that an export is there."""
    return f"{title}: {name} was written, run and agrees."


def export_button(title: str) -> str:
    """Name the button that exports."""
    return f"Export as {title}…"


def kind_of(chosen: "Format") -> str:
    """Name a kind of file for the system's dialog."""
    return _FOLDERS if chosen.is_folder else f"{chosen.title} files"


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms" if milliseconds < 100 else f"{milliseconds:,.0f} ms"


def _difference(value: float) -> str:
    return "0" if value == 0 else f"{value:.1e}" if value < 0.001 else f"{value:.3f}"
