"""facts: what the checks find, which of it matters, and what it could mean."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.facts import Facts
from ...review.checks import title_of
from ...words import marked, said, said_of
from ..talk import Talk
from .rows import ALL, NONE

SELF = marked("A fact of your own")


def facts(step: Facts, given: Given, talk: Talk, raw: Value) -> None:
    """The facts by number; then what each that matters could mean; then facts from memory."""
    found = step.shown(raw, given)
    chosen = [dict(fact) for fact in raw.get("facts", ())]
    raw |= {"found": found, "facts": chosen, "on": raw.get("on") or given.today.isoformat()}
    if found:
        _mark(step, found, talk, chosen)
    else:
        nothing = marked("The checks found nothing to tell you this time. You can write down what you know yourself.")
        talk.say(said(nothing))
    for fact in chosen:
        _meanings(fact, talk)
    _own(step, talk, chosen, bool(found) and not step.optional)


def _mark(step: Facts, found: list[Value], talk: Talk, chosen: list[Value]) -> None:
    told = said_of(
        len(found),
        "The checks found {n} fact. Pick up to {most} that matter most.",
        "The checks found {n} facts. Pick up to {most} that matter most.",
        most=step.most,
    )
    talk.say(told)
    talk.number([f"{said(title_of(str(fact.get('check'))))}: {fact['fact']}" for fact in found])
    words = [fact["fact"] for fact in found]
    before = {fact.get("fact"): fact for fact in chosen}
    own = [fact for fact in chosen if fact.get("fact") not in words]
    now = [n for n, one in enumerate(words, 1) if one in before]
    numbers = talk.ask_numbers(said("Which matter most?"), len(found), 0, step.most - len(own), now)
    chosen[:] = [before.get(words[n - 1], dict(found[n - 1])) for n in numbers] + own


def _meanings(fact: Value, talk: Talk) -> None:
    talk.say(str(fact["fact"]))
    fact["means"] = talk.ask_line(said("What could it mean?"), str(fact.get("means") or ""), needed=True)
    also, enter = str(fact.get("could_also_mean") or ""), said("one line, or Enter")
    fact["could_also_mean"] = talk.ask_line(said("What else could it mean?"), also, enter=enter)


def _own(step: Facts, talk: Talk, chosen: list[Value], one_needed: bool) -> None:
    while len(chosen) < step.most:
        needed = one_needed and not chosen
        words = talk.ask_line(said(SELF), needed=needed, enter="" if needed else said(ALL if chosen else NONE))
        if not words:
            return
        fact: Value = {"fact": words}
        chosen.append(fact)
        _meanings(fact, talk)
