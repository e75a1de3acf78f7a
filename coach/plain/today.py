"""Today as calm lines of text: for `coach today`, for pipes and for terminals without a full screen."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..dates import in_words
from ..display import display_line
from ..plan.events import Event
from ..plan.plan import Plan
from ..plan.records import Profile
from ..plan.today import Due, Pick, Resume, Today, changed_lately, look
from ..typed import typed
from ..words import marked, said, said_of

if TYPE_CHECKING:
    from ..lessons.library import Library

WIDTH = 80
INDENT = "  "
ADD = marked('add "Ask Ravi for half an hour" --due fri')
EMPTY = marked(
    "Your plan is still empty. As you go, this page will hold the lesson you are in, your three next steps with the "
    "reason for each, what is due for another look, and what changed lately."
)


def today_lines(plan: Plan, library: "Library", day: dt.date, history: Sequence[Event]) -> list[str]:
    """What Today says of a plan, as lines; every text of somebody's in it is made harmless."""
    today = look(plan, day)
    lately = changed_lately(history)
    lines = _greeting(plan, day)
    if not (plan.progress or today.picks or today.due or lately):
        return lines + _empty(plan, library)
    lines += _part(said("Go on with"), _going_on(today.resume, plan, library))
    lines += _part(said("Next steps"), _steps(today) or _no_steps())
    lines += _part(said("To look at again"), _reviews(today.due))
    lines += _part(said("Lately"), (line for text in lately for line in wrapped(text, INDENT)))
    return lines


def wrapped(text: object, indent: str = "", hang: str | None = None) -> list[str]:
    """Somebody's text as lines of at most 80 characters, the first and the others indented."""
    after = indent if hang is None else hang
    width = max(WIDTH, len(after) + 20)
    lines = textwrap.wrap(
        display_line(text), width, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False
    )
    return lines or [indent.rstrip()]


def pick_lines(pick: Pick, label: str, why: str) -> list[str]:
    """A next step behind its label, and below it why it stands there."""
    indent = " " * len(label)
    cue = wrapped(pick.cue, indent) if pick.cue else []
    return [*wrapped(pick.step.text or pick.step.id, label, indent), *wrapped(why, indent), *cue]


def _with_command(text: str, words: str) -> list[str]:
    """A line with the command that follows from it; one that does not fit has a line of its own, to be copied whole."""
    whole = wrapped(f"{text} - {typed(words)}", INDENT)
    return whole if len(whole) == 1 else [*wrapped(text, INDENT), _command(words)]


def _command(words: str) -> str:
    return INDENT + display_line(typed(words))


def lesson_title(id: str, library: "Library") -> str:
    """What a lesson is called; a lesson that is no longer there goes by its id."""
    head = library.head(id)
    return head.title if head else id


def _part(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return ["", title, *body] if body else []


def _greeting(plan: Plan, day: dt.date) -> list[str]:
    profile = plan.get(Profile)
    name = display_line(profile.name or "") if profile else ""
    date = in_words(day)
    return wrapped(said("{day}. Good to see you, {name}.", day=date, name=name) if name else f"{date}.")


def _empty(plan: Plan, library: "Library") -> list[str]:
    from ..course import offered

    lines = ["", *wrapped(said(EMPTY))]
    first = offered(library, plan)
    if first is None:
        return lines
    why = f" ({first.why})" if first.why else ""
    begin = said_of(
        first.head.minutes,
        "Begin with “{lesson}”, about {n} minute{why}:",
        "Begin with “{lesson}”, about {n} minutes{why}:",
        lesson=first.head.title,
        why=why,
    )
    return [*lines, "", *wrapped(begin), _command(f"learn {first.head.id}")]


def _going_on(resume: Resume | None, plan: Plan, library: "Library") -> list[str]:
    if resume is None:
        return _offered(plan, library)
    left = said_of(resume.minutes_left, ", about {n} minute left", ", about {n} minutes left")
    step = said("step {n} of {of}", n=resume.n, of=resume.of) + (left if resume.minutes_left else "")
    return _with_command(f"{lesson_title(resume.lesson, library)}: {step}", f"learn {resume.lesson}")


def _offered(plan: Plan, library: "Library") -> list[str]:
    """The lesson to begin next, when none is under way."""
    from ..course import offered

    following = offered(library, plan)
    if following is None:
        return []
    why = f", {following.why}" if following.why else ""
    head = following.head
    about = said_of(head.minutes, "about {n} minute", "about {n} minutes")
    return _with_command(f"{head.title}: {about}{why}", f"learn {head.id}")


def _steps(today: Today) -> list[str]:
    lines = [line for n, pick in enumerate(today.picks, 1) for line in pick_lines(pick, f"{INDENT}{n}. ", pick.brief)]
    more = said("and {n} more: {command}", n=today.more, command=typed("next --all"))
    return lines + ([INDENT + more] if today.more else [])


def _no_steps() -> list[str]:
    return [INDENT + said("None yet. To add one: {command}", command=typed(said(ADD)))]


def _reviews(due: Sequence[Due]) -> list[str]:
    lines = []
    for one in due:
        review = one.review
        lines += wrapped(f"{review.what or review.kind or review.id}: {one.reason}", INDENT, INDENT * 2)
    return lines
