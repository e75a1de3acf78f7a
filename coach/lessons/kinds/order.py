"""Steps that work on a set of things one already has: rank, pick."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.records import RECORDS
from ...words import said
from ..writes import fill_field, fill_record, split
from .base import Accepted, Given, Item, Refused, Step, Value, Verdict, line, own_names
from .choose import From


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
            few = (
                said("Pick at least {n}, or write one in.", n=self.min)
                if self.add
                else said("Pick at least {n}.", n=self.min)
            )
            return Refused(few)
        if self.max is not None and count > self.max:
            return Refused(said("Pick at most {max}; there are {count}.", max=self.max, count=count))
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
