"""Steps that arrange items: sort into buckets, allocate a total, tick off a checklist."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.records import RECORDS
from ...words import marked, said
from ..writes import fill_field, fill_record, instrument_of, split
from .base import Accepted, Data, Feedback, Given, Item, Refused, Slug, Step, Value, Verdict, line, own_names
from .choose import From


class Card(Item):
    """Something to put into a bucket. `right` names the bucket it belongs to, when there is an answer."""

    right: Slug | None = None
    feedback: str = ""


class Bucket(Item):
    """Where cards go."""

    max: Annotated[int, Field(ge=1)] | None = None


class Sort(Step):
    """Put cards into named buckets; with `right`, a check of understanding with feedback on each card."""

    kind: Literal["sort"]
    cards: tuple[Card, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    buckets: Annotated[tuple[Bucket, ...], Field(min_length=2, max_length=6)]
    require_all: bool = True

    usual_minutes = 3.0

    @property
    def quiz(self) -> bool:
        """Whether the cards have a bucket they belong to."""
        return any(card.right for card in self.cards)

    def items(self, given: Given) -> list[tuple[str, str]]:
        """What is sorted, as (id, label)."""
        return [(card.id, card.label) for card in self.cards] + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        buckets = {bucket.id for bucket in self.buckets}
        items = self.items(given)
        placed = {id: b for id, b in raw.get("bucket_of", {}).items() if id in dict(items) and b in buckets}
        left = [label for id, label in items if id not in placed]
        if self.require_all and left:
            return Refused(
                said("Still to be sorted: {label}", label=left[0])
                + (said(", and {n} more.", n=len(left) - 1) if left[1:] else ".")
            )
        for bucket in self.buckets:
            count = sum(b == bucket.id for b in placed.values())
            if bucket.max is not None and count > bucket.max:
                return Refused(
                    said("{label}: at most {max}, there are {count}.", label=bucket.label, max=bucket.max, count=count)
                )
        value: Value = {"bucket_of": placed, "labels": dict(items)}
        if self.quiz:
            value["right"] = sum(placed.get(card.id) == card.right for card in self.cards if card.right)
            value["of"] = sum(card.right is not None for card in self.cards)
            value["tries"] = int(raw.get("tries") or 1)
        return Accepted(value)

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        if self.from_:  # the bucket is written into each card's own record: `skills.trend`
            rows = [(id, b) for id, b in value["bucket_of"].items() if given.plan.record(table, id)]
            return [change for id, b in rows for change in fill_record(given, self.id, table, id, {field: b})]
        first = self.buckets[0].id
        labels = value["labels"]
        return fill_field(
            given, self.id, self.fills, [labels[id] for id, b in value["bucket_of"].items() if b == first]
        )

    def offers(self, value: Value) -> list[tuple[str, str]]:
        labels, first = value.get("labels", {}), self.buckets[0].id
        return [(id, labels.get(id, id)) for id, b in value.get("bucket_of", {}).items() if b == first]

    def words(self, value: Value, given: Given) -> list[str]:
        labels, placed = value.get("labels", {}), value.get("bucket_of", {})
        return [
            f"{bucket.label}: " + "; ".join(labels.get(id, id) for id, b in placed.items() if b == bucket.id)
            for bucket in self.buckets
            if bucket.id in placed.values()
        ]

    def feedback(self, value: Value) -> list[Feedback]:
        placed = value.get("bucket_of", {})
        names = {bucket.id: bucket.label for bucket in self.buckets}
        return [
            Feedback(
                f"{card.label} → {names[placed[card.id]]}",
                placed[card.id] == card.right if card.right else None,
                card.feedback,
            )
            for card in self.cards
            if card.feedback and card.id in placed
        ]

    def again(self, value: Value, given: Given) -> Value:
        return {} if self.quiz else value

    def names(self, value: Value) -> dict[str, str]:
        own = own_names(self.cards, value.get("bucket_of", ())) if self.from_ else {}
        used = set(value.get("bucket_of", {}).values())
        return own | {f"bucket/{bucket.id}": bucket.label for bucket in self.buckets if bucket.id in used}

    def meaning(self) -> object:
        return [sorted(card.id for card in self.cards), sorted(bucket.id for bucket in self.buckets)]


class Second(Data):
    """A second column of points, such as how the total should be shared out."""

    label: Annotated[str, Field(min_length=1, max_length=40)]


class Allocate(Step):
    """Share out a fixed total between items, the author's or the person's own."""

    kind: Literal["allocate"]
    total: Annotated[int, Field(ge=1, le=1000)] = 100
    unit: str = marked("points")
    items: tuple[Item, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    own: bool = False  # the person names the items
    min: Annotated[int, Field(ge=0)] = 0  # how many items of their own
    max: Annotated[int, Field(ge=1, le=12)] = 8
    label: str = ""  # what the first column is called when there is a second
    second: Second | None = None
    instrument: Slug | None = None
    anew: bool = False  # done again, nothing is shared out yet: it is about something else

    usual_minutes = 3.0

    def given_items(self, given: Given) -> list[tuple[str, str]]:
        """The items that stand there at first, as (id, label)."""
        return [(item.id, item.label) for item in self.items] + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        items = dict(self.given_items(given))
        for item in raw.get("items", ()) if self.own else ():
            if line(item.get("label")):
                items[item.get("id") or given.new_id()] = line(item["label"])
        if self.own and not self.min <= len(items) <= self.max:
            return Refused(
                said("Between {min} and {max} lines; there are {count}.", min=self.min, max=self.max, count=len(items))
            )
        points = self._points(raw.get("points", {}), items, raw)
        value: Value = {"points": points, "items": [{"id": id, "label": label} for id, label in items.items()]}
        refusal = self._sum_refused(sum(points.values()), self.label if self.second else "")
        if refusal:
            return refusal
        if self.second:
            value["second"] = self._points(raw.get("second", {}), items, raw)
            refusal = self._sum_refused(sum(value["second"].values()), self.second.label)
            if refusal:
                return refusal
        value["record"] = raw.get("record") or given.new_id()
        return Accepted(value)

    def _points(self, column: Value, items: dict[str, str], raw: Value) -> dict[str, int]:
        """Points by item; rows that had no id yet are found by their label."""
        by_label = {label: id for id, label in items.items()}
        named = {by_label.get(line(key), key): int(n or 0) for key, n in column.items()}
        return {id: max(0, named.get(id, 0)) for id in items}

    def _sum_refused(self, total: int, name: str) -> Refused | None:
        if total == self.total:
            return None
        sums = {"sum": total, "unit": said(self.unit), "total": self.total}
        if name:
            return Refused(
                said("{name}: this makes {sum} {unit}, and there are {total} to share out.", name=name, **sums)
            )
        return Refused(said("This makes {sum} {unit}, and there are {total} to share out.", **sums))

    def prefill(self, given: Given) -> Value:
        """The person's own items as the plan already has them."""
        if not self.own or not self.fills or self.fills == "assessments":
            return {}
        rows = given.plan.rows(self.fills)
        points = {row.id: int(getattr(row, "share", None) or 0) for row in rows}
        return {"items": [{"id": row.id, "label": row.label} for row in rows], "points": points} if rows else {}

    def again(self, value: Value, given: Given) -> Value:
        """Another sitting, never the old one written over; one's own items as the plan has them by now."""
        if self.anew:
            return {}
        return self.prefill(given) or {name: part for name, part in value.items() if name != "record"}

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, _ = split(self.fills)
        if table == "assessments":
            fields = {
                "instrument": self.instrument or instrument_of(given, self.id, self.was),
                "taken_on": given.today.isoformat(),
                "ratings": value["points"],
                "names": {item["id"]: item["label"] for item in value["items"]},
                "first_name": self.label or None,
                "second": value.get("second"),
                "second_name": self.second.label if self.second else None,
                "scale": {"min": 0, "max": self.total},
            }
            return fill_record(given, self.id, table, value["record"], fields)
        label = RECORDS[table].label_field
        changes = []
        for item in value["items"]:
            fields = {label: item["label"], "share": value["points"].get(item["id"], 0)}
            if table == "tasks":
                fields["reviewed_on"] = given.today.isoformat()
            changes += fill_record(given, self.id, table, item["id"], fields)
        return changes

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(item["id"], item["label"]) for item in value.get("items", ())]

    def words(self, value: Value, given: Given) -> list[str]:
        second = value.get("second") or {}
        return [
            f"{item['label']}: {value['points'].get(item['id'], 0)}"
            + (f", {self.second.label.lower()} {second.get(item['id'], 0)}" if self.second else "")
            for item in value.get("items", ())
        ]

    def names(self, value: Value) -> dict[str, str]:
        own = own_names(self.items, value.get("points", ())) if self.from_ or self.own else {}
        return own | ({"/second": self.second.label} if self.second else {})

    def limits(self) -> list[int]:
        return [0, self.total]

    def meaning(self) -> object:
        return [self.total, self.own, bool(self.second), sorted(item.id for item in self.items)]


