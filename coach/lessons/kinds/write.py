"""Steps in the person's own words: text and list."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.records import RECORDS
from ...words import said
from ..wording import worded
from ..writes import fill_field, fill_record, split
from .base import LONGEST, Accepted, Given, Item, Refused, Step, Value, Verdict, line


class Text(Step):
    """A sentence to a short page in the person's own words."""

    kind: Literal["text"]
    min_words: Annotated[int, Field(ge=0)] = 1
    max_words: Annotated[int, Field(ge=1)] | None = None
    lines: Annotated[int, Field(ge=1, le=20)] = 6  # how much room the field has at first
    anew: bool = False  # done again, nothing stands there: it is about somebody or something else

    usual_minutes = 3.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        text = str(raw.get("text") or "")
        words = len(text.split())
        if len(text) > LONGEST:
            longest = f"{LONGEST:,}"
            why = said("That is more than {n} characters; nothing is lost, but it has to be shorter.", n=longest)
            return Refused(why)
        if words < self.min_words:
            if not words:
                return Refused(said("Write a few words first, or skip this step."))
            return Refused(said("At least {n} words.", n=self.min_words))
        if self.max_words and words > self.max_words:
            return Refused(said("At most {n} words; there are {count}.", n=self.max_words, count=words))
        return Accepted({"text": text, "record": raw.get("record") or given.new_id()})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        if field:
            return fill_field(given, self.id, self.fills, value["text"])
        fields = {RECORDS[table].label_field: value["text"]}
        if table == "reflections":
            fields |= {
                "on": given.today.isoformat(),
                "prompt": worded(self.prompt or self.title, given),
            }
        return fill_record(given, self.id, table, value["record"], fields)

    def again(self, value: Value, given: Given) -> Value:
        """Another entry of the journal, not the old one written over; a field of the plan is looked at again."""
        return {} if self.anew or self.fills in RECORDS else value

    def words(self, value: Value, given: Given) -> list[str]:
        return str(value.get("text", "")).splitlines()

    def meaning(self) -> object:
        return "text"


class Group(Item):
    """A part of a list with its own heading and limits."""

    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int, Field(ge=1)] | None = None


class List(Step):
    """Several short items, a line each. Items keep their ids, so that later steps can refer to them."""

    kind: Literal["list"]
    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1, le=60)] = 20
    groups: tuple[Group, ...] = ()
    prompts: tuple[str, ...] = ()  # nudges for somebody who has run out: "learn", "ask", "show" ...
    status: str | None = None  # the status that new records get, such as "idea"
    anew: bool = False  # done again, the list is empty

    usual_minutes = 3.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        items = [self._item(item, given) for item in raw.get("items", ()) if line(item.get("text"))]
        if len(items) < self.min:
            left = self.min - len(items)
            more = said("{left} more, please: at least {n} here.", left=left, n=self.min)
            return Refused(more if items else said("Write at least {n}, or skip this step.", n=self.min))
        if len(items) > self.max:
            return Refused(said("At most {n}; there are {count}.", n=self.max, count=len(items)))
        for group in self.groups:
            count = sum(item["group"] == group.id for item in items)
            if count < group.min:
                return Refused(
                    said("{label}: at least {n}, there are {count}.", label=group.label, n=group.min, count=count)
                )
            if group.max is not None and count > group.max:
                return Refused(
                    said("{label}: at most {n}, there are {count}.", label=group.label, n=group.max, count=count)
                )
        return Accepted({"items": items})

    def _item(self, item: Value, given: Given) -> Value:
        kept = {"id": item.get("id") or given.new_id(), "text": line(item["text"])}
        if self.groups:
            ids = [group.id for group in self.groups]
            kept["group"] = item.get("group") if item.get("group") in ids else ids[0]
        return kept

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        if field:
            return fill_field(given, self.id, self.fills, self._by_group(value))
        changes = []
        for item in value["items"]:
            fields = {RECORDS[table].label_field: item["text"]}
            if self.status and given.plan.record(table, item["id"]) is None:
                fields["status"] = self.status
            changes += fill_record(given, self.id, table, item["id"], fields)
        return changes

    def _by_group(self, value: Value) -> object:
        if not self.groups:
            return [item["text"] for item in value["items"]]
        return {
            group.id: [item["text"] for item in value["items"] if item["group"] == group.id] for group in self.groups
        }

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(item["id"], item["text"]) for item in value.get("items", ())]

    def again(self, value: Value, given: Given) -> Value:
        if self.anew:
            return {}
        table = self.fills or ""
        records = ((item, given.plan.record(table, item["id"])) for item in value.get("items", ()))
        return {"items": [item for item, record in records if record is None or record.open]}

    def words(self, value: Value, given: Given) -> list[str]:
        if not self.groups:
            return [item["text"] for item in value.get("items", ())]
        return [
            f"{group.label}: {item['text']}"
            for group in self.groups
            for item in value.get("items", ())
            if item.get("group") == group.id
        ]

    def names(self, value: Value) -> dict[str, str]:
        used = {item.get("group") for item in value.get("items", ())}
        return {f"group/{group.id}": group.label for group in self.groups if group.id in used}

    def meaning(self) -> object:
        return sorted(group.id for group in self.groups)
