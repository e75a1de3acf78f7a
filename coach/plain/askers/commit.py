"""if-then, commit, schedule."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.commit import EVERY, SIZES, Commit, IfThenStep, Schedule
from ...lessons.wording import worded
from ...words import marked, said
from ..talk import Talk, sentence

MAY_BE_EMPTY = marked("one line, Enter leaves it out")


def if_then(step: IfThenStep, given: Given, talk: Talk, raw: Value) -> None:
    """Both halves, for each thing that wants a pair."""
    before = {pair.get("for", ""): dict(pair) for pair in raw.get("pairs", ())}
    subjects = step.subjects(given)
    raw["pairs"] = [before.get(id, {"for": id}) for id, _ in subjects]
    cue = worded(step.suggest_if, given) or said("a time, a place, something that happens, a feeling")
    act = worded(step.suggest_then, given) or said("what you do then")
    talk.say(said("A sign that you will notice, and what you do then. The sign may be: {cue}", cue=sentence(cue)))
    for n, (pair, (_, label)) in enumerate(zip(raw["pairs"], subjects, strict=True), 1):
        if label:
            talk.item(n, len(subjects), label)
        needed = len(subjects) == 1
        pair["cue"] = talk.ask_line(
            said("If"), str(pair.get("cue") or ""), needed, "" if needed else said(MAY_BE_EMPTY)
        )
        then = str(pair.get("act") or "")
        pair["act"] = talk.ask_line(said("Then I"), then, True, said("such as: {act}", act=act)) if pair["cue"] else ""


def commit(step: Commit, given: Given, talk: Talk, raw: Value) -> None:
    """Each step in turn, as many as the lesson allows."""
    steps = [dict(one) for one in raw.get("steps", ())]
    raw["steps"] = steps
    talk.say(said("A next step: what, why, by when, how you will see that it is done, how large, how sure."))
    for n in range(step.max):
        if n >= len(steps):
            if n and not talk.ask_yes(said("Another step?"), now=False):
                return
            steps.append({})
        if step.max > 1:
            talk.say(said("Step {n}, of up to {most}.", n=n + 1, most=step.max))
        _one(steps[n], given, talk, needed=n == 0)


def _one(one: Value, given: Given, talk: Talk, needed: bool) -> None:
    what = said("What will you do? Begin with a verb")
    one["text"] = talk.ask_line(what, str(one.get("text") or ""), needed, "" if needed else said(MAY_BE_EMPTY))
    if not one["text"]:
        return
    one["why"] = talk.ask_line(said("Why does it matter?"), str(one.get("why") or ""), enter=said(MAY_BE_EMPTY))
    one["due"] = talk.ask_date(said("By when?"), given.today, one.get("due"), needed=True)
    seen = said("How will you see that it is done?")
    one["done_looks_like"] = talk.ask_line(seen, str(one.get("done_looks_like") or ""), needed=True)
    sizes = list(SIZES)
    now = sizes.index(one["size"]) if one.get("size") in sizes else None
    place = talk.choose(said("How large is it?"), [said(size) for size in SIZES.values()], now, needed=False)
    one["size"] = None if place is None else sizes[place]
    sure = said("How sure are you that you will do it?")
    one["confidence"] = talk.ask_number(sure, 0, 10, one.get("confidence"), needed=False)


def schedule(step: Schedule, given: Given, talk: Talk, raw: Value) -> None:
    """A first date, a rhythm, what would bring it forward, and with whom."""
    talk.say(said("To be set: {what}", what=sentence(worded(step.what, given))))
    talk.say(said("When first, how often, what would bring it forward, with whom."))
    raw["first_on"] = talk.ask_date(said("When first?"), given.today, raw.get("first_on"))
    rhythms = list(EVERY)
    labels = [*(said(every) for every in EVERY.values()), said("only once")]
    now = rhythms.index(raw["every"]) if raw.get("every") in rhythms else len(rhythms)
    place = talk.choose(said("How often?"), labels, now)
    raw["every"] = rhythms[place] if place is not None and place < len(rhythms) else None
    raw["trigger"] = _triggers(step, given, talk, str(raw.get("trigger") or ""))
    raw["with"] = talk.ask_line(said("With whom?"), str(raw.get("with") or ""), enter=said(MAY_BE_EMPTY))


def _triggers(step: Schedule, given: Given, talk: Talk, before: str) -> str:
    """What would bring it forward: events to tick, and one in the person's own words."""
    events = [worded(trigger, given) for trigger in step.triggers]
    parts = [part.strip() for part in before.split(";") if part.strip()]
    chosen: list[str] = []
    if events:
        talk.say(said("Sooner, if:"))
        talk.number(events)
        now = [n for n, event in enumerate(events, 1) if event in parts]
        chosen = [events[n - 1] for n in talk.ask_numbers(said("Which?"), len(events), now=now)]
    own = "; ".join(part for part in parts if part not in events)
    question = said("Or if something else happens") if events else said("What would bring it forward?")
    own = talk.ask_line(question, own, enter=said(MAY_BE_EMPTY))
    return "; ".join([*chosen, *([own] if own else [])])
