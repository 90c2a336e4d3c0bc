"""bf16 on real photos, with the bundled model."""

from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines import open_engine
from resnet_desktop.engines.openvino_network import import_openvino
from resnet_desktop.images import decode, short_side_for, to_batch
from resnet_desktop.models import DEFAULT_MODEL, default_library


@pytest.mark.shared_data
def test_bf16_keeps_the_first_class_of_99_in_100_photos(shared_data: Path) -> None:
    library = default_library()
    if DEFAULT_MODEL not in library.names():
        pytest.skip(f"the bundled model {DEFAULT_MODEL} is not there yet")
    if "BF16" not in import_openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        pytest.skip("this processor has no bf16")
    model = library.get(DEFAULT_MODEL)
    preprocessing = model.card.preprocessing
    photos = sorted((shared_data / "data" / "photos").glob("*.JPEG"))
    batch = to_batch([decode(path, short_side_for(preprocessing)) for path in photos], preprocessing)
    assert len(batch) >= 100

    exact = open_engine(model, "cpu", "f32").predict(batch).argmax(axis=1)
    rounded = open_engine(model, "cpu", "bf16").predict(batch).argmax(axis=1)

    assert np.mean(exact == rounded) >= 0.99
