"""Steps that leave the lesson: do (go and try it) and export (make a document of the plan)."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.records import RECORDS
from ...words import marked, said
from ..wording import worded
from ..writes import fill_field, fill_record, split
from .base import LONGEST, Accepted, Given, Refused, Step, Value, Verdict

OUTCOMES = {"done": marked("Done"), "partly": marked("Partly"), "not-yet": marked("Not yet")}
TEMPLATES = {"one-page-plan": marked("My plan on one page"), "agreement": marked("Mentoring agreement"),
             "promotion-case": marked("My case for the next level"),
             "coaching-agreement": marked("Coaching agreement"),
             "session-summary": marked("Session summary")}  # fmt: skip


class Do(Step):
    """Go and do something, then note how it went. It may stay open: "not yet" is an answer."""

    kind: Literal["do"]
    timer: Annotated[int, Field(ge=1, le=60)] | None = None  # minutes, for whoever wants one
    note: str = marked("How did it go?")  # asked afterwards

    usual_minutes = 5.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        if raw.get("outcome") not in OUTCOMES:
            return Refused(said("Done, partly, or not yet? All three are fine."))
        note = str(raw.get("note") or "")[:LONGEST]
        value: Value = {
            "outcome": raw["outcome"],
            "on": given.today.isoformat(),
            "record": raw.get("record") or given.new_id(),
        }
        return Accepted(value | ({"note": note} if note.strip() else {}))

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills or not value.get("note"):
            return []
        table, field = split(self.fills)
        if field:
            return fill_field(given, self.id, self.fills, value["note"])
        fields = {RECORDS[table].label_field: value["note"]}
        if table == "reflections":
            fields |= {"on": value["on"], "prompt": worded(self.prompt or self.title, given)}
        return fill_record(given, self.id, table, value["record"], fields)

    def again(self, value: Value, given: Given) -> Value:
        return {}

    def words(self, value: Value, given: Given) -> list[str]:
        return [said(OUTCOMES.get(value.get("outcome", ""), "")), *str(value.get("note", "")).splitlines()]

    def meaning(self) -> object:
        return "do"


class Export(Step):
    """Make a document from the plan. It shows what will leave, and what is private stays unless it is ticked."""

    kind: Literal["export"]
    template: Literal["one-page-plan", "agreement", "promotion-case", "coaching-agreement", "session-summary"]

    usual_minutes = 1.0
    may_fill = False

    def accept(self, raw: Value, given: Given) -> Verdict:
        included = [str(section) for section in raw.get("included", ())]
        value: Value = {"template": self.template, "included": included, "on": given.today.isoformat()}
        return Accepted(value | ({"path": str(raw["path"])} if raw.get("path") else {}))

    def again(self, value: Value, given: Given) -> Value:
        return {}

    def words(self, value: Value, given: Given) -> list[str]:
        document = said(TEMPLATES[self.template])
        if value.get("path"):
            return [said("{document}: written to {path}", document=document, path=value["path"])]
        return [said("{document}: looked at, not written", document=document)]

    def meaning(self) -> object:
        return self.template
