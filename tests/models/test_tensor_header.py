import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.models import WeightsError
from resnet_desktop.models.tensor_header import LONGEST_HEADER, header_for, header_length, parse_header

PATH = Path("weights.safetensors")


def entry(dtype: Any = "F32", shape: Any = (2, 3), place: Any = (0, 24)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": place}


def parsed(record: Any, data_size: int = 24) -> Any:
    return parse_header(json.dumps(record).encode(), data_size, PATH)


def test_tensors_come_in_the_order_of_their_data() -> None:
    found = parsed({"b": entry(place=(24, 48)), "a": entry(), "__metadata__": {"by": "somebody"}}, 48)
    assert list(found) == ["a", "b"]
    assert found["b"].shape == (2, 3)
    assert found["b"].dtype == np.float32


def test_a_written_header_is_read_as_it_was_meant() -> None:
    arrays = {"half": np.zeros((3,), "<f2"), "whole": np.zeros((2, 2), "<f4")}
    header, names = header_for(arrays)
    assert names == ["whole", "half"], "the wider type goes first so that everything is aligned"
    assert len(header) % 8 == 0
    assert header_length(header[:8], len(header) + 22, PATH) == len(header) - 8
    found = parse_header(header[8:], 22, PATH)
    assert {name: (tensor.shape, tensor.begin, tensor.end) for name, tensor in found.items()} == {
        "whole": ((2, 2), 0, 16),
        "half": ((3,), 16, 22),
    }


@pytest.mark.parametrize("length", [0, 1, LONGEST_HEADER + 1, 1 << 40, (1 << 64) - 1])
def test_an_impossible_header_length_is_refused(length: int) -> None:
    with pytest.raises(WeightsError, match=f"{length:,} bytes"):
        header_length(length.to_bytes(8, "little"), 1 << 30, PATH)


def test_a_header_longer_than_the_file_is_refused() -> None:
    with pytest.raises(WeightsError, match="a safetensors header of 2 to 92 bytes"):
        header_length((93).to_bytes(8, "little"), 100, PATH)
    with pytest.raises(WeightsError, match="only 3 bytes"):
        header_length(b"abc", 3, PATH)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ([], "it is \\[\\]"),
        ({"a": 1}, "'a' has 1"),
        ({"a": {"dtype": "F32", "shape": [2, 3]}}, "a place"),
        ({"a": entry() | {"extra": 1}}, "'a' has"),
        ({"a": entry("I64", (3,))}, "type F16 or F32"),
        ({"a": entry("BF16", (12,))}, "'BF16'"),
        ({"a": entry(["F32"])}, "type F16 or F32"),
        ({"a": entry(shape=(2, -3))}, "'a' has \\[2, -3\\]"),
        ({"a": entry(shape=(2.0, 3))}, "a shape"),
        ({"a": entry(shape=(True, 6))}, "a shape"),
        ({"a": entry(shape="23")}, "a shape"),
        ({"a": entry(shape=[1] * 9)}, "a shape"),
        ({"a": entry(shape=(1 << 60,))}, "a shape"),
        ({"a": entry(place=(0, 24, 48))}, "two places"),
        ({"a": entry(place=(-24, 0))}, "two places"),
        ({"a": entry(place=(24, 0))}, "24 bytes for 'a'"),
        ({"a": entry(place=(0, 20))}, "the header gives it 20"),
        ({"a": entry(shape=(1 << 24, 1 << 24))}, "562,949,953,421,312|1,125,899,906,842,624"),
        ({"a": entry(place=(8, 32))}, "begin at byte 0"),
        ({"a": entry(), "b": entry()}, "'b' to begin at byte 24"),
        ({"a": entry(), "b": entry(place=(32, 56))}, "'b' to begin at byte 24"),
        ({"a": entry(), "b": entry(place=(24, 48))}, "48 bytes of weights"),
        ({"a": entry(shape=(1, 3), place=(0, 12))}, "12 bytes of weights"),
        ({}, "0 bytes of weights"),
    ],
)
def test_a_header_that_does_not_fit_the_file_is_refused(record: Any, reason: str) -> None:
    with pytest.raises(WeightsError, match=reason):
        parsed(record)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"a": ' + b"[" * 100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        json.dumps({"a": entry()}).encode()[:-1] + b"," + json.dumps({"a": entry()}).encode()[1:],
    ],
)
def test_a_header_that_is_no_json_or_names_a_tensor_twice_is_refused(header: bytes) -> None:
    with pytest.raises(WeightsError, match="the header cannot be read"):
        parse_header(header, 24, PATH)
