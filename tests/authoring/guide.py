"""AUTHORING.md as data: its blocks, and the parts of it that the program writes.

Such a part stands between `<!-- made: codes -->` (or `<!-- shown: one-idea -->`, the picture of a step and what it
writes) and `<!-- end -->`. Everything else is written by hand; `test_guide` tries all of it.
"""

import difflib
import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.authoring.preview_steps import writes
from coach.lessons.codes import CODES, Code
from coach.lessons.kinds import Step, Value
from coach.lessons.lesson import Lesson
from coach.plan.plan import Plan
from coach.plan.records import RECORDS, Record
from coach.walk import Walk
from tests.helpers import MONDAY, counting

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "AUTHORING.md"
WIDE = 80
LONGEST = 100  # characters of a line of an example that are shown
GROUPS = {"C1": "The file itself", "C2": "Keys, types and values", "C3": "What refers to something else",
          "C4": "Advice", "C5": "Beside an earlier version", "C6": "Translations"}  # fmt: skip
CURES = {  # where neither an example nor the explanation says it
    "C104": "Save it again as UTF-8.", "C106": "Look at the path, or copy the file itself to its place.",
    "C109": "Write something into it, or take it away.", "C110": "Mend the first of them: many follow from one.",
    "C322": "Take one of these `requires` out.", "C415": "Look it over, and take the word fuzzy out.",
    "C416": "Translate what stands with an empty msgstr, or leave it so.", "C604": "Take one of the two out.",
    "C505": "Take it out of `was`, or take the other step out.",
}  # fmt: skip
EDITS = {
    "reword": "Other words", "take_part_out": "An option or row taken out",
    "rename_part": "An option or row renamed, with `was`",
    "add_part": "An option or row added", "remove": "The step taken out", "rename": "The step renamed, with `was`",
    "change_kind": "Another kind under the same id", "change_limits": "Other limits, another scale",
    "move": "The step moved", "insert": "A step put before it",
}  # fmt: skip
OURS = frozenset(Record.__struct_fields__)
HEAD = """\
format = 1
id = "@id@"
title = "An example"
track = "bike-shop"
module = "first-steps"
minutes = 10
audience = ["all"]
outcomes = ["see how it works"]
sources = ["Written from experience."]

"""

# --- the page -------------------------------------------------------------------------------

_FENCE = re.compile(r"^```(\w*) ?(\S*)\n(.*?)^```$|^<!-- (\w+)(?:: (.*?))? -->$", re.MULTILINE | re.DOTALL)
_MADE = re.compile(r"(^<!-- (?:made|shown): (\S+) -->\n)(.*?)(^<!-- end -->$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block or a remark: what it is (`toml`, `console`, `typed`), the file it names, and its text."""

    what: str
    file: str
    text: str
    line: int


def page() -> str:
    """The page as it stands."""
    return GUIDE.read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    """The blocks and remarks that are written by hand, in their order."""
    text = _MADE.sub(lambda found: found[1] + "\n" * found[3].count("\n") + found[4], text)
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found[4]:
            yield Block(found[4], "", found[5] or "", line)
        else:
            yield Block(found[1], found[2], found[3], line)


def made(text: str) -> dict[str, str]:
    """The parts that the program writes, by name."""
    return {found[2]: found[3] for found in _MADE.finditer(text)}


def remade(text: str, parts: Mapping[str, str]) -> str:
    """The page with these parts in their places."""
    return _MADE.sub(lambda found: found[1] + parts.get(found[2], found[3]) + found[4], text)


def is_steps(block: Block) -> bool:
    """Whether an example is steps without a head."""
    return block.what == "toml" and block.text.startswith("[[steps]]")


def kinds_section(text: str) -> str:
    """The chapter on the kinds of step."""
    return text[text.index("\n## The kinds of step") : text.index("\n## What steps share")]


def all_kinds(text: str) -> str:
    """The examples of that chapter as one lesson."""
    head = HEAD.replace("@id@", "every-kind")
    return head + "\n".join(block.text for block in blocks(kinds_section(text)) if is_steps(block))


# --- codes, tables, edits -------------------------------------------------------------------


def codes() -> str:
    """Every code with its meaning, and the lines in which right and wrong differ."""
    parts = []
    for prefix, title in GROUPS.items():
        parts.append(f"### {prefix}xx: {title}\n")
        parts += [_code(id, code) for id, code in CODES.items() if id.startswith(prefix)]
    return "\n" + "\n".join(parts) + "\n"


def _code(id: str, code: Code) -> str:
    said = " ".join([f"**{id} {code.title}.**", code.explanation, *([CURES[id]] if id in CURES else [])])
    words = textwrap.fill(said, WIDE, break_on_hyphens=False)
    lines = "".join(f"{line}\n" for line in _apart(code))
    return f"{words}\n" + (f"\n```diff\n{lines}```\n" if lines else "")


def _apart(code: Code) -> Iterator[str]:
    """The lines that are wrong, then those that are right; of many, the first two."""
    apart = [line for line in difflib.ndiff(code.wrong.splitlines(), code.right.splitlines()) if line[2:].strip()]
    for sign in "-+":
        some = [line[2:].strip() for line in apart if line[0] == sign]
        yield from (f"{sign}{_short(words)}" for words in ([*some[:2], "…"] if len(some) > 3 else some))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rstrip()} …"


