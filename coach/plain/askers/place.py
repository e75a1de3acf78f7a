"""timeline and grid."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.place import CORNERS, LANES, Grid, Timeline
from ..talk import Talk


def timeline(step: Timeline, given: Given, talk: Talk, raw: Value) -> None:
    """Stop by stop: what, when, in which lane."""
    stops = [dict(stop) for stop in raw.get("stops", ())]
    raw["stops"] = stops
    if stops:
        talk.numbered(f"{stop.get('when', '')}: {stop.get('name', '')}" for stop in stops)
        numbers = talk.ask_numbers("Numbers to take out (Enter keeps them all):", len(stops))
        for n in sorted(numbers or (), reverse=True):
            del stops[n - 1]
    while len(stops) < step.max:
        name = talk.ask("Another stop (an empty line ends):" if stops else "A stop, in a few words:").strip()
        if not name:
            return
        stop: Value = {"id": given.new_id(), "name": name}
        stops.append(stop)
        _place(stop, step, talk)


def _place(stop: Value, step: Timeline, talk: Talk) -> None:
    while not stop.get("when"):
        stop["when"] = talk.ask_line("When, about? A year, 2027-06, now, next or later:")
    talk.numbered(LANES.values())
    number = talk.ask_number("Which lane?", 1, len(LANES), 1) or 1
    stop["lane"] = list(LANES)[number - 1]
    if step.tell:
        stop["said"] = talk.ask_line(step.tell)


def grid(step: Grid, given: Given, talk: Talk, raw: Value) -> None:
    """Two numbers for each item; or the names of two axes and four corners."""
    if step.own_corners:
        _corners(step, talk, raw)
        return
    for one in (step.x, step.y):
        talk.say(f"{one.label}: 1 is {one.low}, 5 is {one.high}.")
    positions = raw.setdefault("positions", {})
    for id, label in step.choices(given):
        talk.say(label)
        at = positions.setdefault(id, {})
        for axis, name in (("x", step.x.label), ("y", step.y.label)):
            at[axis] = talk.ask_number(f"{name}, 1 to 5:", 1, 5, at.get(axis))
            while at[axis] is None:
                at[axis] = talk.ask_number("A number, please:", 1, 5)


def _corners(step: Grid, talk: Talk, raw: Value) -> None:
    axes, corners = raw.setdefault("axes", {}), raw.setdefault("corners", {})
    axes["x"] = talk.ask_line(f"{step.x.label} (from left to right):", str(axes.get("x") or ""))
    axes["y"] = talk.ask_line(f"{step.y.label} (from below to above):", str(axes.get("y") or ""))
    for corner, where in CORNERS.items():
        corners[corner] = talk.ask_line(f"A name for the corner at the {where}:", str(corners.get(corner) or ""))
