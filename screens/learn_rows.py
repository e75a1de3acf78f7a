"""The lessons as rows, and a lesson in a few lines."""

from collections.abc import Iterator
from functools import partial

from textual.content import Content

from coach.course import Way, is_done, standing, way
from coach.lessons.index import Head
from coach.plan.answers import Progress
from coach.plan.records import RECORDS
from coach.words import marked, said, said_of

from .base import Desk
from .drawing import FAINT, NARROW, QUIET, cut, joined, one_line, plain, spread, wrap
from .widgets.rows import Row, blank, passage

NOTHING = marked("No lesson with these words. Escape shows all of them again.")


def lesson_rows(desk: Desk, words: str = "") -> list[Row]:
    """Tracks, modules and lessons; with words, only the lessons that have all of them."""
    wanted = words.lower().split()
    heads = [head for head in desk.library.heads() if not wanted or _has(head, wanted)]
    mine = way(desk.library, desk.workspace.plan)
    on_route = [head for head in mine.heads if head in heads] if mine else []
    column = _column(desk, heads)
    rest = list(_grouped(desk, [head for head in heads if head not in on_route], column))
    if mine and on_route:
        return [*_route(desk, mine, on_route, column), *([blank()] if rest else []), *rest]
    return rest or [passage(Content.styled(said(NOTHING), QUIET))]


def _column(desk: Desk, heads: list[Head]) -> int:
    """How much room the longest standing of all wants, so that they stand below one another."""
    return max([15, *(len(_standing(desk, head)) + 2 for head in heads)])


def _route(desk: Desk, mine: Way, heads: list[Head], column: int) -> Iterator[Row]:
    """The person's route: what it is called, how far they are, what it promises, and its lessons."""

    def title(width: int) -> list[Content]:
        name = said("Your route: {route}", route=mine.title)
        return [spread(one_line(name, "bold"), one_line(mine.words, QUIET), width)]

    yield Row(title, height=1)
    if mine.promise:
        yield Row(lambda width: wrap(mine.promise, width, QUIET))
    yield from (_lesson_row(desk, head, column) for head in heads)


def _lesson_row(desk: Desk, head: Head, column: int) -> Row:
    sign = _sign(desk.workspace.plan.progress.get(head.id))
    return Row(partial(_lesson, head, sign, f"{_standing(desk, head):<{column}}"), head.id, 1)


def _has(head: Head, wanted: list[str]) -> bool:
    text = " ".join([head.title, head.track, head.module, head.id, *head.outcomes]).lower()
    return all(word in text for word in wanted)


def _grouped(desk: Desk, heads: list[Head], column: int) -> Iterator[Row]:
    track = module = ""
    for head in heads:
        if head.track != track:
            if track:
                yield blank()
            yield from _track(desk, head.track)
        if (head.track, head.module) != (track, module):
            yield Row(partial(_module, _module_title(desk, head)), height=1)
        track, module = head.track, head.module
        yield _lesson_row(desk, head, column)


def _track(desk: Desk, id: str) -> Iterator[Row]:
    track = desk.library.index.tracks.get(id)
    title, promise = (track.title, track.promise) if track else (id, "")
    yield Row(lambda width: [cut(title, width, "bold")], height=1)
    if promise:
        yield Row(lambda width: wrap(promise, width, QUIET))


def _module_title(desk: Desk, head: Head) -> str:
    track = desk.library.index.tracks.get(head.track)
    return next((m.title for m in track.modules if m.id == head.module), head.module) if track else head.module


def _module(title: str, width: int) -> list[Content]:
    return [cut(title, width, FAINT)]


def _sign(progress: Progress | None) -> str:
    return "○" if progress is None else "✓" if progress.finished_on else "◐"


def _lesson(head: Head, sign: str, state: str, width: int) -> list[Content]:
    minutes = said("{n} min", n=f"{head.minutes:>3}")
    right = minutes if width < NARROW else f"{state}{minutes}"
    colour = "$text-success" if sign == "✓" else ""
    left = Content.assemble("  ", (sign, colour), " ", one_line(head.title))
    return [spread(left, Content.styled(right, QUIET), width)]


def about_lesson(desk: Desk, head: Head, width: int, brief: bool = False) -> Content:
    """What a lesson is good for, what it writes and what it builds on; all there is to say of it unless `brief`."""
    parts: list[Content] = []
    if not brief:
        minutes = said_of(head.minutes, "{n} minute", "{n} minutes")
        facts = [minutes, said_of(head.steps, "{n} step", "{n} steps"), _standing(desk, head)]
        parts += [one_line(head.title, "bold"), joined(facts, ", ").stylize_before(QUIET), Content("")]
    parts += [Content.styled(said("You will be able to"), QUIET)] if head.outcomes else []
    parts += [line for outcome in head.outcomes for line in _bullet(outcome, width)]
    if filled := _filled(head):
        parts += [Content(""), _labelled(said("For your plan: "), ", ".join(filled))]
    if wanted := _wanted(desk, head):
        parts.append(_labelled(said("Builds on: "), wanted))
    if origin := desk.library.origin(head.id):
        parts.append(_labelled(said("From a pack: "), origin + _instead(desk, head)))
    if head.light and not brief:
        parts += [Content(""), _labelled(said("Short of time? "), head.light)]
    return Content("\n").join(parts)


def _bullet(text: str, width: int) -> list[Content]:
    first, *more = wrap(text, width, indent=2)
    return [Content.assemble(("- ", QUIET), first[2:]), *more]


def _standing(desk: Desk, head: Head) -> str:
    return standing(desk.workspace.plan.progress.get(head.id), desk.workspace.today)


def _wanted(desk: Desk, head: Head) -> str:
    """The lessons that this one builds on, with those that are done marked so."""
    wanted = [other for id in head.requires if (other := desk.library.head(id))]
    plan = desk.workspace.plan
    return ", ".join(
        said("{lesson} (done)", lesson=other.title) if is_done(plan, other.id) else other.title for other in wanted
    )


def _instead(desk: Desk, head: Head) -> str:
    """Whose lesson one from a pack stands in place of."""
    index = desk.library.index
    was = next((pack for pack in reversed(index.replaced.get(head.id, ())) if pack != head.pack), None)
    if was is None:
        return ""
    if was in index.packs:
        return said(" (in place of the one in {pack})", pack=index.packs[was].words)
    return said(" (in place of the one in coach itself)")


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((label, QUIET), plain(text))


def _filled(head: Head) -> list[str]:
    tables = (RECORDS.get(path.partition(".")[0]) for path in head.fills)
    return list(dict.fromkeys(said(table.title) for table in tables if table and table.table != "settings"))
