"""Training again without the mistakes of a data set: the same split, corrected."""

from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.mistakes_corrections import read_corrections
from resnet_desktop.training.run import Run


def corrected_data(run: Run) -> DataSet:
    """Give a run's pictures as they were corrected since; each stays in the part it was in, so runs can be compared.

    Args:
        run: any run whose data can be read.
    Raises:
        UserError: run or corrections are damaged, or too little would be left to train on.
    """
    data = run.data
    return read_corrections(data.folder).apply(data)
