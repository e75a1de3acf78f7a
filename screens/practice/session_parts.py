"""The parts of a session that ask for something: check-in, aim, prompts, together, what comes of it, the close."""

from typing import Any

from msgspec.structs import replace
from textual.content import Content

from coach import deeds
from coach.dates import in_words
from coach.display import shorten
from coach.plan.records import NextStep
from coach.practice.decks import NotADeck, decks
from coach.practice.keeping import assigned
from coach.practice.practice import OneClient
from coach.practice.records import RATINGS, Kept, Note, Session
from coach.practice.sessions import LONGEST, Promise, check_in, close, commit, exercise, start
from coach.words import marked, said

from ..dialogs import Ask, Choose, Offer, Tell, anything, something
from ..drawing import QUIET, one_line, plain
from ..plan.choose_record import Choice, ChooseRecord
from .about import PAID
from .assign import lesson_choices
from .session_rows import STATES
from .sheet import Blank
from .visit import Shared

WHY: dict[Kept, str] = {
    "done": marked("What helped? In their words; it may stay empty."),
    "partly": marked("What got in the way, or helped? In their words; it may stay empty."),
    "not": marked("What got in the way? In their words; it may stay empty."),
    "dropped": marked("Letting go is fine. Why? A few of their words; they stay in the history."),
}
WHO = {"client": marked("the client"), "me": marked("the coach")}
SURE: dict[int | None, str] = {None: marked("not said"), **{n: str(n) for n in range(11)}}
WHOLE = "/"
AGAIN = marked("It has come up a few times. Smaller, other, or no longer wanted?")


