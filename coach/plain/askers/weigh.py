"""The matrix, row by row: scores first, then the gut, and only then the totals."""

from ...lessons.given import Accepted, Given
from ...lessons.kinds import Value
from ...lessons.kinds.weigh import Matrix
from ..talk import Talk


def matrix(step: Matrix, given: Given, talk: Talk, raw: Value) -> None:
    """Every option on every criterion, 1 to 5; an empty line means that it is not known."""
    scores = raw.setdefault("scores", {})
    talk.say("From 1 (poor) to 5 (very good). An empty line: not known.")
    for option, label in step.options(given):
        talk.say(label)
        row = scores.setdefault(option, {})
        for criterion, name, weight in step.criteria(given):
            number = talk.ask_number(f"{name} (weight {weight}):", 1, 5, row.get(criterion))
            if number:
                row[criterion] = number
    raw["gut"] = talk.ask_line(step.gut_prompt, str(raw.get("gut") or ""))
    verdict = step.accept(raw, given)
    for line in step.words(verdict.value, given) if isinstance(verdict, Accepted) else ():
        talk.say(line)
