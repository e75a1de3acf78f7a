"""What stands below one heading of an author's notes, as steps of a lesson.

- A list of tasks is a choice: a tick marks what is right, and text below an entry is its feedback.
- A short paragraph that ends with a question mark, or such a heading, is a question to answer in words.
- A list in which each entry is a question is a form with a field for each.
- All else is text to read. A few words of it before or after a question become the question's help.
"""

import math
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..lessons.kinds import KINDS
from .naming import LONGEST_TITLE, as_id
from .notes import Block, Entries, Entry, Paragraph

Step = dict[str, Any]
MOST_WORDS = 140  # in one reading step
WORDS_A_MINUTE = 200
LONGEST_HELP = 60  # words
_LONGEST_QUESTION = 40  # words
_LONGEST_LABEL, _LONGEST_FIELD, _MOST_FIELDS = 500, 80, 8  # characters, characters, questions in one form
_COLUMNS = 100
_BEGINS = re.compile(r"[-*+#>=`~]|\d{1,9}[.)]")  # what would begin another block at the beginning of a line


class Section:
    """One heading and the steps that it becomes."""

    def __init__(self, heading: str, titles: bool = False) -> None:
        self.heading = heading
        self.asked = titles  # the lesson's own title asks nothing
        self.made: list[Step] = []
        self.waiting: list[str] = []  # text to read that no step holds yet
        self.last = ""  # the last paragraph of it, when it may be what introduces a list of tasks

    def steps(self, blocks: list[Block]) -> list[Step]:
        """The steps for what stands below the heading."""
        for block in blocks:
            if isinstance(block, Entries):
                self._list(block)
            elif isinstance(block, Paragraph):
                self._paragraph(block)
        if asks(self.heading) and not self.asked and not self.last:
            self._ask({"kind": "text", "prompt": self.heading})
        self._read()
        return self.made

    def _paragraph(self, block: Paragraph) -> None:
        plain = block.text.plain
        if any(asks(line) for line in plain.split("\n")) and count(plain) <= _LONGEST_QUESTION:
            self._settle()
            self.last = plain.replace("\n", " ")  # a list of tasks may follow, and then it asks for one of them
        else:
            self._settle()
            self.waiting.append(block.text.marked)

    def _list(self, block: Entries) -> None:
        if block.tasks:
            self._choice(block)
        elif all(asks(entry.text.plain) for entry in block.entries):
            self._settle()
            self._questions(block)
        else:
            self._settle()
            marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.entries) + 1)]
            self.waiting.append("\n".join(map(_as_typed, marks, block.entries)))

    def _settle(self) -> None:
        """A question that was waiting for a list is one to answer in words."""
        if self.last:
            prompt, self.last = self.last, ""
            self._ask({"kind": "text", "prompt": prompt})

    def _choice(self, block: Entries) -> None:
        prompt, self.last = self.last or (self.heading if asks(self.heading) else ""), ""
        right = [entry.done for entry in block.entries]
        options: list[Step] = []
        for entry in block.entries:
            option: Step = {"id": entry.text.plain, "label": cut(entry.text.plain, _LONGEST_LABEL)}
            if len(entry.text.plain) > _LONGEST_LABEL:
                option["help"] = entry.text.plain
            if any(right) and not all(right):
                option["right"] = bool(entry.done)
            options.append(option | ({"feedback": entry.below} if entry.below else {}))
        give_ids(options)
        many = {"many": True} if 1 < sum(map(bool, right)) < len(right) else {}
        self._ask({"kind": "choice", "prompt": prompt or "Which of these comes nearest?", **many, "options": options})

    def _questions(self, block: Entries) -> None:
        questions = [entry.text.plain for entry in block.entries]
        if 1 < len(questions) <= _MOST_FIELDS and all(len(question) <= _LONGEST_FIELD for question in questions):
            fields = [{"id": question, "label": question, "type": "long"} for question in questions]
            for entry, spec in zip(block.entries, fields, strict=True):
                spec |= {"hint": entry.below.replace("\n", " ")} if entry.below else {}
            give_ids(fields, "_")
            self._ask({"kind": "form", "fields": fields})
            return
        for entry in block.entries:
            self._ask({"kind": "text", "prompt": entry.text.plain} | ({"help": entry.below} if entry.below else {}))

    def _ask(self, step: Step) -> None:
        """A question, with what was to be read before it: a little as its help, more as a step of its own."""
        words = count(" ".join(self.waiting))
        helping = " ".join(" ".join(self.waiting).split()) if 0 < words <= LONGEST_HELP else ""
        if helping:
            self.waiting = []
        self._read()
        self.asked = True
        title = self.heading if not self.made else step.get("prompt", self.heading)
        self.made.append({"id": title, "kind": "", "title": cut(title), **step})
        if helping:
            self.made[-1] = _with_help(self.made[-1], helping)

    def _read(self) -> None:
        """What waits to be read, as one or more steps; a few words after a question belong to it."""
        self._settle()
        words = " ".join(" ".join(self.waiting).split())
        asked = self.made[-1] if self.made and self.made[-1]["kind"] != "read" else None
        if asked and not asked.get("help") and 0 < count(words) <= LONGEST_HELP:
            self.made[-1], self.waiting = _with_help(asked, words), []
        parts = list(_screens(self.waiting))
        for n, part in enumerate(parts, 1):
            title = self.heading if n == 1 else f"{self.heading[:70]} ({n})"
            self.made.append({"id": title, "kind": "read", "title": cut(title), "text": _wrapped(part)})
        self.waiting = []


