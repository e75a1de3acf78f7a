"""What stands on Today, as rows of content."""

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from coach.course import offered
from coach.dates import near
from coach.plan.plan import Plan
from coach.plan.records import NextStep, ReviewDate
from coach.plan.today import Due, Pick, Resume, Today
from coach.words import said, said_of

from .base import Desk
from .drawing import ACCENT, QUIET, bar, cut, heading, joined, one_line, plain, wrap, wrapped
from .signs import MARK, named, sign
from .widgets.rows import Row, blank, passage

BAR = 40  # columns of the thin line of progress
READABLE = 20  # columns of a second reason that are worth reading


def rows(desk: Desk, today: Today, lately: Sequence[str], beside: bool) -> list[Row]:
    """The whole of Today; with `beside`, what stands in the second column is left out."""
    parts = [_where(desk, today), _next(today), _again(desk, today)]
    if not beside:
        lessons = _said(desk.library.unreadable)
        parts = [_said(_about_plan(desk)), *parts, _lately(lately), lessons]
    shown: list[Row] = []
    for part in filter(None, parts):
        shown += [blank(), *part] if shown else part
    return shown


def aside(desk: Desk, today: Today, lately: Sequence[str]) -> Content:
    """The second column: how one stands, and what changed."""
    parts: list[Content] = []
    for notice in _about_plan(desk):
        parts += [plain(f"! {notice}", QUIET), Content("")]
    parts += [Content.styled(said("How you stand"), QUIET), stand(desk, today)]
    if lately:
        parts += [Content(""), Content.styled(said("Lately"), QUIET), *(one_line(line) for line in lately)]
    for notice in desk.library.unreadable:
        parts += [Content(""), plain(f"! {notice}", QUIET)]
    return Content("\n").join(parts)


# --- where was I -------------------------------------------------------------------


def _where(desk: Desk, today: Today) -> list[Row]:
    if today.resume:
        return [_heading(said("Where you were")), _resumed(today.resume)]
    following = offered(desk.library, desk.workspace.plan)
    if following is None:
        return []
    head, begun = following.head, bool(desk.workspace.plan.progress)
    outcome = head.outcomes[0] if head.outcomes else ""

    def draw(width: int) -> list[Content]:
        first = [one_line(head.title), *(wrap(following.why, width, QUIET) if following.why else [])]
        about = said_of(head.minutes, "about {n} minute", "about {n} minutes")
        return [*first, *wrap(f"{about}: {outcome}" if outcome else about, width, QUIET)]

    return [_heading(said("A lesson to go on with") if begun else said("Begin here")), Row(draw, f"lesson:{head.id}")]


def _resumed(resume: Resume) -> Row:
    def draw(width: int) -> list[Content]:
        place = said_of(
            resume.minutes_left,
            "step {at} of {of}, about {n} minute left",
            "step {at} of {of}, about {n} minutes left",
            at=resume.n,
            of=resume.of,
        )
        line = bar(resume.n - 1, resume.of, min(BAR, width))
        return [cut(resume.title, width), one_line(place, QUIET), line]

    return Row(draw, f"resume:{resume.lesson}")


# --- what is next, and why ---------------------------------------------------------


def _next(today: Today) -> list[Row]:
    if not today.picks and not today.more:
        text = said("Nothing yet. A lesson ends in one small step with a date; {key} adds one of your own.")
        before, _, after = text.partition("{key}")
        teach = Content.assemble((before, QUIET), ("a", ACCENT), (after, QUIET))
        return [_heading(said("Next steps")), passage(teach)]
    shown = [_heading(said("Next steps")), *map(_pick, today.picks)]
    if today.more:
        words = (
            said("› {n} more in your plan", n=today.more)
            if today.picks
            else said("› {n} in your plan, for later", n=today.more)
        )
        shown.append(Row(lambda width: [Content.styled(words, QUIET)], "place:plan", height=1))
    return shown


