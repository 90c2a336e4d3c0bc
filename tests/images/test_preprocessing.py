import json
import re
from typing import Any

import pytest

from resnet_desktop.images import Preprocessing


def test_the_crop_is_the_centred_square_in_source_pixels() -> None:
    assert Preprocessing(224).crop_box(640, 480) == (110.0, 30.0, 530.0, 450.0)  # 480 * 0.875 = 420
    assert Preprocessing(224, crop_fraction=1.0).crop_box(3, 10) == (0.0, 3.5, 3.0, 6.5)


@pytest.mark.parametrize("preprocessing", [Preprocessing(224), Preprocessing(96, 1.0, 32), Preprocessing(1, 0.5, 1)])
def test_the_record_survives_json(preprocessing: Preprocessing) -> None:
    assert Preprocessing.from_dict(json.loads(json.dumps(preprocessing.to_dict()))) == preprocessing


def test_only_the_input_size_is_required() -> None:
    assert Preprocessing.from_dict({"input_size": 64}) == Preprocessing(64, 224 / 256, None)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({}, "lacks the field input_size"),
        ({"input_size": 0}, "input_size must be a whole number of pixels from 1 to 4096, not 0"),
        ({"input_size": 5000}, "not 5000"),
        ({"input_size": 64.0}, "not 64.0"),
        ({"input_size": True}, "not True"),
        ({"input_size": "64"}, "not '64'"),
        ({"input_size": 64, "source_size": -1}, "source_size must be"),
        ({"input_size": 64, "crop_fraction": 0}, "above 0 and at most 1, not 0"),
        ({"input_size": 64, "crop_fraction": 1.5}, "not 1.5"),
        ({"input_size": 64, "crop_fraction": float("nan")}, "not nan"),
        ({"input_size": 64, "crop_fraction": None}, "not None"),
        ({"input_size": 64, "crop": 0.9}, "unknown field 'crop'"),
        ([64], "must be a record"),
    ],
)
def test_an_impossible_record_is_refused_with_the_field_and_what_came(record: Any, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Preprocessing.from_dict(record)
