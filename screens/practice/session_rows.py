"""A session as rows, from the check-in to the close: each part with what stands in it, or with what it is for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from textual.content import Content

from coach.lessons.library import Library
from coach.plan.records import NextStep
from coach.practice.brief import how_it_stands
from coach.practice.decks import split
from coach.practice.practice import OneClient
from coach.practice.records import CheckIn, Note, OwnPromise, Session
from coach.practice.sessions import committed, to_check
from coach.words import marked, said

from ..drawing import FAINT, QUIET, cut, heading, joined, one_line, plain, wrap, wrapped
from ..widgets.rows import Row, blank
from .brief_rows import own_lines, step_lines

STATES = {"done": marked("done"), "partly": marked("partly"), "not": marked("not done"), "dropped": marked("let go")}
SIGNS = {"done": "✓", "partly": "◐", "not": "○", "dropped": "–"}
NOTE_SIGNS = {"fact": "·", "guess": "?", "raise": "›", "supervision": "§"}
NOTE_WORDS = {"guess": marked("a guess"), "raise": marked("to raise"), "supervision": marked("for supervision")}


def session_rows(one: OneClient, session: Session, library: Library, minutes: int, safe: bool) -> list[Row]:
    """The whole session; the coach's own notes only while nobody looks on."""
    today = one.own.today
    parts = [
        _check_in(session, to_check(one), today),
        _aim(session, minutes),
        _together(session, library),
        _notes(session),
        _private(one, session) if not safe else (),
        _taken_on(committed(one, session), session.promises, today),
        [_offer("close:", said("Sum up and close"), said("in their words, a few ratings, the next date"))],
    ]
    shown: list[Row] = []
    for part in filter(None, (list(part) for part in parts)):
        shown += [blank(), *part] if shown else part
    return shown


def _head(title: str) -> Row:
    return Row(lambda width: heading(title), height=1)


def _offer(key: str, words: str, more: str = "") -> Row:
    """Something that Enter does."""

    def draw(width: int) -> list[Content]:
        line = Content.assemble(("› ", "$accent"), one_line(words), "  ", one_line(more, FAINT))
        return [line.truncate(width, ellipsis=True)]

    return Row(draw, key, 1)


# --- the opening ----------------------------------------------------------------------------


def _check_in(session: Session, waiting: Iterable[NextStep], today: dt.date) -> Iterator[Row]:
    rest = list(waiting)
    if not rest and not session.check_in:
        return
    yield _head(said("What became of what was agreed"))
    for row in session.check_in:
        yield Row(partial(_checked, row), f"checked:{row.step}")
    for step in rest:
        yield Row(partial(step_lines, step, how_it_stands(step, today), today), f"step:{step.id}")


def _checked(row: CheckIn, width: int) -> list[Content]:
    text = [line.pad_left(2) for line in wrap(row.text, width - 2)]
    text[0] = Content.assemble((SIGNS[row.state], "$text-success" if row.state == "done" else ""), " ", text[0][2:])
    told = joined([said(STATES[row.state]), row.why or ""], ": ").stylize_before(QUIET)
    return [*text, told.truncate(width - 2, ellipsis=True).pad_left(2)]


def _aim(session: Session, minutes: int) -> Iterator[Row]:
    yield _head(said("For today"))
    if session.aim:
        yield Row(partial(_agenda, session), "aim:")
        return
    yield _offer("aim:", said("What is today for, and how will we know?"))
    if not (session.shared or session.exercises):
        parts = ", ".join(f"{name} {n}" for name, n in split(minutes))
        words = said("{n} minutes may go: {parts}", n=minutes, parts=parts)
        yield Row(lambda width: [line.pad_left(2) for line in wrap(words, width - 2, FAINT)])


def _agenda(session: Session, width: int) -> list[Content]:
    lines = wrap(session.aim or "", width)
    if session.sign_of_success:
        known = Content.assemble((said("We will know by: "), QUIET), plain(session.sign_of_success))
        lines += wrapped(known, width)
    return lines


# --- the middle -----------------------------------------------------------------------------


def _together(session: Session, library: Library) -> Iterator[Row]:
    if not session.exercises:
        return
    yield _head(said("Done together"))
    for key in dict.fromkeys(f"{row.lesson}/{row.step or ''}" for row in session.exercises):
        yield Row(partial(_titled, _exercise(library, *key.split("/", 1))), f"exercise:{key}", 1)


def _exercise(library: Library, lesson: str, step: str) -> str:
    head = library.head(lesson)
    if head is None or not step:
        return head.title if head else lesson
    title = next((one.title for one in library.lesson(lesson).steps if one.id == step), step)
    return f"{head.title}: {title}"


def _titled(title: str, width: int) -> list[Content]:
    return [cut(title, width)]


def _notes(session: Session) -> Iterator[Row]:
    yield _head(said("Noted for both"))
    for text in session.shared:
        yield Row(partial(_noted, "–", plain(text)))
    if not session.shared:
        yield _offer("note:", said("Write down what both have said"))


def _private(one: OneClient, session: Session) -> Iterator[Row]:
    """The coach's own notes of this session, and what is still to be raised, apart and named as such."""
    notes = [note for note in one.own.all(Note) if note.session == session.id or note.open]
    yield _head(said("Yours alone"))
    for note in notes:
        kind = said(NOTE_WORDS.get(note.kind, "")) if note.kind != "raise" or note.open else said("raised")
        told = Content.assemble(plain(note.text), (f"  {kind}" if kind else "", FAINT))
        yield Row(partial(_noted, NOTE_SIGNS[note.kind], told), f"raise:{note.id}" if note.open else "")
    if not notes:
        yield _offer("own-note:", said("A note that only you see"))


def _noted(mark: str, text: Content, width: int) -> list[Content]:
    lines = wrapped(text, width, 2)
    return [Content.assemble((mark, FAINT), " ", lines[0][2:]), *lines[1:]]


# --- what comes of it ---------------------------------------------------------------------------


def _taken_on(steps: Iterable[NextStep], own: Iterable[OwnPromise], today: dt.date) -> Iterator[Row]:
    yield _head(said("What comes of it"))
    for step in steps:
        yield Row(partial(_taken, step, today), f"taken:{step.id}")
    for n, promise in enumerate(own):
        yield Row(partial(_mine, promise, today), f"mine:{n}")
    yield _offer("commit:", said("Who does what, by when?"))


def _taken(step: NextStep, today: dt.date, width: int) -> list[Content]:
    sure = [said("{n} of 10 sure", n=step.confidence)] if step.confidence is not None else []
    hears = [said("{who} hears of it", who=step.agreed_with)] if step.agreed_with not in (None, "coach") else []
    return step_lines(step, "; ".join([how_it_stands(step, today), *sure, *hears]), today, width)


def _mine(promise: OwnPromise, today: dt.date, width: int) -> list[Content]:
    first, *rest = own_lines(promise, today, width)
    return [Content.assemble(first, (said("  the coach"), FAINT)).truncate(width, ellipsis=True), *rest]
