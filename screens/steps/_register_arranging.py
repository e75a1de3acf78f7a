"""The views of the kinds in which something is chosen, arranged, played or agreed, by kind."""

from typing import Any

from .allocate import AllocateView
from .base import StepView
from .checklist import ChecklistView
from .choice import ChoiceView
from .commit import CommitView
from .if_then import IfThenView
from .scale import ScaleView
from .scenario import ScenarioView
from .schedule import ScheduleView
from .sort import SortView

VIEWS: dict[str, type[StepView[Any]]] = {
    "choice": ChoiceView,
    "scale": ScaleView,
    "sort": SortView,
    "allocate": AllocateView,
    "checklist": ChecklistView,
    "scenario": ScenarioView,
    "if-then": IfThenView,
    "commit": CommitView,
    "schedule": ScheduleView,
}
