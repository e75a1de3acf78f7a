"""timeline and grid."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.place import CORNERS, LANES, Grid, Timeline
from ...lessons.wording import worded
from ...words import lowered, marked, said
from ..talk import Talk, sentence
from .rows import ALL, NONE, gone_through, without


def timeline(step: Timeline, given: Given, talk: Talk, raw: Value) -> None:
    """Stop by stop: what, when, in which lane."""
    stops = [dict(stop) for stop in raw.get("stops", ())]
    raw["stops"] = stops
    talk.say(said("Stops on your road map, one after another. An empty line ends them."))

    def change(stop: Value) -> bool:
        name = talk.ask_line(said("What is it called? A hyphen takes it out"), str(stop.get("name") or ""))
        if name:
            stop["name"] = name
            _place(stop, step, given, talk)
        return bool(name)

    for stop in stops:
        if not stop.get("when"):  # somebody stopped in the middle of it
            talk.say(said("{stop} Go on with it.", stop=sentence(str(stop.get("name") or ""))))
            _place(stop, step, given, talk)
    gone_through(talk, lambda: stops, _named, change, lambda stop: without(stops, stop))
    while len(stops) < step.max:
        needed = len(stops) < step.min
        enter = "" if needed else said(ALL if stops else NONE)
        name = talk.ask_line(said("Another stop") if stops else said("A stop"), needed=needed, enter=enter)
        if not name:
            return
        stops.append({"id": given.new_id(), "name": name})
        _place(stops[-1], step, given, talk)


def _named(stop: Value) -> str:
    lane = said(LANES.get(stop.get("lane") or "", ""))
    return ", ".join(str(part) for part in (stop.get("name"), stop.get("when"), lowered(lane)) if part)


def _place(stop: Value, step: Timeline, given: Given, talk: Talk) -> None:
    when = said("When, about? A year, a month such as 2027-06, or now, next, later")
    stop["when"] = talk.ask_line(when, str(stop.get("when") or ""), needed=True)
    lanes = list(LANES)
    now = lanes.index(stop["lane"]) if stop.get("lane") in lanes else 0
    place = talk.choose(said("Which lane?"), [said(name) for name in LANES.values()], now)
    stop["lane"] = lanes[place or 0]
    if step.tell:
        tell = worded(step.tell, given)
        stop["said"] = talk.ask_line(tell, str(stop.get("said") or ""), enter=said("one line, Enter leaves it out"))


def grid(step: Grid, given: Given, talk: Talk, raw: Value) -> None:
    """Two numbers for each item; or the names of two axes and four corners."""
    if step.own_corners:
        _corners(step, talk, raw)
        return
    items = step.choices(given)
    if not items:
        talk.nothing(marked("to place"))
        return
    talk.say(said("Two numbers for each."))
    for one in (step.x, step.y):
        talk.say(said("{axis}: 1 is {low}, 5 is {high}.", axis=one.label, low=said(one.low), high=said(one.high)))
    helps = {item.id: worded(item.help, given) for item in step.items}
    for n, (id, label) in enumerate(items, 1):
        talk.item(n, len(items), label, helps.get(id, ""))
        at = raw.setdefault("positions", {}).setdefault(id, {})
        for axis, name in (("x", step.x.label), ("y", step.y.label)):
            at[axis] = talk.ask_number(name, 1, 5, at.get(axis))


def _corners(step: Grid, talk: Talk, raw: Value) -> None:
    """Two questions set crosswise, each with two ends, and a name for each of the four ways they meet."""
    talk.say(said("Two questions that cross, and a name for each of the four corners where their ends meet."))
    axes, corners = raw.setdefault("axes", {}), raw.setdefault("corners", {})
    across = said("{axis}, with both ends, from left to right", axis=step.x.label)
    upward = said("{axis}, with both ends, from bottom to top", axis=step.y.label)
    for axis, question in (("x", across), ("y", upward)):
        axes[axis] = talk.ask_line(question, str(axes.get(axis) or ""), needed=True)
    for corner, where in CORNERS.items():
        question = said("A name for the corner at the {corner}", corner=said(where))
        corners[corner] = talk.ask_line(question, str(corners.get(corner) or ""), needed=True)
