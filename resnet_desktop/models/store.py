"""One model on disk: a folder with ``card.json`` and ``weights.safetensors``."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.models import tensor_file
from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.errors import ModelError, WeightsError, shown

CARD_FILE = "card.json"
WEIGHTS_FILE = "weights.safetensors"


def read_model(folder: Path) -> Model:
    """Read a model, whole or not at all."""
    card_path, weights_path = folder / CARD_FILE, folder / WEIGHTS_FILE
    try:
        card = Card.from_json(card_path.read_text("utf-8"), card_path)
        data = np.fromfile(weights_path, np.uint8)
    except OSError as error:
        raise ModelError(folder, f"{error.strerror}: {error.filename}") from error
    length = tensor_file.header_length(data[:8].tobytes(), data.size, weights_path)
    tensors = tensor_file.parse_header(data[8 : 8 + length].tobytes(), data.size - 8 - length, weights_path)
    found = {name: tensor.shape for name, tensor in tensors.items()}
    if found != card.graph().shapes():
        raise WeightsError(weights_path, "the tensors of the card's network", "others are there")
    digest = hashlib.sha256(data).hexdigest()
    if digest != card.weights_sha256:
        raise WeightsError(weights_path, f"the checksum {card.weights_sha256}", f"it is {digest}")
    weights = tensor_file.views(data[8 + length :], tensors)
    return Model(card, weights, folder)


def write_model(folder: Path, card: Card, weights: Mapping[str, npt.NDArray[Any]], dtype: str = "float16") -> Model:
    """Write a model so that a reader finds the old one or the new one, never a part.

    Args:
        folder: the model's folder; its parent is made when missing.
        card: its ``weights_sha256`` is filled in here.
        weights: every variable of the card's network; any float type.
        dtype: ``"float16"`` or ``"float32"``, for the kernels. Vectors (biases, batch norms) are always float32: they
            are half a percent of the file, and variances do not fit float16.
    Returns:
        The model as it was written.
    Raises:
        ModelError: the weights are not the network's, or a number does not fit the type.
        OSError: the disk is full or the folder cannot be written; the old model is still there.
    """
    stored: tensor_file.Weights = {}
    for name, shape in card.graph().shapes().items():
        if name not in weights or weights[name].shape != shape:
            raise WeightsError(folder, f"{name} with the shape {shape}", "it is missing or has another")
        with np.errstate(over="ignore"):
            array = np.ascontiguousarray(weights[name], dtype if len(shape) > 1 else "float32")
        if not np.isfinite(array).all():
            raise WeightsError(folder, f"finite numbers that fit {array.dtype}", f"{name} has others")
        stored[name] = array
    if extra := set(weights) - set(stored):
        raise WeightsError(folder, "the network's variables only", f"{shown(sorted(extra)[0])} is there too")
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".partial"))
    try:
        header, names = tensor_file.header_for(stored)
        digest = hashlib.sha256(header)
        with (partial / WEIGHTS_FILE).open("wb") as file:
            file.write(header)
            for name in names:
                part = stored[name].reshape(-1).view(np.uint8).data
                digest.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        card = replace(card, weights_sha256=digest.hexdigest())
        with (partial / CARD_FILE).open("w", encoding="utf-8", newline="\n") as text:
            text.write(card.to_json())
            text.flush()
            os.fsync(text.fileno())
        partial.chmod(0o755)
        if folder.exists():
            previous = partial.with_suffix(".previous")
            os.replace(folder, previous)
            os.replace(partial, folder)
            shutil.rmtree(previous, ignore_errors=True)
        else:
            os.replace(partial, folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Model(card, stored, folder)
