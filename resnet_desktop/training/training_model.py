"""The Keras model that a plan trains."""

from typing import TYPE_CHECKING, Any

from resnet_desktop.engines.keras_network import build_keras_network, import_keras, load_weights, read_weights_of
from resnet_desktop.network import Graph
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.start import Start

if TYPE_CHECKING:
    import keras

_LEFT_OF_THE_START = 0.1


def build_model(plan: Plan, graph: Graph, start: Start, steps: int) -> "keras.Model":
    """Build and compile a plan's model.

    Frozen layers are not trainable, which in Keras also keeps their batch normalisation in inference mode.

    Args:
        plan: what to train, and how.
        graph: the network.
        start: the weights to begin with; layers that it lacks begin at random, from the plan's seed.
        steps: steps in one epoch.
    Returns:
        A model for batches as `Feed` makes them. Its metrics ``cross_entropy`` (nats) and ``accuracy`` (0 to 1) are
        sums over the pictures that are seen for the first time in the epoch, divided by the size of the batch.
    """
    keras = import_keras()
    keras.utils.set_random_seed(plan.seed)
    keras.config.set_dtype_policy("mixed_bfloat16" if plan.precision == "bf16" else "float32")
    model = build_keras_network(
        graph, batch_norm_momentum=batch_norm_momentum(plan, steps), dropout=plan.dropout, l2=plan.l2
    )
    load_weights(model, graph, {**read_weights_of(model, graph), **start.weights})
    for layer in graph.layers:
        if layer.variables and layer.stage <= plan.freeze:
            model.get_layer(layer.name).trainable = False
    optimizers = {
        "sgd": lambda: keras.optimizers.SGD(plan.learning_rate, plan.momentum, nesterov=plan.momentum > 0),
        "adam": lambda: keras.optimizers.Adam(plan.learning_rate),
        "adamw": lambda: keras.optimizers.AdamW(plan.learning_rate),
    }
    model.compile(
        optimizers[plan.optimizer](),
        lambda targets, answers: keras.losses.categorical_crossentropy(
            targets[:, :-1], answers, label_smoothing=plan.label_smoothing
        ),
        metrics=_metrics(),
        # XLA trains convolutions on a CPU at a tenth of the speed of TensorFlow's own kernels.
        jit_compile=False if keras.backend.backend() == "tensorflow" else "auto",
    )
    model.optimizer.build(model.trainable_variables)
    return model


def batch_norm_momentum(plan: Plan, steps: int) -> float:
    """How slowly moving statistics follow the batches, so that they are usable after a single epoch.

    Args:
        plan: its value is the highest.
        steps: steps in one epoch.
    Returns:
        Such that after one epoch at most a tenth of the statistics is left from the start. With the plan's value, a
        run of some twenty steps would be judged by the statistics of other pictures.
    """
    return float(min(plan.batch_norm_momentum, _LEFT_OF_THE_START ** (1 / steps)))


def _metrics() -> list[Any]:
    keras = import_keras()
    ops = keras.ops

    def cross_entropy(targets: Any, answers: Any) -> Any:
        return keras.losses.categorical_crossentropy(targets[:, :-1], answers) * targets[:, -1]  # (n,)

    def is_correct(targets: Any, answers: Any) -> Any:
        is_right = ops.equal(ops.argmax(targets[:, :-1], axis=-1), ops.argmax(answers, axis=-1))
        return ops.cast(is_right, "float32") * targets[:, -1]  # (n,)

    mean_of = keras.metrics.MeanMetricWrapper
    return [mean_of(cross_entropy, "cross_entropy"), mean_of(is_correct, "accuracy")]
