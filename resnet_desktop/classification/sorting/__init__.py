"""Sorting pictures into folders by their class: a plan first, a record of every step, and a way back."""

from resnet_desktop.classification.sorting.carry_out import Outcome, carry_out, continue_sorting
from resnet_desktop.classification.sorting.errors import Problem, SortingError
from resnet_desktop.classification.sorting.options import KeywordOptions, SortingOptions
from resnet_desktop.classification.sorting.plan import FolderCount, SortingPlan, plan_sorting
from resnet_desktop.classification.sorting.undo import Report, undo
from resnet_desktop.classification.sorting.undoable import State, Undoable, undoable

__all__ = [
    "FolderCount",
    "KeywordOptions",
    "Outcome",
    "Problem",
    "Report",
    "SortingError",
    "SortingOptions",
    "SortingPlan",
    "State",
    "Undoable",
    "carry_out",
    "continue_sorting",
    "plan_sorting",
    "undo",
    "undoable",
]
