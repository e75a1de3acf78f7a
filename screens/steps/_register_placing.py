"""The views of the kinds in which something is placed: on a road map, between two axes, in a matrix; by kind."""

from typing import Any

from .base import StepView
from .grid import GridView
from .matrix import MatrixView
from .timeline import TimelineView

VIEWS: dict[str, type[StepView[Any]]] = {
    "timeline": TimelineView,
    "grid": GridView,
    "matrix": MatrixView,
}
