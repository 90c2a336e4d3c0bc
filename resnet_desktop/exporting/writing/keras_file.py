"""Writing a ``.keras`` file."""

from pathlib import Path

from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.exporting.writing.keras_network import build_export_network


def write(blueprint: Blueprint, path: Path) -> None:
    """Write a file that ``keras.saving.load_model`` reads in its safe mode, without this program."""
    build_export_network(blueprint).save(path)
