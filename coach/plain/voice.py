"""Voice: saying lines and hearing lines, the same at a terminal, through a pipe and to a screen reader.

A line that is a command is no answer. The answers of a step are remembered, so that going back a question can give the
earlier ones once more, unheard: a question that was answered wrongly is simply asked again.
"""

import re
import textwrap
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from ..display import NARROW, display, display_line
from ..words import marked, said

WIDTH = 76
FRUITLESS = 50  # lines in a row that answer nothing, after which nobody is listening
MOST_ANSWERS = 1500  # in one step
MOST_LINES = 10_000  # in one sitting: nobody types so much, but a script might for ever
LONGEST_LINE = 100_000  # characters; what is beyond was not typed by hand

COMMANDS = marked(
    "Instead of an answer you can type: a question mark (?) to hear the question again, two (??) for the whole step, "
    "b to go back a question, bb to go back a step, k to leave the step out, s to save and stop."
)
SEEN = marked("At a step that you have answered, v says who may see the answer.")
LITERAL = marked("To answer with one of these and nothing else, put a backslash before it, like this: \\b")

_ESCAPED = re.compile(r"\s*\\+(bb?|k|s|v|\?\??|\.|-)\s*", re.IGNORECASE)
_ASCII = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})


class Told(Exception):
    """The person said something other than an answer."""


class Back(Told):
    """Go back a question."""


class BackAStep(Told):
    """Go back a step."""


class Leave(Told):
    """Leave this step out."""


class Stop(Told):
    """Save and stop; also what the end of the input means."""


TOLD: dict[str, type[Told]] = {"b": Back, "bb": BackAStep, "k": Leave, "s": Stop}
ASIDE = "v"  # which settles another matter first, in a step that has one


