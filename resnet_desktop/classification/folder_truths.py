"""What the folders that pictures lie in are taken to say about them: their true classes, unless sorting filled them."""

import os

from resnet_desktop.classification.class_names import Remembered, plain
from resnet_desktop.classification.sorting.filled import filled_folders


class FolderTruths(Remembered[str]):
    """The true class by folder, written plainly; empty in a folder that was sorted into, which only says what was said.

    Names are looked up once, and sortings are read when it is made; those that are made later are not known to it.
    """

    def __init__(self) -> None:
        super().__init__(self._truth)
        self._filled = filled_folders()

    def _truth(self, folder: str) -> str:
        above, _, name = folder.rpartition(os.sep)
        return "" if self._is_filled(above) else plain(name)

    def _is_filled(self, folder: str) -> bool:
        while folder and self._filled:
            if os.path.normcase(folder) in self._filled:
                return True
            folder = folder.rpartition(os.sep)[0]
        return False
