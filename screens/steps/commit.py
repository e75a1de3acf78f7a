"""The view of `commit`: next steps, each with a day, a way to see that it is done, its size and how sure one is."""

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.commit import SIZES, Commit
from coach.words import marked, said

from .arranged import entries, whole
from .drawn import ACCENT, DIM, DrawnList
from .labelled import Block, LabelledView, Subject
from .pick import Pick

PLACEHOLDERS = {
    "text": marked("begin with a verb: ask, write, try, book"),
    "why": marked("what it is good for; may stay empty"),
    "due": marked("fri, 12 dec, in 2 weeks"),
    "done_looks_like": marked("what somebody else could see"),
}


class Another(DrawnList):
    """The line that adds a step."""

    DEFAULT_CSS = """
    Another { margin: 1 0 0 0; }
    """

    class Wanted(Message):
        """Another step, please."""

    def count(self) -> int:
        return 1

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        return [self.pointer(here) + Content.styled(said("+ Another step"), ACCENT if here else DIM)]

    def mark(self, row: int) -> None:
        """Adds a step."""
        self.post_message(self.Wanted())

    def enter(self, row: int) -> None:
        """Adds a step."""
        self.mark(row)


class CommitView(LabelledView[Commit]):
    """One to three next steps."""

    hint = marked("enter goes to the next line, and on from the last one")

    def __init__(self, step: Commit, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._steps: list[dict[str, Any]] = entries(raw, "steps") or [{}]
        self._picks: dict[str, Pick] = {}

    def compose(self) -> ComposeResult:
        for n in range(len(self._steps)):
            yield from self._fields_of(n)
        if self.step.max > 1:
            another = Another()
            another.display = len(self._steps) < self.step.max
            yield another

    def _fields_of(self, n: int) -> Iterator[Widget]:
        step = self._steps[n]
        if self.step.max > 1 or len(self._steps) > 1:
            yield Subject(said("Step {n} of at most {most}", n=n + 1, most=self.step.max), later=n > 0)
        sure = Pick([(number, str(number)) for number in range(11)], numbers=True)
        yield Block(
            (said("What"), self._line(n, "text")),
            (said("Why"), self._line(n, "why")),
            (said("By when"), self.day(f"{n}.due", step.get("due"), said(PLACEHOLDERS["due"]))),
            (said("Done when"), self._line(n, "done_looks_like")),
            (said("Takes"), self._pick(n, "size", Pick([(size, said(words)) for size, words in SIZES.items()]))),
            (said("How sure"), self._pick(n, "confidence", sure)),
        )

    def _line(self, n: int, name: str) -> Widget:
        return self.line(f"{n}.{name}", self._steps[n].get(name), said(PLACEHOLDERS[name]))

    def _pick(self, n: int, name: str, pick: Pick) -> Pick:
        value = self._steps[n].get(name)
        pick.put(whole(value) if name == "confidence" else value)
        self._picks[f"{n}.{name}"] = pick
        return pick

    def raw(self) -> Value:
        return {"steps": [self._step(n, step) for n, step in enumerate(self._steps)]}

    def _step(self, n: int, before: dict[str, Any]) -> dict[str, Any]:
        step = {name: before[name] for name in ("id",) if before.get(name)}
        for name in ("text", "why", "done_looks_like"):
            step[name] = self.text(f"{n}.{name}", before.get(name))
        step["due"] = self.meant(f"{n}.due", before.get("due"))
        for name in ("size", "confidence"):
            pick = self._picks.get(f"{n}.{name}")
            value = pick.value if pick else before.get(name)
            step |= {name: value} if value is not None else {}
        return step

    def focus_field(self) -> None:
        """The first line that still has to be filled: what stands there from an earlier step is completed."""
        for n in range(len(self._steps)):
            for name in ("text", "due", "done_looks_like"):
                field = self._lines.get(f"{n}.{name}")
                if field is not None and not field.value.strip():
                    field.focus()
                    return
        super().focus_field()

    @on(Another.Wanted)
    def _another(self, message: Another.Wanted) -> None:
        message.stop()
        if len(self._steps) >= self.step.max:
            return
        another = self.query_one(Another)
        self._steps.append({})
        n = len(self._steps) - 1
        self.mount(*self._fields_of(n), before=another)
        self._lines[f"{n}.text"].focus()
        another.display = len(self._steps) < self.step.max
        self.tell()

    def after(self, field: Widget) -> None:
        """Enter goes on from the last line; another step is there for who looks for it."""
        if isinstance(self.neighbour(field, 1), Another):
            self.done()
        else:
            super().after(field)
