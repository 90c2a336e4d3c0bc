"""What is read from pip's output, and what is told of it."""

import pytest

from pip_run import Activity, clock, reason_of

# Lines of pip 26.3, shortened.
NO_NETWORK = [
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...: Failed to establish a new",
    "connection: [Errno -3] Temporary failure in name resolution')': /simple/numpy/",
    "ERROR: Could not find a version that satisfies the requirement numpy (from versions: none)",
    "ERROR: No matching distribution found for numpy",
]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (NO_NETWORK, "cannot be reached"),
        (["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"], "disk is full"),
        (["SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]"], "PIP_CERT"),
        (["ProxyError('Cannot connect to proxy.', ...)"], "HTTPS_PROXY"),
        (["ERROR: No matching distribution found for tensorflow<3,>=2.21"], "has no tensorflow for this Python"),
        (["no matching distributions available for your environment:", "    keras", "", "To fix"], "has no keras for"),
        (["ERROR: ResolutionImpossible: for help visit"], "ResolutionImpossible"),
        (["Usage:", "", "option --progress-bar: invalid choice: 'raw'", ""], "option --progress-bar"),
        ([], "pip gave no reason"),
    ],
)
def test_a_failure_has_one_reason_for_a_person(lines: list[str], reason: str) -> None:
    assert reason in reason_of(lines)
    assert "\n" not in reason_of(lines)


def test_activity_follows_a_download_and_the_unpacking() -> None:
    activity = Activity()
    activity.read("Collecting keras<4,>=3.15\n")
    assert activity.now == "looking for keras"
    activity.read("  Downloading tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl (245.3 MB)\n")
    assert activity.now == "downloading tensorflow_cpu (245.3 MB)"
    assert not activity.read("Progress 83402000 of 245300000\n")
    assert activity.now == "downloading tensorflow_cpu (245.3 MB) 34 %"
    assert activity.read("Installing collected packages: keras, tensorflow-cpu\n")
    assert activity.now == "unpacking"


def test_a_download_of_unknown_length_is_no_division_by_zero() -> None:
    activity = Activity()
    activity.read("Downloading keras-3.15.1-py3-none-any.whl (1.4 MB)")
    activity.read("Progress 0 of 0")
    assert activity.now == "downloading keras (1.4 MB) 0 %"


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (7.9, "0:07"), (754, "12:34")])
def test_elapsed_time_reads_as_a_stopwatch(seconds: float, text: str) -> None:
    assert clock(seconds) == text
