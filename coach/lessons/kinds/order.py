"""Steps that work on a set of things one already has: rank, pick, revise."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ...plan.events import Change, with_old
from ...plan.records import BY_HAND, CAPTURED, RECORDS, NextStep
from ...plan.repeats import following
from ...review.held import review_id
from ...review.revisions import last_time, merged, revised
from ..writes import fill_field, fill_record, split, standing
from .base import Accepted, Data, Given, Item, Refused, Slug, Step, Value, Verdict, line, own_names
from .choose import From
from .structure import FieldId

LONGEST_NUMBER = 9  # digits


class Rank(Step):
    """Put items in order, or only the first few of them."""

    kind: Literal["rank"]
    items: tuple[Item, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    top: Annotated[int, Field(ge=1, le=10)] | None = None  # only so many places matter

    def choices(self, given: Given) -> list[tuple[str, str]]:
        """What is ranked, as (id, label)."""
        return [(item.id, item.label) for item in self.items] + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        labels = dict(self.choices(given))
        order = [id for id in dict.fromkeys(raw.get("order", ())) if id in labels]
        order += [id for id in labels if id not in order]
        return Accepted({"order": order[: self.top] if self.top else order, "labels": labels})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        if self.from_ == f"plan.{table}":  # each record's own place: `skills.priority`
            places = {id: n for n, id in enumerate(value["order"], 1)}
            return [
                c for id in value["labels"] for c in fill_record(given, self.id, table, id, {field: places.get(id)})
            ]
        return fill_field(given, self.id, self.fills, [value["labels"][id] for id in value["order"]])

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(id, value["labels"].get(id, id)) for id in value.get("order", ())]

    def words(self, value: Value, given: Given) -> list[str]:
        return [f"{n}. {label}" for n, (_, label) in enumerate(self.offers(value), 1)]

    def names(self, value: Value) -> dict[str, str]:
        return own_names(self.items, value.get("order", ())) if self.from_ else {}

    def meaning(self) -> object:
        return [self.top, sorted(item.id for item in self.items)]


class Pick(Step):
    """Select records of the plan (or items of an earlier step) to work on; new ones can be added on the spot."""

    kind: Literal["pick"]
    from_: Annotated[From, Field(alias="from")]
    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1)] | None = None
    add: bool = True  # something new can be written in
    sets: str | None = (
        None  # written into the field that `fills` names, in each record picked: `options.status`, `alive`
    )

    usual_minutes = 1.0

    def choices(self, given: Given) -> list[tuple[str, str]]:
        """What there is to pick from, as (id, label)."""
        return given.choices_from(self.from_)

    def accept(self, raw: Value, given: Given) -> Verdict:
        labels = dict(self.choices(given))
        added = [
            {"id": item.get("id") or given.new_id(), "label": line(item["label"])}
            for item in (raw.get("added", ()) if self.add else ())
            if line(item.get("label"))
        ]
        chosen = [id for id in labels if id in raw.get("chosen", ())]
        count = len(chosen) + len(added)
        if count < self.min and (labels or self.add):
            return Refused(f"Pick at least {self.min}" + (", or write one in." if self.add else "."))
        if self.max is not None and count > self.max:
            return Refused(f"Pick at most {self.max}; there are {count}.")
        return Accepted({"chosen": chosen, "added": added, "labels": {id: labels[id] for id in chosen}})

    def fill(self, value: Value, given: Given) -> list[Change]:
        table = self.from_.removeprefix("plan.") if self.from_.startswith("plan.") else ""
        changes: list[Change] = []
        for item in value["added"] if table in RECORDS else ():
            changes += fill_record(given, self.id, table, item["id"], {RECORDS[table].label_field: item["label"]})
        if not self.fills:
            return changes
        filled, field = split(self.fills)
        ids = [id for id, _ in self.offers(value)]
        if field and self.sets is not None:
            return changes + [c for id in ids for c in fill_record(given, self.id, filled, id, {field: self.sets})]
        if field:
            labels = [label for _, label in self.offers(value)]
            return changes + (
                fill_field(given, self.id, self.fills, labels[0] if self.max == 1 else labels) if labels else []
            )
        return changes

    def offers(self, value: Value) -> list[tuple[str, str]]:
        added = [(item["id"], item["label"]) for item in value.get("added", ())]
        return [(id, value["labels"].get(id, id)) for id in value.get("chosen", ())] + added

    def words(self, value: Value, given: Given) -> list[str]:
        return [label for _, label in self.offers(value)]

    def meaning(self) -> object:
        return self.from_


class Action(Data):
    """What can be done with a record: what that sets, and, where a word is wanted, which field it goes into."""

    id: Slug
    label: Annotated[str, Field(min_length=1, max_length=60)]
    sets: dict[FieldId, str | int] = {}
    field: FieldId | None = None  # the answer to `asks` is written here
    asks: str = ""
    number: bool = False  # the answer is a whole number
    becomes: Annotated[str, Field(pattern=r"^[a-z_]+$")] | None = None  # the table of what is made of it
    was: tuple[Slug, ...] = ()  # earlier ids of the same action

    def takes(self, said: str) -> bool:
        """Whether this word will do. Not every digit makes a number: “²” does not; and the plan holds no long ones."""
        if not self.asks:
            return True
        return (said.isdecimal() and len(said) <= LONGEST_NUMBER) if self.number else bool(said)


KEEP = Action(id="keep", label="Keep")
CHANGE = Action(id="change", label="Change", asks="How does it read now?")
DROP = Action(id="drop", label="Let go")


class Revise(Step):
    """Walk through records: keep, change or let go of each, with a reason. Nothing is deleted, only closed.

    Only thoughts and successes that were captured in passing, for which there is nothing to close, leave the plan when
    they are let go; the history keeps them. With `fills = "reviews.revisions"` the review keeps what became of each.
    """

    kind: Literal["revise"]
    of: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z_]+$")], ...], Field(min_length=1, max_length=5)]  # tables
    actions: tuple[Action, ...] = (KEEP, CHANGE, DROP)
    reason: bool = True  # asks why, for whatever is not kept
    why_keep: bool = False  # asks it for what is kept, too
    captured: bool = False  # only what was captured in passing and not looked at since
    empty: str = ""  # said when there is nothing to go through

    usual_minutes = 4.0

    def choices(self, given: Given) -> list[tuple[str, str, str]]:
        """What is gone through, as (table, id, label): everything still open."""
        rows = [(table, row) for table in self.of for row in given.plan.rows(table) if row.open]
        return [(table, row.id, row.label) for table, row in rows if not self.captured or row.source == CAPTURED]

    def asks_why(self, action: Action | None) -> bool:
        """Whether there is room for a reason."""
        return self.reason and action is not None and (self.why_keep or action.id != KEEP.id)

    def again(self, value: Value, given: Given) -> Value:
        """At the next review each record is decided anew; what was decided then is told beside it."""
        return {} if self.fills else value

    def last_time(self, given: Given, table: str, id: str) -> str:
        """What the review before made of a record."""
        return last_time(given.plan, table, id, review_id(given.lesson, given.run)) if given.review else ""

    def accept(self, raw: Value, given: Given) -> Verdict:
        known = {f"{table}/{id}": label for table, id, label in self.choices(given)}
        actions = {action.id: action for action in self.actions}
        decisions = []
        for decision in raw.get("decisions", ()):
            ref, action = f"{decision.get('table')}/{decision.get('id')}", actions.get(str(decision.get("action")))
            if action is None or ref not in known:
                continue
            said = line(decision.get("said"))
            if not action.takes(said):
                return Refused(f"“{known[ref]}”: {action.asks}")
            kept = {"table": decision["table"], "id": decision["id"], "action": action.id, "label": known[ref]}
            kept |= {"said": said} if said else {}
            kept |= {"reason": line(decision["reason"])} if line(decision.get("reason")) else {}
            decisions.append(kept | self._made(action, kept, given))
        left = [label for ref, label in known.items() if ref not in {f"{d['table']}/{d['id']}" for d in decisions}]
        if left and self.id not in given.answered:  # what has come since it was answered waits for the next time
            return Refused(f"Still to look at: “{left[0]}”" + (f", and {len(left) - 1} more." if left[1:] else "."))
        settled = [d for d in self._before(given) if f"{d['table']}/{d['id']}" not in known]
        return Accepted({"decisions": [*settled, *decisions]})

    def _before(self, given: Given) -> list[Value]:
        """What was decided when this was answered earlier in this run: some of it is closed by now."""
        return list(given.values[self.id].get("decisions", ())) if self.id in given.answered else []

    def _made(self, action: Action, decision: Value, given: Given) -> Value:
        """The id of what is made of a record: the same when this is answered again."""
        if action.becomes in (None, decision["table"]):
            return {}
        same = (d for d in self._before(given) if (d["table"], d["id"]) == (decision["table"], decision["id"]))
        return {"made": next((d["made"] for d in same if d.get("made")), None) or given.new_id()}

    def fill(self, value: Value, given: Given) -> list[Change]:
        known = {(table, id) for table, id, _ in self.choices(given)}
        changes: list[Change] = []
        told: list[Value] = []
        for decision in value["decisions"]:
            if (decision["table"], decision["id"]) in known:
                done = self._changes(decision, given)
                told += revised(decision, done)
            else:
                done = self._still(decision, given)
            changes += done
        kept = merged(standing(given, self.fills), told) if self.fills and told else []
        return changes + (fill_field(given, self.id, self.fills, kept) if self.fills and kept else [])

    def _still(self, decision: Value, given: Given) -> list[Change]:
        """What was made of a record that is closed by now is not taken out again, and is left as it is."""
        table = self._action(decision).becomes or ""
        made = given.plan.record(table, decision.get("made", ""))
        return fill_record(given, self.id, table, made.id, {}) if made else []

    def _action(self, decision: Value) -> Action:
        return next((action for action in self.actions if action.id == decision["action"]), KEEP)  # it may be gone

    def _changes(self, decision: Value, given: Given) -> list[Change]:
        """What one decision does."""
        table, id, action = decision["table"], decision["id"], self._action(decision)
        made = self._making(action, decision, given)
        if self.captured and action == DROP and "status" not in RECORDS[table].__struct_fields__:
            return [with_old(given.plan, table, id, None)]
        fields = self._fields(action, decision, given)
        own = fill_record(given, self.id, table, id, fields) if fields else []
        step = given.plan.get(NextStep, id) if table == NextStep.table else None
        ends = step is not None and fields.get("status") in NextStep.closed
        return [*own, *made, *(following(given.plan, step, given.today) if step and ends else [])]

    def _making(self, action: Action, decision: Value, given: Given) -> list[Change]:
        if not action.becomes or not decision.get("made"):
            return []
        kind = RECORDS[action.becomes]
        fields = {kind.label_field: decision.get("said") or decision["label"]}
        fields |= {"on": given.today.isoformat()} if "on" in kind.__struct_fields__ else {}
        return fill_record(given, self.id, action.becomes, decision["made"], fields)

    def _fields(self, action: Action, decision: Value, given: Given) -> dict[str, Any]:
        kind = RECORDS[decision["table"]]
        record = given.plan.record(decision["table"], decision["id"])
        fields: dict[str, Any] = dict(action.sets)
        fields |= {"source": BY_HAND} if record is not None and record.source == CAPTURED else {}
        if action.asks and not decision.get("made"):
            said: Any = int(decision["said"]) if action.number else decision["said"]
            fields[action.field or kind.label_field] = said
        if action == DROP:
            gone = [status for status in ("dropped", "gone", "closed") if status in kind.closed]
            fields |= {"status": gone[0]} if gone else {}
        if "dropped_reason" in kind.__struct_fields__ and action == DROP:
            fields["dropped_reason"] = decision.get("reason")
        if (day := f"{fields.get('status')}_on") in kind.__struct_fields__:  # done_on, dropped_on
            fields[day] = given.today.isoformat()
        return fields

    def words(self, value: Value, given: Given) -> list[str]:
        labels = {action.id: action.label for action in self.actions}
        return [
            f"{labels.get(d['action'], d['action'])}: {d['label']}"
            + (f" → {d['said']}" if d.get("said") else "")
            + (f" ({d['reason']})" if d.get("reason") else "")
            for d in value.get("decisions", ())
        ]

    def names(self, value: Value) -> dict[str, str]:
        used = {decision["action"] for decision in value.get("decisions", ())}
        return {f"action/{action.id}": action.label for action in self.actions if action.id in used}

    def meaning(self) -> object:
        return [sorted(self.of), sorted(action.id for action in self.actions)]
