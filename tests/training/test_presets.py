import dataclasses

import pytest

from resnet_desktop.images import Preprocessing
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS, fitted_to_base


def test_the_presets_train_more_and_more() -> None:
    assert list(PRESETS) == ["quick", "balanced", "full"]
    plans = [preset.apply(Plan()) for preset in PRESETS.values()]
    assert [plan.freeze for plan in plans] == sorted((plan.freeze for plan in plans), reverse=True)
    assert [plan.is_quick for plan in plans] == [True, False, False]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_leaves_nothing_of_the_one_before(name: str) -> None:
    plan = Plan(data="pictures", base="mine", seed=7, input_size=96)
    expected = PRESETS[name].apply(plan)
    for other in PRESETS.values():
        assert PRESETS[name].apply(other.apply(plan)) == expected
    assert (expected.data, expected.base, expected.seed, expected.input_size) == ("pictures", "mine", 7, 96)


def test_a_plan_knows_its_preset_until_it_is_changed() -> None:
    plan = PRESETS["quick"].apply(Plan(seed=7))
    assert [name for name, preset in PRESETS.items() if preset.is_in(plan)] == ["quick"]
    changed = dataclasses.replace(plan, epochs=21)
    assert [name for name, preset in PRESETS.items() if preset.is_in(changed)] == []


def test_sizes_follow_the_base_and_the_datas_own_resolution_only_with_its_data() -> None:
    preprocessing = Preprocessing(112, 1.0, 32)
    own = fitted_to_base(Plan(), preprocessing, has_its_data=False)
    assert (own.input_size, own.crop_fraction, own.source_size) == (112, 1.0, 0)
    assert fitted_to_base(Plan(), preprocessing, has_its_data=True).source_size == 32
    assert fitted_to_base(own, Preprocessing(64), has_its_data=True).input_size == 64
