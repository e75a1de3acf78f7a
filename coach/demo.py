"""A made-up person half-way through the course, for whoever wants to look around.

The plan is not written by hand: the person of `demo.toml` walks real lessons with her own answers, on days that lie
behind today. So it holds exactly what the program makes of such answers, and it is the same every time but for its
dates.
"""

import datetime as dt
import importlib.resources
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import tomli

from .dates import MONTHS
from .deeds import finish_step, review_done
from .lessons.kinds import Refused, Step
from .lessons.kinds.arrange import Sort
from .lessons.kinds.simulate import Play, ScenarioStep
from .lessons.library import Library
from .places import Places
from .plan.records import RECORDS, NextStep, Record, ReviewDate
from .settings import Settings, save_settings
from .store.device import keep_device
from .walk import Outcome, Walk
from .workspace import Workspace

DEVICE = "demodemo"
BETWEEN = dt.timedelta(seconds=50)  # two answers
_DATE = re.compile(r"today([+-]\d{1,3})")
_TOKEN = re.compile(r"<(ym)?([+-]\d{1,3})>")  # a day or a month inside a text: “14 September”, “2027-03”

Value = dict[str, Any]
NOTHING: Value = {}


class DemoFault(Exception):
    """What the person of the demo says does not fit the lessons any more; the tests find this before anybody else."""


def build(places: Places, library: Library, now: dt.datetime) -> None:
    """Fills a home that is empty with the person of the demo, as if it were used for ten weeks until yesterday.

    Raises:
        DemoFault: what she says does not fit these lessons.
    """
    keep_device(places.state, DEVICE)
    save_settings(places, Settings(first_run_done=True))
    clock = _Clock()
    workspace = Workspace(places.person(), DEVICE, clock, _ids())
    today = now.astimezone().date()
    for act in _acts():
        clock.set(today - dt.timedelta(days=act["ago"]), act.get("at", "18:30"))
        _Day(workspace, library, today).does(act)
    workspace.close()


def _acts() -> list[Value]:
    text = (importlib.resources.files(__package__) / "demo.toml").read_text("utf-8")
    acts: list[Value] = tomli.loads(text)["acts"]
    return acts