def tables() -> str:
    """The tables of a plan with their fields."""
    return "\n" + "\n".join(_table(kind) for kind in RECORDS.values()) + "\n\n"


def _table(kind: type[Record]) -> str:
    fields = [name for name in kind.__struct_fields__ if name not in OURS]
    if not kind.one:
        fields.sort(key=lambda name: name != kind.label_field)
    words = f"- **{kind.table}**{'*' if kind.one else ''} ({kind.title}): {', '.join(fields)}"
    return textwrap.fill(words, WIDE, subsequent_indent="  ", break_on_hyphens=False)


def answers(lesson: Lesson) -> str:
    """An answer of each kind, as a test in a lesson gives it."""
    rows = {step.kind: f"{step.kind} = {_inline(ANSWERS[step.id])}" for step in lesson.steps if ANSWERS[step.id]}
    return "\n```text\n" + "\n".join(rows.values()) + "\n```\n\n"


def _inline(value: Any) -> str:
    """A value as TOML writes it on one line; of several tables in a list, the first."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_inline(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        more = isinstance(value[0], dict) and value[1:] if value else []
        return "[" + ", ".join(map(_inline, value[:1] if more else value)) + (", ...]" if more else "]")
    return json.dumps(value, ensure_ascii=False)


def edits() -> str:
    """What becomes of an answer, edit by edit: the table by which the program is tested."""
    from tests.lessons.test_survival import TABLE

    rows = [f"| {EDITS[edit.__name__]} | {' | '.join(_effect(one) for one in effects)} |" for edit, *effects in TABLE]
    head = ["| the edit | a choice | a text | a scale |", "|---|---|---|---|"]
    return "\n" + "\n".join([*head, *rows]) + "\n\n"


def _effect(effect: str) -> str:
    return "in the attic" if effect == "attic" else effect


# --- the pictures, and what is written ------------------------------------------------------

PLAN: dict[str, dict[str, dict[str, Any]]] = {
    "profile": {"profile": {"name": "Noa", "current_role": {"title": "Mechanic", "organisation": "Spoke and Son"}}},
    "skills": {"s1": {"name": "Truing wheels"}, "s2": {"name": "Talking with customers"},
               "s3": {"name": "Repairing saddles"}},
    "people": {"p1": {"name": "Jo"}, "p2": {"name": "Mira"}},
    "next_steps": {"n1": {"text": "Ask Jo for a quarter of an hour", "due": "2026-10-20", "status": "todo"},
                   "n2": {"text": "Note what customers ask", "due": "2026-11-27", "status": "doing"}},
}  # fmt: skip

ANSWERS: dict[str, Value] = {
    "one-idea": {},
    "first-question": {"guess": "When it is ready"},
    "so-far": {},
    "a-good-day": {"text": "The man with the cargo bike. I drew the chain line on\ncardboard, and he laughed."},
    "ideas": {"items": [{"id": "i1", "text": "Hand bikes over myself"},
                        {"id": "i2", "text": "Take the phone for an hour"},
                        {"id": "i3", "text": "Run a puncture evening"}]},
    "your-week": {"rows": [{"name": "Punctures", "routine": 5}, {"name": "Finding noises", "routine": 1}]},
    "a-goal": {"fields": {"name": "Hand over every bike I repaired", "measure": "My name on the tag",
                          "due": "2027-03-01"}},
    "state": {"chosen": ["settled"]},
    "which-one": {"chosen": ["seen"]},
    "at-the-counter": {"ratings": {"show": 4, "words": 2, "ask": 3}},
    "skills-trend": {"bucket_of": {"s1": "steady", "s2": "rising", "s3": "fading"}},
    "what-counts": {"points": {"people": 6, "pay": 3, "evenings": 1}},
    "before-you-speak": {"done": {"part": "", "price": ""}},
    "best-first": {"order": ["i1", "i3", "i2"]},
    "who-helps": {"chosen": ["p1"], "added": []},
    "still-true": {"decisions": [{"table": "next_steps", "id": "n1", "action": "drop",
                                  "reason": "we talked on the way home"},
                                 {"table": "next_steps", "id": "n2", "action": "keep"}]},
    "two-stops": {"stops": [{"name": "Every bike I repair, I hand over", "when": "2027-06", "lane": "role"},
                            {"name": "Explain without names of parts", "when": "next", "lane": "skills"}]},
    "effort-effect": {"positions": {"i1": {"x": 2, "y": 4}, "i2": {"x": 1, "y": 2}, "i3": {"x": 5, "y": 5}}},
    "weigh": {"scores": {"i1": {"people": 4, "pay": 2, "evenings": 4}, "i2": {"people": 3, "evenings": 5},
                         "i3": {"people": 5, "pay": 3, "evenings": 1}}, "gut": "the puncture evening"},
    "this-week": {"facts": [{"check": "C3", "about": ["next_steps/n1"], "fact": "So far: 1 step let go.",
                             "means": "I talk better than I plan", "could_also_mean": "it was too large"}]},
    "play": {"path": [{"node": "t1", "choice": "b"}, {"node": "t3", "choice": "a"}],
             "thoughts": {"yours": "That I did not have the time to look."}},
    "try-it": {"outcome": "done", "note": "Whether she could ride home on it."},
    "the-sign": {"pairs": [{"cue": "a bike is ready", "act": "I wheel it out and wait for its owner", "for": ""}]},
    "one-step": {"steps": [{"text": "Hand over the tandem on Friday", "due": "2026-11-27",
                            "done_looks_like": "its owner has seen the old chain"}]},
    "look-again": {"first_on": "2026-12-23", "every": "P1M"},
    "on-paper": {"included": ["profile", "next_steps"]},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """A step as it is answered in the guide: the walk at that moment, and what stands in the field."""

    step: Step
    walk: Walk
    raw: Value


def stands(lesson: Lesson) -> Iterator[Stand]:
    """Walks the lesson of every kind, with the guide's answers."""
    plan, new_id = Plan(), counting()
    for table, records in PLAN.items():
        for id, fields in records.items():
            plan = plan.changed(table, id, fields)
    for step in lesson.steps:
        walk = Walk(lesson, plan, MONDAY, new_id)
        raw = {**step.prefill(walk.given), **ANSWERS[step.id]}
        yield Stand(step, walk, raw)
        outcome = walk.answer(step, raw)
        for change in getattr(outcome, "changes", ()):
            plan = plan.changed(change.table, change.id, change.new)


def written(stand: Stand) -> str:
    """What a step writes, as the preview tells it."""
    found = writes(stand.walk, stand.step, stand.raw)
    assert not found.refused, (stand.step.id, found.refused)
    lines: list[str] = []
    for record in found.records:
        lines.append(f"{record.table}  {record.way}")
        for name, words in record.fields:
            lines += textwrap.wrap(f"  {name} = {words}", WIDE - 4, subsequent_indent="    ")
    return "\n".join(lines)


def shown(stand: Stand, picture: str) -> str:
    """The part of the page on one step."""
    told = written(stand)
    after = f"It writes:\n\n```text\n{told}\n```\n" if told else "It writes nothing into the plan.\n"
    return f"\n```text\n{picture}\n```\n\n{after}\n"
