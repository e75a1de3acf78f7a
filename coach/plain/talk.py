"""Talk: saying lines and asking for lines, the same at a terminal, through a pipe and to a screen reader."""

import textwrap
from collections.abc import Iterable
from typing import TextIO

from ..dates import in_words, parse_date
from ..display import display
from ..lessons.given import Given

WIDTH = 76
COMMANDS = "At any question: ? repeats it, b goes back, k leaves the step out, s saves and stops."
LITERAL = "To answer with one of these letters alone, put a backslash before it: \\b"


class Told(Exception):
    """The person said something other than an answer."""


class Back(Told):
    """Go back a step."""


class Leave(Told):
    """Leave this step out."""


class Stop(Told):
    """Save and stop; also what the end of the input means."""


class Talk:
    """A conversation over two streams."""

    def __init__(self, inward: TextIO, outward: TextIO) -> None:
        self._inward = inward
        self._outward = outward
        self._said: list[str] = []  # since the last question, for `?`

    def say(self, text: str = "", indent: str = "") -> None:
        """Says a text: wrapped, paragraph by paragraph, made harmless."""
        for paragraph in display(text).splitlines() or [""]:
            hang = indent + ("  " if paragraph.startswith("- ") else "")
            lines = textwrap.wrap(paragraph, WIDTH, initial_indent=indent, subsequent_indent=hang) or [""]
            for line in lines:
                self._line(line)

    def numbered(self, labels: Iterable[str]) -> None:
        """Says labels as a numbered list."""
        for n, label in enumerate(labels, 1):
            text = textwrap.wrap(" ".join(display(label).split()), WIDTH - 4) or [""]
            self._line(f"{n:2}. {text[0]}")
            for line in text[1:]:
                self._line(f"    {line}")

    def ask(self, question: str) -> str:
        """Asks for one line.

        Raises:
            Told: the line was one of the commands, or the input has ended.
        """
        while True:
            answer = self._read(f"{display(question)} ").rstrip("\n").rstrip("\r")
            if answer.strip() == "?":
                for line in list(self._said):
                    self._write(line + "\n")
                continue
            self._said = []
            return self._checked(answer)

    def _checked(self, answer: str) -> str:
        told = {"b": Back, "k": Leave, "s": Stop}.get(answer.strip().lower())
        if told:
            raise told
        return answer.replace("\\", "", 1) if answer.strip().lower() in ("\\b", "\\k", "\\s", "\\?") else answer

    def ask_lines(self, question: str) -> str:
        """Asks for a text of several lines, ended by a line that is only a full stop."""
        self.say(question)
        lines: list[str] = []
        while True:
            line = self.ask(">")
            if line.strip() == ".":
                return "\n".join(lines).strip("\n")
            lines.append(line)

    def ask_number(self, question: str, low: int, high: int, now: int | None = None) -> int | None:
        """Asks for a whole number; an empty line keeps what there is."""
        while True:
            answer = self.ask(question + (f" [{now}]" if now is not None else "")).strip()
            if not answer:
                return now
            if answer.lstrip("-").isdigit() and low <= int(answer) <= high:
                return int(answer)
            self.say(f"A whole number from {low} to {high}, please.")

    def ask_numbers(self, question: str, count: int) -> list[int] | None:
        """Asks for some of the numbers 1 to `count`; None for an empty line."""
        while True:
            parts = self.ask(question).replace(",", " ").split()
            if not parts:
                return None
            if all(part.isdigit() and 1 <= int(part) <= count for part in parts):
                return [int(part) for part in parts]
            self.say(f"Numbers from 1 to {count}, please, with spaces between them.")

    def ask_date(self, question: str, given: Given, now: str | None) -> str | None:
        """Asks for a date in any of the ways people say one; says back which day it is."""
        while True:
            answer = self.ask(question + (f" [{now}]" if now else "")).strip()
            if not answer:
                return now
            day = parse_date(answer, given.today)
            if day:
                self.say(in_words(day))
                return day.isoformat()
            self.say("That is not a date I know. Try 2027-03-01, fri, next week, or in 3 months.")

    def ask_line(self, question: str, now: str = "") -> str:
        """Asks for a line; an empty one keeps what there is, a single hyphen empties it."""
        if now:
            self.say(f"(now: {now})")
        answer = self.ask(question).strip()
        return "" if answer == "-" else answer or now

    def go_on(self) -> None:
        """Waits until the person wants to go on."""
        self.ask("Press Enter to go on.")

    def _line(self, line: str) -> None:
        self._said.append(line)
        self._write(line + "\n")

    def _write(self, text: str) -> None:
        self._outward.write(text)
        self._outward.flush()

    def _read(self, question: str) -> str:
        self._write(question)
        line = self._inward.readline()
        if not line:
            self._write("\n")
            raise Stop
        return line
