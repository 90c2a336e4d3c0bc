from typing import Any

from resnet_desktop.desktop.help import wording

FACTS: dict[str, Any] = {
    "program": {
        "program": "9.1",
        "packaged": True,
        "python": "3.12.1",
        "packages": {"openvino": "2026.1", "tqdm": "4"},
    },
    "machine": {"system": "Linux", "processor": "x86", "cores": 8, "memory_gb": 15.9},
    "devices": {"gpus": 1, "gpu_backend": False, "cpu": {"name": "A CPU", "capabilities": ["FP32", "INT8", "BIN"]}},
    "window": {"qt": "6.11"},
}


def test_versions_and_devices_are_told() -> None:
    assert wording.about_facts(FACTS) == (
        ("Version", "9.1, packaged"),
        ("With", "Python 3.12.1, Qt 6.11, OpenVINO 2026.1"),
        ("System", "Linux"),
        ("Processor", "A CPU, 8 cores"),
        ("Precisions", "f32, int8"),
        ("GPU", "1 NVIDIA GPU, which the installed TensorFlow cannot use"),
        ("Memory", "15.9 GB"),
    )


def test_what_is_not_known_is_said_so() -> None:
    devices = {"gpus": 0, "cpu": "OpenVINO cannot be used: no module"}
    facts = dict(wording.about_facts({**FACTS, "devices": devices, "machine": {**FACTS["machine"], "memory_gb": None}}))
    assert facts["Processor"] == "x86, 8 cores"
    assert facts["Precisions"] == "OpenVINO cannot be used: no module"
    assert facts["GPU"] == "none that an NVIDIA driver reports"
    assert facts["Memory"] == "unknown"


def test_a_report_is_read_file_by_file() -> None:
    assert wording.report_text({"a.json": "{}\n", "logs/b.log": "x"}) == "--- a.json\n{}\n\n--- logs/b.log\nx\n"
