from pathlib import Path

import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.images import PictureError


def test_the_error_says_only_its_reason_and_carries_the_path() -> None:
    error = PictureError(Path("a\nb.jpg"), "This file is empty.")
    assert str(error) == error.reason == "This file is empty."
    assert error.path == Path("a\nb.jpg")
    with pytest.raises(UserError):
        raise error
