"""The end of a lesson as it is said: what it wrote into the plan, the next date, and what comes next."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from ..course import offered
from ..dates import in_words
from ..lessons.kinds import Step
from ..lessons.library import Library
from ..plan.plainly import answer_lines
from ..plan.records import RECORDS, NextStep, Record, Review, ReviewDate
from ..plan.seen import seen_words
from ..review.held import review_id
from ..review.outcome import TOLD, Part, outcome
from ..seen import answer_of
from ..told import new_since, put_away, told
from ..typed import typed
from ..walk import Walk
from ..words import marked, said
from ..workspace import Workspace
from .seen import others_see, which_answer
from .talk import Talk, capital, minutes, sentence
from .voice import Back, BackAStep, Leave

AS_IT_WAS = marked("Your answer stays as it was.")
KEPT = marked("Everything is kept.")
NAMED = 3  # records of one part of the plan that are named


def closing(talk: Talk, workspace: Workspace, library: Library, walk: Walk) -> None:
    """Says what has become of the lesson that is finished."""
    talk.say()
    talk.say(said("That was “{lesson}”. Everything is saved.", lesson=walk.lesson.title))
    wrote(talk, workspace, walk)
    others_see(talk, walk)
    _onward(talk, workspace, library, walk)


def wrote(talk: Talk, workspace: Workspace, walk: Walk) -> None:
    """Says what a lesson that is finished put into the plan; of a review, what it came to."""
    written = list(_written(walk))
    review = walk.plan.get(Review, review_id(walk.lesson.id, walk.progress.run)) if walk.lesson.review else None
    if review is None:
        _wrote(talk, workspace, written)
    else:
        _came_to(talk, outcome(workspace.plan, review, workspace.today), written)


def _came_to(talk: Talk, parts: list[Part], written: list[Record]) -> None:
    """What a review came to, and what it wrote besides."""
    for heading, lines in parts:
        talk.say(f"{heading}:")
        for line in lines:
            talk.say(f"- {sentence(line)}")
    if besides := list(_by_part([record for record in written if record.table not in TOLD])):
        talk.say(said("Also kept:"))
        for line in besides:
            talk.say(f"- {line}")


def _wrote(talk: Talk, workspace: Workspace, written: list[Record]) -> None:
    kept = said("Your answers are kept with the lesson.")
    talk.say(said("This lesson wrote into your plan:") if written else kept)
    for line in _by_part(written):
        talk.say(f"- {line}")
    if date := _next_date(workspace, written):
        talk.say(said("Your next date: {date}", date=date))


def _onward(talk: Talk, workspace: Workspace, library: Library, walk: Walk) -> None:
    if following := offered(library, workspace.plan, walk.lesson.id):
        head, why = following.head, capital(following.why or said("next in the course"))
        time = minutes(head.minutes)
        talk.say(said("{why}: “{lesson}”, about {minutes}. To begin it:", why=why, lesson=head.title, minutes=time))
        talk.spell(command(workspace, f"learn {head.id} --plain"))
    talk.say(said("To hear your plan:"))
    talk.spell(command(workspace, "plan"))


def command(workspace: Workspace, words: str) -> str:
    """A command to be typed, for the same person's plan in the same home."""
    return typed(words, workspace.files.folder.name)


def again(talk: Talk, walk: Callable[[], Walk], who_sees: Callable[[Step], None]) -> bool:
    """Asks somebody who has done this lesson what they would like; says whether it is to do it again.

    `walk` is the lesson as it stands at any moment; `who_sees` asks who may see the answer to a step.
    """
    talk.say(said("You have done this lesson already."))
    if fresh := [step.title for step in new_since(walk())]:
        talk.say(sentence(said("New in it since then: {steps}", steps="; ".join(fresh))))
    while (wish := _wish(talk)) in ("hear", "seen"):
        if wish == "hear":
            answers_heard(talk, walk())
        elif step := which_answer(talk, walk()):
            _let_be(who_sees, step)
    return wish == "again"


def _let_be(who_sees: Callable[[Step], None], step: Step) -> None:
    with suppress(Back, BackAStep, Leave):
        who_sees(step)


def _wish(talk: Talk) -> str:
    wishes = {"hear": said("Hear what you answered"), "again": said("Do it again; your earlier answers stay"),
              "seen": said("Say who may see an answer")}  # fmt: skip
    try:
        place = talk.choose(said("Which one?"), list(wishes.values()), needed=False, enter=said("Enter for neither"))
    except (Back, BackAStep, Leave):
        return ""
    return "" if place is None else list(wishes)[place]


def why_left_out(talk: Talk) -> str | None:
    """Asks why a step is left out; None when it is not left out after all."""
    try:
        return talk.ask_line(said("Why leave it out?"), enter=said("a line, or Enter"))
    except (Back, BackAStep):
        return None
    except Leave:
        return ""


def answers_heard(talk: Talk, walk: Walk) -> None:
    """Says every answer of a lesson, step by step."""
    for step in walk.path:
        talk.say(f"{step.title}:")
        for line in [*_answer(walk, step), seen_words(answer_of(walk, step))]:
            if line:
                talk.say(line, "  ")
    away = put_away(walk)
    if away:
        talk.say(said("From steps that this lesson no longer has:"))
    for id, answer in away.items():
        talk.say(f"{answer.prompt or id}:")
        for line in answer_lines(answer):
            talk.say(heard(line), "  ")


def _answer(walk: Walk, step: Step) -> list[str]:
    if step in new_since(walk):
        return [said("new since you did this lesson")]
    answer = walk.answers.get(step.id)
    if answer is not None and answer.skipped:
        return [said("left out, because: {why}", why=answer.reason) if answer.reason else said("left out")]
    if answer is None or not step.asks:
        return [said("read") if not step.asks else said("no answer")]
    return [heard(line) for line in told(walk, step)] or [said("no answer")]


def heard(line: str) -> str:
    """A line of an answer without the signs that are for the eye."""
    for sign, word in (("[x] ", said("done: ")), ("[ ] ", said("open: "))):
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
        more = said(", and {n} more", n=len(names) - NAMED) if len(names) > NAMED else ""
        yield sentence(said(RECORDS[table].title) + (f": {'; '.join(names[:NAMED])}{more}" if names else ""))


def _next_date(workspace: Workspace, written: list[Record]) -> str:
    dated = [(r.due, r.text) for r in written if isinstance(r, NextStep) and r.open and r.due]
    dated += [(r.next_on, r.what) for r in written if isinstance(r, ReviewDate) and r.next_on]
    ahead = sorted((day, what or "") for day, what in dated if day >= workspace.today)
    return sentence(f"{in_words(ahead[0][0])}: {ahead[0][1]}") if ahead else ""
