import numpy as np
import pytest

from resnet_desktop.desktop.architecture.operation import step_wording, wording
from resnet_desktop.inspection.operation import Addition, BatchNorm, Convolution, Dense, Padding
from resnet_desktop.inspection.operation_steps import operation_at
from resnet_desktop.network import Kind
from tests.helpers.tiny_activations import small_activations, small_model

MINUS = "\u2212"


def test_signs_are_written_as_one_would_by_hand() -> None:
    assert wording.plus(0.5) == "+ 0.5000"
    assert wording.plus(-0.5) == f"{MINUS} 0.5000"
    assert wording.minus(-0.5) == "+ 0.5000"
    assert wording.product(2, -0.5) == f"2.000 \u00d7 ({MINUS}0.5000) = {MINUS}1.000"


def test_a_window_may_begin_in_the_padding() -> None:
    assert wording.window_words(-1, 4, 3) == f"rows {MINUS}1 to 1, columns 4 to 6"
    assert wording.window_words(2, 4, 1) == "row 2, column 4"


@pytest.mark.parametrize("network", ["tiny", "tiny listing"])
def test_every_kind_of_layer_is_explained_in_a_sentence(network: str) -> None:
    activations, model = small_activations(network), small_model(network)
    kinds = set()
    for layer in activations.graph.layers:
        operation = operation_at(activations, model.weights, layer.name, 0, 0, 0)
        words = wording.sentence(operation, activations.graph)
        assert words.endswith(".")
        assert words[0].isupper()
        kinds.add(layer.kind)
        for line in step_wording.lines(operation, activations.graph):
            assert line.title
            assert line.numbers
            assert line.result
    assert Kind.CONVOLUTION in kinds


def test_the_sentence_of_a_block_end_names_what_follows() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    operation = operation_at(activations, model.weights, "res2b_branch2c", 0, 0, 0)
    words = wording.sentence(operation, activations.graph)
    assert "all 4 products added up with a bias; then come batch norm, the addition F(x) + x and ReLU." in words


def test_the_numbers_of_a_step_are_this_pictures() -> None:
    norm = BatchNorm("bn", 0.0, -0.5, x=1.5, gamma=2, beta=-0.25, mean=-0.5, variance=0.25, epsilon=1e-5)
    assert step_wording._batch_norm(norm)[2] == (
        f"(1.500 + 0.5000) / \u221a(0.2500 + 1.00e{MINUS}5) \u00d7 2.000 {MINUS} 0.2500"
    )
    added = Addition("res2b", 3.0, 3.0, 1.0, 2.0, "res2a_relu", "bn", is_bypassed=False)
    assert step_wording._addition(added) == ("Addition", "F(x) + x, where x is res2a_relu", "2.000 + 1.000")
    switched_off = Addition("res2b", 1.0, 1.0, 1.0, 2.0, "res2a_relu", "bn", is_bypassed=True)
    assert step_wording._addition(switched_off)[2] == "1.000, without F(x) = 2.000"
    assert step_wording._padding(Padding("pad", 0, 0, "input", None))[1] == "outside of the map"


def test_a_sum_of_products_is_said_before_the_bias() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    step = operation_at(activations, model.weights, "res2a_branch2a", 1, 1, 1).step
    assert isinstance(step, Convolution)
    assert step_wording._convolution(step)[2] == f"{wording.value(step.total)} {wording.plus(step.bias)}"


def test_channels_of_the_picture_are_called_by_their_colour() -> None:
    graph = small_activations("tiny").graph
    assert wording.channel_name(graph, "conv1_pad", 0) == "channel 0 (blue)"
    assert wording.channel_name(graph, "input", 2) == "channel 2 (red)"
    assert wording.channel_name(graph, "pool1_pad", 2) == "channel 2"


def test_softmax_is_written_with_powers_that_fit_on_a_line() -> None:
    step = Dense(
        "fc3", 0.731, 0.731, "flatten", np.ones(2, np.float32), np.ones(2, np.float32), np.ones(2, np.float32),
        bias=198, temperature=2, logits=np.array([99, 100, -500], np.float32),
    )  # fmt: skip
    assert step_wording._dense(step)[1:] == ("(sum of products + bias) / temperature", "(2.000 + 198.0) / 2.000")
    line = step_wording._softmax(step, small_activations("tiny").graph.output, 1)
    assert line.numbers == f"e^(100.0 {MINUS} 100.0) / 1.368"
    assert line.result == "73.1 %"
