"""What this CPU is best at, and what a model can be computed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from resnet_desktop.engines.int8_ranges import RangesError, read_ranges
from resnet_desktop.engines.int8_rounding import add_kernel, add_rounding, round_kernel
from resnet_desktop.engines.openvino_network import import_openvino, openvino_core
from resnet_desktop.engines.protocol import EngineError
from resnet_desktop.models import Card

_BFLOAT16, _INT8 = "BF16", "INT8"
_DOT_PRODUCTS = "brgconv"


@dataclass(frozen=True)
class Choice:
    """What a model is computed in.

    Attributes:
        precision: ``f32``, ``bf16`` or ``int8``.
        ranges: of the layers, for int8; else None.
        notices: what was not done as asked, one sentence for a person each.
    """

    precision: str
    ranges: Mapping[str, float] | None = None
    notices: tuple[str, ...] = ()


def choose_precision(card: Card, precision: str) -> Choice:
    """Choose what a model is computed in on this CPU.

    Args:
        card: the model's.
        precision: as asked for. ``auto`` is int8 where the model has ranges and the CPU instructions for it, else bf16
            where the CPU has that, else f32.
    Raises:
        EngineError: int8 was asked for, and the model has no ranges, or wrong ones.
        ImportError: OpenVINO is not installed.
    """
    if precision == "int8":
        if (ranges := read_ranges(card)) is None:
            raise EngineError(
                f"The model {card.name!r} cannot be computed in int8, because it has no activation ranges for it; "
                "make it faster first, or choose f32 or bf16"
            )
        slow = () if has_fast_int8() else ("This processor has no instructions for int8; another precision is faster",)
        return Choice("int8", ranges, slow)
    if precision != "auto":
        return Choice(precision)
    other = "bf16" if _BFLOAT16 in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    if card.int8_ranges is None:
        return Choice(other)
    try:
        ranges = read_ranges(card)
    except RangesError as error:
        return Choice(other, notices=(str(error),))
    return Choice("int8", ranges) if has_fast_int8() else Choice(other)


@cache
def has_fast_int8() -> bool:
    """Whether this CPU has instructions for sums of products of bytes: VNNI or AMX.

    OpenVINO says that it can do int8 on every CPU. What tells is the kernel that it takes for a small convolution: its
    blocked one for int8 comes before the others only where there are such instructions.

    Raises:
        ImportError: OpenVINO is not installed.
    Source:
        oneDNN, ``src/cpu/cpu_convolution_list.cpp``: the order of kernels for u8 by s8.
    """
    if _INT8 not in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        return False
    openvino = import_openvino()
    from openvino import opset13 as ops

    values = ops.parameter([1, 64, 8, 8], openvino.Type.f32)
    rounded, scale = round_kernel(np.ones((64, 64, 1, 1), np.float32), 0)
    kernel = add_kernel(ops, ops.constant(rounded), ops.constant(scale))
    convolution = ops.convolution(
        add_rounding(ops, values, 1.0, is_signed=False), kernel, [1, 1], [0, 0], [0, 0], [1, 1]
    )
    network = openvino.Model([ops.result(convolution)], [values], "probe")
    nodes = openvino_core().compile_model(network, "CPU").get_runtime_model().get_ordered_ops()
    kernels = [str(node.get_rt_info()["primitiveType"].astype(str)) for node in nodes]
    return any(name.startswith(_DOT_PRODUCTS) and name.endswith("_I8") for name in kernels)
