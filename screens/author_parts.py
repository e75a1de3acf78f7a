"""What an author sees round a lesson: the fault above it; beside it what a step writes, and when it is there."""

from dataclasses import dataclass
from pathlib import Path

from textual.app import RenderResult
from textual.content import Content

from coach.authoring.preview_steps import Writes, Written, holds, in_words, writes
from coach.lessons.faults import Fault
from coach.lessons.kinds import Step, Value
from coach.lessons.lesson import Lesson
from coach.plan.records import RECORDS
from coach.walk import Walk
from coach.words import marked, said, said_of

from .drawing import ACCENT, FAINT, QUIET, cut, one_line, plain, spread
from .widgets.lines import Line

TAKEN = {None: marked("As answered"), True: marked("Taken to hold"), False: marked("Taken not to hold")}
NEXT_TAKEN: dict[bool | None, bool | None] = {None: True, True: False, False: None}
LONGEST = 400  # characters of a field that are shown
NOTHING = marked("Nothing: the answer is kept with the lesson.")


class FaultLines(Line):
    """The first fault of a broken file above its last good view: where, what, and the cure. A click lists all."""

    DEFAULT_CSS = """
    FaultLines { height: 2; margin-bottom: 1; display: none; pointer: pointer; }
    .-low FaultLines { margin-bottom: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def tell(self, faults: list[Fault]) -> None:
        """Shows the first of these; nothing when there are none."""
        self.faults = faults
        self.display = bool(faults)
        self.refresh()

    def render(self) -> RenderResult:
        if not self.faults:
            return Content("")
        first, many, width = self.faults[0], len(self.faults), self.size.width
        where = f"{Path(first.path).name}:{first.line}:{first.column}"
        sentence = Content.assemble(
            ("! ", "$text-error bold"), one_line(where, "$text-error"), " ", one_line(first.sentence)
        )
        more = Content.assemble(("f4", ACCENT), said(" all {n}", n=many) if many > 1 else said(" more"))
        cure = Content.assemble("  ", one_line(first.advice, QUIET))
        return Content("\n").join([sentence.truncate(width, ellipsis=True), spread(cure, more, width)])

    def on_click(self) -> None:
        self.app.simulate_key("f4")


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it stands before the author: in the walk, in the lesson as the file has it, and what is typed."""

    walk: Walk
    lesson: Lesson
    step: Step
    taken: bool | None  # whether its condition is taken to hold, whatever was answered
    raw: Value

    @property
    def own(self) -> Step:
        """The step as the file has it."""
        return next((step for step in self.lesson.steps if step.id == self.step.id), self.step)


def for_author(shown: Shown, sources: bool = True) -> Content:
    """All there is to know of a step that its reader does not see."""
    step = shown.own
    parts = [
        _part(said("This step writes"), _written(writes(shown.walk, shown.step, shown.raw), step)),
        _part(said("When it is there"), _condition(shown)),
        _part(said("For a coach"), [plain(step.coach_prompt)] if step.coach_prompt else []),
        _part(said("In the file"), _named(step)),
        _part(said("Covers"), [plain(", ".join(step.covers or shown.lesson.covers))]),
        _part(said("Sources of the lesson"), [plain(one) for one in shown.lesson.sources] if sources else []),
    ]
    return Content("\n\n").join([part for part in parts if part])


def _part(title: str, lines: list[Content]) -> Content:
    lines = [line for line in lines if line]
    return Content("\n").join([Content.styled(title, FAINT), *lines]) if lines else Content("")


def _named(step: Step) -> list[Content]:
    optional = said(", may be left out") if step.optional else ""
    earlier = said(", was {names}", names=", ".join(step.was)) if step.was else ""
    return [plain(f"{step.id}: {step.kind}{optional}{earlier}", QUIET)]


def _condition(shown: Shown) -> list[Content]:
    """The condition in words, and how it stands; nothing for a step that is always there."""
    own = shown.own
    if own.when is None:
        passed = shown.step not in shown.walk.path
        return [plain(said("An earlier choice leads past it."), QUIET)] if passed else []
    now = said("As answered: it holds") if holds(own, shown.walk) else said("As answered: it does not hold")
    stands = f"{now if shown.taken is None else said(TAKEN[shown.taken])} (f8)"
    return [plain(said("If {when}.", when=in_words(own.when, shown.lesson))), plain(stands, QUIET)]


def _written(found: Writes, step: Step) -> list[Content]:
    aim = plain(said("fills {place}", place=step.fills), QUIET) if step.fills else Content("")
    if found.refused:
        return [aim, plain(said("Not yet: {why}", why=found.refused), QUIET)]
    records = [line for record in found.records for line in _record(record)]
    return [aim, *(records or [plain(said(NOTHING), QUIET)])]


def _record(record: Written) -> list[Content]:
    title = said(RECORDS[record.table].title) if record.table in RECORDS else record.table
    head = Content.assemble(one_line(record.table, "bold"), "  ", one_line(f"{title}, {record.way}", QUIET))
    fields = [(one_line(name, QUIET), cut(value, LONGEST)) for name, value in record.fields]
    return [head, *(Content.assemble("  ", name, " = ", value) for name, value in fields)]


def file_words(name: str, faults: tuple[Fault, ...]) -> str:
    """The file's name, and how much advice there is on it."""
    advice = sum(fault.level == "warning" for fault in faults)
    return name + (said_of(advice, ", {n} piece of advice", ", {n} pieces of advice") if advice else "")
