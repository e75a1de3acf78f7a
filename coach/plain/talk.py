"""Talk: questions of every kind over a voice. Each says what it wants to hear, and asks again until it has heard it."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from ..dates import in_words, parse_date
from ..words import marked, said, said_of
from .voice import Voice, meant

_WHOLE = re.compile(r"-?\d{1,6}")
_AMOUNT = re.compile(r"-?\d{1,12}([.,]\d{1,6})?")
EMPTIES = "-"
BRIEF = 40  # characters that may stand in a question
YES, NO = ("y", "yes"), ("n", "no")
LEAVES = marked("Enter leaves it out")


class Talk(Voice):
    """A conversation over two streams."""

    def ask_line(self, question: str, now: str = "", needed: bool = False, enter: str = "") -> str:
        """Asks for a line. An empty one keeps what there is, a hyphen empties it."""
        long = "\n" in now or len(now) > BRIEF
        keeps = said("Enter keeps it") if long else said("Enter keeps “{answer}”", answer=now)
        if now and long:
            self.say(said("So far:"))
            self.say(now, "  ")
        while True:
            line = self.ask(asking(question, keeps if now else enter))
            if line.strip() == EMPTIES and not needed:
                return ""
            answer = now if not line.strip() else meant(line).strip()
            if answer or not needed:
                return answer
            self.retry(said("This one is needed. To leave out the whole step, type k."))

    def ask_lines(self, keep: Callable[[str], None], before: str = "", needed: bool = True) -> None:
        """Asks for lines, after those that are there, until one is only a full stop. `keep` gets what there is."""
        lines = before.split("\n") if before else []
        while (line := self.ask(said("Line {n}:", n=len(lines) + 1))).strip() != ".":
            if not lines and not line.strip():
                if not needed:
                    return
                self.retry(said("There is nothing in it yet. To leave out the whole step, type k."))
                continue
            lines.append(meant(line))
            keep("\n".join(lines).strip("\n"))

    def ask_number(
        self, question: str, low: int, high: int, now: int | None = None, needed: bool = True, enter: str = "",
        called: str = "",
    ) -> int | None:  # fmt: skip
        """Asks for a whole number. An empty line keeps what there is; where none is needed, a hyphen empties it."""
        now = now if now is not None and low <= now <= high else None
        kept = _keeps(called or now) if now is not None else enter or ("" if needed else said(LEAVES))
        while True:
            answer = self.ask(asking(question, said("{low} to {high}", low=low, high=high), kept)).strip()
            if not answer and (now is not None or not needed):
                return now
            if answer == EMPTIES and not needed:
                return None
            if _WHOLE.fullmatch(answer) and low <= int(answer) <= high:
                return int(answer)
            self.retry(said("A whole number from {low} to {high}, please.", low=low, high=high))

    def ask_amount(self, question: str, low: float | None, high: float | None, now: str, needed: bool) -> str:
        """Asks for a number that may have decimals; gives it as it was typed, or an empty text."""
        limits = _limits(low, high)
        kept = _keeps(now) if now else "" if needed else said(LEAVES)
        while True:
            answer = self.ask(asking(question, limits, kept)).strip()
            if not answer and (now or not needed):
                return now
            if answer == EMPTIES and not needed:
                return ""
            if _AMOUNT.fullmatch(answer) and _within(float(answer.replace(",", ".")), low, high):
                return answer
            self.retry(said("This wants {what}.", what=limits))

    def ask_numbers(
        self, question: str, count: int, least: int = 0, most: int | None = None, now: Sequence[int] = (),
        called: str = "",
    ) -> list[int]:  # fmt: skip
        """Asks for some of the numbers 1 to `count`, in the order in which they are given."""
        most = count if most is None else min(most, count)
        least = min(least, most)
        kept = _keeps(called or _listed(now)) if now else "" if least else said("Enter means none")
        none = said("a hyphen means none") if now and not least else ""
        while True:
            answer = self.ask(asking(question, _how_many(least, most), kept, none))
            numbers, why = _numbers(answer.replace(",", " ").replace(";", " ").split(), count, least, most)
            if not answer.strip() and now:
                return list(now)
            if answer.strip() == EMPTIES and not least:
                return []
            if not why:
                return numbers
            self.retry(why)

    def choose(
        self, question: str, labels: Sequence[str], now: int | None = None, needed: bool = True,
        helps: Sequence[str] = (), enter: str = "",
    ) -> int | None:  # fmt: skip
        """Numbers the labels and asks for one of them; gives its place, from 0."""
        self.number(labels, helps)
        called = "" if now is None or len(labels[now]) > BRIEF else said("“{answer}”", answer=labels[now])
        at = None if now is None else now + 1
        number = self.ask_number(question, 1, len(labels), at, needed, enter, called)
        return None if number is None else number - 1

    def ask_yes(self, question: str, now: bool | None = None, needed: bool = False) -> bool | None:
        """Asks for yes or no."""
        means = said("Enter means {answer}", answer=_yes(bool(now)))
        kept = "" if needed and now is None else means if now is not None else said(LEAVES)
        yes, no = (*YES, said("y"), said("yes")), (*NO, said("n"), said("no"))
        while True:
            answer = self.ask(asking(question, said("y or n"), kept)).strip().lower()
            if not answer and (now is not None or not needed):
                return now
            if answer == EMPTIES and not needed:
                return None
            if answer in yes + no:
                return answer in yes
            self.retry(said("y for yes or n for no, please."))

    def ask_key(self, question: str, keys: str) -> str:
        """Asks for Enter or one of some letters; gives the letter, or an empty text."""
        while True:
            answer = self.ask(f"{question}:").strip().lower()
            if len(answer) <= 1 and answer in keys:
                return answer
            self.retry(said("Enter or {keys}, please.", keys=said(" or ").join(keys)))

    def ask_date(self, question: str, today: dt.date, now: str | None, needed: bool = False) -> str | None:
        """Asks for a date in any of the ways people say one; says back which day it is."""
        now = now if now and _day(now) else None
        kept = _keeps(_day(now)) if now else "" if needed else said(LEAVES)
        while True:
            answer = self.ask(asking(question, said("a date"), kept)).strip()
            if not answer and (now or not needed):
                return now
            if answer == EMPTIES and not needed:
                return None
            day = parse_date(answer, today)
            if day:
                self.say(f"{in_words(day)}.")
                return day.isoformat()
            self.retry(said("A date, please, such as 2027-03-01, fri, next week or in 3 months."))

    def item(self, n: int, of: int, label: str, help: str = "") -> None:
        """Says which of several things is meant now, and a word of help on it."""
        self.say(said("{n} of {of}: {label}", n=n, of=of, label=label) if of > 1 else label)
        if help:
            self.say(help, "  ")

    def go_on(self) -> None:
        """Waits until the person wants to go on."""
        self.ask(said("Press Enter to go on."))

    def nothing(self, to_do: str) -> None:
        """Says that a step has nothing to work with, and waits."""
        said_so = said("There is nothing {to_do} yet, because what it builds on was left out.", to_do=said(to_do))
        self.say(said_so)
        self.go_on()


def asking(question: str, *notes: str) -> str:
    """A question with what kind of answer it wants: `By when? (a date, Enter leaves it out)`."""
    said = ", ".join(note for note in notes if note)
    end = "" if question.endswith("?") else ":"
    return f"{question} ({said}){end}" if said else f"{question}{end}"


def several(count: int, one: str, many: str = "") -> str:
    """`1 line`, `6 lines`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def minutes(count: int) -> str:
    """`1 minute`, `12 minutes`."""
    return said_of(count, "{n} minute", "{n} minutes")


