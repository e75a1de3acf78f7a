"""sort, allocate, checklist."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.arrange import Allocate, Bucket, Checklist, Sort
from ...lessons.wording import worded
from ...words import marked, said, said_of
from ..talk import Talk, capital
from .rows import AT_MOST, added, gone_through, reworded, without


def sort(step: Sort, given: Given, talk: Talk, raw: Value) -> None:
    """The places once, then a number for each card."""
    items = step.items(given)
    if not items:
        talk.nothing(marked("to sort"))
        return
    places = len(step.buckets)
    talk.say(said_of(len(items), "Put {n} card into {of} places:", "Put {n} cards into {of} places:", of=places))
    talk.number([_bucket(bucket) for bucket in step.buckets], [worded(bucket.help, given) for bucket in step.buckets])
    placed, ids = raw.setdefault("bucket_of", {}), [bucket.id for bucket in step.buckets]
    before, helps = dict(placed), {card.id: worded(card.help, given) for card in step.cards}
    for n, (id, label) in enumerate(items, 1):
        talk.item(n, len(items), label, helps.get(id, ""))
        now = ids.index(placed[id]) + 1 if placed.get(id) in ids else None
        number = talk.ask_number(_where(step), 1, len(ids), now, step.require_all)
        placed.pop(id, None)
        placed |= {id: ids[number - 1]} if number else {}
    if step.quiz and placed != before:
        raw["tries"] = int(raw.get("tries") or 0) + 1


def _bucket(bucket: Bucket) -> str:
    return said("{bucket} (at most {n})", bucket=bucket.label, n=bucket.max) if bucket.max else bucket.label


def _where(step: Sort) -> str:
    """The question with the places in it, as long as they are quickly said."""
    places = ", ".join(f"{n} {bucket.label}" for n, bucket in enumerate(step.buckets, 1))
    return places if len(places) <= 44 else said("Where does it go?")


# --- allocate --------------------------------------------------------------------


def allocate(step: Allocate, given: Given, talk: Talk, raw: Value) -> None:
    """The items, then the points of each, with what is left."""
    items = step.given_items(given)
    if step.own:
        items += _own_items(step, given, talk, raw)
    elif not items:
        talk.nothing(marked("to share it out between"))
        return
    _share_out(step, step.label if step.second else "", items, raw.setdefault("points", {}), talk)
    if step.second:
        _share_out(step, step.second.label, items, raw.setdefault("second", {}), talk)


def _own_items(step: Allocate, given: Given, talk: Talk, raw: Value) -> list[tuple[str, str]]:
    """The items that the person names."""
    fixed = dict(step.given_items(given))
    rows = [{"id": given.new_id(), **item} for item in raw.get("items", ()) if item.get("id") not in fixed]
    raw["items"] = rows
    talk.say(said("First the lines, then how much each gets. An empty line ends them."))
    gone_through(
        talk, lambda: rows, lambda row: str(row.get("label") or ""), lambda row: reworded(talk, row, "label"),
        lambda row: without(rows, row),
    )  # fmt: skip
    added(talk, rows, "label", lambda: {"id": given.new_id()}, max(step.min, 1) - len(fixed), step.max - len(fixed))
    return [(row["id"], row["label"]) for row in rows]


def _share_out(step: Allocate, name: str, items: list[tuple[str, str]], points: Value, talk: Talk) -> None:
    labels = dict(items)
    for id in [id for id in points if id not in labels]:
        del points[id]
    what = said("share out {total} {unit} between {n}.", total=step.total, unit=said(step.unit), n=len(items))
    talk.say(capital(f"{name}: {what}" if name else what))
    for n, (id, label) in enumerate(items, 1):
        left = step.total - sum(number or 0 for other, number in points.items() if other != id)
        rest = left if n == len(items) and left >= 0 else points.get(id)
        over = said("{line}, {n} too many so far", line=label, n=-left)
        question = said("{line}, {n} left", line=label, n=left) if left >= 0 else over
        points[id] = talk.ask_number(question, 0, step.total, rest, needed=False, enter=said("Enter means 0")) or 0


# --- checklist -------------------------------------------------------------------


def checklist(step: Checklist, given: Given, talk: Talk, raw: Value) -> None:
    """Every line by number, with what is ticked so far; then lines of one's own."""
    done, own = raw.setdefault("done", {}), raw.setdefault("added", [])
    items = step.choices(given) + ([(item["id"], item["label"]) for item in own] if step.own else [])
    if not items and not step.own:
        talk.nothing(marked("to tick"))
        return
    if items:
        _tick(step, items, given, talk, done)
    if step.own:
        before = len(own)
        talk.say(said("You may add lines of your own; they are ticked. An empty line ends them."))
        added(talk, own, "label", lambda: {"id": given.new_id()}, 0, AT_MOST)
        done |= {item["id"]: given.today.isoformat() for item in own[before:]}


def _tick(step: Checklist, items: list[tuple[str, str]], given: Given, talk: Talk, done: Value) -> None:
    helps = {item.id: worded(item.help, given) for item in step.items}
    what = said("Tick what is done, of these {n}.", n=len(items))
    talk.say(what + (said(" At least {n}.", n=step.min) if step.min else ""))
    labels = [said("{line} (ticked)", line=label) if id in done else label for id, label in items]
    talk.number(labels, [helps.get(id, "") for id, _ in items])
    now = [n for n, (id, _) in enumerate(items, 1) if id in done]
    ticked = {items[n - 1][0] for n in talk.ask_numbers(said("Which are ticked?"), len(items), now=now)}
    for id, _ in items:
        if id in ticked:
            done.setdefault(id, given.today.isoformat())
        else:
            done.pop(id, None)
