"""The record that a file was run and agreed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from resnet_desktop.exporting.agreement import Agreement

SCHEMA = 1


class CertificateError(Exception):
    """A record is no certificate that this program can read."""


@dataclass(frozen=True)
class Certificate:
    """What an exported file is, and how it compared with the program.

    Attributes:
        format: name of the format.
        model: name of the model.
        weights_sha256: of the model's weights.
        runtime: what ran the file: its own runtime, in a process of its own.
        agreement: how its answers compare with the program's own in f32.
        pictures: which pictures these were, one sentence.
        milliseconds: for one picture, by the number of pictures in a call; ms.
        files: size in bytes and sha256 of each file, by its path beside the certificate, with ``/``.
        versions: of this program, Python and the packages that took part.
        processor: what it was measured on.
        created: ISO 8601, with the time zone.
        schema: version of this record.
    """

    format: str
    model: str
    weights_sha256: str
    runtime: str
    agreement: Agreement
    pictures: str
    milliseconds: Mapping[int, float]
    files: Mapping[str, Mapping[str, Any]]
    versions: Mapping[str, str]
    processor: str
    created: str
    schema: int = field(default=SCHEMA)

    @property
    def size(self) -> int:
        """Of all files of the export without what lies beside it, bytes."""
        return sum(int(each["size"]) for each in self.files.values())

    @property
    def single_ms(self) -> float:
        """Time for a picture that comes alone, ms."""
        return self.milliseconds[1]

    @property
    def best_batch(self) -> int:
        """The number of pictures in a call at which each is fastest."""
        return min(self.milliseconds, key=lambda size: self.milliseconds[size])

    @property
    def best_ms(self) -> float:
        """Time for a picture in the fastest batch, ms."""
        return self.milliseconds[self.best_batch]

    def to_json(self) -> str:
        """Write it as indented JSON with a final newline."""
        record = {"schema": self.schema} | asdict(self)
        record["agreement"]["top1"] = self.agreement.top1
        record["size"] = self.size
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"

    @staticmethod
    def from_json(text: str) -> "Certificate":
        """Read what `to_json` wrote.

        Raises:
            CertificateError: it is something else, or of a later version.
        """
        try:
            record = json.loads(text)
            if record["schema"] != SCHEMA:
                raise CertificateError(f"the certificate has version {record['schema']!r}, not {SCHEMA}")
            values = {each.name: record[each.name] for each in fields(Certificate)}
            known = {each.name: record["agreement"][each.name] for each in fields(Agreement)}
            values["agreement"] = Agreement(**known)
            values["milliseconds"] = {int(size): float(time) for size, time in record["milliseconds"].items()}
            return Certificate(**values)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise CertificateError(f"this is no certificate ({error})") from error