def capital(text: str) -> str:
    """A text that begins with a capital letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text that ends like a sentence, so that a voice pauses after it."""
    return text if text.rstrip("”’\"') ").endswith((".", "?", "!", ":", "…")) else f"{text}."


def _keeps(what: object) -> str:
    return said("Enter keeps {answer}", answer=what)


def _yes(value: bool) -> str:
    return said("yes") if value else said("no")


def _day(iso: str) -> str:
    try:
        return in_words(dt.date.fromisoformat(iso))
    except ValueError:
        return ""


def _listed(numbers: Sequence[int]) -> str:
    first, last = ", ".join(map(str, numbers[:-1])), str(numbers[-1])
    return said("{first} and {last}", first=first, last=last) if first else last


def _how_many(least: int, most: int) -> str:
    if most == 1:
        return said("one number")
    up_to = said("{low} to {high}", low=least, high=most) if least else said("up to {n}", n=most)
    return said("{count} numbers, spaces between them", count=most if least == most else up_to)


def _numbers(parts: list[str], count: int, least: int, most: int) -> tuple[list[int], str]:
    """The numbers, each once, and why they are no answer."""
    if not all(_WHOLE.fullmatch(part) and 1 <= int(part) <= count for part in parts):
        return [], said("Numbers from 1 to {n}, please, with spaces between them.", n=count)
    numbers = list(dict.fromkeys(int(part) for part in parts))
    if len(numbers) < least:
        return [], said("At least {n}, please.", n=least)
    return numbers, said("At most {n}, please.", n=most) if len(numbers) > most else ""


def _limits(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return said("a number from {low} to {high}", low=f"{low:g}", high=f"{high:g}")
    if low is None:
        return said("a number") if high is None else said("a number, at most {n}", n=f"{high:g}")
    return said("a number, at least {n}", n=f"{low:g}")


def _within(number: float, low: float | None, high: float | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)
