import pytest

from resnet_desktop.models.names import name_problem


@pytest.mark.parametrize("name", ["resnet50-cifar10", "a", "7", "My_flowers.v2", "x" * 64, "console", "com10", "a.b-"])
def test_a_plain_name_is_possible(name: str) -> None:
    assert name_problem(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        "../x",
        "a/b",
        "a\\b",
        "/etc",
        "C:x",
        "~",
        ".hidden",
        "a.",
        "a b",
        "a\n",
        "a\0",
        "ä",
        "-rf",
        "_x",
        "a*",
    ],
)
def test_a_name_that_would_be_another_path_or_unwieldy_is_refused(name: str) -> None:
    assert "letters from a to z" in name_problem(name)


@pytest.mark.parametrize("name", ["con", "NUL", "Aux.model", "com1", "LPT9.x.y", "prn"])
def test_a_name_that_windows_keeps_for_a_device_is_refused_everywhere(name: str) -> None:
    assert "Windows" in name_problem(name)


def test_length_is_limited() -> None:
    assert "64" in name_problem("x" * 65)
    assert "needs a name" in name_problem("")
