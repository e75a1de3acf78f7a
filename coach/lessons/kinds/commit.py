"""Steps that end in something dated: if-then, commit, schedule."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from ...dates import next_after
from ...plan.events import Change
from ...plan.records import NextStep, ReviewDate
from ...plan.words import EVERY as EVERY
from ...plan.words import SIZES as SIZES
from ...review.facts import RHYTHMS
from ...words import said
from ..writes import fill_record
from .base import Accepted, Given, Refused, Slug, Step, Value, Verdict, line
from .choose import From

Iso8601 = Annotated[str, Field(pattern=r"^P\d{1,3}[DWMY]$")]


def a_date(raw: object) -> str | None:
    """An ISO date, or None."""
    try:
        return dt.date.fromisoformat(str(raw)).isoformat()
    except ValueError:
        return None


class IfThenStep(Step):
    """A cue and the act that follows it. The cue is a time, a place, an event or a feeling."""

    kind: Literal["if-then"]
    from_: Annotated[From | None, Field(alias="from")] = None  # one pair for each item of an earlier step
    about: str | None = None  # the table of the records that `from` names, so that the pair points at them
    suggest_if: str = ""
    suggest_then: str = ""
    anew: bool = False  # done again, it makes another pair and leaves the last one as it is

    def subjects(self, given: Given) -> list[tuple[str, str]]:
        """What a pair is wanted for, as (id, label); without `from`, one pair for nothing in particular."""
        return (given.choices_from(self.from_) if self.from_ else []) or [("", "")]

    def accept(self, raw: Value, given: Given) -> Verdict:
        pairs = []
        for pair in raw.get("pairs", ()):
            cue, act = line(pair.get("cue")), line(pair.get("act"))
            if not cue and not act:
                continue
            if not cue or not act:
                return Refused(said("Both halves are needed: the sign you will notice, and what you do then."))
            pairs.append({"id": pair.get("id") or given.new_id(), "cue": cue, "act": act, "for": pair.get("for") or ""})
        if not pairs:
            return Refused(said("Write one pair: if you notice this, then you do that."))
        return Accepted({"pairs": pairs})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        changes = []
        for pair in value["pairs"]:
            about = f"{self.about}/{pair['for']}" if self.about and pair["for"] else None
            fields = {"cue": pair["cue"], "act": pair["act"], "about": about}
            changes += fill_record(given, self.id, self.fills, pair["id"], fields)
        return changes

    def again(self, value: Value, given: Given) -> Value:
        """Only pairs that are still in the plan, and whose subject is still there: the others are not written over."""
        known = {id for id, _ in self.subjects(given)}
        pairs = [] if self.anew else [pair for pair in value.get("pairs", ()) if pair.get("for", "") in known]
        if self.fills:
            pairs = [pair for pair in pairs if given.plan.record(self.fills, str(pair.get("id")))]
        return {"pairs": pairs} if pairs else self.prefill(given)

    def words(self, value: Value, given: Given) -> list[str]:
        return [said("If {cue}, then {act}", cue=pair["cue"], act=pair["act"]) for pair in value.get("pairs", ())]

    def meaning(self) -> object:
        return "if-then"


def _advice(step: str) -> str:
    return said("You are not very sure of “{step}”. What would a smaller version be? Halve it, or keep it as it is.",
                step=step)  # fmt: skip


def _same(text: str, given: Given) -> NextStep | None:
    """The open step of these very words, if there is one: it is the one that is meant."""
    words = text.removesuffix(".").casefold()
    steps = (step for step in given.plan.all(NextStep) if step.open and step.text)
    return next((step for step in steps if line(step.text).removesuffix(".").casefold() == words), None)


class Commit(Step):
    """Commit to a next step: a verb, a date, and what will be seen when it is done."""

    kind: Literal["commit"]
    max: Annotated[int, Field(ge=1, le=3)] = 1
    within_days: Annotated[int, Field(ge=1, le=366)] = 7  # the date that stands there at first is this far away
    suggest: str = ""  # a first wording that may be changed
    from_: Annotated[From | None, Field(alias="from")] = None  # steps chosen earlier; each is completed here

    usual_minutes = 3.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        steps = []
        for step in raw.get("steps", ()):
            if not line(step.get("text")):
                continue
            kept, why = self._step(step, given)
            if why:
                return Refused(why)
            steps.append(kept)
        if not steps:
            return Refused(said("Write what you will do, beginning with a verb."))
        if len(steps) > self.max:
            return Refused(said("At most {n} here: fewer get done more often.", n=self.max))
        unsure = [step["text"] for step in steps if step.get("confidence") is not None and step["confidence"] < 6]
        return Accepted({"steps": steps}, _advice(unsure[0]) if unsure else "")

    def _step(self, step: Value, given: Given) -> tuple[Value, str]:
        due, done = a_date(step.get("due")), line(step.get("done_looks_like"))
        if due is None:
            return {}, said("By when? A date such as 2027-03-01, or fri, or in 2 weeks.")
        if not done:
            return {}, said("How will you see that it is done? One line is enough.")
        same = None if step.get("id") else _same(line(step["text"]), given)
        kept: Value = {
            "id": step.get("id") or (same.id if same else given.new_id()),
            "text": line(same.text if same else step["text"]),
            "due": due,
            "done_looks_like": done,
        }
        if line(step.get("why")):
            kept["why"] = line(step["why"])
        if step.get("size") in SIZES:
            kept["size"] = step["size"]
        if step.get("confidence") not in (None, ""):
            kept["confidence"] = max(0, min(10, int(step["confidence"])))
        return kept, ""

    def fill(self, value: Value, given: Given) -> list[Change]:
        changes = []
        for step in value["steps"]:
            fields = {name: step.get(name) for name in ("text", "why", "due", "done_looks_like", "size", "confidence")}
            before = given.plan.fields("next_steps", step["id"])
            if before is not None and before.get("source") != given.source(self.id):
                fields = {name: text for name, text in fields.items() if text is not None}  # it has more of its own
            if before is None or before.get("status") == "idea":
                fields["status"] = "todo"
            changes += fill_record(given, self.id, "next_steps", step["id"], fields)
        return changes

    def prefill(self, given: Given) -> Value:
        due = (given.today + dt.timedelta(days=self.within_days)).isoformat()
        chosen = given.choices_from(self.from_)[: self.max] if self.from_ else []
        if chosen:
            return {"steps": [{"id": id, "text": label, "due": due} for id, label in chosen]}
        return {"steps": [{"text": self.suggest, "due": due}]}

    def renewed(self, value: Value, given: Given) -> Value:
        """When the steps were picked earlier in the lesson: what was filled in for each, and the ones picked since."""
        fresh = self.prefill(given)["steps"]
        if not self.from_ or not all("id" in step for step in fresh):
            return value
        filled = {step.get("id"): step for step in value.get("steps", ())}
        return {"steps": [filled.get(step["id"], step) for step in fresh]}

    def again(self, value: Value, given: Given) -> Value:
        """Only what is still to be done: a finished step is never written over by a later run."""
        records = ((step, given.plan.record("next_steps", step["id"])) for step in value.get("steps", ()))
        still = [step for step, record in records if record is not None and record.open]
        return {"steps": still} if still else self.prefill(given)

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(step["id"], step["text"]) for step in value.get("steps", ())]

    def words(self, value: Value, given: Given) -> list[str]:
        return [
            said(
                "{text} (by {due}; done when: {done})", text=step["text"], due=step["due"], done=step["done_looks_like"]
            )
            for step in value.get("steps", ())
        ]

    def meaning(self) -> object:
        return "commit"


class Schedule(Step):
    """Set a review or a meeting: a date, a rhythm, or an event that triggers it."""

    kind: Literal["schedule"]
    what: Annotated[str, Field(min_length=1, max_length=80)]  # in words: "My weekly ten minutes"
    review: Slug  # weekly, full, redraw-map, contact, practice, scan, signpost, learning-talk, agreement-check, check
    every: Iso8601 | None = None  # the rhythm that stands there at first
    first_in_days: Annotated[int, Field(ge=0, le=366)] = 7
    triggers: tuple[str, ...] = ()  # events to pick from that would bring it forward
    anew: bool = False  # done again, it sets another date, such as one with somebody else

    usual_minutes = 1.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        first = a_date(raw.get("first_on"))
        trigger = line(raw.get("trigger"))
        if first is None and not trigger:
            return Refused(said("A first date, please: 2027-03-01, or mon, or in 3 months."))
        value: Value = {"record": raw.get("record") or given.new_id()}
        value |= {"first_on": first} if first else {}
        if raw.get("every") in EVERY:
            value["every"] = raw["every"]
        for name in ("trigger", "with"):
            if line(raw.get(name)):
                value[name] = line(raw[name])
        return Accepted(value)

    def fill(self, value: Value, given: Given) -> list[Change]:
        existing = [r for r in given.plan.rows("review_schedule") if getattr(r, "kind", None) == self.review]
        id = existing[-1].id if existing and self.review in RHYTHMS else value["record"]
        fields = {
            "what": self.what, "kind": self.review, "next_on": value.get("first_on"), "every": value.get("every"),
            "trigger": value.get("trigger"), "with_whom": value.get("with"),
        }  # fmt: skip
        return fill_record(given, self.id, "review_schedule", id, fields)

    def prefill(self, given: Given) -> Value:
        first = (given.today + dt.timedelta(days=self.first_in_days)).isoformat()
        fresh = {"first_on": first} | ({"every": self.every} if self.every else {})
        return fresh | self._as_agreed(given)

    def _as_agreed(self, given: Given) -> Value:
        """The rhythm that the person has for this review, and the next date by it; while it is held, from today."""
        dates = [date for date in given.plan.all(ReviewDate) if date.kind == self.review in RHYTHMS]
        if not dates:
            return {}
        date = dates[-1]
        said = {"every": date.every, "trigger": date.trigger, "with": date.with_whom}
        following = next_after(given.today, date.every, given.today) if date.every else None
        ahead = date.next_on if date.next_on and date.next_on > given.today else None
        day = following if given.review == self.review else ahead
        return {name: text for name, text in said.items() if text} | ({"first_on": day.isoformat()} if day else {})

    def again(self, value: Value, given: Given) -> Value:
        return self.prefill(given) if self.anew or self.review in RHYTHMS else value

    def words(self, value: Value, given: Given) -> list[str]:
        parts = [value.get("first_on", ""), said(EVERY.get(value.get("every", ""), ""))]
        lines = [f"{self.what}: " + ", ".join(part for part in parts if part)]
        return lines + ([said("Sooner if: {event}", event=value["trigger"])] if value.get("trigger") else [])

    def meaning(self) -> object:
        return self.review
