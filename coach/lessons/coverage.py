"""Which lesson, and which step of it, teaches each of the numbered ideas that the course is made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from .lesson import Lesson

SEEDS = 147  # the ideas of the two seed documents, S1 to S147


@dataclass(frozen=True, slots=True)
class Taught:
    """An idea, and a step that teaches it."""

    idea: str
    lesson: str
    step: str


def coverage(lessons: Iterable[Lesson]) -> dict[str, list[Taught]]:
    """Every seed idea with the steps that teach it, in the order of the course; an empty list where none does."""
    found: dict[str, list[Taught]] = {f"S{n}": [] for n in range(1, SEEDS + 1)}
    for lesson in lessons:
        for step in lesson.steps:
            for idea in step.covers:
                found.setdefault(idea, []).append(Taught(idea, lesson.id, step.id))
    return found


def untaught(lessons: Iterable[Lesson]) -> list[str]:
    """The seed ideas that no step teaches."""
    return [idea for idea, steps in coverage(lessons).items() if not steps]