def _as_typed(mark: str, entry: Entry) -> str:
    """An entry of a list, with what stands below it."""
    below = "".join(f"\n{' ' * (len(mark) + 1)}{line}" for line in entry.below.splitlines())
    return f"{mark} {entry.text.marked}{below}"


def _with_help(step: Step, words: str) -> Step:
    """The step with its help where authors look for it: before what is chosen or filled in."""
    first: Step = {key: step[key] for key in ("id", "kind", "title", "prompt") if key in step}
    return {**first, "help": words, **{key: value for key, value in step.items() if key not in first}}


def asks(words: str) -> bool:
    """Whether a line ends with a question mark, whatever closes after it."""
    return words.rstrip(" *_)”’\"'").endswith(("?", "？"))  # noqa: RUF001 - the full-width mark is one, too


def cut(words: str, most: int = LONGEST_TITLE) -> str:
    """Words that fit into so many characters, cut between two of them."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    return (words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") or words[: most - 1]) + "…"


def minutes(steps: list[Step]) -> int:
    """How long the steps take: reading at a careful pace, answering as long as it usually takes."""
    words = sum(count(str(step.get(key, ""))) for step in steps for key in ("text", "prompt", "help"))
    asked = sum(KINDS[step["kind"]].usual_minutes for step in steps if step["kind"] != "read")
    return max(1, min(120, math.ceil(words / WORDS_A_MINUTE + asked)))


def count(words: str) -> int:
    """How many words there are."""
    return len(words.split())


def _screens(paragraphs: list[str]) -> Iterator[list[str]]:
    """Paragraphs in groups that fit on a screen; one that is too long by itself stays whole."""
    group: list[str] = []
    for paragraph in paragraphs:
        if group and count(" ".join([*group, paragraph])) > MOST_WORDS:
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _wrapped(paragraphs: list[str]) -> str:
    """Paragraphs in lines of a width that is read well in an editor. In a lesson, lines of a paragraph are one."""
    return "\n\n".join("\n".join(_lines_of(line) for line in paragraph.split("\n")) for paragraph in paragraphs) + "\n"


def _lines_of(line: str) -> str:
    lines = textwrap.wrap(line, _COLUMNS, break_long_words=False, break_on_hyphens=False)
    return line if len(lines) < 2 or any(_BEGINS.match(part) for part in lines[1:]) else "\n".join(lines)


def give_ids(rows: list[Step], joint: str = "-") -> None:
    """Makes ids of what stands there as the id; each once."""
    taken: Counter[str] = Counter()
    for n, row in enumerate(rows, 1):
        base = as_id(cut(row["id"], 40).rstrip("…"), f"part-{n}")
        base = base if joint == "-" or base[0].isalpha() else f"part-{n}"
        id = base
        while taken[id]:
            taken[base] += 1
            id = f"{base}-{taken[base]}"
        taken[id] += 1
        row["id"] = id.replace("-", joint)
