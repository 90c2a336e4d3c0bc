from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.images import PictureError, decode, short_side_for, to_batch
from resnet_desktop.inspection.lab_outcomes import Sweep
from resnet_desktop.inspection.lab_sweep import sweep_picture, sweep_pictures
from resnet_desktop.inspection.live import LiveNetwork
from resnet_desktop.jobs import Cancelled, Control, Progress
from tests.helpers.random_model import random_model


@pytest.fixture(scope="module")
def live() -> LiveNetwork:
    return LiveNetwork(random_model("resnet50", 64))


def unknown(_: Path) -> None:
    return None


def test_one_picture_equals_switching_each_block_off_by_hand(live: LiveNetwork, sample_photos: list[Path]) -> None:
    preprocessing = live.model.card.preprocessing
    picture = to_batch([decode(sample_photos[0], short_side_for(preprocessing))], preprocessing)
    whole = live.predict(picture, [()])[0]
    sweep = sweep_picture(live, picture[0], truth=int(whole.argmax()))
    assert tuple(each.name for each in sweep.outcomes) == live.blocks
    assert (sweep.first, sweep.judged, sweep.right) == (whole.argmax(), 1, 1)
    for each in sweep.outcomes:
        without = live.predict(picture, [(each.name,)])[0]
        assert each.change == pytest.approx(without[whole.argmax()] - whole.max(), abs=1e-5)
        assert each.first == without.argmax()
        assert each.right == each.changed ^ 1
    assert max(abs(each.change) for each in sweep.outcomes) > 1e-3


def test_a_folder_is_the_mean_of_its_pictures(live: LiveNetwork, sample_photos: list[Path]) -> None:
    photos = sample_photos[:5]
    progresses: list[Progress] = []
    parts: list[Sweep] = []
    together = sweep_pictures(live, photos, Control(progresses.append), lambda _: 3, parts.append)
    alone = [sweep_pictures(live, [photo], Control(), unknown) for photo in photos]
    assert together.pictures == together.judged == len(photos)
    for row, each in enumerate(together.outcomes):
        assert each.change == pytest.approx(np.mean([one.outcomes[row].change for one in alone]), abs=1e-6)
        assert each.changed == sum(one.outcomes[row].changed for one in alone)
    assert progresses[0] == Progress(0, len(photos))
    assert progresses[-1] == Progress(len(photos), len(photos))
    assert len(parts) > 1
    assert parts[-1] == together


def test_a_broken_file_stops_nothing(live: LiveNetwork, sample_photos: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 no picture")
    sweep = sweep_pictures(live, [broken, sample_photos[0], tmp_path / "gone.png"], Control(), unknown)
    assert sweep.pictures == 1
    assert [path for path, _ in sweep.broken] == [broken, tmp_path / "gone.png"]
    assert all(isinstance(error, PictureError) for _, error in sweep.broken)


def test_a_sweep_stops_after_the_batch_at_hand(live: LiveNetwork, sample_photos: list[Path]) -> None:
    control = Control()
    parts: list[Sweep] = []

    def stop(part: Sweep) -> None:
        parts.append(part)
        control.cancel()

    with pytest.raises(Cancelled):
        sweep_pictures(live, sample_photos * 20, control, unknown, stop)
    assert len(parts) == 1
    assert parts[0].pictures < 20


def test_no_pictures_give_an_empty_sweep(live: LiveNetwork) -> None:
    assert sweep_pictures(live, [], Control(), unknown).pictures == 0
