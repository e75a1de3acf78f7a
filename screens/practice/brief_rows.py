"""The brief before a session, as rows: what to have in mind when the client comes in."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from textual.content import Content

from coach.dates import in_words, near
from coach.plan.records import NextStep
from coach.plan.telling import headline
from coach.practice.brief import Brief, Due
from coach.practice.records import Note, OwnPromise
from coach.words import said, said_of

from ..drawing import FAINT, QUIET, beside, cut, heading, one_line, plain, wrap, wrapped
from ..signs import sign
from ..widgets.rows import Row, blank
from ..widgets.rows import passage as lines_said

MOST = 6  # changes in the plan that a brief tells
LONG = 4  # lines of a summary


def brief_rows(brief: Brief, today: dt.date, safe: bool) -> list[Row]:
    """The whole brief; what is the coach's alone only while nobody looks on."""
    parts = [_session(brief), _last(brief), _promises(brief.promises, today), _own(brief.own, today)]
    if not safe:
        parts.append(_to_raise(brief.raise_))
    parts += [_changes(brief), _looks(brief)]
    shown: list[Row] = []
    for part in filter(None, (list(part) for part in parts)):
        shown += [blank(), *part] if shown else part
    return shown


def _head(title: str, right: str = "") -> Row:
    return Row(lambda width: heading(title, right), height=1)


def _session(brief: Brief) -> Iterator[Row]:
    """The one line that Enter begins or takes up a session with."""
    words = said("Go on with session {n}", n=brief.number) if brief.open else said("Begin session {n}", n=brief.number)
    since = said("it was left open") if brief.open else _since(brief.days_since)

    def draw(width: int) -> list[Content]:
        return [beside(Content.styled(f"› {words}", "$accent"), one_line(since, QUIET), width)]

    yield Row(draw, "session:", 1)


def _since(days: int | None) -> str:
    if days is None:
        return said("the first one")
    if days == 0:
        return said("the last one was today")
    return said_of(days, "{n} day since the last one", "{n} days since the last one")


def _last(brief: Brief) -> Iterator[Row]:
    if (last := brief.last) is None:
        return
    yield _head(said("Last time"), in_words(last.on) if last.on else "")
    if last.aim:
        yield lines_said(Content.assemble((said("Aim: "), QUIET), one_line(last.aim)))
    summary = plain(last.summary) if last.summary else one_line(said("Nothing was summed up."), QUIET)
    yield Row(lambda width: _short(summary, width))
    for text in last.shared:
        yield Row(partial(_noted, text))


def _noted(text: str, width: int) -> list[Content]:
    return _short(Content.assemble(("– ", FAINT), plain(text, QUIET)), width)


def _short(text: Content, width: int) -> list[Content]:
    lines = wrapped(text, width)
    return lines if len(lines) <= LONG else [*lines[: LONG - 1], one_line("…", QUIET)]


def _promises(promises: Iterable[Due], today: dt.date) -> Iterator[Row]:
    found = list(promises)
    if not found:
        return
    yield _head(said("What was agreed"))
    for due in found:
        yield Row(partial(step_lines, due.step, due.words, today), f"step:{due.step.id}")


def step_lines(step: NextStep, words: str, today: dt.date, width: int) -> list[Content]:
    """A promise of the client: its sign, what it says, and how it stands."""
    late = step.open and step.due is not None and step.due < today
    text = [line.pad_left(2) for line in wrap(step.label, width - 2)]
    text[0] = Content.assemble(sign(step), " ", text[0][2:])
    return [*text, cut(words, width - 2, "not bold $text-warning" if late else QUIET).pad_left(2)]


def _own(promises: Iterable[OwnPromise], today: dt.date) -> Iterator[Row]:
    found = list(promises)
    if found:
        yield _head(said("What you promised"))
    for n, promise in enumerate(found):
        yield Row(partial(own_lines, promise, today), f"own:{n}")


def own_lines(promise: OwnPromise, today: dt.date, width: int) -> list[Content]:
    """A promise of the coach's."""
    text = [line.pad_left(2) for line in wrap(promise.text, width - 2)]
    text[0] = Content.assemble("✓ " if promise.done_on else "○ ", text[0][2:])
    if promise.due and not promise.done_on:
        late = promise.due < today
        words = said("was due {day}", day=near(promise.due, today)) if late else near(promise.due, today)
        text.append(one_line(words, "not bold $text-warning" if late else QUIET).pad_left(2))
    return text


def _to_raise(notes: Iterable[Note]) -> Iterator[Row]:
    found = list(notes)
    if found:
        yield _head(said("To raise, yours alone"))
    for note in found:
        yield Row(partial(_note, note.text), f"note:{note.id}")


def _note(text: str, width: int) -> list[Content]:
    lines = [line.pad_left(2) for line in _short(plain(text), width - 2)]
    lines[0] = Content.assemble("· ", lines[0][2:])
    return lines


def _changes(brief: Brief) -> Iterator[Row]:
    if not brief.changes:
        return
    yield _head(said("New in the plan, of what you may see"))
    for change in brief.changes[:MOST]:
        yield Row(partial(_line, headline(change)), height=1)
    if (more := len(brief.changes) - MOST) > 0:
        yield Row(partial(_line, said("and {n} more; p shows the plan", n=more)), height=1)


def _looks(brief: Brief) -> Iterator[Row]:
    if brief.looks:
        yield _head(said("Worth a look"))
    for words in brief.looks:
        yield lines_said(one_line(words, QUIET))


def _line(words: str, width: int) -> list[Content]:
    return [cut(words, width, QUIET)]
