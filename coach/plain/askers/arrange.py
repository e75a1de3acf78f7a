"""sort, allocate, checklist."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.arrange import Allocate, Checklist, Sort
from ..talk import Talk


def sort(step: Sort, given: Given, talk: Talk, raw: Value) -> None:
    """The buckets once, then a number for each card."""
    placed = raw.setdefault("bucket_of", {})
    raw["tries"] = int(raw.get("tries") or 0) + 1
    talk.numbered(bucket.label + (f" (at most {bucket.max})" if bucket.max else "") for bucket in step.buckets)
    ids = [bucket.id for bucket in step.buckets]
    for id, label in step.items(given):
        talk.say(label)
        now = ids.index(placed[id]) + 1 if placed.get(id) in ids else None
        number = talk.ask_number("Where does it go?", 1, len(ids), now)
        while number is None and step.require_all:
            number = talk.ask_number("A number, please:", 1, len(ids))
        if number:
            placed[id] = ids[number - 1]


def allocate(step: Allocate, given: Given, talk: Talk, raw: Value) -> None:
    """The items, then the points of each, with what is left."""
    items = step.given_items(given)
    if step.own:
        raw["items"] = _own_items(step, given, talk, raw)
        items += [(item["id"], item["label"]) for item in raw["items"]]
    _share_out(step, step.label or step.unit, items, raw.setdefault("points", {}), talk)
    if step.second:
        _share_out(step, step.second.label, items, raw.setdefault("second", {}), talk)


def _own_items(step: Allocate, given: Given, talk: Talk, raw: Value) -> list[Value]:
    items = [dict(item) for item in raw.get("items", ()) if item["id"] not in dict(step.given_items(given))]
    if items:
        talk.numbered(item["label"] for item in items)
        numbers = talk.ask_numbers("Numbers to take out (Enter keeps them all):", len(items))
        items = [item for n, item in enumerate(items, 1) if n not in (numbers or ())]
    while len(items) < step.max:
        label = talk.ask("Another, then Enter (an empty line ends):" if items else "One, then Enter:").strip()
        if not label:
            break
        items.append({"id": given.new_id(), "label": label})
    return items


def _share_out(step: Allocate, name: str, items: list[tuple[str, str]], points: Value, talk: Talk) -> None:
    talk.say(f"{name}: share out {step.total} {step.unit}.")
    for id in [id for id in points if id not in dict(items)]:
        del points[id]
    for id, label in items:
        left = step.total - sum(n for other, n in points.items() if other != id)
        number = talk.ask_number(f"{label} ({left} left):", 0, step.total, points.get(id))
        points[id] = number or 0


def checklist(step: Checklist, given: Given, talk: Talk, raw: Value) -> None:
    """Numbers tick and untick; Enter goes on."""
    done = raw.setdefault("done", {})
    added = raw.setdefault("added", [])
    while True:
        items = step.choices(given) + [(item["id"], item["label"]) for item in added]
        talk.numbered(f"{label} (ticked)" if id in done else label for id, label in items)
        numbers = talk.ask_numbers("Numbers to tick or untick (Enter goes on):", len(items))
        if numbers is None:
            break
        for n in numbers:
            id = items[n - 1][0]
            if done.pop(id, None) is None:
                done[id] = given.today.isoformat()
    while step.own:
        label = talk.ask("Add one of your own (an empty line ends):").strip()
        if not label:
            return
        added.append({"id": given.new_id(), "label": label})
        done[added[-1]["id"]] = given.today.isoformat()