class Checklist(Step):
    """Tick what is done or agreed, perhaps over several days; a half-ticked list is a fine answer."""

    kind: Literal["checklist"]
    items: tuple[Item, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    own: bool = False  # the person may add lines
    min: Annotated[int, Field(ge=0)] = 0
    anew: bool = False  # done again, nothing is ticked

    def choices(self, given: Given) -> list[tuple[str, str]]:
        """What can be ticked, as (id, label), without what the person added."""
        return [(item.id, item.label) for item in self.items] + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        added = [
            {"id": item.get("id") or given.new_id(), "label": line(item["label"])}
            for item in (raw.get("added", ()) if self.own else ())
            if line(item.get("label"))
        ]
        labels = dict(self.choices(given)) | {item["id"]: item["label"] for item in added}
        ticked = raw.get("done", {})
        done = {id: ticked[id] or given.today.isoformat() for id in labels if id in ticked}
        if len(done) < self.min:
            return Refused(said("At least {min} of them; {done} ticked so far.", min=self.min, done=len(done)))
        return Accepted({"done": done, "added": added, "labels": labels})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        ticked = [label for id, label in value["labels"].items() if id in value["done"]]
        return fill_field(given, self.id, self.fills, ticked)

    def again(self, value: Value, given: Given) -> Value:
        return {} if self.anew else value

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(id, label) for id, label in value.get("labels", {}).items() if id in value.get("done", {})]

    def words(self, value: Value, given: Given) -> list[str]:
        done = value.get("done", {})
        return [f"[{'x' if id in done else ' '}] {label}" for id, label in value.get("labels", {}).items()]

    def names(self, value: Value) -> dict[str, str]:
        return own_names(self.items, value.get("labels", ())) if self.from_ or self.own else {}

    def meaning(self) -> object:
        return sorted(item.id for item in self.items)
