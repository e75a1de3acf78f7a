"""Lines: a field in which every line is an item with an id that it keeps, whatever is written above or below it."""

import re
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message

from coach.display import shorten
from coach.words import marked

from .entry import Writing

Kept = tuple[str, str]  # the id (empty: none yet) and the text of a line

_BULLET = re.compile(r"^\s*(?:[-*•–—]|\d{1,3}[.)])\s+")


def carry(old: list[Kept], new: list[str], gone: dict[str, str]) -> list[Kept]:
    """The new lines with the ids of the old ones. `gone` remembers the ids of lines that were taken out, by their text.

    Lines that did not change keep theirs, wherever they are now; a line that was rewritten in its place keeps its own;
    a line that comes back, by undo or by pasting it elsewhere, gets back the one it had.
    """
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail]
    texts = new[head : len(new) - tail]
    return _once(old[:head] + _carry_changed(middle, texts, gone) + old[len(old) - tail :])


def _once(lines: list[Kept]) -> list[Kept]:
    """An empty line gives up its id to one that says something."""
    taken = {id for id, text in lines if text}
    return [("" if not text and id in taken else id, text) for id, text in lines]


def _same(old: list[Kept], new: list[str]) -> int:
    """How many lines are equal from the beginning."""
    count = 0
    while count < min(len(old), len(new)) and old[count][1] == new[count]:
        count += 1
    return count


def _carry_changed(old: list[Kept], new: list[str], gone: dict[str, str]) -> list[Kept]:
    left = list(old)
    ids = [_taken(left, text) for text in new]
    for n, text in enumerate(new):
        if ids[n] is None and text in gone:
            ids[n] = id = gone.pop(text)
            left = [kept for kept in left if kept[0] != id]
    for n, text in enumerate(new):
        if ids[n] is None:
            ids[n] = _rewritten(left.pop(0), text, gone) if left else ""
    gone.update({text: id for id, text in left if id and text})
    return [(id or "", text) for id, text in zip(ids, new, strict=True)]


def _taken(left: list[Kept], text: str) -> str | None:
    """Takes a line with this text out of those that are left, and gives its id; None if there is none."""
    match = next((kept for kept in left if kept[1] == text), None)
    if match is None:
        return None
    left.remove(match)
    return match[0]


def _rewritten(kept: Kept, text: str, gone: dict[str, str]) -> str:
    """The id of a line that was rewritten. One that was emptied may come back elsewhere, until it is written anew."""
    id, before = kept
    if id and before and not text:
        gone[before] = id
    elif text:
        for words in [words for words, other in gone.items() if other == id]:
            del gone[words]
    return id


def unbulleted(text: str) -> str:
    """Pasted lines as items: without empty lines, and without the bullets or numbers of where they come from."""
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


class Lines(Writing):
    """Items, one a line, numbered. Enter on an empty line goes on; alt with an arrow key moves a line."""

    DEFAULT_CSS = """
    Lines .text-area--gutter { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+up,ctrl+up", "carry(-1)", marked("Move the line up"), show=False, id="list.up"),
        Binding("alt+down,ctrl+down", "carry(1)", marked("Move the line down"), show=False, id="list.down"),
    ]

    class Left(Message):
        """The person goes on below the last line (1) or above the first (-1); `enter` where it was by Enter."""

        def __init__(self, lines: "Lines", way: int, enter: bool) -> None:
            super().__init__()
            self.lines = lines
            self.way = way
            self.enter = enter

    def __init__(self, items: list[Kept], gone: dict[str, str], nudge: Callable[[], str], one: bool = False) -> None:
        super().__init__("\n".join(text for _, text in items), numbers=not one)
        self._one = one  # whether a single line is all that is wanted: Enter goes on from it
        self._kept = items or [("", "")]
        self._gone = gone
        self._nudge = nudge

    @property
    def items(self) -> list[Kept]:
        """The lines as they stand, empty ones left out."""
        self._carry()
        return [(id, text) for id, text in self._kept if text.strip()]

    def _carry(self) -> None:
        self._kept = carry(self._kept, list(self.document.lines), self._gone)

    def edit(self, edit: Edit) -> EditResult:
        result = super().edit(edit)
        self._carry()
        return result

    def trim(self) -> None:
        """Takes out an empty last line."""
        last = self.document.line_count - 1
        if last and not self.document[last].strip():
            self.delete((last - 1, len(self.document[last - 1])), self.document.end)

    # --- keys ----------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and (self._one or not self.document[self.cursor_location[0]].strip()):
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(self, 1, enter=True))

    async def _on_paste(self, event: events.Paste) -> None:
        if len(event.text.splitlines()) > 1:
            event.text = unbulleted(event.text)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up a line; from the first, to what is above."""
        if self.row == 0 and not select:
            self.post_message(self.Left(self, -1, enter=False))
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down a line; from the last, to what is below."""
        if self.row == self.wrapped_document.height - 1 and not select:
            self.post_message(self.Left(self, 1, enter=False))
        super().action_cursor_down(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, past a nudge and not into it."""
        self.suggestion = ""  # a nudge is there to be read; it is not the answer
        super().action_cursor_right(select)
        self.update_suggestion()

    def action_carry(self, way: int) -> None:
        """Moves the line under the cursor up or down."""
        row, column = self.cursor_location
        other = row + way
        if 0 <= other < self.document.line_count:
            first, second = sorted((row, other))
            swapped = f"{self.document[second]}\n{self.document[first]}"
            self.replace(swapped, (first, 0), (second, len(self.document[second])))
            self.move_cursor((other, column))

    # --- nudges ----------------------------------------------------------------------

    def update_suggestion(self) -> None:
        """Shows a nudge beside an empty line."""
        empty = not self.document[self.cursor_location[0]]
        self.suggestion = shorten(self._nudge(), self.wrap_width - 1) if empty and self.size else ""

    def on_text_area_selection_changed(self) -> None:
        super().on_text_area_selection_changed()
        self.update_suggestion()

    def on_resize(self) -> None:
        self.update_suggestion()
