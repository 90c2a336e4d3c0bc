"""The plan's words, its command and its names."""

import argparse
import dataclasses
import shlex

import pytest

from resnet_desktop.commands import train
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.command import command_for
from resnet_desktop.desktop.train.planning.naming import data_name, problem_with, proposed_name
from resnet_desktop.training.cifar10 import CIFAR10_SOURCE
from resnet_desktop.training.forecast import Forecast
from resnet_desktop.training.plan import Plan
from tests.desktop.train.planning.test_forecaster import pictures

CAST = Forecast(seconds=720, least_s=600, most_s=1000, memory=900_000_000, disk=310_000_000)


def test_a_forecast_is_a_range_with_memory_and_disk() -> None:
    assert wording.time_words(CAST) == "about 12 min"
    assert wording.cost_words(CAST) == "10 to 17 min · 900 MB memory · 310 MB disk"
    assert wording.cost_words(dataclasses.replace(CAST, memory=0)) == "10 to 17 min · 310 MB disk"
    assert (wording.time_words(None), wording.cost_words(None)) == ("not measured", "")


@pytest.mark.parametrize(
    ("least_s", "most_s", "words"),
    [(20, 45, "20 to 45 s"), (85, 140, "1 to 2 min"), (115, 140, "2 min"), (5000, 9000, "1.4 to 2.5 h")],
)
def test_a_range_is_in_one_unit(least_s: float, most_s: float, words: str) -> None:
    assert wording.span(least_s, most_s) == words


def test_the_command_does_the_same_as_the_plan() -> None:
    plan = Plan(freeze=5, learning_rate=0.05, flip=False, licence="CC BY 4.0", base="none", optimizer="adam")
    line = command_for("my-model", plan, {"data": "/pictures/of cats", "archive": ""}, is_windows=False)
    assert line.startswith("resnet-desktop train --name my-model --data '/pictures/of cats' ")
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    arguments = parser.parse_args(shlex.split(line)[2:])
    assert arguments.name == "my-model"
    assert train.plan_from(arguments) == dataclasses.replace(plan, data="/pictures/of cats")


def test_an_archive_is_said_without_the_data_that_it_takes_the_place_of() -> None:
    line = command_for("birds", Plan(), {"data": "cifar10", "archive": "/a/birds.tar.gz"}, is_windows=False)
    assert line == "resnet-desktop train --name birds --archive /a/birds.tar.gz"


def test_a_copied_command_says_what_it_leaves_out() -> None:
    data = pictures()
    assert "the same" in wording.copied_words(data)
    assert "CIFAR-10" in wording.copied_words(None)
    changed = dataclasses.replace(data, excluded={"a": "", "b": ""}, relabelled={"c": "b"})
    assert wording.copied_words(changed).endswith("changed here: 2 pictures left out, 1 picture with another class.")


@pytest.mark.parametrize(
    ("data_plan", "name"),
    [
        ({"data": "/pictures/cats", "archive": ""}, "folder"),
        ({"data": "cifar10", "archive": "C:\\my\\birds.tar.gz"}, "birds"),
        ({"data": "cifar10", "archive": f"/cache/{CIFAR10_SOURCE.file_name}"}, "cifar10"),
    ],
)
def test_an_archive_is_called_by_its_own_name(data_plan: dict[str, str], name: str) -> None:
    assert data_name(data_plan, "folder") == name


def test_a_command_on_windows_is_quoted_for_its_shell() -> None:
    line = command_for("", Plan(), {"data": r"C:\my cats"}, is_windows=True)
    assert line == r'resnet-desktop train --name NAME --data "C:\my cats"'


@pytest.mark.parametrize(
    ("data", "taken", "name"),
    [
        ("My Photos (2024)", (), "my-photos-2024"),
        ("cats", ("Cats", "cats-2"), "cats-3"),
        ("", (), "model"),
        ("日本", (), "model"),
        ("..", ("model",), "model-2"),
    ],
)
def test_a_proposed_name_can_be_used(data: str, taken: tuple[str, ...], name: str) -> None:
    assert proposed_name(data, taken) == name
    assert problem_with(name, taken, ()) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "A model needs a name."),
        ("a b", "letters from a to z"),
        ("Resnet50-CIFAR10", "There is already a model named"),
        ("first", "There is already a run named first"),
        ("fine", ""),
    ],
)
def test_a_name_that_cannot_be_says_why(name: str, words: str) -> None:
    problem = problem_with(name, ("first",), ("resnet50-cifar10",))
    assert words in problem
    assert bool(problem) == bool(words)


def test_a_base_must_be_of_the_plans_network_and_there_where_something_stays() -> None:
    assert wording.base_problem(Plan(), "resnet50") == ""
    assert "choose that network" in wording.base_problem(Plan(network="listing"), "resnet50")
    assert "freeze line to 0" in wording.base_problem(Plan(base="none", freeze=3), None)
    assert wording.base_problem(Plan(base="none"), None) == ""


def test_the_freeze_line_is_explained_everywhere() -> None:
    texts = [wording.freeze_words(freeze) for freeze in range(6)]
    assert len(set(texts)) == 6
    assert texts[3] == "Up to stage 3 all stays as it is; stages 4 to 5 and the classifier are trained."
