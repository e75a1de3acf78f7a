"""if-then, commit, schedule."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.commit import EVERY, SIZES, Commit, IfThenStep, Schedule
from ..talk import Talk


def if_then(step: IfThenStep, given: Given, talk: Talk, raw: Value) -> None:
    """Both halves, for each thing that wants a pair."""
    before = {pair.get("for", ""): dict(pair) for pair in raw.get("pairs", ())}
    raw["pairs"] = []
    for id, label in step.subjects(given):
        if label:
            talk.say(label)
        pair = before.get(id, {"for": id})
        raw["pairs"].append(pair)
        pair["cue"] = talk.ask_line("If" + _such_as(step.suggest_if), str(pair.get("cue") or ""))
        pair["act"] = talk.ask_line("then I" + _such_as(step.suggest_then), str(pair.get("act") or ""))


def _such_as(suggestion: str) -> str:
    return f" (such as: {suggestion}) ..." if suggestion else " ..."


def commit(step: Commit, given: Given, talk: Talk, raw: Value) -> None:
    """Each step in turn, as many as the lesson allows."""
    steps = [dict(one) for one in raw.get("steps", ())]
    raw["steps"] = steps
    for n in range(step.max):
        if n >= len(steps):
            if n and talk.ask("Another step? Enter: no; y: yes:").strip().lower() != "y":
                return
            steps.append({})
        _one(steps[n], step, given, talk)


def _one(one: Value, step: Commit, given: Given, talk: Talk) -> None:
    one["text"] = talk.ask_line("What will you do? Begin with a verb:", str(one.get("text") or ""))
    one["why"] = talk.ask_line("Why does it matter? (may be empty)", str(one.get("why") or ""))
    one["due"] = talk.ask_date("By when?", given, one.get("due"))
    one["done_looks_like"] = talk.ask_line("How will you see that it is done?", str(one.get("done_looks_like") or ""))
    talk.numbered(SIZES.values())
    sizes = list(SIZES)
    n = talk.ask_number(
        "How large is it? (may be empty)",
        1,
        len(sizes),
        sizes.index(one["size"]) + 1 if one.get("size") in sizes else None,
    )
    if n:
        one["size"] = sizes[n - 1]
    one["confidence"] = talk.ask_number(
        "How sure are you that you will do it, 0 to 10? (may be empty)", 0, 10, one.get("confidence")
    )


def schedule(step: Schedule, given: Given, talk: Talk, raw: Value) -> None:
    """A first date, a rhythm, and what would bring it forward."""
    talk.say(step.what)
    raw["first_on"] = talk.ask_date("First on?", given, raw.get("first_on"))
    rhythms = list(EVERY)
    talk.numbered([*EVERY.values(), "only once"])
    now = rhythms.index(raw["every"]) + 1 if raw.get("every") in rhythms else None
    n = talk.ask_number("How often?", 1, len(rhythms) + 1, now)
    raw["every"] = rhythms[n - 1] if n and n <= len(rhythms) else None
    if step.triggers:
        talk.say("What would bring it forward?")
        talk.numbered(step.triggers)
        numbers = talk.ask_numbers("Numbers (Enter: nothing):", len(step.triggers))
        if numbers is not None:
            raw["trigger"] = "; ".join(step.triggers[n - 1] for n in numbers)
