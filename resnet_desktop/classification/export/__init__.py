"""Entries as files: CSV for spreadsheets, JSON for programs, a table for a terminal, a report for people."""

from resnet_desktop.classification.export.formats import ENCODINGS, UNENCODABLE, EntryWriter, form_for, open_writer
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.export.whole import ExportError, export

__all__ = [
    "ENCODINGS",
    "UNENCODABLE",
    "EntryWriter",
    "ExportError",
    "Options",
    "Origin",
    "export",
    "form_for",
    "open_writer",
]
