"""Steps with two axes: the timeline (stops on the road map) and the grid (items between two ends twice)."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.records import Stop
from ...words import lowered, marked, said
from ..writes import fill_record, split, target
from .base import Accepted, Data, Given, Item, Refused, Step, Value, Verdict, line, own_names
from .choose import From
from .structure import FieldId

LANES = {
    "role": marked("Role"),
    "skills": marked("Skills"),
    "people": marked("People"),
    "life": marked("Life and limits"),
}
SPANS = {"behind": ("reached",), "ahead": ("now", "aimed", "exploring")}


class Timeline(Step):
    """Place stops on the road map: time across, lanes down. Dates may be fuzzy: 2019, 2027-06, next, later."""

    kind: Literal["timeline"]
    span: Literal["behind", "ahead"]
    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1, le=20)] = 8
    tell: str = ""  # a word about each stop: "What did it give you?"
    tell_field: FieldId = "gave_me"

    usual_minutes = 4.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        stops = []
        for stop in raw.get("stops", ()):
            name, when = line(stop.get("name")), line(stop.get("when"))
            if not name:
                continue
            if not when:
                return Refused(
                    said("“{name}”: when, about? A year, a month such as 2027-06, or now, next, later.", name=name)
                )
            kept = {"id": stop.get("id") or given.new_id(), "name": name, "when": when,
                    "lane": stop.get("lane") if stop.get("lane") in LANES else "role"}  # fmt: skip
            kept |= {"said": line(stop["said"])} if line(stop.get("said")) else {}
            stops.append(kept)
        if not self.min <= len(stops) <= self.max:
            return Refused(
                said("Between {min} and {max} stops; there are {count}.", min=self.min, max=self.max, count=len(stops))
            )
        return Accepted({"stops": stops})

    def fill(self, value: Value, given: Given) -> list[Change]:
        changes = []
        for stop in value["stops"]:
            fields = {
                "name": stop["name"],
                "when": stop["when"],
                "lane": stop["lane"],
                self.tell_field: stop.get("said"),
            }
            if given.plan.record("stops", stop["id"]) is None:
                fields["status"] = "reached" if self.span == "behind" else "now" if stop["when"] == "now" else "aimed"
            changes += fill_record(given, self.id, "stops", stop["id"], fields)
        return changes

    def prefill(self, given: Given) -> Value:
        """The stops that the plan has on this side of today."""
        behind = self.span == "behind"
        there = [stop for stop in given.plan.all(Stop) if (stop.status == "reached" if behind else stop.open)]
        told = [given.plan.fields("stops", stop.id) or {} for stop in there]
        return {
            "stops": [
                {"id": stop.id, "said": fields.get(self.tell_field, ""), "name": stop.name, "when": stop.when,
                 "lane": stop.lane}
                for stop, fields in zip(there, told, strict=True)
            ]
        }  # fmt: skip

    def again(self, value: Value, given: Given) -> Value:
        """The road map as it is by now, however it came to be so."""
        return self.prefill(given)

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(stop["id"], stop["name"]) for stop in value.get("stops", ())]

    def words(self, value: Value, given: Given) -> list[str]:
        return [
            f"{stop['when']}, {lowered(said(LANES[stop['lane']]))}: {stop['name']}"
            + (f" ({stop['said']})" if stop.get("said") else "")
            for stop in value.get("stops", ())
        ]

    def meaning(self) -> object:
        return self.span


class Axis(Data):
    """One axis of a grid, with words at both ends."""

    label: Annotated[str, Field(min_length=1, max_length=40)]
    low: str = marked("low")
    high: str = marked("high")
    fills: FieldId | None = None  # the field of each record that the place on this axis is written to


CORNERS = {
    "low-low": marked("bottom left"),
    "high-low": marked("bottom right"),
    "low-high": marked("top left"),
    "high-high": marked("top right"),
}


class Grid(Step):
    """Place items on two crossed axes, 1 to 5 on each; or name the four corners of two uncertainties."""

    kind: Literal["grid"]
    x: Axis
    y: Axis
    items: tuple[Item, ...] = ()
    from_: Annotated[From | None, Field(alias="from")] = None
    corners: dict[
        Literal["low-low", "high-low", "low-high", "high-high"], str
    ] = {}  # what the author calls the corners
    own_corners: bool = False  # the person names the axes and the four corners; there are no items

    usual_minutes = 3.0

    def choices(self, given: Given) -> list[tuple[str, str]]:
        """What is placed, as (id, label)."""
        return [(item.id, item.label) for item in self.items] + (given.choices_from(self.from_) if self.from_ else [])

    def accept(self, raw: Value, given: Given) -> Verdict:
        if self.own_corners:
            return self._accept_corners(raw)
        labels = dict(self.choices(given))
        positions = {}
        for id, at in raw.get("positions", {}).items():
            if id in labels and all(isinstance(at.get(axis), int) and 1 <= at[axis] <= 5 for axis in "xy"):
                positions[id] = {"x": at["x"], "y": at["y"]}
        left = [label for id, label in labels.items() if id not in positions]
        if left:
            return Refused(
                said("Not placed yet: {label}", label=left[0])
                + (said(", and {n} more.", n=len(left) - 1) if left[1:] else ".")
            )
        return Accepted({"positions": positions, "labels": labels})

    def _accept_corners(self, raw: Value) -> Verdict:
        axes = {axis: line((raw.get("axes") or {}).get(axis)) for axis in "xy"}
        corners = {corner: line((raw.get("corners") or {}).get(corner)) for corner in CORNERS}
        if not all(axes.values()):
            return Refused(said("Name both uncertainties first."))
        missing = [said(CORNERS[corner]) for corner, name in corners.items() if not name]
        if missing:
            return Refused(said("The corner at the {corner} still needs a name.", corner=missing[0]))
        return Accepted({"axes": axes, "corners": corners})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, _ = split(self.fills)
        if self.own_corners:
            named = {"corners": value["corners"], "axis_x": value["axes"]["x"], "axis_y": value["axes"]["y"]}
            return fill_record(given, self.id, table, target(given, table, self.id), named)
        fields = {"x": self.x.fills, "y": self.y.fills}
        changes = []
        for id, at in value["positions"].items():
            placed = {field: at[axis] for axis, field in fields.items() if field}
            if placed and given.plan.record(table, id):
                changes += fill_record(given, self.id, table, id, placed)
        return changes

    def offers(self, value: Value) -> list[tuple[str, str]]:
        if self.own_corners:
            return list(value.get("corners", {}).items())
        placed = value.get("positions", {})
        best = sorted(placed, key=lambda id: (-placed[id]["y"], placed[id]["x"]))
        return [(id, value["labels"].get(id, id)) for id in best]

    def words(self, value: Value, given: Given) -> list[str]:
        if self.own_corners:
            corners = value.get("corners", {})
            return [f"{said(CORNERS[corner]).capitalize()}: {name}" for corner, name in corners.items()]
        at = value.get("positions", {})
        return [
            f"{label}: {self.x.label.lower()} {at[id]['x']}, {self.y.label.lower()} {at[id]['y']}"
            for id, label in self.offers(value)
        ]

    def names(self, value: Value) -> dict[str, str]:
        own = own_names(self.items, value.get("positions", ())) if self.from_ else {}
        return own | ({} if self.own_corners else {"/x": self.x.label, "/y": self.y.label})

    def meaning(self) -> object:
        return [self.own_corners, sorted(item.id for item in self.items)]
