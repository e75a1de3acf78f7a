"""What stands round a step: the head of the lesson, the rail of steps, and the page at the end."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from coach.course import offered
from coach.dates import in_words
from coach.lessons.kinds import Step
from coach.plan.plainly import answer_lines
from coach.plan.records import RECORDS, NextStep, Record, Review, ReviewDate
from coach.plan.seen import level_words
from coach.review.held import review_id
from coach.review.outcome import TOLD, outcome
from coach.seen import others_may_see
from coach.told import new_since, put_away
from coach.walk import Walk
from coach.words import said, said_of

from .base import Desk
from .drawing import ACCENT, QUIET, bar, cut, one_line, plain, spread
from .widgets.lines import Line

NARROW = 60
STATE = 12  # columns for `draft kept` and the space before it


class LessonHead(Line):
    """The lesson's name, how far one is, and whether everything is saved."""

    DEFAULT_CSS = """
    LessonHead { height: 2; }
    """

    def __init__(self) -> None:
        super().__init__(classes="head")
        self.lesson = ""
        self.place = (1, 1, 0)
        self.state = ""
        self.lost = False  # whether the answer is not on disk

    def tell(self, lesson: str, place: tuple[int, int, int]) -> None:
        """Shows where one is: step n of m, and the minutes left."""
        self.lesson, self.place = lesson, place
        self.refresh()

    def say(self, state: str, lost: bool = False) -> None:
        """Shows what has become of the answer: saved, draft kept, not saved and why."""
        if (state, lost) != (self.state, self.lost):
            self.state, self.lost = state, lost
            self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width
        n, of, minutes = self.place
        left = (
            said_of(minutes, ", about {n} minute left", ", about {n} minutes left")
            if minutes and width >= NARROW
            else ""
        )
        where = Content.styled(said("step {n} of {of}", n=n, of=of) + left if n <= of else said("done"), QUIET)
        first = spread(one_line(self.lesson, QUIET), where, width)
        style = "$text-error" if self.lost else "$text-faint"
        state = cut(self.state, width - 10, style)
        length = width - max(STATE, state.cell_length + 2)  # the line keeps its length while the usual words change
        return Content("\n").join([first, spread(bar(n - 1, of, length), state, width)])


