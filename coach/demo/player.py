"""What the person of the demo does on one evening, done with the same deeds and walks as on every screen."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from .. import deeds
from ..lessons.kinds import Refused, Step
from ..lessons.kinds.arrange import Sort
from ..lessons.kinds.facts import Facts
from ..lessons.kinds.revise import Revise
from ..lessons.kinds.simulate import Play, ScenarioStep
from ..lessons.lesson import Lesson
from ..lessons.library import Library
from ..plan.records import RECORDS, NextStep, Record, ReviewDate
from ..walk import Outcome, Walk
from ..workspace import Workspace
from .telling import NOTHING, DemoFault, Telling, one, over

Value = dict[str, Any]


class Day:
    """One evening. `today` is the day of whoever looks at the demo, `day` the one that is lived through."""

    def __init__(self, workspace: Workspace, library: Library, today: dt.date, day: dt.date) -> None:
        self.workspace = workspace
        self.library = library
        self.telling = Telling(today, day)

    def does(self, act: Value) -> None:
        """Walks a lesson, or does one thing with the plan: the deed is named by the act's key."""
        deed = next((key for key in act if hasattr(self, f"do_{key}")), "")
        if not deed:
            raise DemoFault(f"nothing is to be done in {act}")
        getattr(self, f"do_{deed}")(act)

    def _told(self, told: Any) -> Any:
        return self.telling.told(told, self.workspace.plan)

    def _record(self, table: str, beginning: str) -> Record:
        """A record by its beginning; of several instances of a step, the one that is open."""
        rows = self.workspace.plan.rows(table)
        named = {row.label: row.id for row in sorted(rows, key=lambda row: row.open)}
        found = self.workspace.plan.record(table, one(beginning, named))
        assert found is not None
        return found

    def _step(self, beginning: str) -> NextStep:
        record = self._record(NextStep.table, beginning)
        assert isinstance(record, NextStep)
        return record

    # --- single deeds --------------------------------------------------------------

    def do_add(self, act: Value) -> None:
        """A record of any kind, written by hand."""
        table, fields = act["add"], self._told(act["fields"])
        id = table if RECORDS[table].one else self.workspace.new_id()
        self.workspace.put("added", table, id, fields, str(next(iter(fields.values()))))

    def do_change(self, act: Value) -> None:
        """Fields of a record, changed by hand."""
        record = self._record(act["change"], act["which"])
        self.workspace.put("changed", record.table, record.id, self._told(act["fields"]), record.label)

    def do_step(self, act: Value) -> None:
        """A new next step."""
        deeds.add_step(self.workspace, **{"due": None, **self._dated(act["step"])})

    def do_alter(self, act: Value) -> None:
        """Fields of a next step, changed; with a date alone it is moved."""
        deeds.change_step(self.workspace, self._step(act["alter"]), **self._dated(act["fields"]))

    def do_reword(self, act: Value) -> None:
        """A next step that was put off, made smaller or another one."""
        deeds.reword_step(self.workspace, self._step(act["reword"]), **self._dated(act["fields"]))

    def do_wait(self, act: Value) -> None:
        """A next step that has to wait for somebody, or with nobody named no longer does."""
        fields = self._dated(act)
        deeds.wait_for(self.workspace, self._step(act["wait"]), act.get("who", ""), fields.get("follow_up"))

    def do_done(self, act: Value) -> None:
        """A next step that is done."""
        deeds.finish_step(self.workspace, self._step(act["done"]), self._told(act.get("learned", "")))

    def do_drop(self, act: Value) -> None:
        """A next step that is let go."""
        deeds.drop_step(self.workspace, self._step(act["drop"]), self._told(act["why"]), act.get("stop", False))

    def do_success(self, act: Value) -> None:
        """Something that went well today."""
        deeds.add_success(self.workspace, **self._told(act["success"]))

    def do_undo(self, act: Value) -> None:
        """A slip, taken back."""
        for _ in range(act["undo"]):
            self.workspace.undo()

    def do_reviewed(self, act: Value) -> None:
        """A review that was held without the screen."""
        record = self._record(ReviewDate.table, act["reviewed"])
        assert isinstance(record, ReviewDate)
        deeds.review_done(self.workspace, record)

    def _dated(self, fields: Value) -> Value:
        """Fields with days where the deeds want days."""
        told: Value = self._told(fields)
        days = {"due", "follow_up", "not_before"} & told.keys()
        return told | {name: dt.date.fromisoformat(told[name]) for name in days}

    # --- lessons -------------------------------------------------------------------

    def do_lesson(self, act: Value) -> None:
        """Walks a lesson to its end, or until a step at which the person stops for the day."""
        whole, until = self.library.lesson(act["lesson"]), act.get("until", "")
        answers: Mapping[str, Value] = act.get("answers", {})
        left = set(answers)
        walk = self._at(whole)
        self._keep(walk.open())
        while True:
            walk = self._at(whole)
            if walk.finished or walk.current.id == until:
                break
            self._keep(self._answer(walk, walk.current, answers.get(walk.current.id)))
            left.discard(walk.current.id)
        if left or (until and walk.finished):
            raise DemoFault(f"{whole.id} has no step {', '.join(sorted(left)) or until}")

    def _at(self, lesson: Lesson) -> Walk:
        workspace = self.workspace
        return Walk(lesson, workspace.plan, workspace.clock(), workspace.new_id, workspace.history)

    def _keep(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.workspace.record(outcome.what, outcome.changes, outcome.title, outcome.source)

    def _answer(self, walk: Walk, step: Step, told: Value | None) -> Outcome:
        """The answer that the person gives; without one, what stands there already, or the step is left out."""
        verdict = walk.answer(step, self._raw(walk, step, told or {}))
        if not isinstance(verdict, Refused):
            return verdict
        if told is None:
            return walk.skip(step, "another day")
        raise DemoFault(f"{walk.lesson.id}/{step.id}: {verdict.why}")

    def _raw(self, walk: Walk, step: Step, told: Value) -> Value:
        names = {label: id for items in walk.given.items.values() for id, label in items}
        told = self.telling.told(told, walk.plan, names)
        if isinstance(step, ScenarioStep) and "moves" in told:
            return {**told, "path": list(_played(step, told["moves"]))}
        if isinstance(step, Sort) and step.quiz:
            right = {card.id: card.right for card in step.cards}
            return {"bucket_of": right | told.get("bucket_of", {})}
        if isinstance(step, Revise):
            return {"decisions": list(_gone_through(step, walk, told.get("of", NOTHING)))}
        if isinstance(step, Facts):
            told = {"facts": [_marked(step, walk, fact) for fact in told.get("facts", ())]}
        raw: Value = over(walk.raw(step), told)
        return raw


def _played(step: ScenarioStep, moves: str) -> Iterator[dict[str, str]]:
    """A role-play as a path, from its moves: `bba`."""
    play = Play.begin(step)
    for key in moves:
        if key not in [move.key for move in play.moves]:
            raise DemoFault(f"{step.id}: there is no move {key} at {play.at}")
        yield {"node": play.at, "choice": key}
        play = play.choose(key)


def _gone_through(step: Revise, walk: Walk, said: Mapping[str, Value]) -> Iterator[Value]:
    """What becomes of each record, by its id; whatever nothing is said about is kept."""
    choices = step.choices(walk.given)
    unknown = said.keys() - {id for _, id, _ in choices}
    if unknown:
        raise DemoFault(f"{walk.lesson.id}/{step.id} does not go through {', '.join(sorted(unknown))}")
    for table, id, _ in choices:
        yield {"table": table, "id": id, "action": step.actions[0].id, **said.get(id, NOTHING)}


def _marked(step: Facts, walk: Walk, said: Value) -> Value:
    """A fact of the person's own, or the first that a check has found, with what it could mean."""
    if "check" not in said:
        return said
    found = next((fact for fact in step.found(walk.given) if fact["check"] == said["check"]), None)
    if found is None:
        raise DemoFault(f"{walk.lesson.id}/{step.id}: {said['check']} finds nothing")
    return found | said
