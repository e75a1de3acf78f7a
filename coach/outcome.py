"""What a deed in a lesson comes to, and where in a lesson somebody is."""

from dataclasses import dataclass

from .lessons.kinds import Step, Value
from .plan.events import Change


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed in a lesson comes to: a verb and changes for Workspace.record, and a word of advice."""

    what: str
    title: str
    source: str
    changes: tuple[Change, ...]
    advice: str = ""
    value: Value | None = None

    @property
    def left(self) -> bool:
        """Whether somebody only went on, and what stood there stays as it was."""
        return self.what == "went"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a lesson somebody is: step n of m, and about how many minutes are left."""

    n: int
    of: int
    minutes_left: int


def step_minutes(step: Step) -> float:
    """About how long a step takes, in minutes."""
    return step.minutes or step.usual_minutes
