"""What every kind of step shares: the fields an author may set, and the four questions a kind answers.

A kind is a pydantic model (its data) with `accept` (may this answer be kept?), `fill` (what does it write into the
plan?), `offers` (which items can later steps use?) and `words` (the answer as readable lines).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...display import in_line
from ...plan.events import Change
from ..conditions import Condition, Slug
from ..given import Accepted, Given, Refused, Value, Verdict

LONGEST = 20_000  # characters in one written answer
LINE = 500  # characters in one short item

__all__ = ["LINE", "LONGEST", "Accepted", "Data", "Feedback", "Fillable", "Given", "Item", "Refused", "Slug", "Step",
           "Value",            "Verdict", "duplicates", "line"]  # fmt: skip


class Data(BaseModel):
    """Frozen data from a lesson file; a key that is not known is a fault, not a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Data):
    """Something to choose, rate, sort, tick or share out. The id is its identity; the label may be reworded."""

    id: Slug
    label: Annotated[str, Field(min_length=1, max_length=LINE)]
    help: str = ""
    was: tuple[Slug, ...] = ()  # earlier ids of the same thing


@dataclass(frozen=True, slots=True)
class Feedback:
    """A word on one option or card: what it was, whether it was right (None: neither), and why."""

    label: str
    right: bool | None
    text: str
    chosen: bool = True  # whether the person had chosen it


PartId = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=60)]
Fillable = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]


class Step(Data):
    """One screen of a lesson."""

    kind: str
    id: Slug
    title: Annotated[str, Field(min_length=1, max_length=80)]
    prompt: str = ""  # the question, in view while it is answered
    help: str = ""  # why this question is asked, or how to go about it
    example: str = ""  # what an answer may look like
    optional: bool = False  # may be skipped without saying why
    when: Condition | None = None  # left out of the lesson unless this holds
    fills: Fillable | None = None  # `table` or `table.field` of the plan that the answer is written to
    visibility: Literal["private", "coach", "sponsor", "shareable"] | None = None
    coach_prompt: str = ""  # seen by a coach, never on the client's screen
    minutes: Annotated[float, Field(gt=0, le=60)] | None = None
    covers: tuple[str, ...] = ()  # the seed ideas this very step teaches
    was: tuple[Slug, ...] = ()  # earlier ids of this step
    gone: tuple[PartId, ...] = ()  # ids of options, rows or fields that were taken out on purpose

    usual_minutes: ClassVar[float] = 2.0
    asks: ClassVar[bool] = True  # whether there is anything to answer
    may_fill: ClassVar[bool] = True

    def accept(self, raw: Value, given: Given) -> Verdict:
        """The answer in its kept form, or why it cannot be kept yet. `raw` has the shape of a kept answer."""
        return Accepted(raw)

    def fill(self, value: Value, given: Given) -> list[Change]:
        """What a kept answer writes into the plan."""
        return []

    def offers(self, value: Value) -> list[tuple[str, str]]:
        """The (id, label) pairs that later steps can use through `from`."""
        return []

    def prefill(self, given: Given) -> Value:
        """What stands in the step before it was ever answered."""
        return {}

    def again(self, value: Value, given: Given) -> Value:
        """What stands in the step when the lesson is done again months later: the same records, to be looked at."""
        return value

    def renewed(self, value: Value, given: Given) -> Value:
        """An answer given before, with what has come to the step since: items that were picked later, for instance."""
        return value

    def feedback(self, value: Value) -> list[Feedback]:
        """What there is to say about a kept answer, before going on."""
        return []

    def words(self, value: Value, given: Given) -> list[str]:
        """The answer as lines for people: exports, the plan page, the plain mode."""
        return []

    def names(self, value: Value) -> dict[str, str]:
        """What the author's parts in an answer are called, where the answer itself does not say it.

        They are kept beside the answer, so that it can be read when the part is no longer in the lesson.
        """
        return {}

    def limits(self) -> list[int]:
        """The smallest and the largest number that can be given, where numbers are."""
        return []

    def meaning(self) -> Any:
        """What an answer depends on: ids and scales, never wording."""
        return None

    def fingerprint(self) -> str:
        """A short mark of the step's meaning, kept with each answer: it tells what still holds in an edited lesson."""
        data = json.dumps([self.kind, self.meaning()], sort_keys=True).encode()
        return hashlib.sha256(data).hexdigest()[:12]


def line(text: object) -> str:
    """A short item as one line without space around it."""
    return in_line(str(text or ""))[:LINE]


def own_names(items: Iterable[Item], ids: Iterable[str]) -> dict[str, str]:
    """Labels of the author's own items among these, for a step that takes items from elsewhere, too."""
    known = set(ids)
    return {item.id: item.label for item in items if item.id in known}


def duplicates(ids: list[str]) -> list[str]:
    """The ids that stand more than once."""
    return sorted({id for id in ids if ids.count(id) > 1})
