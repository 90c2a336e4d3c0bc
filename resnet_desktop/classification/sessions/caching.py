"""Classifying without computing anything twice."""

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from resnet_desktop.classification import pipeline
from resnet_desktop.classification.results import Result
from resnet_desktop.classification.sessions.identity import ModelStamp
from resnet_desktop.classification.sessions.looking_ahead import LookingAhead
from resnet_desktop.classification.sessions.result_cache import ResultCache
from resnet_desktop.engines import Engine
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card


def classify_with_cache(
    paths: Iterable[Path],
    engine: Engine,
    card: Card,
    *,
    cache: ResultCache,
    control: Control,
    batch_size: int | None = None,
    workers: int | None = None,
    by_content: bool = False,
    classify: Callable[..., Generator[Result, None, None]] = pipeline.classify,
) -> Generator[Result, None, None]:
    """Classify pictures, of which some may be known.

    A thread looks at the files ahead and gives those that are not known to `classify`. A known picture comes out as
    soon as those before it are out, and an unknown one waits for others no longer than `classify` lets it. What is
    computed is remembered.

    Args:
        paths: files, absolute; taken one by one, at most some thousands ahead of the results, by another thread.
        engine: executes the network.
        card: the model's card.
        cache: the results that are known; new ones are put there.
        control: is asked several times a second whether to stop.
        batch_size: as for `classify`.
        workers: as for `classify`.
        by_content: whether pictures that were moved, copied or touched are known by their content, which must be read.
        classify: computes what is not known.
    Yields:
        One result for each path, in the order of the paths; known ones trimmed to 50 classes.
    Raises:
        Cancelled: `control` was cancelled; no thread is left.
        EngineError: the engine gave up.
        Exception: what the iteration over the paths raised, after the results of the paths before.
    """
    model = ModelStamp.of(card, engine.precision)
    ahead = LookingAhead(paths, cache, model, by_content=by_content)
    computed = classify(ahead.unknown(), engine, card, control=control, batch_size=batch_size, workers=workers)
    try:
        while (looked := ahead.take(control)) is not None:
            result = looked.result
            if result is None:
                result = next(computed)
                cache.keep(result, looked.stamp, model)
            yield result
    finally:
        ahead.end()  # the threads of `computed` may be waiting for a path
        computed.close()
        ahead.join()
        cache.flush()


def find_changed(
    paths: Iterable[Path], engine: Engine, card: Card, *, cache: ResultCache, control: Control
) -> Iterator[Path]:
    """Find the pictures of a restored session whose files are no longer what they were when they were classified.

    Files that are away, and those about which nothing is known, are not among them.

    Args:
        paths: pictures that have a result, absolute.
        engine: executes the network that the results are from.
        card: its model's card.
        cache: knows what the files were.
        control: is asked at each file.
    Raises:
        Cancelled: `control` was cancelled.
    """
    model = ModelStamp.of(card, engine.precision)
    for path in paths:
        control.check()
        if cache.is_changed(path, model):
            yield path