class Rail(Widget):
    """The steps of the lesson: done, here, still to come. A click on one that is done goes back to it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Rail { height: auto; width: 1fr; margin-bottom: 1; }
    """
    walk: Walk | None = None
    here = ""
    fresh: Sequence[Step] = ()  # steps that came to a lesson after it was finished

    class Picked(Message):
        """A step was clicked."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def tell(self, walk: Walk, here: str) -> None:
        """Shows the steps with one of them as the present one."""
        self.walk, self.here, self.fresh = walk, here, new_since(walk)
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        if self.walk is None:
            return Content("")
        width = max(8, self.size.width or 30)
        return Content("\n").join([self._line(self.walk, step, width) for step in self._around(self.walk.path)])

    def _around(self, path: list[Step]) -> list[Step]:
        """The steps near the present one, when there are more than fit beside the rest."""
        most = max(5, self.screen.size.height // 2 - 2)
        at = next((n for n, step in enumerate(path) if step.id == self.here), len(path) - 1)
        first = max(0, min(at - most // 2, len(path) - most))
        return path[first : first + most]

    def _line(self, walk: Walk, step: Step, width: int) -> Content:
        if step.id == self.here:
            return Content.assemble(("● ", ACCENT), cut(step.title, width - 2, "bold"))
        if walk.answered(step):
            skipped = walk.answers[step.id].skipped
            line = Content.assemble(
                ("– " if skipped else "✓ ", "$text-faint" if skipped else "$text-success"), cut(step.title, width - 2)
            )
            return line.stylize_before(QUIET).stylize(Style.from_meta({"step": step.id}))
        if step in self.fresh:
            return Content.assemble(new := said("○ new: "), cut(step.title, width - cell_len(new))).stylize(
                Style.from_meta({"step": step.id})
            )
        return Content.assemble("○ ", cut(step.title, width - 2)).stylize_before("$text-faint")

    def on_click(self, event: events.Click) -> None:
        if step := event.style.meta.get("step"):
            self.post_message(self.Picked(str(step)))


# --- the end -------------------------------------------------------------------------


def closing(desk: Desk, walk: Walk) -> Content:
    """The page at the end: what the lesson wrote into the plan, the next date, and what comes next."""
    written = list(_written(desk, walk))
    parts: list[Content] = []
    review = walk.plan.get(Review, review_id(walk.lesson.id, walk.progress.run)) if walk.lesson.review else None
    if review is not None:
        parts += _of_review(desk, review, written)
    elif written:
        parts += [Content.styled(said("What this lesson wrote into your plan"), QUIET), *_by_part(written)]
    else:
        nothing = said("Your answers are kept with the lesson; this one writes nothing into the plan.")
        parts.append(Content.styled(nothing, QUIET))
    if review is None and (date := _next_date(desk, written)):
        parts += [Content(""), Content.styled(said("Your next date"), QUIET), date]
    if following := offered(desk.library, desk.workspace.plan, walk.lesson.id):
        head, why = following.head, following.why or said("next in the course")
        parts += [Content(""), one_line(why[0].upper() + why[1:], QUIET)]
        about = said_of(head.minutes, "   about {n} minute", "   about {n} minutes")
        parts.append(Content.assemble(one_line(head.title), (about, QUIET)))
    parts += [*_others_see(walk), *_put_away(walk)]
    return Content("\n").join(parts)


def _of_review(desk: Desk, review: Review, written: list[Record]) -> Iterator[Content]:
    """What a review came to, and what it wrote besides."""
    for n, (heading, lines) in enumerate(outcome(desk.workspace.plan, review, desk.workspace.today)):
        yield from [Content("")] * bool(n)
        yield from [Content.styled(heading, QUIET), *map(plain, lines)]
    besides = _by_part([record for record in written if record.table not in TOLD])
    if besides:
        yield from [Content(""), Content.styled(said("Also kept"), QUIET), *besides]


def _others_see(walk: Walk) -> Iterator[Content]:
    """The answers that others may see, each with who that is."""
    shown = others_may_see(walk)
    if shown:
        yield from (Content(""), Content.styled(said("Answers that are not for you alone"), QUIET))
    for step, answer in shown:
        yield Content.assemble(one_line(step.title), (" · ", "$text-faint"), one_line(level_words(answer), QUIET))


def _put_away(walk: Walk) -> Iterator[Content]:
    """What was answered in steps that the lesson no longer has."""
    away = put_away(walk)
    if away:
        yield from (Content(""), Content.styled(said("Kept, from steps that this lesson no longer has"), QUIET))
    for id, answer in away.items():
        yield Content.assemble(one_line(answer.prompt or id, QUIET), " ", one_line("; ".join(answer_lines(answer))))


def _written(desk: Desk, walk: Walk) -> Iterator[Record]:
    for answer in walk.answers.values():
        if answer.run == walk.progress.run:
            for path in answer.writes:
                table, _, id = path.partition("/")
                record = desk.workspace.plan.record(table, id)
                if record is not None and table != "settings":
                    yield record


def _by_part(written: list[Record]) -> list[Content]:
    """A line a part of the plan, with the names of its records, each once."""
    parts: dict[str, dict[str, None]] = {}
    for record in written:
        parts.setdefault(record.table, {})["" if record.one else record.label] = None
    lines = []
    for table, labels in parts.items():
        names = [label for label in labels if label]
        title = said(RECORDS[table].title)
        more = said(", and {n} more", n=len(names) - 3) if len(names) > 3 else ""
        shown = f"{title}: {'; '.join(names[:3])}{more}"
        lines.append(Content.assemble(("✓ ", "$text-success"), plain(shown if names else title)))
    return lines


def _next_date(desk: Desk, written: list[Record]) -> Content | None:
    today = desk.workspace.today
    dated = [(r.due, r.text) for r in written if isinstance(r, NextStep) and r.open and r.due]
    dated += [(r.next_on, r.what) for r in written if isinstance(r, ReviewDate) and r.next_on]
    ahead = sorted(pair for pair in dated if pair[0] >= today)
    if not ahead:
        return None
    day, what = ahead[0]
    return Content.assemble(one_line(in_words(day), "bold"), ": ", one_line(what))