def _ids() -> Callable[[], str]:
    """Ids that look like those of real records, and are the same every time."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    numbers = itertools.count(1)

    def new_id() -> str:
        n = next(numbers) * 7919
        return "".join(letters[n // len(letters) ** place % len(letters)] for place in range(4)) + f"{n % 89 + 10}"

    return new_id


class _Clock:
    """Time as the person lives it: set to an evening, and a little later each time somebody looks."""

    _now = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

    def set(self, day: dt.date, time: str) -> None:
        """Goes to an hour of a day, where the person is."""
        self._now = dt.datetime.combine(day, dt.time.fromisoformat(time)).astimezone(dt.UTC)

    def __call__(self) -> dt.datetime:
        self._now += BETWEEN
        return self._now


class _Day:
    """What the person does on one evening."""

    def __init__(self, workspace: Workspace, library: Library, today: dt.date) -> None:
        self.workspace = workspace
        self.library = library
        self.today = today  # of whoever looks at the demo: all its dates are as seen from there

    def does(self, act: Value) -> None:
        """Walks a lesson, or does one thing with the plan."""
        if "lesson" in act:
            self._walk(act["lesson"], act.get("answers", {}), act.get("until", ""))
        elif "add" in act:
            table, fields = act["add"], self._told(act["fields"], {})
            id = table if RECORDS[table].one else self.workspace.new_id()
            self.workspace.put("added", table, id, fields, str(next(iter(fields.values()))))
        elif "change" in act:
            record = self._record(act["change"], act["which"])
            fields = self._told(act["fields"], {})
            self.workspace.put(act.get("what", "changed"), record.table, record.id, fields, record.label)
        elif "done" in act:
            finish_step(self.workspace, self._next_step(act["done"]), act.get("learned", ""))
        else:
            review_done(self.workspace, self._review(act["reviewed"]))

    def _next_step(self, beginning: str) -> NextStep:
        record = self._record("next_steps", beginning)
        assert isinstance(record, NextStep)
        return record

    def _review(self, beginning: str) -> ReviewDate:
        record = self._record("review_schedule", beginning)
        assert isinstance(record, ReviewDate)
        return record

    def _record(self, table: str, beginning: str) -> Record:
        rows = {row.label: row.id for row in self.workspace.plan.rows(table)}
        found = self.workspace.plan.record(table, _one(beginning, rows))
        assert found is not None
        return found

    # --- lessons -----------------------------------------------------------------

    def _walk(self, lesson: str, answers: Mapping[str, Value], until: str) -> None:
        """Walks a lesson to its end, or until a step at which the person stops for the day."""
        whole = self.library.lesson(lesson)
        left = set(answers)
        walk = Walk(whole, self.workspace.plan, self.workspace.clock(), self.workspace.new_id)
        self._record_outcome(walk.open())
        while True:
            walk = Walk(whole, self.workspace.plan, self.workspace.clock(), self.workspace.new_id)
            if walk.finished or walk.current.id == until:
                break
            self._record_outcome(self._answer(walk, walk.current, answers.get(walk.current.id)))
            left.discard(walk.current.id)
        if left or (until and walk.finished):
            raise DemoFault(f"{lesson} has no step {', '.join(left) or until}")

    def _record_outcome(self, outcome: Outcome | None) -> None:
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
        told = self._told(told, names)
        if isinstance(step, ScenarioStep) and "moves" in told:
            return {**told, "path": list(_played(step, told["moves"]))}
        if isinstance(step, Sort) and step.quiz:
            right = {card.id: card.right for card in step.cards}
            return {"bucket_of": right | told.get("bucket_of", {})}
        raw: Value = _over(walk.raw(step), told)
        return raw

    def _told(self, told: Any, names: Mapping[str, str]) -> Any:
        """What the data says, with its dates as seen from today, and `=Beginning` as the id of what it names."""
        if isinstance(told, dict):
            return {self._text(key, names): self._told(value, names) for key, value in told.items()}
        if isinstance(told, list):
            return [self._told(value, names) for value in told]
        return self._text(told, names) if isinstance(told, str) else told

    def _text(self, text: str, names: Mapping[str, str]) -> str:
        text = _TOKEN.sub(self._day, text)
        if text.startswith("="):
            kept = {row.label: row.id for table in self.workspace.plan.tables.values() for row in table.values()}
            return _one(text[1:], {**kept, **names})
        date = _DATE.fullmatch(text)
        return (self.today + dt.timedelta(days=int(date[1]))).isoformat() if date else text

    def _day(self, match: re.Match[str]) -> str:
        day = self.today + dt.timedelta(days=int(match[2]))
        return f"{day:%Y-%m}" if match[1] else f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def _played(step: ScenarioStep, moves: str) -> Iterator[dict[str, str]]:
    """A role-play as a path, from its moves: `bba`."""
    play = Play.begin(step)
    for key in moves:
        if key not in [move.key for move in play.moves]:
            raise DemoFault(f"{step.id}: there is no move {key} at {play.at}")
        yield {"node": play.at, "choice": key}
        play = play.choose(key)


def _over(standing: Any, told: Any) -> Any:
    """An answer laid over what stands in the step: fields over fields, and rows over rows in their order."""
    if isinstance(standing, dict) and isinstance(told, dict):
        return {**standing, **{name: _over(standing.get(name), value) for name, value in told.items()}}
    rows = isinstance(standing, list) and isinstance(told, list) and all(isinstance(row, dict) for row in told)
    if rows and standing:
        return [_over(before, after) for before, after in itertools.zip_longest(standing, told, fillvalue=NOTHING)]
    return told


def _one(beginning: str, named: Mapping[str, str]) -> str:
    """The id of the one thing whose name begins so."""
    found = {id for label, id in named.items() if label.startswith(beginning)}
    if len(found) != 1:
        raise DemoFault(f"{len(found)} things begin with “{beginning}”")
    return found.pop()
