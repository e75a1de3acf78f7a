"""`when`: typed conditions over earlier answers and the plan. They are data; nothing from a lesson is ever run."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .given import Given

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PlanPath = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]


class Condition(BaseModel):
    """One test, or several joined by `all`, `any` or `not`. Exactly one of the four forms is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    not_: Annotated["Condition | None", Field(alias="not")] = None
    answer: Annotated[Slug | None, Field(description="An earlier step of this lesson.")] = None
    is_: Annotated[str | None, Field(alias="is", description="The option chosen there.")] = None
    plan: Annotated[PlanPath | None, Field(description="A part of the plan: `people`, `profile.state`.")] = None
    filled: Annotated[bool, Field(description="Whether it must be there, or must be missing.")] = True

    @model_validator(mode="after")
    def _one_form(self) -> "Condition":
        forms = [bool(self.all), bool(self.any), self.not_ is not None, bool(self.answer), bool(self.plan)]
        if sum(forms) != 1:
            raise ValueError("a condition is exactly one of: all, any, not, answer, plan")
        return self

    def holds(self, given: Given) -> bool:
        """Whether the condition is true of these answers and this plan."""
        if self.all:
            return all(part.holds(given) for part in self.all)
        if self.any:
            return any(part.holds(given) for part in self.any)
        if self.not_ is not None:
            return not self.not_.holds(given)
        if self.answer is not None:
            return self._answered(given.values.get(self.answer))
        return bool(self.plan and given.plan.look(self.plan)) == self.filled

    def _answered(self, value: dict[str, Any] | None) -> bool:
        if self.is_ is None:
            return (value is not None) == self.filled
        return value is not None and self.is_ in value.get("chosen", ())
