"""What a file refers to outside itself, and ids that two files share."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ...display import shorten
from ...words import marked, said
from ..faults import did_you_mean, quoted
from ..tokens import KeyPath
from .known import Known
from .sheet import Sheet, rows, word, words

_KEPT = ("id", "requires", "track", "module")
_KEPT_OF_STEPS = ("kind", "offer", "scenario", "start", "stop_at", "meters")


def outline(lesson: dict[str, Any]) -> dict[str, Any]:
    """What of a lesson the checks below need, so that ten thousand lessons need not be in memory whole."""
    steps = lesson.get("steps")
    kept = [
        {key: step[key] for key in _KEPT_OF_STEPS if key in step} if isinstance(step, dict) else None
        for step in (steps if isinstance(steps, list) else ())
    ]
    return {key: lesson[key] for key in _KEPT if key in lesson} | {"steps": kept}


def check_outside(sheet: Sheet, known: Known) -> None:
    """Adds what a lesson names that is not known: lessons, its track and module, scenarios."""
    if sheet.kind not in ("lesson", "routes"):
        return
    for path, id in _lessons(sheet.data):
        if id == word(sheet.data, "id") and path[0] == "requires":
            sheet.say("C303", path, said("the lesson requires itself"), said("Take it out."))
        elif id not in known.lessons:
            sheet.say(
                "C303",
                path,
                said("there is no lesson {id}", id=quoted(id)),
                partial(_other_lesson, id, sheet.data, known),
            )
    _track(sheet, known)
    for n, step in rows(sheet.data, "steps"):
        if word(step, "kind") == "scenario" and word(step, "scenario"):
            _scenario(sheet, ("steps", n), step, known)


def _other_lesson(id: str, data: dict[str, Any], known: Known) -> str:
    return did_you_mean(id, (one for one in known.lessons if one != word(data, "id")), marked("lessons"))


def _lessons(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    yield from ((("requires", n), id) for n, id in words(data, "requires"))
    for n, route in rows(data, "routes"):
        yield from ((("routes", n, "lessons", m), id) for m, id in words(route, "lessons"))
    for n, step in rows(data, "steps"):
        if word(step, "offer"):
            yield ("steps", n, "offer"), word(step, "offer")


def _track(sheet: Sheet, known: Known) -> None:
    track, module = word(sheet.data, "track"), word(sheet.data, "module")
    if not track or not known.tracks:
        return
    if track not in known.tracks:
        sheet.say(
            "C309",
            ("track",),
            said("there is no track {track}", track=quoted(track)),
            partial(did_you_mean, track, known.tracks, marked("tracks")),
        )
    elif module and module not in known.tracks[track]:
        advice = partial(did_you_mean, module, known.tracks[track], said("modules of {track}", track=track))
        sheet.say(
            "C309",
            ("module",),
            said("the track {track} has no module {module}", track=quoted(track), module=quoted(module)),
            advice,
        )


def _scenario(sheet: Sheet, path: KeyPath, step: dict[str, Any], known: Known) -> None:
    id = word(step, "scenario")
    story = known.scenarios.get(id)
    if story is None:
        advice = partial(did_you_mean, id, known.scenarios, marked("scenarios"))
        sheet.say("C310", (*path, "scenario"), said("there is no scenario {id}", id=quoted(id)), advice)
        return
    _nodes(sheet, path, step, [word(node, "id") for _, node in rows(story, "nodes")])
    _meters(sheet, path, step, [word(meter, "id") for _, meter in rows(story, "meters")])


def _nodes(sheet: Sheet, path: KeyPath, step: dict[str, Any], nodes: list[str]) -> None:
    named: list[tuple[KeyPath, str]] = [((*path, "start"), word(step, "start"))]
    named += [((*path, "stop_at", n), node) for n, node in words(step, "stop_at")]
    for place, node in named:
        if node and node not in nodes:
            why = said("the scenario has no node {node}", node=quoted(node))
            sheet.say("C304", place, why, partial(did_you_mean, node, nodes, marked("nodes")))


def _meters(sheet: Sheet, path: KeyPath, step: dict[str, Any], meters: list[str]) -> None:
    set_here = step.get("meters")
    for name in set_here if isinstance(set_here, dict) else ():
        if name not in meters:
            why, advice = (
                said("the scenario has no meter {meter}", meter=quoted(name)),
                partial(did_you_mean, name, meters, marked("meters")),
            )
            sheet.say("C311", (*path, "meters", name), why, advice, at="key")


def check_together(sheets: Iterable[Sheet]) -> None:
    """Adds ids that two files share, and lessons that require each other in a circle."""
    first: dict[tuple[str, str], Sheet] = {}
    for sheet in sheets:
        id = word(sheet.data, "id")
        if sheet.kind not in ("lesson", "scenario") or not id:
            continue
        other = first.setdefault((sheet.kind, id), sheet)
        if other is not sheet:
            there = other.spot(("id",), said("the other one"))
            why = said(
                "{id} is the id in line {line} of “{file}”, too",
                id=quoted(id),
                line=there.line,
                file=shorten(other.name, 400),
            )
            sheet.say("C301", ("id",), why, said("Give one of the two an id of its own."), elsewhere=there)
    _circles([sheet for (kind, _), sheet in first.items() if kind == "lesson"])


def _circles(sheets: list[Sheet]) -> None:
    """Each lesson is left at most once; what is found on the way back to the way one is on closes a circle."""
    by_id = {word(sheet.data, "id"): sheet for sheet in sheets}
    done: set[str] = set()
    for start in by_id:
        way: dict[str, Iterator[tuple[int, str]]] = (
            {start: words(by_id[start].data, "requires")} if start not in done else {}
        )
        while way:
            id = next(reversed(way))
            n, after = next(way[id], (-1, ""))
            if n < 0:
                done.add(id)
                way.pop(id)
            elif after in way and after != id:
                _circle(by_id, n, [*way][[*way].index(after) :])
            elif after in by_id and after not in done and after != id:
                way[after] = words(by_id[after].data, "requires")


def _circle(by_id: dict[str, Sheet], n: int, ids: list[str]) -> None:
    names = said(" requires ").join(quoted(id) for id in [*ids[:6], ids[0]])
    m = next((m for m, id in words(by_id[ids[0]].data, "requires") if id == ids[1 % len(ids)]), 0)
    begins = by_id[ids[0]].spot(("requires", m), said("where it begins"))
    advice = said("Take one of these out.")
    by_id[ids[-1]].say("C322", ("requires", n), said("a circle: {lessons}", lessons=names), advice, elsewhere=begins)
