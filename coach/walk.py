"""Walk: a lesson being walked by somebody. Which step is next, and what an answer does; no screen, no disk.

A Walk is made anew from the lesson and the plan whenever the plan changes; it keeps nothing of its own.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import msgspec

from .lessons.given import Given
from .lessons.kinds import Accepted, Refused, Step, Value
from .lessons.kinds.shapes import shaped, untouched
from .lessons.lesson import Lesson
from .lessons.survival import Attic, Marked, Standing, ids_of, moved, placed, resumed, standings
from .lessons.wording import worded
from .lessons.writes import put, taken_out
from .outcome import Outcome, Place, step_minutes
from .plan.answers import Answer, Progress
from .plan.events import Change, Event, with_old
from .plan.plan import Plan, parse
from .plan.records import RECORDS
from .plan.seen import kept_so, made_so
from .review.held import ended, review_id
from .words import said

History = Callable[[], Sequence[Event]]


class Walk:
    """One lesson and one plan at one moment."""

    def __init__(
        self, lesson: Lesson, plan: Plan, now: dt.datetime, new_id: Callable[[], str], history: History = tuple
    ) -> None:
        self.lesson = lesson
        self.plan = plan
        self.now = now
        self.new_id = new_id
        self.history = history  # asked only by steps that look back on how the plan came about
        self.progress = plan.progress.get(lesson.id) or Progress()
        self.answers = placed(lesson.steps, plan.answers.of(lesson.id))  # under the ids of today

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """What the answers are to the steps of today, where a step has one that was not left out."""
        return standings(self.lesson.steps, self.answers)

    @cached_property
    def given(self) -> Given:
        """What the steps know."""
        found = self.standings.items()
        values = {id: one.whole if isinstance(one, Marked) else one.value for id, one in found
                  if not isinstance(one, Attic)}  # fmt: skip
        items = {step.id: step.offers(values[step.id]) for step in self.lesson.steps if step.id in values}
        today = self.now.astimezone().date()
        now = frozenset(id for id in values if self.answers[id].run == self.progress.run)
        return Given(self.lesson.id, self.plan, today, self.new_id, self.progress.run, values, items,
                     self.lesson.review or "", now, self.history)  # fmt: skip

    # --- where somebody is -----------------------------------------------------

    @cached_property
    def path(self) -> list[Step]:
        """The steps as these answers lead through them."""
        path: list[Step] = []
        wanted = ""
        for step in self.lesson.steps:
            if wanted and step.id != wanted:
                continue
            wanted = ""
            if step.when is None or step.when.holds(self.given):
                path.append(step)
                wanted = self._goto(step)
        return path

    def _goto(self, step: Step) -> str:
        chosen = self.given.values.get(step.id, {}).get("chosen", ())
        options = getattr(step, "options", ()) if step.kind == "choice" else ()
        return next((option.goto for option in options if option.goto and option.id in chosen), "")

    @cached_property
    def current(self) -> Step:
        """The step somebody is at: where they were, else the first that is not answered."""
        at = resumed(self.lesson.steps, self.path, self.progress)
        if at is not None:
            return at
        fresh = (step for step in self.path if not self.answered(step))
        return next(fresh, self.path[-1] if self.path else self.lesson.steps[0])

    @property
    def place(self) -> Place:
        """Step n of m, and the minutes left."""
        return self.place_of(self.current)

    def place_of(self, step: Step) -> Place:
        """The same as seen from any step."""
        n = next((n for n, other in enumerate(self.path) if other.id == step.id), 0)
        total = sum(step_minutes(s) for s in self.path) or 1
        left = sum(step_minutes(s) for s in self.path[n:])
        return Place(n + 1, len(self.path), max(1, round(self.lesson.minutes * left / total)))

    @property
    def finished(self) -> bool:
        """Whether this run of the lesson is done."""
        return self.progress.status == "finished"

    def answered(self, step: Step) -> bool:
        """Whether a step was answered, skipped or read in this run."""
        answer = self.answers.get(step.id)
        there = answer is not None and answer.run == self.progress.run
        return there and not isinstance(self.standings.get(step.id), Attic)

    def after(self, step: Step) -> Step | None:
        """The step after this one, or None at the end."""
        order = {s.id: n for n, s in enumerate(self.lesson.steps)}
        ids = [s.id for s in self.path]
        if step.id in ids:
            following = self.path[ids.index(step.id) + 1 :]
        else:  # the answer itself made the step's `when` false
            following = [s for s in self.path if order[s.id] > order[step.id]]
        return following[0] if following else None

    def before(self, step: Step) -> Step | None:
        """The step before this one, or None at the beginning."""
        ids = [s.id for s in self.path]
        n = ids.index(step.id) if step.id in ids else 0
        return self.path[n - 1] if n > 0 else None

    # --- what a step shows -----------------------------------------------------

    def raw(self, step: Step) -> Value:
        """What stands in a step when it opens: the last answer, this run's or an earlier one's, else a proposal."""
        found = self.standings.get(step.id)
        if found is None or isinstance(found, Attic):
            return step.prefill(self.given)
        now = self.answers[step.id].run == self.progress.run
        return step.renewed(found.value if now else step.again(found.value, self.given), self.given)

    def opened(self, step: Step, draft: Value | None) -> Value:
        """What a step opens with: what was half typed, else what `raw` says."""
        return (shaped(step.kind, draft) if draft else {}) or self.raw(step)

    def worded(self, text: str) -> str:
        """An author's text with the person's own words in it."""
        return worded(text, self.given)

    # --- deeds -----------------------------------------------------------------

    def open(self) -> Outcome | None:
        """Begins the lesson, or begins it again when it was finished; None when it is under way."""
        if self.lesson.id in self.plan.progress and not self.finished:
            return None
        run = self.progress.run + 1 if self.finished else 1
        first = self.lesson.steps[0]
        progress = {"run": run, "status": "started", "step": first.id, "started_on": self.given.today.isoformat(),
                    "finished_on": None, **self._touched(self.place_of(first))}  # fmt: skip
        return self._outcome("opened", first, [with_old(self.plan, "progress", self.lesson.id, progress)])

    def go(self, step: Step) -> Outcome:
        """Moves to a step without answering anything."""
        return self._outcome("went", step, [self._at(step)])

    def answer(self, step: Step, raw: Value) -> Outcome | Refused:
        """Keeps an answer and moves on; or says why it cannot be kept."""
        if self.marked(step) and untouched(raw, self.raw(step)):
            return self._left(step)
        verdict = step.accept(shaped(step.kind, raw), self.given)
        if isinstance(verdict, Refused):
            return self._left(step) if self.finished and untouched(raw, self.raw(step)) else verdict
        value = self._keeping_record(step, verdict.value)
        before = self.answers.get(step.id)
        writes = [made_so(before, step.visibility, change) for change in step.fill(value, self.given)]
        misfit = self._misfit(writes)
        if misfit:
            return Refused(said("The plan cannot hold this: {why}.", why=misfit))
        taken_out = self._taken_out(step, writes)
        changes = [*self._kept(step, value, [f"{c.table}/{c.id}" for c in writes]), *writes, *taken_out]
        return self._outcome("answered", step, [*changes, *self._moved_on(step, changes)], verdict.advice, value)

    def skip(self, step: Step, reason: str = "") -> Outcome:
        """Leaves a step out, with a reason if there is one. An answer that was given before stays in the history; one
        that is marked since an edit stays where it is."""
        if self.marked(step) and not reason:
            return self._left(step)
        answer = Answer(kind=step.kind, at=self.now, prompt=self._prompt(step), skipped=True, reason=reason,
                        run=self.progress.run, fingerprint=step.fingerprint(),
                        **kept_so(self.answers.get(step.id), None))  # fmt: skip
        changes = self._put(step, answer)
        return self._outcome("skipped", step, [*changes, *self._moved_on(step, changes)])

    def marked(self, step: Step) -> bool:
        """Whether part of this run's answer has no place in the step any more."""
        return self.answered(step) and isinstance(self.standings.get(step.id), Marked)

    def may_pass(self, step: Step) -> bool:
        """Whether a step may be left out without saying why."""
        return step.optional or self.marked(step)

    def _left(self, step: Step) -> Outcome:
        """On to the next step; the answer, or that there is none, stays as it is."""
        return self._outcome("went", step, self._moved_on(step, []))

    def jot(self, title: str, prompt: str, text: str) -> Outcome:
        """Keeps a few lines on a lesson that this one builds on in the journal; nobody's place in it moves."""
        fields = {"text": text, "prompt": prompt, "on": self.given.today.isoformat()}
        change = put(self.given, "groundwork", "reflections", self.new_id(), fields)
        return Outcome("noted", title, self.given.source("groundwork"), (change,))

    def _keeping_record(self, step: Step, value: Value) -> Value:
        """Answers of one run write the same record again; another run of an assessment makes a new one."""
        answer = self.answers.get(step.id)
        if answer and self.answered(step) and "record" in answer.value and "record" in value:
            return {**value, "record": answer.value["record"]}
        return value

    def _kept(self, step: Step, value: Value, writes: list[str]) -> list[Change]:
        answer = Answer(kind=step.kind, value=value, at=self.now, prompt=self._prompt(step), run=self.progress.run,
                        fingerprint=step.fingerprint(), writes=writes, names=step.names(value), scale=step.limits(),
                        **kept_so(self.answers.get(step.id), step.visibility))  # fmt: skip
        return self._put(step, answer)

    def _put(self, step: Step, answer: Answer) -> list[Change]:
        """The answer, and what has to make room for it since the step was renamed or is of another kind."""
        before = moved(step, self.lesson.steps, self.plan.answers.of(self.lesson.id))
        rows = [(id, one.every_field() if one else None) for id, one in [*before, (step.id, answer)]]
        return [with_old(self.plan, "answers", f"{self.lesson.id}/{id}", fields) for id, fields in rows]

    def _misfit(self, writes: list[Change]) -> str:
        """Why a record could not hold what would be written into it; empty when all fits."""
        for change in writes:
            fields = {**(self.plan.fields(change.table, change.id) or {}), **(change.new or {})}
            try:
                parse(RECORDS[change.table], change.id, {name: v for name, v in fields.items() if v is not None})
            except msgspec.ValidationError as error:
                return str(error)
        return ""

    def _taken_out(self, step: Step, writes: list[Change]) -> list[Change]:
        """Records that an earlier answer of this run had made and this one no longer holds."""
        answer = self.answers.get(step.id)
        if answer is None or not self.answered(step):
            return []
        sources = {f"{self.lesson.id}/{id}" for id in ids_of(step, self.lesson.steps)}
        return taken_out(self.plan, sources, answer.writes, (f"{c.table}/{c.id}" for c in writes), self.given.today)

    def _moved_on(self, step: Step, changes: list[Change]) -> list[Change]:
        """Progress to the step that follows once these changes are made."""
        plan = self.plan
        for change in changes:
            plan = plan.changed(change.table, change.id, change.new)
        then = Walk(self.lesson, plan, self.now, self.new_id, self.history)
        following = then.after(step)
        if following is not None:
            fields: dict[str, Any] = {"step": following.id, **then._touched(then.place_of(following))}
        else:
            fields = {"step": step.id, "status": "finished", "finished_on": self.given.today.isoformat(),
                      **then._touched(Place(len(then.path), len(then.path), 0))}  # fmt: skip
        if self.lesson.id not in self.plan.progress:
            fields = {"started_on": self.given.today.isoformat(), **fields}
        held = then.held() if following is None else []
        return [*held, with_old(self.plan, "progress", self.lesson.id, fields)]

    def held(self) -> list[Change]:
        """What the end of a lesson that is a review adds to the plan; nothing at the end of any other lesson."""
        if self.lesson.review is None:
            return []
        mine = (answer for answer in self.answers.values() if answer.run == self.progress.run)
        written = [path for answer in mine if answer.kind == "commit" for path in answer.writes]
        id = review_id(self.lesson.id, self.progress.run)
        return ended(self.plan, id, self.lesson.review, self.given.today, written, not self.finished)

    def _at(self, step: Step) -> Change:
        fields = {"step": step.id, **self._touched(self.place_of(step))}
        return with_old(self.plan, "progress", self.lesson.id, fields)

    def _touched(self, place: Place) -> dict[str, Any]:
        before = self.path[place.n - 2].id if 1 < place.n <= len(self.path) + 1 else None
        where = {"n": place.n, "of": place.of, "minutes_left": place.minutes_left, "after": before}
        return {"title": self.lesson.title, **where, "touched_at": self.now.isoformat()}

    def _prompt(self, step: Step) -> str:
        return self.worded(step.prompt or step.title)

    def _id(self, step: Step) -> str:
        return f"{self.lesson.id}/{step.id}"

    def _outcome(
        self, what: str, step: Step, changes: list[Change], advice: str = "", value: Value | None = None
    ) -> Outcome:
        return Outcome(what, step.title, self._id(step), tuple(changes), advice, value)


__all__ = ["Accepted", "History", "Outcome", "Place", "Refused", "Walk", "step_minutes"]
