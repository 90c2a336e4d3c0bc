import json
from pathlib import Path

import pytest

from resnet_desktop import cli


def test_the_default_is_resnet50_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["network"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ResNet-50, 224x224 input, 1,000 classes"
    assert lines[-1].startswith("total")
    assert "25,636,712" in lines[-1]


def test_a_table_by_stage_has_a_row_for_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["network", "--by", "stage", "--name", "listing"]) == 0
    text = capsys.readouterr().out
    assert [line.split("  ")[0] for line in text.splitlines()[4:-2]] == [
        "stem", "stage 2", "stage 3", "stage 4", "stage 5", "classifier",
    ]  # fmt: skip
    assert "21,827,624" in text


def test_json_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "network.json"
    arguments = ["--format", "json", "--input-size", "64", "--classes", "6", "--pool-window", "2"]
    assert cli.main(["network", *arguments, "--output", str(file)]) == 0
    assert capsys.readouterr().out == ""
    record = json.loads(file.read_text())
    assert (record["input_size"], record["classes"], record["pool_window"]) == (64, 6, 2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--input-size", "0"], "The input size must be a whole number from 1 to 4,096 px, not 0"),
        (["--classes", "1"], "The number of classes must be a whole number from 2 to 100,000, not 1"),
        (["--pool-window", "8"], "so the window can be 1 to 7"),
        (["--name", "vgg"], "invalid choice: 'vgg'"),
        (["--output", "/nowhere/at/all/network.txt"], "/nowhere"),
    ],
)
def test_what_is_impossible_ends_with_2_and_the_reason(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)  # root may write everywhere
    assert cli.main(["network", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_drawing_holds_every_block_and_with_layers_every_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["network", "--format", "svg", "--classes", "10"]) == 0
    text = capsys.readouterr().out
    names = [f"{stage}{block}" for stage, count in zip("2345", (3, 4, 6, 3), strict=True) for block in "abcdef"[:count]]
    assert all(f'id="network-{name}"' in text for name in names)
    assert "res4c_branch2b" not in text
    assert cli.main(["network", "--format", "svg", "--by", "layer"]) == 0
    assert 'id="network-res4c_branch2b"' in capsys.readouterr().out
