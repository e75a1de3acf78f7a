"""timeline and grid."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.place import CORNERS, LANES, Grid, Timeline
from ...lessons.wording import worded
from ..talk import Talk, sentence
from .rows import ALL, NONE, gone_through, without


def timeline(step: Timeline, given: Given, talk: Talk, raw: Value) -> None:
    """Stop by stop: what, when, in which lane."""
    stops = [dict(stop) for stop in raw.get("stops", ())]
    raw["stops"] = stops
    talk.say("Stops on your road map, one after another. An empty line ends them.")

    def change(stop: Value) -> bool:
        name = talk.ask_line("What is it called? A hyphen takes it out", str(stop.get("name") or ""))
        if name:
            stop["name"] = name
            _place(stop, step, given, talk)
        return bool(name)

    for stop in stops:
        if not stop.get("when"):  # somebody stopped in the middle of it
            talk.say(f"{sentence(str(stop.get('name') or ''))} Go on with it.")
            _place(stop, step, given, talk)
    gone_through(talk, lambda: stops, _named, change, lambda stop: without(stops, stop))
    while len(stops) < step.max:
        needed = len(stops) < step.min
        enter = "" if needed else ALL if stops else NONE
        name = talk.ask_line("Another stop" if stops else "A stop", needed=needed, enter=enter)
        if not name:
            return
        stops.append({"id": given.new_id(), "name": name})
        _place(stops[-1], step, given, talk)


def _named(stop: Value) -> str:
    lane = LANES.get(stop.get("lane") or "", "")
    return ", ".join(str(part) for part in (stop.get("name"), stop.get("when"), lane.lower()) if part)


def _place(stop: Value, step: Timeline, given: Given, talk: Talk) -> None:
    when = "When, about? A year, a month such as 2027-06, or now, next, later"
    stop["when"] = talk.ask_line(when, str(stop.get("when") or ""), needed=True)
    lanes = list(LANES)
    now = lanes.index(stop["lane"]) if stop.get("lane") in lanes else 0
    place = talk.choose("Which lane?", list(LANES.values()), now)
    stop["lane"] = lanes[place or 0]
    if step.tell:
        tell = worded(step.tell, given)
        stop["said"] = talk.ask_line(tell, str(stop.get("said") or ""), enter="one line, Enter leaves it out")


def grid(step: Grid, given: Given, talk: Talk, raw: Value) -> None:
    """Two numbers for each item; or the names of two axes and four corners."""
    if step.own_corners:
        _corners(step, talk, raw)
        return
    items = step.choices(given)
    if not items:
        talk.nothing("to place")
        return
    talk.say("Two numbers for each.")
    for one in (step.x, step.y):
        talk.say(f"{one.label}: 1 is {one.low}, 5 is {one.high}.")
    helps = {item.id: worded(item.help, given) for item in step.items}
    for n, (id, label) in enumerate(items, 1):
        talk.item(n, len(items), label, helps.get(id, ""))
        at = raw.setdefault("positions", {}).setdefault(id, {})
        for axis, name in (("x", step.x.label), ("y", step.y.label)):
            at[axis] = talk.ask_number(name, 1, 5, at.get(axis))


def _corners(step: Grid, talk: Talk, raw: Value) -> None:
    """Two questions set crosswise, each with two ends, and a name for each of the four ways they meet."""
    talk.say("Two questions that cross, and a name for each of the four corners where their ends meet.")
    axes, corners = raw.setdefault("axes", {}), raw.setdefault("corners", {})
    for axis, one, ends in (("x", step.x, "from left to right"), ("y", step.y, "from bottom to top")):
        question = f"{one.label}, with both ends, {ends}"
        axes[axis] = talk.ask_line(question, str(axes.get(axis) or ""), needed=True)
    for corner, where in CORNERS.items():
        question = f"A name for the corner at the {where}"
        corners[corner] = talk.ask_line(question, str(corners.get(corner) or ""), needed=True)
