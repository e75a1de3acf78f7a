"""The kinds of step. To add one: its class here, its view in `screens/steps`, its lines in `coach/plain`."""

from typing import Annotated

from pydantic import Field

from .act import Do, Export
from .arrange import Allocate, Checklist, Sort
from .base import Accepted, Refused, Step, Value, Verdict
from .choose import Choice, ScaleStep
from .commit import Commit, IfThenStep, Schedule
from .facts import Facts
from .order import Pick, Rank
from .place import Grid, Timeline
from .revise import Revise
from .show import Read, Recap, Reveal
from .simulate import Scenario, ScenarioStep
from .structure import Form, Table
from .weigh import Matrix
from .write import List, Text

AnyStep = Annotated[
    Read | Reveal | Recap | Choice | ScaleStep | Text | List | Table | Form | Sort | Allocate | Checklist
    | Rank | Pick | Revise | Timeline | Grid | Matrix | ScenarioStep | Do | IfThenStep | Commit | Schedule | Export
    | Facts,
    Field(discriminator="kind"),
]  # fmt: skip

KINDS: dict[str, type[Step]] = {
    "read": Read, "reveal": Reveal, "recap": Recap, "choice": Choice, "scale": ScaleStep, "text": Text, "list": List,
    "table": Table, "form": Form, "sort": Sort, "allocate": Allocate, "checklist": Checklist,
    "rank": Rank, "pick": Pick, "revise": Revise, "timeline": Timeline, "grid": Grid, "matrix": Matrix,
    "scenario": ScenarioStep, "do": Do, "if-then": IfThenStep, "commit": Commit, "schedule": Schedule, "export": Export,
    "facts": Facts,
}  # fmt: skip

__all__ = ["KINDS", "Accepted", "AnyStep", "Refused", "Scenario", "Step", "Value", "Verdict"]
