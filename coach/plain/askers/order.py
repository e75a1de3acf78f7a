"""rank, pick, revise."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.order import Action, Pick, Rank, Revise
from ..talk import Talk


def rank(step: Rank, given: Given, talk: Talk, raw: Value) -> None:
    """A numbered list; the numbers in the wanted order."""
    labels = dict(step.choices(given))
    order = [id for id in raw.get("order", ()) if id in labels]
    ids = order + [id for id in labels if id not in order]
    talk.numbered(labels[id] for id in ids)
    few = f"the first {step.top}" if step.top else "all of them"
    numbers = talk.ask_numbers(f"The numbers in your order, {few} (Enter keeps this order):", len(ids))
    raw["order"] = [ids[n - 1] for n in numbers] if numbers else ids


def pick(step: Pick, given: Given, talk: Talk, raw: Value) -> None:
    """Numbers to pick; then, if the lesson allows, something new."""
    options = step.choices(given)
    chosen = set(raw.get("chosen", ()))
    if options:
        talk.numbered(f"{label} (picked)" if id in chosen else label for id, label in options)
        numbers = talk.ask_numbers("Numbers, with spaces between them (Enter keeps your choice):", len(options))
        if numbers is not None:
            raw["chosen"] = [options[n - 1][0] for n in numbers]
    added = raw.setdefault("added", [])
    while step.add:
        label = talk.ask("Something that is not on the list (an empty line: nothing more):").strip()
        if not label:
            return
        added.append({"id": given.new_id(), "label": label})


def revise(step: Revise, given: Given, talk: Talk, raw: Value) -> None:
    """Each record in turn: what to do with it, and why."""
    before = {(d.get("table"), d.get("id")): dict(d) for d in raw.get("decisions", ())}
    raw["decisions"] = list(before.values())
    for table, id, label in step.choices(given):
        decision = before.get((table, id)) or {"table": table, "id": id}
        if (table, id) not in before:
            raw["decisions"].append(decision)
        talk.say(label)
        _decide(step, decision, talk)


def _decide(step: Revise, decision: Value, talk: Talk) -> None:
    names = [action.id for action in step.actions]
    talk.numbered(action.label for action in step.actions)
    now = names.index(decision["action"]) + 1 if decision.get("action") in names else None
    number = talk.ask_number("What happens with it?", 1, len(names), now)
    while number is None:
        number = talk.ask_number("A number, please:", 1, len(names))
    action = step.actions[number - 1]
    decision["action"] = action.id
    if action.asks:
        decision["said"] = _said(action, decision, talk)
    if step.reason and action.id != "keep":
        decision["reason"] = talk.ask_line("Why? (may be empty)", str(decision.get("reason") or ""))


def _said(action: Action, decision: Value, talk: Talk) -> str:
    while True:
        said = talk.ask_line(action.asks, str(decision.get("said") or ""))
        if said and (not action.number or said.isdigit()):
            return said
        talk.say("A whole number, please." if action.number else "One line is enough.")