def _pick(pick: Pick) -> Row:
    def draw(width: int) -> list[Content]:
        text = wrapped(named(pick.step), width, indent=2)
        mark = Content(sign(pick.step, pick.waits, pick.not_yet)).stylize(MARK)
        text[0] = Content.assemble(mark, " ", text[0][2:])
        why = _why(pick, width - 2).pad_left(2)
        return [*text, why, *(wrap(pick.cue, width, QUIET, 2) if pick.cue else [])]

    return Row(draw, f"step:{pick.step.id}")


def _why(pick: Pick, width: int) -> Content:
    """The two strongest reasons on one line, with the one that speaks of a date standing out when that has passed or
    is near. The second is left out where one could read no more than its beginning."""
    colour = "not bold $text-error" if pick.late else "not bold $text-warning" if pick.soon else QUIET
    parts = [one_line(reason, colour if reason == pick.day else QUIET) for reason in pick.strongest]
    first, *more = parts
    fits = not more or width - first.cell_length >= min(more[0].cell_length + 2, READABLE)
    return Content.styled("; ", QUIET).join(parts if fits else [first]).truncate(width, ellipsis=True)


# --- what is due, what changed, how one stands ---------------------------------------


def _again(desk: Desk, today: Today) -> list[Row]:
    if today.due:
        return [_heading(said("To look at again")), *map(_due, today.due)]
    if desk.workspace.plan.progress or today.picks:
        return []
    teach = said("Lessons set dates for looking back. On its day, such a date stands here.")
    return [_heading(said("To look at again")), passage(Content.styled(teach, QUIET))]


def _due(due: Due) -> Row:
    def draw(width: int) -> list[Content]:
        return [
            *wrap(due.review.what or said("A look at your plan"), width),
            *wrap(due.reason, width, "not bold $text-warning"),
        ]

    return Row(draw, f"review:{due.review.id}")


def _lately(lately: Sequence[str]) -> list[Row]:
    if not lately:
        return []
    return [passage(plain(said("Lately: {what}", what=", ".join(lately)), QUIET))]


def stand(desk: Desk, today: Today) -> Content:
    """How somebody stands, in small true facts, one a line."""
    plan, day = desk.workspace.plan, desk.workspace.today
    facts: list[Content | str] = [
        said_of(today.finished_lessons, "{n} lesson done", "{n} lessons done"),
        said_of(len(today.done_this_week), "{n} step done this week", "{n} steps done this week"),
        said_of(len(today.picks) + today.more, "{n} step open", "{n} steps open"),
        _late(desk),
        said("next look back {day}", day=near(ahead, day)) if (ahead := _next_look(plan, desk)) else "",
    ]
    return joined(facts, "\n").stylize_before(QUIET)


def stand_briefly(desk: Desk, today: Today) -> Content:
    """The same in half a line; nothing while there is nothing to tell."""
    steps = len(today.picks) + today.more
    if not steps and not today.done_this_week:
        return Content("")
    done, still = said("{n} done this week", n=len(today.done_this_week)), said("{n} open", n=steps)
    return joined([done, still, _late(desk)]).stylize_before(QUIET)


def _late(desk: Desk) -> Content:
    day = desk.workspace.today
    late = sum(
        s.open and s.status != "waiting" and s.due is not None and s.due < day
        for s in desk.workspace.plan.all(NextStep)
    )
    return Content.styled(said("{n} past the date", n=late), "$text-error") if late else Content("")


def _next_look(plan: Plan, desk: Desk) -> dt.date | None:
    days = [r.next_on for r in plan.all(ReviewDate) if r.next_on and r.next_on > desk.workspace.today]
    return min(days, default=None)


def _said(notices: Sequence[str]) -> list[Row]:
    return [passage(plain(f"! {notice}", QUIET)) for notice in notices]


def _about_plan(desk: Desk) -> list[str]:
    """What is out of order with the plan or the settings. It stands before all else, so that nobody misses it."""
    return [*filter(None, [desk.workspace.read_only]), *desk.workspace.notices, *desk.notices]


def _heading(title: str) -> Row:
    return Row(lambda width: heading(title), height=1)
