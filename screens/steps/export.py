"""The view of `export`: what a document would hold, part by part, and where to write it."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region

from coach.dates import in_words
from coach.display import display_line
from coach.exports.documents import TITLES, compose, sections
from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.act import Export
from coach.lessons.kinds.base import line
from coach.store.files import NotSaved
from coach.words import marked, said, said_of

from ..text import one_line
from .arranged import Arranged
from .document_file import Cannot, file_name, file_of, put, shown, usual_file
from .document_parts import Parts, Reading
from .drawn import DIM, Drawn, show_region
from .labelled import FieldName
from .onward import Onward, Press

TIGHT = 18  # lines of a terminal below which there is no room for empty ones


class Keys(Horizontal):
    """What can be done, beside one another: also the arrow keys go from one to the other."""

    DEFAULT_CSS = """
    Keys { height: 1; }
    Keys Press { margin: 0 2 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "to(0)", marked("The first"), show=False, id="export.left"),
        Binding("right", "to(1)", marked("The other"), show=False, id="export.right"),
    ]

    def action_to(self, n: int) -> None:
        """To one of them."""
        self.children[n].focus()


class WriteIt(Press):
    """Writes the document."""

    class Pressed(Onward.Pressed):
        """It shall be written."""


class Told(Drawn):
    """What would leave, or what has become of it."""

    DEFAULT_CSS = """
    Told { margin: 0 0 0 2; }
    """
    words = Content("")

    def tell(self, words: Content) -> None:
        """Says something else."""
        self.words = words
        self.redraw()

    def draw(self, width: int) -> list[Content]:
        return self.words.wrap(max(8, width)) if self.words else []


class ExportView(Arranged[Export]):
    """A document of the plan: looked at here, and written to a file if the person says so."""

    DEFAULT_CSS = """
    ExportView #file { height: 1; margin: 1 0 0 0; }
    ExportView.-tight #file { margin: 0; }
    ExportView #file FieldName { width: 8; margin: 0 0 0 2; }
    """
    hint = marked("space takes a part in or out, page down reads on, enter goes on")

    def __init__(self, step: Export, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        found = sections(step.template, given.plan, given.today)
        before = raw.get("included")
        ticked = {str(id) for id in before} if isinstance(before, list | tuple) else None
        ticks = {part.id for part in found if (not part.private if ticked is None else part.id in ticked)}
        self._parts = Parts(found, ticks, said(TITLES[step.template]), in_words(given.today))
        self._usual = usual_file(step.template, given.today)
        self._path = _text(raw, "path")  # the file that holds what is ticked
        self._to = line(_text(raw, "to")) or self._path or self._usual
        self._known: str | None = None  # what stood in the field when the person learned that there is a file
        self._shown = self._state()
        self._write, self._leave, self._word = WriteIt(said("Write it")), Press(""), Told()

    def compose(self) -> ComposeResult:
        yield Reading(self._parts, others=self._others)
        if self._parts.sections:
            with Horizontal(id="file"):
                field = self.line("to", self._to, said("a file, such as ~/plan.md"))
                yield FieldName(said("File"), field=field)
                yield field
            with Keys():
                yield self._write
                yield self._leave
            yield self._word
            self._show(_good(said("Written to {path} before.", path=display_line(self._path))) if self._path else None)

    def _others(self, width: int) -> int:
        around = 2 + (not self.has_class("-tight"))
        return around + len(self._word.drawn(max(8, width - 2))) if self._parts.sections else 0

    def on_resize(self) -> None:
        """No empty line where each line counts."""
        self.set_class(self.app.size.height < TIGHT, "-tight")

    # --- the answer ------------------------------------------------------------------

    def raw(self) -> Value:
        raw: Value = {"included": [part.id for part in self._parts.included()]}
        to = self.text("to", self._to)
        raw |= {"to": to} if to not in (self._usual, self._path) else {}
        return raw | ({"path": self._path} if self._path else {})

    def _state(self) -> tuple[frozenset[str], str]:
        return frozenset(self._parts.ticked), self.text("to", self._to)

    def tell(self) -> None:
        """Also says what would leave now: a file that was written no longer holds that."""
        if self._state() != self._shown:
            self._shown = self._state()
            self._path = ""
            self._show()
        super().tell()

    # --- what is said ------------------------------------------------------------------

    def _show(self, words: Content | None = None) -> None:
        """Says something, or else what would leave; and what the keys do now."""
        self._word.tell(words or self._would_leave())
        known = self._known == self.text("to", self._to)
        self._write.words = said("Write it again") if self._path else said("Replace it") if known else said("Write it")
        self._leave.words = said("Go on") if self._path else said("Go on, no file")

    def _reveal(self) -> None:
        show_region(self._word, Region(0, 0, 1, self._word.size.height))

    def _would_leave(self) -> Content:
        parts, of = self._parts.included(), len(self._parts.sections)
        if not parts:
            return Content.styled(said("Nothing is ticked, so nothing would leave."), DIM)
        private = sum(part.private for part in parts)
        words = said_of(of, "{count} of {n} part would leave", "{count} of {n} parts would leave", count=len(parts))
        more = said("{words}, {n} of them private.", words=words, n=private) if private else f"{words}."
        return Content.styled(more, DIM)

    # --- writing ---------------------------------------------------------------------

    @on(Onward.Pressed)
    def _pressed(self, message: Onward.Pressed) -> None:
        message.stop()
        if not isinstance(message, WriteIt.Pressed):
            self.done()
        elif not self._parts.ticked:
            self._show(_bad(said("Tick at least one part: nothing would be in it.")))
        else:
            self._put(self.text("to"))
        self.call_after_refresh(self._reveal)

    def _put(self, to: str) -> None:
        """Writes the document; says where it went, or why it did not."""
        try:
            path = file_of(to.strip(), file_name(self.step.template, self.given.today))
            text = compose(self.step.template, self._parts.included(), self.given.today)
            there = not put(path, text, replace=self._known == to)
        except Cannot as why:
            self._show(_bad(str(why)))
        except NotSaved as error:
            self._show(_bad(said("Not written: {why}. What stood there before still does.", why=error.why)))
        else:
            self._known = to
            self._stands(path) if there else self._wrote(path)

    def _stands(self, path: Path) -> None:
        name = display_line(path.name)
        self._show(_bad(said("{name} is there already. Press again to replace it, or give another name.", name=name)))

    def _wrote(self, path: Path) -> None:
        self._path = shown(path)
        path_shown = display_line(self._path)
        self._show(_good(said("Written to {path}. Only you can read it, until you pass it on.", path=path_shown)))
        self._leave.focus()
        super().tell()


def _text(raw: Value, name: str) -> str:
    found = raw.get(name)
    return found if isinstance(found, str) else ""


def _good(words: str) -> Content:
    return Content.styled("✓ ", "$success") + one_line(words)


def _bad(words: str) -> Content:
    return Content.styled("! ", "bold $warning") + one_line(words)
