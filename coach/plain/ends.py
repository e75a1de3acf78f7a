"""The end of a lesson as it is said: what it wrote into the plan, the next date, and what comes next."""

from collections.abc import Iterator

from ..course import offered
from ..dates import in_words
from ..lessons.kinds import Step
from ..lessons.library import Library
from ..plan.records import RECORDS, NextStep, Record, ReviewDate
from ..walk import Walk
from ..workspace import Workspace
from .talk import Talk, capital, sentence, several
from .voice import Back, BackAStep, Leave

NAMED = 3  # records of one part of the plan that are named


def closing(talk: Talk, workspace: Workspace, library: Library, walk: Walk) -> None:
    """Says what has become of the lesson that is finished."""
    talk.say()
    talk.say(f"That was “{walk.lesson.title}”. Everything is saved.")
    written = list(_written(walk))
    talk.say("This lesson wrote into your plan:" if written else "Your answers are kept with the lesson.")
    for line in _by_part(written):
        talk.say(f"- {line}")
    if date := _next_date(workspace, written):
        talk.say(f"Your next date: {date}")
    if following := offered(library, workspace.plan, walk.lesson.id):
        head, why = following.head, capital(following.why or "next in the course")
        talk.say(f"{why}: “{head.title}”, about {several(head.minutes, 'minute')}. To begin it:")
        talk.spell(command(workspace, f"learn {head.id} --plain"))
    talk.say("To hear your plan:")
    talk.spell(command(workspace, "plan"))


def command(workspace: Workspace, words: str) -> str:
    """A command to be typed, for the same person's plan."""
    person = workspace.files.folder.name
    return f"coach {words}" + (f" --person {person}" if person != "me" else "")


def again(talk: Talk, walk: Walk) -> bool:
    """Asks somebody who has done this lesson what they would like; says whether it is to do it again."""
    talk.say("You have done this lesson already.")
    while (wish := _wish(talk)) == "hear":
        answers_heard(talk, walk)
    return wish == "again"


def _wish(talk: Talk) -> str:
    wishes = {"hear": "Hear what you answered", "again": "Do it again; your earlier answers stay"}
    try:
        place = talk.choose("Which one?", list(wishes.values()), needed=False, enter="Enter for neither")
    except (Back, BackAStep, Leave):
        return ""
    return "" if place is None else list(wishes)[place]


def answers_heard(talk: Talk, walk: Walk) -> None:
    """Says every answer of a lesson, step by step."""
    for step in walk.path:
        talk.say(f"{step.title}:")
        for line in _answer(walk, step):
            talk.say(line, "  ")


def _answer(walk: Walk, step: Step) -> list[str]:
    answer = walk.answers.get(step.id)
    if answer is not None and answer.skipped:
        return ["left out" + (f", because: {answer.reason}" if answer.reason else "")]
    if answer is None or not step.asks:
        return ["read" if not step.asks else "no answer"]
    return [heard(line) for line in step.words(walk.given.values.get(step.id, {}), walk.given)] or ["no answer"]


def heard(line: str) -> str:
    """A line of an answer without the signs that are for the eye."""
    for sign, word in (("[x] ", "done: "), ("[ ] ", "open: ")):
        line = word + line.removeprefix(sign) if line.startswith(sign) else line
    return line.replace(" → ", ": ")


def _written(walk: Walk) -> Iterator[Record]:
    """The records that the answers of this run wrote."""
    for answer in walk.answers.values():
        for path in answer.writes if answer.run == walk.progress.run else ():
            table, _, id = path.partition("/")
            record = walk.plan.record(table, id)
            if record is not None and table != "settings":
                yield record


def _by_part(written: list[Record]) -> Iterator[str]:
    """A line for each part of the plan, with the names of its records, each once."""
    parts: dict[str, dict[str, None]] = {}
    for record in written:
        parts.setdefault(record.table, {})["" if record.one else record.label] = None
    for table, labels in parts.items():
        names = [label for label in labels if label]
        more = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield sentence(RECORDS[table].title + (f": {'; '.join(names[:NAMED])}{more}" if names else ""))


def _next_date(workspace: Workspace, written: list[Record]) -> str:
    dated = [(r.due, r.text) for r in written if isinstance(r, NextStep) and r.open and r.due]
    dated += [(r.next_on, r.what) for r in written if isinstance(r, ReviewDate) and r.next_on]
    ahead = sorted((day, what or "") for day, what in dated if day >= workspace.today)
    return sentence(f"{in_words(ahead[0][0])}: {ahead[0][1]}") if ahead else ""
