"""`coach review`: walks a review, line by line or in the app. `coach review facts` prints what the checks find."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..words import marked, said
from .command import Arguments, Command, text, unknown
from .context import Context
from .stop import FINE, USAGE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..review.facts import Fact, Rhythm, Span

FACTS = "facts"
RHYTHMS = ("weekly", "monthly", "full", "event")
LOOKED = {
    "weekly": marked("Looked at for a weekly review, {back}."),
    "monthly": marked("Looked at for a monthly review, {back}."),
    "full": marked("Looked at for a full review, {back}."),
}
HELP = marked("""\
Examples
  coach review                     the one that is due, else the weekly one
  coach review full --plain        line by line, as a screen reader likes it
  coach review event               something has happened
  coach review facts               all there is to see in a full review
  coach review facts --weekly      what fits into ten minutes
  coach review facts --since "3 months ago"
  coach review facts --full --json

coach review [weekly | monthly | full | event] [--plain]

Walks a review: ten minutes, half an hour, everything, or the one for a day on
which something has happened. Each is kept in your plan as a review of its own.
One that you left half done goes on where you were. Its next date follows.

coach review facts [--weekly | --monthly | --full] [--since DATE] [--json]

What your plan and its history show, check by check: facts and a few
questions. What they mean, and what else they could mean, is yours to say.

--weekly      steps, room in the weeks ahead, people
--monthly     these, the ratings, and what stands alone
--full        every check; so it is when you name none of the three
--since DATE  look back to that day, and not to your last review of that kind""")


def _review(context: Context, given: Arguments) -> int:
    if given.action == FACTS:
        return _facts(context, given)
    if given.action is not None and given.action not in RHYTHMS:
        raise unknown(given.action, [*RHYTHMS, FACTS], marked("review"))
    if given.json or given.since or given.weekly or given.monthly or given.full:
        raise Stop(said("these options go with coach review facts. More: coach help review"), USAGE)
    return _walk(context, given)


def _walk(context: Context, given: Arguments) -> int:
    """Begins a review, or goes on with it."""
    from ..review.begin import begin, due_rhythm
    from .learn import open_lesson

    workspace = context.writing()
    lesson = begin(workspace, context.library, given.action or due_rhythm(workspace) or "weekly")
    context.finish(workspace)
    return open_lesson(context, lesson, bool(given.plain))


# --- facts -------------------------------------------------------------------------


def _facts(context: Context, given: Arguments) -> int:
    """Prints what the checks of a rhythm find."""
    from ..review.checks import run
    from ..review.facts import span_of
    from .log import date_given

    workspace = context.reading()
    rhythm = _rhythm(given)
    since = date_given(given.since, workspace.today) if given.since else None
    span = span_of(workspace.plan, workspace.today, rhythm, since)
    found = run(workspace.plan, workspace.history(), span, rhythm)
    if given.json:
        show_json(as_data(found, span, rhythm))
        return FINE
    show(_lines(found))
    tell(_looked(bool(found), span, rhythm))
    return FINE


def _rhythm(given: Arguments) -> "Rhythm":
    return "weekly" if given.weekly else "monthly" if given.monthly else "full"


def _lines(found: "list[Fact]") -> Iterator[str]:
    """The facts below the titles of the checks that found them."""
    from ..plain.today import wrapped
    from ..review.checks import title_of

    for n, (check, facts) in enumerate(groupby(found, key=lambda fact: fact.check)):
        yield from ([""] if n else [])
        yield f"{title_of(check)} ({check})"
        for fact in facts:
            yield from wrapped(fact.words, "  ", "    ")


def _looked(any_found: bool, span: "Span", rhythm: "Rhythm") -> str:
    """What was looked at, and how far back."""
    from ..review.wording import day_words

    back = said("since {day}", day=day_words(span.since)) if span.since else said("from the beginning")
    looked = said(LOOKED[rhythm], back=back)
    return looked if any_found else f"{looked} {said('The checks found nothing to tell you.')}"


def as_data(found: "list[Fact]", span: "Span", rhythm: str) -> dict[str, Any]:
    """Facts as other programs read them."""
    from ..review.checks import title_of

    facts = [
        {"check": fact.check, "title": title_of(fact.check), "words": fact.words, "asks": fact.asks,
         "records": list(fact.about)}
        for fact in found
    ]  # fmt: skip
    since = span.since.isoformat() if span.since else None
    return {"rhythm": rhythm, "since": since, "until": span.today.isoformat(), "facts": facts}


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", nargs="?", type=text, metavar="weekly|monthly|full|event|facts")
    parser.add_argument("--plain", action="store_true")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--weekly", action="store_true")
    how.add_argument("--monthly", action="store_true")
    how.add_argument("--full", action="store_true")
    parser.add_argument("--since", type=text, metavar="DATE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"review": Command(_review, HELP, _arguments)}
