"""The views of the kinds in which something is read or written, by kind."""

from typing import Any

from .base import StepView
from .form import FormView
from .list import ListStepView
from .read import ReadView
from .recap import RecapView
from .reveal import RevealView
from .table import TableView
from .text import TextView

VIEWS: dict[str, type[StepView[Any]]] = {
    "read": ReadView,
    "recap": RecapView,
    "reveal": RevealView,
    "text": TextView,
    "table": TableView,
    "form": FormView,
    "list": ListStepView,
}
