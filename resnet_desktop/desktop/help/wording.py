"""What help says; pure functions of plain values, no Qt."""

from collections.abc import Mapping
from typing import Any

ABOUT = "Classify pictures with ResNet-50, look inside the network, and fine-tune it: offline, on your own machine."
LICENCE = "MIT licence. No telemetry, no updates by itself: nothing leaves this machine unless you export it."
REPORT = "Diagnostic report"
REPORT_TEXT = (
    "Versions, devices and the end of the log, for whoever looks for a fault. Names and paths are taken out. "
    "Nothing is sent: below is all of it, and you decide who gets the file."
)
COLLECTING = "Collecting…"
LICENCES_TIP = "Show the licences of everything that is packed with the program"
NO_LOG = "The folder of the log cannot be shown: {}"


def report_text(files: Mapping[str, str]) -> str:
    """Put a report's files below each other, each with its name."""
    return "\n".join(f"--- {name}\n{text.rstrip()}\n" for name, text in files.items())


def about_facts(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Tell versions and devices.

    Args:
        facts: of the report: ``program``, ``machine``, ``devices`` and ``window``.
    """
    program, machine, devices = facts["program"], facts["machine"], facts["devices"]
    packages = program["packages"]
    qt = facts.get("window", {}).get("qt", "")
    versions = [f"Python {program['python']}", f"Qt {qt}" if qt else ""]
    versions += [f"{title} {packages[name]}" for name, title in _TITLES.items() if name in packages]
    memory = machine.get("memory_gb")
    cores = f"{machine['cores']} cores"
    return (
        ("Version", program["program"] + (", packaged" if program["packaged"] else ", from source")),
        ("With", ", ".join(part for part in versions if part)),
        ("System", machine["system"]),
        ("Processor", ", ".join(part for part in (_cpu(devices, machine), cores) if part)),
        ("Precisions", _precisions(devices)),
        ("GPU", _gpu(devices)),
        ("Memory", f"{memory:,.1f} GB" if memory else "unknown"),
    )


_TITLES = {
    "openvino": "OpenVINO",
    "tensorflow": "TensorFlow",
    "tensorflow-cpu": "TensorFlow (CPU)",
    "keras": "Keras",
    "numpy": "NumPy",
    "pillow": "Pillow",
}
_PRECISIONS = {"FP32": "f32", "BF16": "bf16", "INT8": "int8"}


def _cpu(devices: Mapping[str, Any], machine: Mapping[str, Any]) -> str:
    cpu = devices.get("cpu")
    return str(cpu["name"]) if isinstance(cpu, Mapping) else str(machine["processor"])


def _precisions(devices: Mapping[str, Any]) -> str:
    cpu = devices.get("cpu")
    if not isinstance(cpu, Mapping):
        return str(cpu)
    return ", ".join(words for name, words in _PRECISIONS.items() if name in cpu["capabilities"])


def _gpu(devices: Mapping[str, Any]) -> str:
    number = devices.get("gpus", 0)
    if not number:
        return "none that an NVIDIA driver reports"
    words = "1 NVIDIA GPU" if number == 1 else f"{number} NVIDIA GPUs"
    return words if devices.get("gpu_backend") else f"{words}, which the installed TensorFlow cannot use"
