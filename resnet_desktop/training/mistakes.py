"""Which pictures a model got wrong, and how sure it was of it."""

from collections.abc import Collection

from resnet_desktop.training.judgement import JudgedPicture, Judgement


def confident_mistakes(
    judgement: Judgement, most: int = 100, without: Collection[str] = ()
) -> tuple[JudgedPicture, ...]:
    """Give the mistakes of which the model was surest: wrong labels are mostly among them.

    Args:
        judgement: with its pictures.
        most: how many.
        without: paths of pictures that were dealt with already.
    Returns:
        The surest first; among equally sure ones those whose true class seemed least probable.
    """
    wrong = [each for each in judgement.judged if not each.is_right and each.path not in without]
    return tuple(sorted(wrong, key=lambda each: (-each.probability, each.of_truth, each.path))[:most])