class Parts(Shared):
    """What a session asks for. Where something is half written, it stands there again."""

    session: Session

    def minutes_gone(self) -> int:
        """How long the session has been going on."""
        return 0

    def half_written(self) -> bool:
        """Whether a note is half written."""
        return False

    def leave(self) -> None:
        """Goes back to the client."""

    # --- what became of what was agreed ------------------------------------------------

    def check_in(self, id: str) -> None:
        """Asks what became of a promise."""
        step = self.one.plan.plan.get(NextStep, id)
        if step is None:
            return
        offers = [Offer(state, said(words).capitalize()) for state, words in STATES.items()]

        def chosen(key: str | None) -> None:
            state = next((state for state in WHY if state == key), None)
            if state is not None and step is not None:
                self._ask_why(step, state)

        self.ask(Choose(shorten(step.label, 60), offers, said("How did it go?")), chosen)

    def _ask_why(self, step: NextStep, state: Kept) -> None:
        asked: list[bool] = []

        def keep(why: str | None) -> None:
            if why is None or not self.do(lambda: asked.append(check_in(self.one, step, state, why))):
                return
            if asked[0]:
                self._rethink(step)

        check = something if state == "dropped" else anything
        self.ask(Ask(shorten(step.label, 60), said(WHY[state]), check=check), keep)

    def _rethink(self, step: NextStep) -> None:
        offers = [
            Offer("other", said("Smaller, or other"), said("The step stays, in other words.")),
            Offer("drop", said("No longer wanted"), said("Letting it go is fine.")),
            Offer("keep", said("As it is")),
        ]

        def chosen(key: str | None) -> None:
            if key == "drop":
                self._ask_why(step, "dropped")
            elif key == "other":
                self.ask(Ask(said("In other words"), "", step.text), lambda text: self._reword(step, text))

        self.ask(Choose(said(AGAIN), offers, step.label), chosen)

    def _reword(self, step: NextStep, text: str | None) -> None:
        if text and text != step.text and self.do(lambda: deeds.reword_step(self.one.plan, step, text)):
            self.say(said("Changed to: {text}", text=shorten(text, 60)))

    # --- what today is for ---------------------------------------------------------------

    def action_aim(self) -> None:
        """Asks what today is for, and how one will know."""
        session, sets = self.session, self._decks()
        example = said("that they can say yes or no to the offer")
        blanks = [
            Blank("aim", said("Today is for"), value=session.aim, example=example),
            Blank("sign_of_success", said("We know by"), value=session.sign_of_success),
            Blank("deck", said("Questions"), value=session.deck, values={None: marked("none"), **sets}),
            Blank("paid", said("Paid"), values=PAID, value=session.paid),
        ]

        def keep(fields: dict[str, Any]) -> bool:
            words = {name: fields[name] or "" for name in ("aim", "sign_of_success", "deck")}
            return self.do(lambda: start(self.one, **words, paid=fields["paid"]))

        self.ask_sheet("aim", said("For today"), blanks, keep, edit=True)

    def _decks(self) -> dict[str, str]:
        try:
            return {deck.id: deck.name for deck in decks(self.one.practice.folder).values()}
        except NotADeck as error:
            self.warn(str(error))
            return {}

    def action_prompts(self) -> None:
        """Shows the questions of the chosen set; without one, asks for it."""
        try:
            known = decks(self.one.practice.folder)
        except NotADeck as error:
            self.warn(str(error))
            return
        if deck := known.get(self.session.deck or ""):
            lines: list[Content] = []
            for part in deck.parts:
                lines += [one_line(part.name, QUIET), *map(plain, part.prompts), Content("")]
            self.ask(Tell(deck.name, Content("\n").join(lines[:-1])))
            return
        offers = [Offer(deck.id, deck.name, deck.good_for) for deck in known.values()]

        def chosen(key: str | None) -> None:
            if key and self.do(lambda: start(self.one, deck=key)):
                self.call_later(self.action_prompts)

        self.ask(Choose(said("Questions to ask, in any order"), offers), chosen)

    # --- together ---------------------------------------------------------------------------

    def action_together(self) -> None:
        """Asks for a lesson, or one step of it, to be done together with the client's own plan."""
        plan = self.one.plan.plan
        given = [step.lesson for step in assigned(self.one) if step.lesson]
        begun = [id for id, progress in plan.progress.items() if progress.status == "started"]
        choices = lesson_choices(self, [*given, *begun], said("given, or under way"))
        self.ask(ChooseRecord(said("Together"), choices), self._which_step)

    def _which_step(self, id: str | None) -> None:
        if not id:
            return
        lesson = self.desk.library.lesson(id)
        steps = [Choice(step.id, step.title) for step in lesson.steps if step.asks]
        choices = [Choice(WHOLE, said("The whole lesson")), *steps]
        self.ask(ChooseRecord(lesson.title, choices), lambda step: self._together(id, step))

    def _together(self, lesson: str, chosen: str | None) -> None:
        step = "" if chosen == WHOLE else chosen or ""
        if chosen and self.do(lambda: exercise(self.one, lesson, step or None)):
            self.open_together(lesson, step)

    def open_together(self, lesson: str, step: str = "") -> None:
        """Opens a lesson with the client's plan."""
        from .together import open_together

        open_together(self, lesson, step)

    def raised(self, id: str) -> None:
        """Notes that something which was to be raised was raised today."""
        self.do(lambda: self.one.own.write("changed", Note, id, settled_on=self.one.own.today))

    # --- what comes of it ------------------------------------------------------------------------

    def action_commit(self) -> None:
        """Asks who does what, by when, how one will know, how sure they are, and who hears of it."""
        blanks = [
            Blank("text", said("What"), example=said("begins with a verb"), needed=said("What will be done?")),
            Blank("who", said("Who"), values=WHO, value="client"),
            Blank("due", said("By when"), "day", example=said("fri, in 2 weeks, 12 dec")),
            Blank("done_looks_like", said("We know by"), example=said("what one will see")),
            Blank("confidence", said("How sure, of 10"), values=SURE),
            Blank("hears", said("Who hears"), example=said("you, or somebody else")),
        ]

        def keep(fields: dict[str, Any]) -> bool:
            texts = {name: fields[name] or "" for name in ("done_looks_like", "hears")}
            return self._committed(Promise(**{**fields, **texts}))

        self.ask_sheet("commit", said("Who does what, by when?"), blanks, keep)

    def _committed(self, promise: Promise) -> bool:
        """Keeps a promise; where the client is not very sure of it, only after a smaller piece was asked for."""
        if not (promise.unsure and promise.who == "client"):
            return self.do(lambda: commit(self.one, promise))
        question = marked("{n} of 10. Which first piece of it would be an 8? Nothing keeps it as it is.")

        def smaller(words: str | None) -> None:
            if words is not None and self.do(lambda: commit(self.one, replace(promise, smaller=words))):
                self.scraps.done("commit")

        text = said(question, n=promise.confidence)
        self.ask(Ask(shorten(promise.text, 60), text, check=anything), smaller)
        return False

    # --- the close ------------------------------------------------------------------------------

    def action_close(self) -> None:
        """Asks for the sum in the client's words, the ratings and the next date, and closes the session."""
        if self.half_written():
            self.warn(said("A note is half written. n opens it, or p if it is yours alone; then close."))
            return
        gone = self.minutes_gone()
        needed = said("It has been open for long: how many minutes did it take?")
        blanks = [
            Blank("summary", said("In their words"), "words", value=self.session.summary,
                  example=said("what they take with them")),
            Blank("next_on", said("Next time"), "day", value=self.session.next_on, example=said("in 2 weeks, 12 dec")),
            *(Blank(name, said(words), values=SURE) for name, words in RATINGS.items()),
            Blank("minutes", said("Minutes"), "number", value=gone if 0 < gone <= LONGEST else "",
                  needed=needed if gone > LONGEST else ""),
        ]  # fmt: skip

        text = said("The client sums up; ratings are from 0 to 10.")
        title, verb = said("Sum up and close"), marked("close the session")
        self.ask_sheet("close", title, blanks, self._close, text=text, verb=verb, wide=True)

    def _close(self, fields: dict[str, Any]) -> bool:
        ratings = {name: fields[name] for name in RATINGS if fields[name] is not None}
        closed: list[Session] = []
        if not self.do(lambda: closed.append(_closed(self.one, fields, ratings))):
            return False
        self.leave()
        self.app.call_later(self._say_closed, closed[0])
        return True

    def _say_closed(self, session: Session) -> None:
        following = said("Next time: {day}.", day=in_words(session.next_on)) if session.next_on else ""
        words = said("Session {n} is closed: {minutes} minutes.", n=session.number, minutes=session.minutes)
        self.app.notify(shorten(f"{words} {following}", 200), markup=False, timeout=6)


def _closed(one: OneClient, fields: dict[str, Any], ratings: dict[str, int]) -> Session:
    return close(one, fields["summary"] or "", ratings, fields["next_on"], fields["minutes"])
