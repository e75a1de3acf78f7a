"""What an exporter is: a name, a file ending, and a function from a copy of the plan to a text."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..plan.plan import Plan
from .visible import Audience

if TYPE_CHECKING:
    from ..lessons.library import Library


@dataclass(frozen=True, slots=True)
class Options:
    """For whom, and when. `withheld` is filled in by `export`: what this copy leaves out, by title and count."""

    audience: Audience
    now: dt.datetime
    withheld: Mapping[str, int]

    @property
    def today(self) -> dt.date:
        """The day it is where the person is."""
        return self.now.astimezone().date()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `function` is given a copy that holds only what the audience may see."""

    name: str
    extension: str
    title: str
    function: "Callable[[Plan, Library, Options], str]"
