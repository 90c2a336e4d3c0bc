import dataclasses

import pytest

from resnet_desktop.network import LISTING, NETWORKS, RESNET50, RESNET50_V15, Kind, NetworkError, build


@pytest.mark.parametrize(
    ("name", "parameters", "trainable"),
    # 25,636,712: keras.applications.ResNet50; 21,827,624: the program listing's own summary.
    [("resnet50", 25_636_712, 25_583_592), ("listing", 21_827_624, 21_810_472)],
)
def test_parameter_counts_equal_the_published_totals(name: str, parameters: int, trainable: int) -> None:
    graph = build(NETWORKS[name])
    assert graph.parameter_count == parameters
    assert graph.trainable_parameter_count == trainable


def test_version_1_5_has_torchvisions_parameters_and_zeros_for_the_biases_it_lacks() -> None:
    graph = build(RESNET50_V15)
    convolutions = [layer for layer in graph.layers if layer.kind is Kind.CONVOLUTION]
    biases = sum(layer.output_shape[-1] for layer in convolutions)
    assert graph.trainable_parameter_count - biases == 25_557_032  # torchvision.models.ResNet50_Weights, num_params
    assert graph.macs == pytest.approx(4.089e9, rel=1e-3)  # the same table's GFLOPS, which are multiply-adds


def test_version_1_5_takes_its_steps_in_the_3x3_convolutions_padded_on_all_sides() -> None:
    graph = build(RESNET50_V15)
    branch = [layer for layer in graph.layers if layer.name.startswith("res3a_branch2") and layer.kernel]
    assert [layer.stride for layer in branch] == [1, 2, 1]
    assert graph.layer("res3a_branch2b").inputs == ("res3a_branch2b_pad",)
    assert graph.layer("res3a_branch2b_pad").output_shape == (58, 58, 128)
    assert graph.layer("res3a_relu").output_shape == (28, 28, 512)
    assert build(RESNET50).shapes() == graph.shapes()


def test_resnet50_costs_3_86_gmac_at_224_px() -> None:
    assert build(RESNET50).macs == pytest.approx(3.86e9, rel=1e-3)  # He et al. 2015, table 1: 3.8e9


def test_the_listings_network_has_128_layers() -> None:
    assert len(build(LISTING).layers) == 128


def test_stages_halve_the_map_as_in_the_paper() -> None:
    graph = build(RESNET50)
    outputs = [graph.layer(f"res{stage}a_relu").output_shape for stage in (2, 3, 4, 5)]
    assert outputs == [(56, 56, 256), (28, 28, 512), (14, 14, 1024), (7, 7, 2048)]


def test_receptive_field_of_the_last_block_is_483_px() -> None:
    # Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", 2019, table: ResNet-50 v1.
    assert build(RESNET50).layer("res5c_relu").receptive_field == 483


def test_the_textbook_variant_pools_two_by_two() -> None:
    graph = build(RESNET50, input_size=64, classes=6, pool_window=2)
    assert graph.layer("res5c_relu").output_shape == (2, 2, 2048)
    assert graph.layer("avg_pool").output_shape == (1, 1, 2048)
    assert graph.output.name == "fc6"
    assert graph.output.output_shape == (6,)


def test_a_small_window_on_a_large_map_widens_the_dense_layer() -> None:
    graph = build(RESNET50, input_size=224, classes=6, pool_window=2)
    assert graph.layer("avg_pool").output_shape == (3, 3, 2048)
    assert graph.output.variables[0].shape == (3 * 3 * 2048, 6)


def test_changing_one_tuple_gives_resnet_101() -> None:
    stages = tuple(
        dataclasses.replace(stage, blocks=blocks) for stage, blocks in zip(RESNET50.stages, (3, 4, 23, 3), strict=True)
    )
    resnet101 = dataclasses.replace(RESNET50, stages=stages)
    assert build(resnet101).parameter_count == 44_707_176  # keras.applications.ResNet101


def test_every_layer_reads_layers_that_come_before_it() -> None:
    for network in NETWORKS.values():
        seen: set[str] = set()
        for layer in build(network).layers:
            assert seen.issuperset(layer.inputs)
            assert layer.name not in seen
            seen.add(layer.name)


def test_only_a_stages_first_block_projects_its_shortcut() -> None:
    shortcuts = [layer.name for layer in build(RESNET50).layers if layer.is_shortcut and layer.kind is Kind.CONVOLUTION]
    assert shortcuts == ["res2a_branch1", "res3a_branch1", "res4a_branch1", "res5a_branch1"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"input_size": 0}, "input size must be a whole number from 1 to 4,096 px, not 0"),
        ({"input_size": -224}, "not -224"),
        ({"input_size": 5000}, "not 5000"),
        ({"input_size": 64.0}, "not 64.0"),
        ({"input_size": True}, "not True"),
        ({"classes": 1}, "number of classes must be a whole number from 2 to 100,000, not 1"),
        ({"classes": 10**9}, "not 1000000000"),
        ({"pool_window": 8}, "at 224 px input the last map of ResNet-50 is 7x7, so the window can be 1 to 7"),
        ({"pool_window": 0}, "A pooling window of 0 does not fit"),
    ],
)
def test_impossible_numbers_are_refused_with_what_is_possible(arguments: dict[str, int], words: str) -> None:
    with pytest.raises(NetworkError) as caught:
        build(RESNET50, **arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize("network", NETWORKS.values(), ids=lambda network: network.name)
@pytest.mark.parametrize("input_size", [1, 2, 17, 31, 32, 33, 97, 225])
def test_every_possible_size_keeps_positive_shapes(network: object, input_size: int) -> None:
    graph = build(network, input_size)  # type: ignore[arg-type]
    assert all(min(layer.output_shape) >= 1 for layer in graph.layers)


def test_an_unknown_layer_is_named_in_the_error() -> None:
    with pytest.raises(NetworkError, match="ResNet-50 has no layer named 'res9z'"):
        build(RESNET50).layer("res9z")
