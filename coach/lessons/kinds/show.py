"""Steps that show: read, reveal, recap."""

from typing import Annotated, Literal

from pydantic import Field

from .base import LONGEST, Accepted, Data, Given, Slug, Step, Value, Verdict


class Read(Step):
    """Explains one idea on one screen, in 60 to 140 words."""

    kind: Literal["read"]
    text: Annotated[str, Field(min_length=1)]  # Markdown: paragraphs, emphasis, short lists

    usual_minutes = 1.0
    asks = False
    may_fill = False


class Reveal(Step):
    """Think first, then see: a question, a guess, an explanation that is hidden until the guess is made."""

    kind: Literal["reveal"]
    options: tuple[
        Annotated[str, Field(min_length=1)], ...
    ] = ()  # guesses to pick from; without them the guess is written
    answer: Annotated[str, Field(min_length=1)]  # Markdown, shown after the guess

    may_fill = False

    def accept(self, raw: Value, given: Given) -> Verdict:
        return Accepted({"guess": str(raw.get("guess") or "")[:LONGEST]})

    def again(self, value: Value, given: Given) -> Value:
        return {}

    def words(self, value: Value, given: Given) -> list[str]:
        return [value["guess"]] if value.get("guess") else []


class Shown(Data):
    """One part of the plan in a recap."""

    plan: Annotated[
        str, Field(pattern=r"^[a-z_]+(\.[a-z_-]+)?$")
    ]  # `profile.current_role`, `assessments.wheel`, `tasks`
    title: str = ""


class Recap(Step):
    """Shows part of the person's own plan, and how it differs from last time."""

    kind: Literal["recap"]
    shows: Annotated[tuple[Shown, ...], Field(min_length=1)]
    empty: str = ""  # said when there is nothing to show yet
    offer: Slug | None = None  # the lesson that fills it

    usual_minutes = 1.0
    asks = False
    may_fill = False
