"""Weights from files of several kinds, as arrays with canonical names; nothing in a file is ever executed."""

import zipfile
from pathlib import Path

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.tensor_file import Weights


def read_weights(path: Path) -> Weights:
    """Read a file of weights, for example as the base of a training.

    Args:
        path: ``.npz``.
    Returns:
        Arrays by ``<layer>/<variable>``, Keras's axis order, float16 or float32, finite. Which layers are there is
        the file's choice.
    Raises:
        WeightsError: the file is missing, damaged, too large, or of another kind.
    """
    weights: Weights = {}
    try:
        with np.load(path, allow_pickle=False) as archive:
            for name in archive.files:
                array = archive[name]
                if array.dtype not in (np.float16, np.float32):
                    raise WeightsError(path, "float16 or float32", f"{shown(name)} is {array.dtype}")
                if not np.isfinite(array).all():
                    raise WeightsError(path, "finite numbers", f"{shown(name)} has a NaN or an infinity")
                weights[name] = array
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise WeightsError(path, "a readable .npz file", shown(str(error))) from error
    return weights
