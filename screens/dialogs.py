"""The small questions: a line of text, a choice, something to read. Escape always leaves without doing anything."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coach.display import in_line
from coach.words import marked, said

from .drawing import QUIET, wrap
from .text import one_line, plain
from .widgets.lines import KeyLine
from .widgets.rows import Row, Rows, blank

T = TypeVar("T")
LONGEST_LINE = 500


class LineInput(Input):
    """A line of text. Textual keeps only the first line of a paste and says nothing; here the lines become one."""

    DEFAULT_CSS = """
    LineInput.-textual-compact { background: $panel; padding: 0 1; width: 1fr; }
    LineInput.-textual-compact:focus { background: $row-chosen; }
    """

    def __init__(self, value: str = "", placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, placeholder=placeholder, id=id, select_on_focus=False, max_length=LONGEST_LINE, compact=True
        )

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(in_line(event.text))


class Dialog(ModalScreen[T], Generic[T]):
    """A box over the screen: a title, a few words, what is asked, and its keys."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box {
        width: 68; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
        background: $raised; border: round $border-blurred;
        & > #title, & > #text { width: 1fr; height: auto; margin: 0 0 1 0; }
        & > #note { width: 1fr; height: auto; min-height: 1; }
        & > Rows { height: auto; max-height: 14; }
        & > KeyLine { padding: 0; margin-top: 1; }
    }
    Dialog.-tall > #box > Rows { max-height: 26; }
    /* In low windows no empty lines, and lists that leave room for the keys. */
    Dialog.-low > #box, Dialog.-narrow > #box { padding: 0 1; }
    Dialog.-low > #box > #title, Dialog.-low > #box > #text, Dialog.-low > #box > KeyLine { margin: 0; }
    Dialog.-low > #box > Rows { max-height: 6; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Leave"), id="dialog.leave"),
        Binding("f4", "hide_behind", marked("Hide it at once"), priority=True, show=False, id="dialog.hide-behind"),
    ]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(one_line(self.heading, "bold"), id="title")
            if self.text:
                yield Static(plain(self.text, QUIET), id="text")
            yield from self.body()
            yield KeyLine(self.hints)

    def body(self) -> ComposeResult:
        """What is asked."""
        yield from ()

    def hints(self) -> list[tuple[str, str]]:
        """The keys of the dialog."""
        return [("leave", said("leave"))]

    def action_hide_behind(self) -> None:
        """Hides what is private on the screens behind, which can be read beside the box."""
        for screen in self.app.screen_stack:
            if hide := getattr(screen, "hide_now", None):
                hide()

    def action_leave(self) -> None:
        """Closes without doing anything."""
        if self.is_current:
            self.dismiss(None)


class Checked(NamedTuple):
    """What is to be said of a line as it stands: why it cannot be taken, or how it was understood."""

    why_not: str = ""
    means: str = ""


def anything(text: str) -> Checked:
    """Takes any line, also an empty one."""
    return Checked()


def something(text: str) -> Checked:
    """Takes any line that is not empty."""
    return Checked("" if text.strip() else said("A few words are needed here, or escape to leave it."))


class Ask(Dialog[str]):
    """Asks for one line. How it is understood is shown while it is typed; a refusal only after Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "keep", marked("Keep"), id="dialog.keep")]

    def __init__(
        self, title: str, text: str = "", value: str = "", example: str = "",
        check: Callable[[str], Checked] = something, verb: str = marked("keep"),
    ) -> None:  # fmt: skip
        super().__init__(title, text)
        self.value = value
        self.example = example
        self.check = check
        self.verb = verb

    def body(self) -> ComposeResult:
        yield LineInput(self.value, placeholder=self.example, id="line")
        yield Static(id="note")

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said(self.verb)), ("leave", said("leave"))]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        checked = self.check(event.value)
        self.query_one("#note", Static).update(one_line(checked.means, QUIET))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        checked = self.check(event.value)
        if checked.why_not:
            self.query_one("#note", Static).update(one_line(f"! {checked.why_not}", "$text-error"))
        elif self.is_current:
            self.dismiss(event.value.strip())


class Offer(NamedTuple):
    """One thing to choose."""

    key: str
    label: str
    help: str = ""


class Choose(Dialog[str]):
    """Asks for one of a few."""

    def __init__(
        self, title: str, offers: Sequence[Offer], text: str = "", at: str = "", verb: str = marked("choose")
    ) -> None:
        super().__init__(title, text)
        self.offers = offers
        self.at = at
        self.verb = verb

    def body(self) -> ComposeResult:
        rows = Rows(id="offers")
        rows.one_click = True
        rows.show(offered(self.offers), self.at)
        yield rows

    def hints(self) -> list[tuple[str, str]]:
        return [("choose", said(self.verb)), ("leave", said("leave"))]

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if self.is_current:
            self.dismiss(event.key)


def offered(offers: Sequence[Offer]) -> list[Row]:
    """Offers as the rows of a list, apart from one another where they are more than a line."""
    rows: list[Row] = []
    for offer in offers:
        if rows and offer.help:
            rows.append(blank())
        rows.append(Row(partial(_draw, offer), offer.key))
    return rows


def _draw(offer: Offer, width: int) -> list[Content]:
    return [*wrap(offer.label, width), *(wrap(offer.help, width, QUIET) if offer.help else ())]


class Tell(Dialog[None]):
    """Something to read; it scrolls when it is long."""

    DEFAULT_CSS = """
    Tell #told { height: auto; max-height: 16; scrollbar-size-vertical: 1; }
    Tell #told > Static { width: 1fr; height: auto; max-width: 73; padding-right: 1; }
    Tell.-tall #told { max-height: 26; }
    Tell.-low #told { max-height: 6; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,f1", "leave", marked("Close"), id="dialog.close"),
        Binding("up,k", "scroll(-1)", marked("Up"), show=False, id="dialog.up"),
        Binding("down,j", "scroll(1)", marked("Down"), show=False, id="dialog.down"),
        Binding("pageup", "scroll(-10)", marked("Page up"), show=False, id="dialog.page-up"),
        Binding("pagedown,space", "scroll(10)", marked("Page down"), show=False, id="dialog.page-down"),
    ]

    def __init__(self, title: str, told: Content) -> None:
        super().__init__(title)
        self.told: Content = told

    def body(self) -> ComposeResult:
        with VerticalScroll(id="told", can_focus=False):
            yield Static(self.told)

    def hints(self) -> list[tuple[str, str]]:
        more = [("scroll(10)", said("more"))] if self.query_one("#told", VerticalScroll).max_scroll_y else []
        return [*more, ("leave", said("close"))]

    def action_scroll(self, lines: int) -> None:
        """Moves the text."""
        self.query_one("#told", VerticalScroll).scroll_relative(y=lines, animate=False)


__all__ = [
    "Ask",
    "Checked",
    "Choose",
    "Dialog",
    "LineInput",
    "Offer",
    "Tell",
    "anything",
    "blank",
    "offered",
    "something",
]
