"""The matrix, row by row: scores first, then the gut, and only then the totals."""

from ...lessons.given import Accepted, Given
from ...lessons.kinds import Value
from ...lessons.kinds.weigh import Matrix
from ...words import marked, said
from ..talk import Talk, sentence


def matrix(step: Matrix, given: Given, talk: Talk, raw: Value) -> None:
    """Every option on every criterion, 1 to 5; an empty line means that it is not known."""
    options, criteria = step.options(given), step.criteria(given)
    if not options or not criteria:
        talk.nothing(marked("to weigh"))
        return
    talk.say(said("From 1, poor, to 5, very good. Enter means: not known yet."))
    for n, (option, label) in enumerate(options, 1):
        talk.item(n, len(options), label)
        row = raw.setdefault("scores", {}).setdefault(option, {})
        for criterion, name, weight in criteria:
            question, enter = said("{name}, weight {n}", name=name, n=weight), said("Enter: not known")
            row[criterion] = talk.ask_number(question, 1, 5, row.get(criterion), False, enter)
    raw["gut"] = talk.ask_line(said(step.gut_prompt), str(raw.get("gut") or ""), needed=True)
    verdict = step.accept(raw, given)
    if isinstance(verdict, Accepted):
        talk.say(said("And this is how it adds up:"))
        for line in step.words(verdict.value, given)[:-1]:  # the last one is the gut, which was just said
            talk.say(sentence(line))
        talk.go_on()
