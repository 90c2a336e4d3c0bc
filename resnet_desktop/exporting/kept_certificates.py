"""Certificates of earlier exports, kept in the cache by the weights that they are about."""

from contextlib import suppress
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.exporting.certificate import Certificate, CertificateError
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.models import Card


def keep(certificate: Certificate) -> None:
    """Keep a certificate in place of an earlier one of the same weights and format; a full disk keeps none."""
    if certificate.weights_sha256:
        with suppress(OSError):  # the export is there and has its own copy
            path = _path(certificate.weights_sha256, certificate.format)
            paths.write_atomically(path, certificate.to_json().encode())


def known_certificates(card: Card) -> dict[str, Certificate]:
    """What is known about the exports of a model on this machine, by the format's name, in the formats' order."""
    known = {}
    for name in FORMATS if card.weights_sha256 else ():
        with suppress(OSError, CertificateError, UnicodeDecodeError):  # it was never made, or by another version
            known[name] = Certificate.from_json(_path(card.weights_sha256, name).read_text(encoding="utf-8"))
    return known


def _path(weights_sha256: str, name: str) -> Path:
    return paths.cache_dir() / "certificates" / weights_sha256 / f"{name}.json"
