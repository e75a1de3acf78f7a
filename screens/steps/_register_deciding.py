"""The views of the kinds in which something is put in order, decided, done or handed out, by kind."""

from typing import Any

from .base import StepView
from .do import DoView
from .export import ExportView
from .facts import FactsView
from .picking import PickView
from .rank import RankView
from .revise import ReviseView

VIEWS: dict[str, type[StepView[Any]]] = {
    "rank": RankView,
    "pick": PickView,
    "revise": ReviseView,
    "do": DoView,
    "export": ExportView,
    "facts": FactsView,
}