class Voice:
    """Two streams, and what was said and heard on them since the step began."""

    def __init__(self, inward: TextIO, outward: TextIO) -> None:
        self._inward = inward
        self._outward = outward
        self._echoes = inward.isatty()
        self.before_waiting: Callable[[], None] = lambda: None  # called whenever the person is about to be waited for
        self.matter: Callable[[], None] | None = None  # what `v` settles, wherever something is asked
        self.given: list[str] = []  # the answers since the step was begun, as they were typed
        self._ahead: deque[str] = deque()  # answers from before, which are given once more
        self._step: list[str] = []  # what was said from the step's beginning to its first answer, for `??`
        self._beginning = False
        self._said: list[str] = []  # what was said since the last answer, for `?`
        self._before: list[str] = []  # and until then
        self._lines = 0
        self._fruitless = 0
        self._answered = False

    # --- saying --------------------------------------------------------------------

    def say(self, text: str = "", indent: str = "") -> None:
        """Says a text: wrapped, paragraph by paragraph, made harmless."""
        for paragraph in display(text).splitlines() or [""]:
            hang = indent + ("  " if paragraph.startswith("- ") else "")
            for line in _wrapped(paragraph, indent, hang):
                self._line(line)

    def number(self, labels: Sequence[str], helps: Sequence[str] = ()) -> None:
        """Says labels as a numbered list, each with a word of help if it has one."""
        for n, label in enumerate(labels, 1):
            for line in _wrapped(f"{n}. {display_line(label)}", "", "   "):
                self._line(line)
            if n <= len(helps) and helps[n - 1]:
                self.say(display_line(helps[n - 1]), "   ")

    def spell(self, line: str) -> None:
        """Says something to be typed elsewhere, such as a command: on a line of its own, never wrapped."""
        self._line(display_line(line))

    def explain(self) -> None:
        """Says what can be typed in place of an answer."""
        self.say(said(COMMANDS))
        self.say(said(SEEN))
        self.say(said(LITERAL))

    # --- asking --------------------------------------------------------------------

    def begin_step(self) -> None:
        """Forgets what was said: `??` repeats what is said from here to the first answer."""
        self.given, self._step, self._said = [], [], []
        self._ahead.clear()
        self._beginning = True

    def begin_again(self, answers: Iterable[str] = ()) -> None:
        """Begins the questions of a step, with these answers given once more."""
        self.given, self._said = [], []
        self._ahead = deque(answers)

    def ask(self, question: str) -> str:
        """Asks for a line; it is given as it was typed.

        Raises:
            Told: the line was one of the commands, or the input has ended.
        """
        line = self._ahead.popleft() if self._ahead else self._heard(question)
        self.given.append(line)
        if len(self.given) > MOST_ANSWERS:
            self._line(said("That is more than {n} answers to one step.", n=MOST_ANSWERS))
            raise Stop
        self._before, self._said = self._said, []
        self._answered, self._beginning = True, False
        return line

    def retry(self, why: str, since: int = -1) -> None:
        """Says why the last line was no answer (or all since that many); the question is to be asked again."""
        del self.given[since:]
        self._said, self._answered = self._before, False
        for line in _wrapped(display_line(why), "", ""):
            self._write(line + "\n")

    def _heard(self, question: str) -> str:
        """The next line that is not a wish to hear something again."""
        self._fruitless = 0 if self._answered else self._fruitless
        self._answered = False
        *before, last = _wrapped(display_line(question), "", "")
        while True:
            for line in before:
                self._write(line + "\n")
            answer = self._read(last + " ")
            told = answer.strip().lower()
            if told in TOLD:
                self._answered = told == "k"  # which leads on, and so to an end
                raise TOLD[told]
            if told == ASIDE and self.matter is not None:
                self._settle(self.matter)
            elif told not in ("?", "??"):
                return answer
            else:
                self._repeat(whole=told == "??")

    def _repeat(self, whole: bool) -> None:
        """Says what was said since the last answer once more, or what was said of the whole step."""
        step = self._step if self._beginning else [*self._step, *self._said]
        for line in step if whole else self._said:
            self._write(line + "\n")

    def _settle(self, matter: Callable[[], None]) -> None:
        """Asks about another matter in the midst of a question; what was said and heard of the step stays as it is."""
        before = self.given, self._ahead, self._said, self._before, self._beginning
        self.given, self._ahead, self._said, self._before, self._beginning = [], deque(), [], [], False
        self.matter = None
        try:
            matter()
        except (Back, BackAStep, Leave):
            pass  # it stays as it was
        finally:
            self.given, self._ahead, self._said, self._before, self._beginning = before
            self._answered, self.matter = False, matter

    # --- the streams -----------------------------------------------------------------

    def _line(self, line: str) -> None:
        self._said.append(line)
        if self._beginning:
            self._step.append(line)
        if not self._ahead:
            self._write(line + "\n")

    def _write(self, text: str) -> None:
        self._outward.write(_writable(text, getattr(self._outward, "encoding", None)))
        self._outward.flush()

    def _read(self, prompt: str) -> str:
        self.before_waiting()
        self._lines += 1
        self._fruitless += 1
        if self._fruitless > FRUITLESS:
            self._line(said("None of the last {n} lines was an answer.", n=FRUITLESS))
            raise Stop
        if self._lines > MOST_LINES:
            self._line(said("That is enough for one sitting: {n} lines.", n=MOST_LINES))
            raise Stop
        self._write(prompt)
        line = self._next_line()
        if not self._echoes or not line:
            self._write("\n")  # at a terminal the Enter key has done it
        if not line:
            raise Stop
        return line.rstrip("\n").rstrip("\r")

    def _next_line(self) -> str:
        """A line of the input, or nothing at its end; a terminal that has gone away is an end, too."""
        try:
            line = more = self._inward.readline(LONGEST_LINE)
            while more and not more.endswith("\n") and len(more) == LONGEST_LINE:
                more = self._inward.readline(LONGEST_LINE)
        except (OSError, ValueError):
            return ""
        return line


def meant(line: str) -> str:
    """A line as it was meant: without the backslash that keeps it from being a command."""
    return line.replace("\\", "", 1) if _ESCAPED.fullmatch(line) else line


def _wrapped(text: str, indent: str, hang: str) -> list[str]:
    if NARROW.fullmatch(text) is None:
        from ..cells import width, wrap

        if width(text) != len(text):  # wide letters, accents of their own: counted in cells, and never torn apart
            return wrap(text, WIDTH, indent, hang) or [""]
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False
    ) or [""]  # fmt: skip


def _writable(text: str, encoding: str | None) -> str:
    """The text with typographic marks as plain ones, where the encoding of the output has only those."""
    try:
        text.encode(encoding or "utf-8", "strict")
    except (UnicodeEncodeError, LookupError):
        return text.translate(_ASCII)
    return text
