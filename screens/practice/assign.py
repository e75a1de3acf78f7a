"""A lesson given to a client, or to several: which one, by when, and a word with it."""

from collections.abc import Callable, Sequence
from typing import Any

from coach.dates import near
from coach.display import shorten
from coach.lessons.index import Head
from coach.practice.keeping import assign
from coach.practice.practice import OneClient
from coach.store.files import NotSaved
from coach.words import marked, said, said_of

from ..base import CoachScreen
from ..plan.choose_record import Choice, ChooseRecord
from .sheet import Blank, Sheet


def lesson_choices(screen: CoachScreen, first: Sequence[str] = (), why: str = "") -> list[Choice]:
    """All lessons to choose from; those named first come first, with the reason."""
    heads = {head.id: head for head in screen.desk.library.heads() if not head.comes_again}
    known = [heads[id] for id in dict.fromkeys(first) if id in heads]
    rest = [head for head in heads.values() if head not in known]
    return [*(Choice(head.id, head.title, why) for head in known),
            *(Choice(head.id, head.title, said("{n} minutes", n=head.minutes)) for head in rest)]  # fmt: skip


def assign_lesson(screen: CoachScreen, clients: Sequence[OneClient], then: Callable[[], None]) -> None:
    """Asks which lesson, then by when and with which word, and gives it to each client. It closes what was opened for
    it; a client whose folders were open before is closed by whoever opened them."""
    who = clients[0].client.alias if len(clients) == 1 else said_of(len(clients), "{n} client", "{n} clients")

    def chosen(id: str | None) -> None:
        if id and (head := screen.desk.library.head(id)):
            _ask_when(screen, clients, head, then)

    title = said("A lesson for {who}", who=shorten(who, 50))
    screen.ask(ChooseRecord(title, lesson_choices(screen)), chosen)


def _ask_when(screen: CoachScreen, clients: Sequence[OneClient], head: Head, then: Callable[[], None]) -> None:
    blanks = [
        Blank("due", said("By when"), "day", example=said("fri, in 2 weeks; it may stay empty")),
        Blank("note", said("Why this one"), example=said("a word that stands with it in their plan")),
    ]

    def keep(fields: dict[str, Any] | None) -> None:
        if fields is None:
            return
        try:
            new = [assign(one, head.id, head.title, fields["due"], fields["note"] or "") for one in clients]
        except NotSaved as error:
            screen.warn(said("Not saved for all of them: {why}. Give it once more.", why=error.why))
            return
        then()
        screen.say(_words(head, new, near(fields["due"], screen.workspace.today) if fields["due"] else ""))

    screen.ask(Sheet(head.title, blanks, screen.workspace.today, verb=marked("give it")), keep)


def _words(head: Head, new: Sequence[bool], day: str) -> str:
    title, n = shorten(head.title, 50), len(new)
    if not any(new):
        return said("“{title}” was given before and is open; what you said of it was changed.", title=title)
    given = said_of(n, "Given: {title}.", "Given to {n}: {title}.", title=title)
    due = said("Due {day}.", day=day) if day else ""
    return " ".join([given, due, said("It stands in their plan as a next step.")]).replace("  ", " ")
