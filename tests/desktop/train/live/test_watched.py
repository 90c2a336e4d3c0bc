"""What the window itself says when a run cannot be made."""

from pathlib import Path

import pytest

from resnet_desktop.desktop.train.live.watched import Trainings
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run


def test_a_taken_name_is_told_without_an_option_of_the_command_line(tmp_path: Path) -> None:
    pictures = (Example("cat/1.png", 0), Example("dog/1.png", 1))
    data = DataSet(tmp_path, ("cat", "dog"), pictures, pictures, ())
    Run.create("pets", Plan(), data)
    with pytest.raises(UserError) as caught:
        Trainings().create("pets", Plan(), Control(), data)
    assert str(caught.value) == "There is already a run named pets: choose another name, or go on with that run."
