"""Homes to measure in: a plan of so many answers and records, packs of so many lessons."""

import datetime as dt
from pathlib import Path
from random import Random

from coach.lessons.library import Library
from coach.places import find_places
from coach.plan.answers import Answer
from coach.plan.events import Change
from coach.practice.practice import Practice
from coach.practice.records import Session
from coach.practice.remembered import all_facts
from coach.workspace import Workspace
from tests.helpers import Clock

LESSON = """\
format = 1
id = "{id}"
title = "Lesson {n}"
track = "pack-track"
module = "pack-module"
minutes = 10
audience = ["all"]
outcomes = ["know number {n}"]

[[steps]]
id = "one"
kind = "text"
title = "One"
prompt = "What about number {n}?"
fills = "reflections"
"""


def year_old(home: Path, answers: int, records: int = 60) -> None:
    """A plan as it may be after a year, with this many answers; half-way in a lesson."""
    dice = Random(1)
    now = dt.datetime.now(dt.UTC)
    workspace = Workspace(find_places(str(home)).person(), "bench", Clock(now - dt.timedelta(days=300)))
    workspace.put("changed", "profile", "profile", {"name": "Ada"})
    for n in range(records):
        day = (now + dt.timedelta(days=dice.randint(-40, 60))).date().isoformat()
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n} of the year", "due": day,
                      "status": dice.choice(["todo", "done", "done", "done"])})  # fmt: skip
    for lesson in range(max(1, answers // 10)):
        workspace._since_snapshot = 0  # one snapshot at the end, not one every fifty events
        workspace.record("answered", [_answer(f"past-{lesson}", step) for step in range(10)], f"step {lesson}")
    first = Library().lesson("where-am-i-now")
    place = {"title": first.title, "step": first.steps[4].id, "n": 5, "of": 9, "minutes_left": 10, "status": "started",
             "started_on": now.date().isoformat(), "touched_at": now.isoformat()}  # fmt: skip
    workspace.record("went", [Change("progress", first.id, place)])
    workspace.close()


def many_records(home: Path, count: int) -> None:
    """Adds this many records of several kinds to a plan."""
    workspace = Workspace(find_places(str(home)).person(), "bench")
    kinds = [("people", "name"), ("successes", "what"), ("goals", "name"), ("reflections", "text"), ("options", "name")]
    changes = [
        Change(table, f"r{n}", {field: f"what number {n} is called, in a few words", "created": "2026-03-02"})
        for n in range(count)
        for table, field in [kinds[n % len(kinds)]]
    ]
    workspace.record("added", changes, "many")
    workspace.close()


def nothing_yet(home: Path) -> None:
    """Somebody who has been here before and has not begun."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("first_run_done = true\n", encoding="utf-8")


def _answer(lesson: str, step: int) -> Change:
    answer = Answer(kind="text", value={"text": f"what I thought about number {step} that day " * 3, "record": "r"},
                    prompt="What about it?", at=dt.datetime.now(dt.UTC))  # fmt: skip
    fields = {name: value for name, value in answer.every_field().items() if value is not None}
    return Change("answers", f"{lesson}/step-{step}", fields)


def packs(home: Path, lessons: int) -> None:
    """A pack of this many lessons."""
    pack = find_places(str(home)).data / "packs" / "many"
    folder = pack / "lessons"
    folder.mkdir(parents=True)
    (pack / "tracks.toml").write_text('format = 1\n[[tracks]]\nid = "pack-track"\ntitle = "Packed"\n', encoding="utf-8")
    for n in range(lessons):
        (folder / f"{n:05}.toml").write_text(LESSON.format(id=f"packed-{n}", n=n), encoding="utf-8")


def practice(home: Path, clients: int, sessions: int) -> None:
    """A practice with this many clients and sessions, as the roster last remembered it."""
    now = dt.datetime.now(dt.UTC)
    many = Practice(find_places(str(home)), "bench", Clock(now - dt.timedelta(days=900)))
    for n in range(clients):
        one = many.begin(f"Alias {n}", [f"group {n % 7}"], "P24M")
        one.plan.put("added", "goals", "g", {"name": f"goal {n}"})
        one.own.record("added", [_session(number, now) for number in range(sessions // clients)], "sessions")
        one.close()
    all_facts(many)


def _session(number: int, now: dt.datetime) -> Change:
    day = (now - dt.timedelta(days=800 - 19 * number)).date().isoformat()
    fields = {"number": number + 1, "status": "closed", "on": day, "minutes": 60, "aim": f"what number {number} is for",
              "shared": ["what both said about it"], "summary": "what it came to"}  # fmt: skip
    return Change(Session.table, f"s{number}", fields)
