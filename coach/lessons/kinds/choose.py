"""Steps with options: choice (one, many, or with right answers) and scale (one or many rows, one or two ratings)."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...words import said
from ..writes import fill_field, fill_record, instrument_of, split
from .base import LINE, Accepted, Data, Feedback, Given, Item, Refused, Slug, Step, Value, Verdict, line, own_names

From = Annotated[str, Field(pattern=r"^(plan\.[a-z_]+|[a-z0-9]+(-[a-z0-9]+)*)$")]


class ChoiceOption(Item):
    """One option. `right` makes the step a question with an answer; `goto` jumps to a later step."""

    feedback: str = ""
    right: bool | None = None
    goto: Slug | None = None
    fills_as: str | int | None = None  # what is written into the plan, when the option's id is not it


class Choice(Step):
    """Pick one of several options, or several of them; or check an understanding, with feedback on each option."""

    kind: Literal["choice"]
    options: tuple[ChoiceOption, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None  # options from an earlier step, or from `plan.<table>`
    many: bool = False
    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1)] | None = None
    other: bool = False  # lets the person write an option of their own
    anew: bool = False  # done again, nothing is chosen yet: it is about something else

    usual_minutes = 1.0

    @property
    def quiz(self) -> bool:
        """Whether some options are right and others are not."""
        return any(option.right is not None for option in self.options)

    def choices(self, given: Given) -> list[tuple[str, str]]:
        """What there is to choose from, as (id, label)."""
        own = [(option.id, option.label) for option in self.options]
        return own + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        known = [id for id, _ in self.choices(given)]
        chosen = [id for id in known if id in raw.get("chosen", ())]
        other = line(raw.get("other")) if self.other else ""
        refusal = self._count_refused(len(chosen) + bool(other), len(known))
        if refusal:
            return refusal
        value: Value = {"chosen": chosen, "labels": {id: label for id, label in self.choices(given) if id in chosen}}
        if other:
            value["other"] = other
        if self.quiz:
            value["correct"] = set(chosen) == {option.id for option in self.options if option.right}
            value["tries"] = int(raw.get("tries") or 1)
        return Accepted(value)

    def _count_refused(self, count: int, known: int) -> Refused | None:
        if known == 0 and not self.other:
            return None  # nothing to choose from: an earlier step was skipped
        if count == 0 and self.min > 0:
            return Refused(said("Choose one first, or skip this step."))
        if not self.many and count > 1:
            return Refused(said("Only one can be chosen here."))
        if self.many and count < self.min:
            return Refused(said("Choose at least {n}.", n=self.min))
        if self.many and self.max is not None and count > self.max:
            return Refused(said("Choose at most {n}; {count} are marked.", n=self.max, count=count))
        return None

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills or not (value.get("chosen") or value.get("other")):
            return []
        as_ = {option.id: option.id if option.fills_as is None else option.fills_as for option in self.options}
        labels = value.get("labels", {})
        written = [as_.get(id, labels.get(id, id)) for id in value["chosen"]] + [v for v in [value.get("other")] if v]
        return fill_field(given, self.id, self.fills, written if self.many else written[0])

    def offers(self, value: Value) -> list[tuple[str, str]]:
        labels = value.get("labels", {})
        other = [("other", value["other"])] if value.get("other") else []
        return [(id, labels.get(id, id)) for id in value.get("chosen", ())] + other

    def words(self, value: Value, given: Given) -> list[str]:
        return [label for _, label in self.offers(value)]

    def prefill(self, given: Given) -> Value:
        """What the plan already says, when this step is what fills it."""
        said = given.plan.look(self.fills) if self.fills and "." in self.fills else None
        known = said if isinstance(said, list) else [said]
        chosen = [o.id for o in self.options if (o.id if o.fills_as is None else o.fills_as) in known]
        return {"chosen": chosen} if chosen and said is not None else {}

    def feedback(self, value: Value) -> list[Feedback]:
        chosen = value.get("chosen", ())
        return [
            Feedback(option.label, option.right, option.feedback, option.id in chosen)
            for option in self.options
            if option.feedback and (option.id in chosen or self.quiz)
        ]

    def again(self, value: Value, given: Given) -> Value:
        return {} if self.quiz or self.anew else value

    def names(self, value: Value) -> dict[str, str]:
        return own_names(self.options, value.get("chosen", ())) if self.from_ else {}

    def meaning(self) -> object:
        return [self.many, sorted(option.id for option in self.options)]


class Rating(Data):
    """A second rating of the same rows, such as how much each matters."""

    label: Annotated[str, Field(min_length=1, max_length=40)]
    low: str = ""
    high: str = ""


class Row(Item):
    """One statement or dimension to rate. `reversed` when a high rating is the unwelcome one."""

    reversed: bool = False
    wants: str = ""  # asks for a few words beside the rating, such as a recent example


class ScaleStep(Step):
    """Rate one or many statements on one scale. Kept as a dated assessment, so that later sittings can be compared."""

    kind: Literal["scale"]
    min: int = 1
    max: int = 5
    low: str = ""  # what the lowest value means
    high: str = ""
    label: str = ""  # what the first rating is called when there is a second
    rows: tuple[Row, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    second: Rating | None = None
    instrument: Slug | None = None  # sittings of the same instrument and version are compared
    instrument_version: int = 1
    partly: bool = False  # rows may be left unrated

    def items(self, given: Given) -> list[tuple[str, str]]:
        """What is rated, as (id, label)."""
        own = [(row.id, row.label) for row in self.rows]
        return own + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        items = self.items(given)
        ratings = self._ratings(raw.get("ratings", {}), items)
        second = self._ratings(raw.get("second", {}), items) if self.second else {}
        missing = [label for id, label in items if id not in ratings or (self.second and id not in second)]
        if missing and not self.partly:
            more = said(", and {n} more.", n=len(missing) - 1) if missing[1:] else "."
            return Refused(said("Still without a number: {label}", label=missing[0]) + more)
        value: Value = {"ratings": ratings, "names": dict(items)}
        if self.second:
            value["second"] = second
        notes = {id: line(text) for id, text in (raw.get("notes") or {}).items() if line(text)}
        if notes:
            value["notes"] = notes
        value["record"] = raw.get("record") or given.new_id()
        return Accepted(value)

    def _ratings(self, raw: Value, items: list[tuple[str, str]]) -> dict[str, int]:
        known = {id for id, _ in items}
        numbers = {id: int(n) for id, n in raw.items() if id in known and n is not None}
        return {id: n for id, n in numbers.items() if self.min <= n <= self.max}

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills or not value.get("ratings"):
            return []
        table, field = split(self.fills)
        if field:  # one row is one number, several are numbers by name
            ratings = value["ratings"]
            return fill_field(
                given, self.id, self.fills, ratings if len(self.rows) > 1 else next(iter(ratings.values()))
            )
        scale = {"min": self.min, "max": self.max, "low": self.low, "high": self.high}
        fields = {
            "instrument": self.instrument or instrument_of(given, self.id, self.was),
            "instrument_version": self.instrument_version,
            "taken_on": given.today.isoformat(),
            "ratings": value["ratings"],
            "names": value.get("names"),
            "first_name": self.label or None,
            "second": value.get("second") or None,
            "second_name": self.second.label if self.second else None,
            "scale": scale,
        }
        return fill_record(given, self.id, table, value["record"], fields)

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return list(value.get("names", {}).items())

    def words(self, value: Value, given: Given) -> list[str]:
        names, second = value.get("names", {}), value.get("second") or {}
        lines = []
        for id, n in value.get("ratings", {}).items():
            beside = f", {self.second.label.lower()} {second[id]}" if self.second and id in second else ""
            note = f" ({value['notes'][id]})" if id in value.get("notes", {}) else ""
            lines.append(f"{names.get(id, id)}: {n}{beside}{note}")
        return lines

    def again(self, value: Value, given: Given) -> Value:
        return {}  # rated afresh, without last time's numbers in sight, so that comparing the two means something

    def names(self, value: Value) -> dict[str, str]:
        own = own_names(self.rows, value.get("ratings", ())) if self.from_ else {}
        return own | ({"/second": self.second.label} if self.second else {})

    def limits(self) -> list[int]:
        return [self.min, self.max]

    def meaning(self) -> object:
        return [self.min, self.max, bool(self.second), sorted(row.id for row in self.rows)]


__all__ = ["LINE", "Choice", "ChoiceOption", "From", "Rating", "Row", "ScaleStep"]
