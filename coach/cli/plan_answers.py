"""`coach plan show answers`, `coach plan set LESSON/STEP visibility WHO`: who may see the answers in lessons."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line, shorten
from ..plan.seen import LEVELS, WHAT, level_words, otherwise_words, seen, shown_to, stands_otherwise
from ..plan.words import SEEN_BY
from ..typed import typed as typed_as
from ..words import marked, said
from .context import Context
from .ids import one_id
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from ..plan.answers import Answer
    from ..plan.plan import Plan

ANSWERS = "answers"
VISIBILITY = "visibility"


def show_answers(context: Context, as_data: bool) -> int:
    """Every answer with who may see it."""
    plan = context.reading().plan
    found = dict(_answers(plan))
    if as_data:
        show_json({"answers": [_data(place, answer) for place, answer in found.items()]})
        return FINE
    show(_lines(plan, found))
    if not found:
        tell(said("There is nothing here yet. A lesson fills it: coach learn"))
    return FINE


def _data(place: str, answer: "Answer") -> dict[str, Any]:
    return {"id": place, "prompt": answer.prompt, "visibility": seen(answer), "chosen": answer.visibility_chosen}


def _lines(plan: "Plan", found: dict[str, "Answer"]) -> Iterator[str]:
    from ..plain.today import wrapped

    above = ""
    for place, answer in found.items():
        lesson = place.partition("/")[0]
        if lesson != above:
            yield from ([""] if above else [])
            yield display_line(_title(plan, lesson))
        above = lesson
        yield from wrapped(f"{shorten(answer.prompt or place, 200)} [{place}]", "  ", "    ")
        yield f"    {said('seen by {who}', who=level_words(answer))}"


def _title(plan: "Plan", lesson: str) -> str:
    progress = plan.progress.get(lesson)
    return progress.title if progress and progress.title else lesson


def _answers(plan: "Plan") -> Iterator[tuple[str, "Answer"]]:
    """All answers to questions, by `lesson/step`."""
    from ..exports.visible import lessons_answered
    from ..plan.plainly import answer_lines

    for lesson in lessons_answered(plan):
        yield from ((f"{lesson}/{step}", one) for step, one in plan.answers.of(lesson).items() if answer_lines(one))


def is_answer(plan: "Plan", typed: str) -> bool:
    """Whether what was typed can only mean an answer: a lesson that was begun stands before the slash."""
    lesson, slash, _ = typed.strip().partition("/")
    return bool(slash) and lesson in plan.progress


def set_answer(context: Context, typed: str, name: str, value: str) -> int:
    """Says who may see an answer.

    Raises:
        Stop: there is no such answer, or nothing else of it can be set.
    """
    workspace = context.writing()
    found = dict(_answers(workspace.plan))
    titles = {place: answer.prompt for place, answer in found.items()}
    place = one_id(typed, titles, marked("answer"))
    chosen = next((level for level in LEVELS if level == value.strip().lower()), None)
    if name != VISIBILITY:
        raise Stop(said("of an answer only visibility is set here. To answer anew: coach learn LESSON"))
    if chosen is None:
        raise Stop(said("visibility is one of these: {known}.", known=", ".join(LEVELS)))
    others = stands_otherwise(workspace.plan, found[place], chosen)
    title = shorten(titles[place] or place, 80)
    workspace.record(WHAT, shown_to(workspace.plan, place, chosen), title, place)
    context.finish(workspace)
    show([said("{record}: seen by {who}.", record=title, who=said(SEEN_BY[chosen]))])
    if others:
        stays = said("What it wrote into your plan stays as it was.")
        tell(f"{stays} {otherwise_words(found[place], chosen)} {said('To say the same of it:')}")
        lines = (("plan", "set", display_line(f"{one.table}/{one.id}"), VISIBILITY, chosen) for one in others)
        tell(*(f"  {typed_as(' '.join(words))}" for words in lines))
    return FINE


def named_answers(plan: "Plan") -> list[tuple[str, str]]:
    """The answers by `lesson/step`, each with its question, to complete a line with."""
    return [(place, answer.prompt) for place, answer in _answers(plan)]
