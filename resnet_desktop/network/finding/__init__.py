"""Finding layers, blocks and stages of a network by a line of text: ``3x3 stage=3 -projection params>1e6``."""

from resnet_desktop.network.finding.found import Found, find
from resnet_desktop.network.finding.problems import Problem
from resnet_desktop.network.finding.search import Search, parse

__all__ = ["Found", "Problem", "Search", "find", "parse"]
