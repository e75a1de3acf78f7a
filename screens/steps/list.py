"""The view of `list`: short items, one a line, in one field or in one for each group."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from coach.display import in_line
from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.write import Group, List
from coach.words import marked, said
from screens.text import one_line

from .base import StepView
from .drawn import DIM, Drawn, beside, hanging
from .lines import Kept, Lines


def tally(count: int, low: int, high: int | None) -> Content:
    """How many there are beside how many are wanted, in words; with a sign when there are too many."""
    if count < low:
        words = said("{count} so far, at least {n}", count=count, n=low) if count else said("at least {n}", n=low)
    elif high is None:
        words = said("{count} so far", count=count)
    elif count > high:
        return Content.styled("! " + said("{count}, at most {n}", count=count, n=high), "$text-warning")
    else:
        words = said("{count} so far, at most {n}", count=count, n=high) if count else said("at most {n}", n=high)
    return Content.styled(words, DIM)


class GroupHeading(Drawn):
    """What a group is called, what it is for, and how many items it has."""

    DEFAULT_CSS = "GroupHeading { max-width: 76; }"

    count = 0

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group

    def draw(self, width: int) -> list[Content]:
        many = tally(self.count, self.group.min, self.group.max)
        lines = hanging(Content(""), one_line(self.group.label, "bold"), width - many.cell_length - 2)
        lines = beside(lines, many, width)
        return lines + (hanging(Content(""), one_line(self.group.help, DIM), width) if self.group.help else [])


class Tally(Drawn):
    """How many items there are in all."""

    DEFAULT_CSS = "Tally { margin: 0 0 0 5; }"

    count = 0

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.low, self.high = low, high

    def draw(self, width: int) -> list[Content]:
        return [tally(self.count, self.low, self.high)]


class ListStepView(StepView[List]):
    """One field of lines, or one under each group's heading."""

    DEFAULT_CSS = """
    ListStepView Lines.-grouped { margin: 0 0 1 0; }
    """
    hint = marked("enter: the next line, on an empty line: go on · alt+↑↓ moves a line")

    def __init__(self, step: List, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        gone: dict[str, str] = {}
        self.one = step.max == 1 and not step.groups
        self.hint = marked("enter goes on") if self.one else self.hint
        self.parts = {id: Lines(items, gone, self._nudge, self.one) for id, items in self._first_items().items()}
        self.headings = {group.id: GroupHeading(group) for group in step.groups}
        self.tally = Tally(step.min, step.max)

    def _first_items(self) -> dict[str, list[Kept]]:
        found: dict[str, list[Kept]] = {group.id: [] for group in self.step.groups} or {"": []}
        for item in self.first.get("items") or ():
            group = item.get("group")
            text = in_line(str(item.get("text") or ""))
            found[group if group in found else next(iter(found))].append((str(item.get("id") or ""), text))
        return found

    def _nudge(self) -> str:
        """The next of the author's nudges; each item that is written brings another."""
        count = sum(len(lines.items) for lines in self.parts.values())
        if self.step.prompts:
            return self.step.prompts[count % len(self.step.prompts)]
        return said("one on each line") if count == 0 and not self.one else ""

    def compose(self) -> ComposeResult:
        for id, lines in self.parts.items():
            if id:
                yield self.headings[id]
                lines.add_class("-grouped")
            yield lines
        yield self.tally

    def on_mount(self) -> None:
        for lines in self.parts.values():
            lines.below = 1
        self._count()

    def focus_field(self) -> None:
        parts = list(self.parts.values())
        first = next((lines for lines in parts if not lines.items), parts[-1])
        self.screen.set_focus(first, scroll_visible=False)  # it follows its cursor

    def raw(self) -> Value:
        items: list[Value] = []
        seen: set[str] = set()
        for group, lines in self.parts.items():
            for id, text in lines.items:
                known = {"id": id} if id and id not in seen else {}  # a line pasted into two groups is two items
                seen.add(id)
                items.append({**known, "text": text, **({"group": group} if group else {})})
        return {**self.first, "items": items}

    @on(Lines.Changed)
    def _changed(self) -> None:
        self._count()
        self.changed()

    def _count(self) -> None:
        for id, heading in self.headings.items():
            _recount(heading, len(self.parts[id].items))
        _recount(self.tally, sum(len(lines.items) for lines in self.parts.values()))
        if self.one:
            self.tally.display = self.tally.count > 1
        else:
            self.tally.display = not self.headings or self._only_all_together()

    def _only_all_together(self) -> bool:
        """Whether every group is right by itself, and still there are too few or too many in all."""
        each = all(part.group.min <= part.count <= (part.group.max or part.count) for part in self.headings.values())
        return each and not self.step.min <= self.tally.count <= self.step.max

    @on(Lines.Left)
    def _left(self, event: Lines.Left) -> None:
        parts = list(self.parts.values())
        to = parts.index(event.lines) + event.way
        if 0 <= to < len(parts):
            event.lines.trim()
            self.screen.set_focus(parts[to], scroll_visible=False)
            parts[to].move_cursor(parts[to].document.end if event.way < 0 or event.enter else (0, 0))
        elif event.enter:
            self.done()


def _recount(shown: GroupHeading | Tally, count: int) -> None:
    """Shows another count; a key that changes none must not lay out the screen."""
    if count != shown.count:
        shown.count = count
        shown.redraw()
