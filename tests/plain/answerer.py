"""Somebody who answers every question of the plain mode with something that fits it, line by line.

It answers by the kind of question and not by its words, so that neither new wording nor a new lesson needs a new test.
What it types goes through the same lines as anybody's, and `lines` can be played again through a pipe.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from coach.lessons.kinds import Step
from coach.lessons.kinds.arrange import Allocate, Sort
from coach.lessons.kinds.write import Text
from coach.lessons.library import Library
from coach.plain.talk import Talk
from coach.plain.walk import PlainWalk
from coach.workspace import Workspace
from tests.helpers import course, open_workspace

WORDS = ["a", "few", "plain", "words", "about", "my", "own", "work", "and", "who", "could", "help", "me", "next"]


class Lines(io.StringIO):
    """An input that is typed as it is read."""

    def __init__(self, typed: Callable[[], str]) -> None:
        super().__init__()
        self._typed = typed

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        return self._typed()


class Answerer(Talk):
    """A conversation with somebody who just wants to get through."""

    def __init__(self, seed: str = "1") -> None:
        self.heard = io.StringIO()
        super().__init__(Lines(self._type), self.heard)
        self.lines: list[str] = []  # all that was typed
        self.dice = Random(seed)
        self.walk: PlainWalk | None = None
        self._next = ""
        self._cards: dict[str, int] = {}

    @property
    def text(self) -> str:
        """All that was said."""
        return self.heard.getvalue()

    @property
    def step(self) -> Step:
        """The step that is being asked."""
        assert self.walk is not None
        return self.walk.walk.current

    def _type(self) -> str:
        line, self._next = self._next, ""
        self.lines.append(line)
        return line + "\n"

    def retry(self, why: str, since: int = -1) -> None:
        raise AssertionError(f"{why}\n{self.text[-1500:]}")

    def words(self, count: int = 4) -> str:
        """So many words, never the same."""
        return " ".join([*self.dice.choices(WORDS, k=count - 1), str(len(self.lines))])

    # --- what is typed -----------------------------------------------------------

    def ask_line(self, question: str, now: str = "", needed: bool = False, enter: str = "") -> str:
        more = not now and "file" not in enter and self.dice.random() < 0.5
        words = str(self.dice.randint(0, 5)) if "number" in enter else self.words()
        self._next = words if more or (needed and not now) else ""
        return super().ask_line(question, now, needed, enter)

    def ask_lines(self, keep: Callable[[str], None], before: str = "", needed: bool = True) -> None:
        step, said = self.step, list[str]()
        least, most = (step.min_words, step.max_words or 60) if isinstance(step, Text) else (1, 60)

        def typed(text: str) -> None:
            keep(text)
            said.append(text)
            self._next = "."

        self._next = self.words(min(max(least, 12), most))
        super().ask_lines(typed, before, needed)

    def ask_number(
        self, question: str, low: int, high: int, now: int | None = None, needed: bool = True, enter: str = "",
        called: str = "",
    ) -> int | None:  # fmt: skip
        self._next = self._number(low, high, now, needed or "goes on" not in enter)
        return super().ask_number(question, low, high, now, needed, enter, called)

    def _number(self, low: int, high: int, now: int | None, wanted: bool) -> str:
        step = self.step
        if not wanted or (now is not None and (isinstance(step, Allocate) or self.dice.random() < 0.5)):
            return ""
        if isinstance(step, Allocate):
            return str(self.dice.randint(0, 3))  # the last one takes the rest
        if isinstance(step, Sort):
            return self._bucket(step)
        return str(self.dice.randint(low, high))

    def _bucket(self, step: Sort) -> str:
        """The places in turn, each as often as it may be taken."""
        room = [n for n, bucket in enumerate(step.buckets, 1) for _ in range(bucket.max or 20)]
        card = self._cards[step.id] = self._cards.get(step.id, -1) + 1
        return str(room[card % len(room)])

    def ask_amount(self, question: str, low: float | None, high: float | None, now: str, needed: bool) -> str:
        least = int(low if low is not None else 1)
        self._next = "" if now else str(self.dice.randint(least, int(high if high is not None else least + 4)))
        return super().ask_amount(question, low, high, now, needed)

    def ask_numbers(
        self, question: str, count: int, least: int = 0, most: int | None = None, now: Sequence[int] = (),
        called: str = "",
    ) -> list[int]:  # fmt: skip
        top = count if most is None else min(most, count)
        picked = self.dice.sample(range(1, count + 1), self.dice.randint(min(max(least, 1), top), top))
        self._next = " ".join(map(str, picked))
        return super().ask_numbers(question, count, least, most, now, called)

    def ask_yes(self, question: str, now: bool | None = None, needed: bool = False) -> bool | None:
        self._next = self.dice.choice(["y", "n", "n"])
        return super().ask_yes(question, now, needed)

    def ask_date(self, question: str, today: Any, now: str | None, needed: bool = False) -> str | None:
        self._next = "" if now else self.dice.choice(["fri", "in 2 weeks", "2027-03-01"])
        return super().ask_date(question, today, now, needed)


def walked(workspace: Workspace, lesson: str, library: Library | None = None, seed: str = "1") -> Answerer:
    """A lesson answered from its beginning to its end, or as far as it goes."""
    answerer = Answerer(f"{lesson}/{seed}")
    walk = answerer.walk = PlainWalk(workspace, library or course(), lesson, answerer)
    walk.run()
    return answerer


def walked_in(folder: Path, lesson: str, library: Library | None = None, seed: str = "1") -> Answerer:
    """The same in a plan of its own."""
    return walked(open_workspace(folder), lesson, library, seed)
