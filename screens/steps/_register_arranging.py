"""The views of the kinds in which something is chosen, arranged or agreed, by kind."""

from typing import Any

from .base import StepView
from .choice import ChoiceView

VIEWS: dict[str, type[StepView[Any]]] = {
    "choice": ChoiceView,
}
