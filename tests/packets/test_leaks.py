"""What somebody keeps to themselves is in no packet that goes back, whatever they wrote, and wherever."""

import itertools
import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.exports.visible import visible
from coach.packets import form, rows
from coach.plan.events import Change, Event, apply
from coach.plan.plan import Plan
from tests.helpers import MONDAY

LESSONS = ("start-here", "my-week")
TEXTS = {"goals": ("name", "why"), "constraints": ("statement",), "reflections": ("text",), "people": ("name", "note"),
         "next_steps": ("text", "learned"), "options": ("name", "unknowns"), "risks": ("what",)}  # fmt: skip
SEEN = st.sampled_from(["private", "coach", None])
RECORD = st.tuples(st.sampled_from(sorted(TEXTS)), SEEN, st.sampled_from([*LESSONS, "elsewhere"]))
ANSWER = st.tuples(st.sampled_from([*LESSONS, "elsewhere"]), SEEN, st.lists(st.integers(0, 5), max_size=2))


def words(text: str) -> set[str]:
    """The marked words of a text."""
    return set(re.findall("secret[0-9]+x", text))


@settings(max_examples=40, deadline=None)
@given(st.lists(RECORD, max_size=6), st.lists(ANSWER, max_size=6), st.sets(st.integers(0, 5)))
def test_no_private_word_leaves(records: list, answers: list, chosen: set[int]) -> None:
    marks, found, prompts = (f"secret{n}x" for n in itertools.count()), [], []
    for n, (table, seen, lesson) in enumerate(records):
        texts = {name: next(marks) for name in (*TEXTS[table], "of_a_newer_version")}
        found.append(Change(table, f"r{n}", {**texts, "visibility": seen, "source": f"{lesson}/s"}))
    for n, (lesson, seen, refers) in enumerate(answers):
        prompts.append(next(marks))
        value = {"text": next(marks), "picked": [f"r{one}" for one in refers]}
        told = {"kind": "text", "value": value, "visibility": seen, "prompt": prompts[-1]}
        found.append(Change("answers", f"{lesson}/s{n}", told))
    found += [Change("progress", one, {"title": "A lesson", "step": next(marks)}) for one in (*LESSONS, "elsewhere")]
    event = Event(id="e", at=MONDAY, what="changed", changes=tuple(found))
    plan = apply(Plan(), event)
    picked = {change.id: change for n, change in enumerate(c for c in found if c.table == "answers") if n in chosen}
    copy = rows.shared(plan, LESSONS, picked)
    sent, withheld = rows.of_lessons(plan, copy, LESSONS, [], [event])
    made = msgspec.json.encode(form.Return(assignment="a" * 20, rows=sent, withheld=withheld)).decode()
    may = visible(plan, "coach").plan
    open_to_see = str([may.fields(one.table, one.id) for one in found if one.table != "progress"])
    open_to_see += str([one.new for id, one in picked.items() if id.partition("/")[0] in LESSONS])
    private = words(str(found)) - (words(open_to_see) - set(prompts))
    assert not [mark for mark in private if mark in made]
