"""The step `revise`: go through records and keep, change or let go of each."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from ...plan.events import Change, with_old
from ...plan.order import Order
from ...plan.records import BY_HAND, CAPTURED, RECORDS, NextStep, Record
from ...plan.repeats import following, repeats
from ...review.held import review_id
from ...review.revisions import last_time, merged, revised
from ...words import marked, said
from ..writes import fill_field, fill_record, standing
from .base import Accepted, Data, Given, Refused, Slug, Step, Value, Verdict, line
from .structure import FieldId

LONGEST_NUMBER = 9  # digits
WHY, OUTCOME = marked("Why?"), marked("What came of it?")
NO_MORE = marked("It does not come again after this.")
GOOD_ENDS = ("done", "reached")  # statuses of which one asks what came of it, and not why


def _in_order(table: str, given: Given) -> Sequence[Record]:
    """The records of a table as they are kept; steps that are open in the order of Today."""
    rows = given.plan.rows(table)
    if table != NextStep.table:
        return rows
    return Order([row for row in rows if isinstance(row, NextStep) and row.open], given.today).steps()


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

    def takes(self, words: str) -> bool:
        """Whether this word will do. Not every digit makes a number: “²” does not; and the plan holds no long ones."""
        if not self.asks:
            return True
        return (words.isdecimal() and len(words) <= LONGEST_NUMBER) if self.number else bool(words)

    @property
    def good_end(self) -> bool:
        """Whether a record is finished by it."""
        return self.sets.get("status") in GOOD_ENDS

    def rewords(self, table: str) -> bool:
        """Whether the word that it asks for is what the record is called from then on."""
        return bool(self.asks) and not self.number and self.field in (None, RECORDS[table].label_field)


KEEP = Action(id="keep", label=marked("Keep"))
CHANGE = Action(id="change", label=marked("Change"), asks=marked("How does it read now?"))
DROP = Action(id="drop", label=marked("Let go"))


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
        rows = [(table, row) for table in self.of for row in _in_order(table, given) if row.open]
        return [(table, row.id, row.label) for table, row in rows if not self.captured or row.source == CAPTURED]

    def asks_why(self, action: Action | None) -> bool:
        """Whether there is room for a reason."""
        return self.reason and action is not None and (self.why_keep or action.id != KEEP.id)

    def why(self, action: Action, table: str, id: str, given: Given) -> str:
        """What is asked about an action; a step that repeats and is let go does not come again."""
        step = given.plan.get(NextStep, id) if table == NextStep.table else None
        last = action == DROP and step is not None and repeats(step)
        return said(NO_MORE) + " " + said(WHY) if last else said(OUTCOME if action.good_end else WHY)

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
            words = line(decision.get("said"))
            if not action.takes(words):
                return Refused(f"“{known[ref]}”: {said(action.asks)}")
            kept = {"table": decision["table"], "id": decision["id"], "action": action.id, "label": known[ref]}
            kept |= {"said": words} if words else {}
            kept |= {"reason": line(decision["reason"])} if line(decision.get("reason")) else {}
            decisions.append(kept | self._made(action, kept, given))
        left = [label for ref, label in known.items() if ref not in {f"{d['table']}/{d['id']}" for d in decisions}]
        if left and self.id not in given.answered:  # what has come since it was answered waits for the next time
            return Refused(
                said("Still to look at: “{label}”", label=left[0])
                + (said(", and {n} more.", n=len(left) - 1) if left[1:] else ".")
            )
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
        done = step is not None and fields.get("status") == "done"
        return [*own, *made, *(following(given.plan, step, given.today) if step and done else [])]

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
            words: Any = int(decision["said"]) if action.number else decision["said"]
            fields[action.field or kind.label_field] = words
        if action == DROP:
            gone = [status for status in ("dropped", "gone", "closed") if status in kind.closed]
            fields |= {"status": gone[0]} if gone else {}
        if "dropped_reason" in kind.__struct_fields__ and action == DROP:
            fields["dropped_reason"] = decision.get("reason")
        if isinstance(record, NextStep) and fields.get("status") in record.closed:
            fields |= {"learned": decision["reason"]} if action.good_end and decision.get("reason") else {}
            fields |= {"pinned": None} if record.pinned else {}
        if (day := f"{fields.get('status')}_on") in kind.__struct_fields__:  # done_on, dropped_on
            fields[day] = given.today.isoformat()
        return fields

    def words(self, value: Value, given: Given) -> list[str]:
        labels = {action.id: said(action.label) for action in self.actions}
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
