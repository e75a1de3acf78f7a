"""rank, pick, revise."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.order import Pick, Rank
from ...lessons.kinds.revise import Action, Revise
from ...lessons.wording import worded
from ...words import marked, said, said_of
from ..talk import Talk
from .rows import AT_MOST, added, gone_through, reworded, without


def rank(step: Rank, given: Given, talk: Talk, raw: Value) -> None:
    """A numbered list; the numbers in the wanted order."""
    labels = dict(step.choices(given))
    if not labels:
        talk.nothing(marked("to put in order"))
        return
    before = [id for id in dict.fromkeys(raw.get("order", ())) if id in labels]
    ids = before + [id for id in labels if id not in before]
    helps = {item.id: worded(item.help, given) for item in step.items}
    first = f" {_counting(step.top)}" if step.top and step.top < len(ids) else ""
    talk.say(said("Put these {n} in order, the most important first.", n=len(ids)) + first)
    talk.number([labels[id] for id in ids], [helps.get(id, "") for id in ids])
    question, called = said("In which order?"), said("this order")
    numbers = talk.ask_numbers(question, len(ids), 1, now=range(1, len(ids) + 1), called=called)
    chosen = [ids[n - 1] for n in numbers]
    raw["order"] = chosen + [id for id in ids if id not in chosen]


def _counting(top: int) -> str:
    return said_of(top, "Only the first place counts.", "The first {n} places count.")


def pick(step: Pick, given: Given, talk: Talk, raw: Value) -> None:
    """Numbers to pick; then, if the lesson allows, something new."""
    options = step.choices(given)
    if not options and not step.add:
        talk.nothing(marked("to pick from"))
        return
    if options:
        _pick(step, options, talk, raw)
    if step.add:
        _add(step, len(raw.get("chosen", ())), given, talk, raw)


def _pick(step: Pick, options: list[tuple[str, str]], talk: Talk, raw: Value) -> None:
    talk.say(said("Pick from these {n}.", n=len(options)))
    talk.number([label for _, label in options])
    now = [n for n, (id, _) in enumerate(options, 1) if id in raw.get("chosen", ())]
    least = 0 if step.add else step.min
    numbers = talk.ask_numbers(said("Which?"), len(options), least, step.max, now)
    raw["chosen"] = [options[n - 1][0] for n in numbers]


def _add(step: Pick, chosen: int, given: Given, talk: Talk, raw: Value) -> None:
    """Something that is not on the list, as long as there is room for it."""
    rows = [dict(row) for row in raw.get("added", ())]
    raw["added"] = rows
    gone_through(
        talk, lambda: rows, lambda row: str(row.get("label") or ""), lambda row: reworded(talk, row, "label"),
        lambda row: without(rows, row),
    )  # fmt: skip
    most = AT_MOST if step.max is None else step.max - chosen
    first = marked("Something new")
    added(talk, rows, "label", lambda: {"id": given.new_id()}, step.min - chosen, most, first)


def revise(step: Revise, given: Given, talk: Talk, raw: Value) -> None:
    """Each record in turn: what to do with it, and why."""
    choices = step.choices(given)
    if not choices:
        _none(step, given, talk)
        return
    known = {(d.get("table"), d.get("id")): dict(d) for d in raw.get("decisions", ())}
    raw["decisions"] = [known.get((table, id), {"table": table, "id": id}) for table, id, _ in choices]
    told = said_of(
        len(choices),
        "Go through {n} line. For each you can choose:",
        "Go through {n} lines. For each you can choose:",
    )
    talk.say(told)
    talk.number([said(action.label) for action in step.actions])
    for n, (decision, (table, id, label)) in enumerate(zip(raw["decisions"], choices, strict=True), 1):
        talk.item(n, len(choices), label, step.last_time(given, table, id))
        _decide(step, decision, talk, (table, id, label), given)


def _none(step: Revise, given: Given, talk: Talk) -> None:
    if not step.empty:
        talk.nothing(marked("to go through"))
        return
    talk.say(worded(step.empty, given))
    talk.go_on()


def _decide(step: Revise, decision: Value, talk: Talk, record: tuple[str, str, str], given: Given) -> None:
    table, id, label = record
    names = [action.id for action in step.actions]
    now = names.index(decision["action"]) + 1 if decision.get("action") in names else None
    number = talk.ask_number(said("What happens with it?"), 1, len(names), now)
    action = step.actions[(number or 1) - 1]
    decision["action"] = action.id
    if action.asks:
        decision["said"] = _said(action, str(decision.get("said") or (label if action.rewords(table) else "")), talk)
    if step.asks_why(action):
        why = step.why(action, table, id, given)
        decision["reason"] = talk.ask_line(why, str(decision.get("reason") or ""), enter=said("one line, or Enter"))


def _said(action: Action, now: str, talk: Talk) -> str:
    kind, asks = said("a whole number") if action.number else "", said(action.asks)
    while not (words := talk.ask_line(asks, now, needed=True, enter=kind)).isdecimal() and action.number:
        talk.retry(said("A whole number, please."))
    return words
