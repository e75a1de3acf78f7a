"""The kinds of step. To add one: its class here, its view in `screens/steps`, its lines in `coach/plain`."""

from typing import Annotated

from pydantic import Field

from .arrange import Allocate, Checklist, Sort
from .base import Accepted, Refused, Step, Value, Verdict
from .choose import Choice, ScaleStep
from .commit import Commit, IfThenStep, Schedule
from .show import Read, Recap, Reveal
from .simulate import Scenario, ScenarioStep
from .structure import Form, Table
from .write import List, Text

AnyStep = Annotated[
    Read | Reveal | Recap | Choice | ScaleStep | Text | List | Table | Form | Sort | Allocate | Checklist
    | ScenarioStep | IfThenStep | Commit | Schedule,
    Field(discriminator="kind"),
]  # fmt: skip

KINDS: dict[str, type[Step]] = {
    "read": Read, "reveal": Reveal, "recap": Recap, "choice": Choice, "scale": ScaleStep, "text": Text, "list": List,
    "table": Table, "form": Form, "sort": Sort, "allocate": Allocate, "checklist": Checklist,
    "scenario": ScenarioStep, "if-then": IfThenStep, "commit": Commit, "schedule": Schedule,
}  # fmt: skip

__all__ = ["KINDS", "Accepted", "AnyStep", "Refused", "Scenario", "Step", "Value", "Verdict"]
