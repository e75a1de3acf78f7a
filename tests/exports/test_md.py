"""The Markdown document: what stands in it, in which order, and in which words."""

from typing import Any

import pytest

from coach.exports import EXPORTS, Audience, Document, export
from coach.exports.sittings import sittings
from coach.exports.words import Told, described, rhythm
from coach.plan.plainly import plain_lines
from coach.plan.plan import Plan
from coach.plan.records import RECORDS, AgreedGoal, Agreement, NextStep, Profile, Role, Skill
from tests.helpers import HOSTILE, MONDAY, course

LIBRARY = course()


def plan(**tables: dict[str, dict[str, Any]]) -> Plan:
    """A plan from plain rows."""
    made = Plan()
    for table, rows in tables.items():
        for id, fields in rows.items():
            made = made.changed(table, id.replace("__", "/"), fields)
    return made


def document(made: Plan, audience: Audience = "me") -> Document:
    return export(EXPORTS["md"], made, LIBRARY, audience, MONDAY)


def section(text: str, title: str) -> str:
    """What stands below a heading of the second level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0].strip()


def test_head_says_whose_and_for_whom() -> None:
    made = plan(profile={"profile": {"name": "Maya # [x]"}})
    assert document(made).text.startswith(
        "# Career plan: Maya \\# \\[x\\]\n\n"
        "Written on Monday 23 November 2026, for your own eyes: private things are in it.\n"
    )
    assert "for your coach: what is private was left out" in document(made, "coach").text
    assert document(made, "shareable").text.startswith("# Career plan\n")


def test_next_steps_in_order_with_reasons() -> None:
    steps: dict[str, Any] = {
        "a": {"text": "Later", "due": "2026-12-24"},
        "b": {"text": "Soon", "due": "2026-11-24", "goal": "g", "done_looks_like": "a date is set", "size": "15m"},
        "c": {"text": "Over", "status": "done", "done_on": "2026-11-01", "learned": "ask early"},
        "d": {"text": "Gone", "status": "dropped", "dropped_reason": "the post was filled"},
    }
    text = document(plan(next_steps=steps, goals={"g": {"name": "Lead"}})).text
    assert section(text, "Next steps") == (
        "1. **Soon**: due tomorrow; serves “Lead”\n   - Done when: a date is set\n   - How long: 15 minutes\n"
        "2. **Later**: due on 24 December\n\n"
        "### Done\n\n- **Over** (1 November 2026): ask early\n\n### Let go\n\n- **Gone**: the post was filled"
    )


def test_the_order_of_the_parts() -> None:
    rows: dict[str, Any] = {
        "profile": {"profile": {"state": "growing"}}, "next_steps": {"a": {"text": "x"}}, "goals": {"b": {"name": "x"}},
        "if_thens": {"c": {"cue": "x", "act": "y"}}, "successes": {"d": {"what": "x"}}, "people": {"e": {"name": "x"}},
        "review_schedule": {"f": {"what": "x"}}, "assessments": {"g": {"instrument": "drift", "ratings": {"x": 1}}},
        "answers": {"start-here__moves": {"kind": "text", "value": {"text": "x"}}}, "progress": {"start-here": {}},
        "reflections": {"h": {"text": "x"}},
    }  # fmt: skip
    titles = [line[3:] for line in document(plan(**rows)).text.splitlines() if line.startswith("## ")]
    assert titles == [
        "Where I am now",
        "Next steps",
        "If-then plans",
        "Goals",
        "Successes",
        "People",
        "When to look again",
        "Assessments",
        "Answers, lesson by lesson",
        "Journal",
    ]


def test_every_table_has_a_part() -> None:
    for table, kind in RECORDS.items():
        fields: dict[str, Any] = {kind.label_field: "words"} if kind.label_field else {}
        text = document(plan(**{table: {table if kind.one else "x": fields}})).text
        assert (f"\n## {kind.title}\n" in text) == (table != "settings")


def sitting(day: str, x: int, **more: Any) -> dict[str, Any]:
    scale = {"min": 0, "max": 10, "low": "not at all", "high": "fully"}
    return {"instrument": "work-wheel", "taken_on": day, "ratings": {"x": x, "y": 5}, "scale": scale,
            "names": {"x": "Learning | growing", "y": "Pay"}, **more}  # fmt: skip


def test_assessments_stand_beside_the_last_time() -> None:
    rows = {
        "a": sitting("2026-05-01", 4),
        "b": sitting("2026-11-01", 7, second={"x": 9}, second_name="importance", first_name="now"),
        "c": sitting("2026-11-02", 1, instrument="other", instrument_version=2),
    }
    assert (
        section(document(plan(assessments=rows)).text, "Assessments")
        == """\
### Work wheel

|                     | now (1 November 2026) | last time (1 May 2026) | importance |
| ------------------- | --------------------: | ---------------------: | ---------: |
| Learning \\| growing |                     7 |                      4 |          9 |
| Pay                 |                     5 |                      5 |            |

0: not at all; 10: fully

Widest gap: Learning \\| growing (now 7, importance 9).

Since 1 May 2026: Learning \\| growing 4 to 7.

### Other

|                     | now (2 November 2026) |
| ------------------- | --------------------: |
| Learning \\| growing |                     1 |
| Pay                 |                     5 |

0: not at all; 10: fully"""
    )


@pytest.mark.parametrize("other", [{"instrument_version": 2}, {"scale": {"min": 1, "max": 5}}, {"scale": None}])
def test_what_cannot_be_compared_is_not(other: dict[str, Any]) -> None:
    rows = {"a": sitting("2026-01-01", 2), "b": sitting("2026-05-01", 4, **other), "c": sitting("2026-11-01", 7)}
    (now,) = sittings(plan(assessments=rows))
    assert now.last is not None
    assert now.last.id == "a"
    again = {**rows, "d": sitting("2026-11-20", 8)}
    last = sittings(plan(assessments=again))[0].last
    assert last is not None
    assert last.id == "c", "of those that compare, the one just before"
    alone = {"b": rows["b"], "c": rows["c"]}
    assert sittings(plan(assessments=alone))[0].last is None


def test_answers_in_the_words_of_their_step() -> None:
    answers: dict[str, Any] = {
        "start-here__drift-check": {
            "kind": "scale",
            "value": {"ratings": {"my-choice": 3}, "names": {"my-choice": "My last move was my own choice"}},
            "prompt": "How true is each of these for Maya?",
            "at": "2026-11-20T10:00:00Z",
        },
        "start-here__gone": {
            "kind": "text",
            "value": {"text": "one\n\n# two", "record": "zzz"},
            "prompt": "A step that is gone",
        },
        "start-here__left": {"kind": "text", "skipped": True, "reason": "not *now*", "prompt": "Another"},
        "nowhere__x": {
            "kind": "list",
            "value": {"items": [{"id": "abc", "text": "first"}]},
            "prompt": "A lesson that is gone",
        },
    }
    made = plan(answers=answers, progress={"start-here": {}, "nowhere": {}})
    assert (
        section(document(made).text, "Answers, lesson by lesson")
        == """\
### Open the box

**How true is each of these for Maya?** (20 November 2026)

- My last move was my own choice: 3

#### From steps that this lesson no longer has

**A step that is gone**

> one
>
> \\# two

**Another**

Left out: not \\*now\\*

### nowhere

**A lesson that is gone**

- first"""
    )


def test_an_answer_of_a_strange_shape_is_shown_all_the_same() -> None:
    values: list[Any] = [
        {"ratings": 3},
        {"ratings": ["x"]},
        {"text": {"a": 1}},
        {"chosen": 7},
        {"pairs": "x"},
        {"items": [1]},
        {"path": None},
        {"deep": [{"a": [{"b": "c"}]}]},
    ]
    for kind, step in (("scale", "drift-check"), ("text", "moves")):
        for value in values:
            rows = {f"start-here__{step}": {"kind": kind, "value": value}}
            assert document(plan(answers=rows, progress={"start-here": {}})).text


def test_an_answer_to_what_was_another_kind_of_step_is_not_put_into_its_words() -> None:
    value = {"ratings": {"my-choice": 3}, "names": {"my-choice": "Mine"}}
    rows = {"start-here__drift-check": {"kind": "allocate", "value": value}}
    assert "- Mine: 3" in document(plan(answers=rows, progress={"start-here": {}})).text
    rows = {"start-here__drift-check": {"kind": "list", "value": {"items": [{"id": "a", "text": "an item"}]}}}
    assert "- an item" in document(plan(answers=rows, progress={"start-here": {}})).text


def test_plain_lines_name_what_they_can() -> None:
    value = {
        "chosen": ["a", "b"],
        "labels": {"a": "First", "b": "Second"},
        "tries": 2,
        "record": "zzz",
        "correct": True,
    }
    assert list(plain_lines(value)) == ["First", "Second", "Correct: yes"]
    rated = {"ratings": {"x": 3}, "names": {"x": "Learning"}, "record": "zzz"}
    assert list(plain_lines(rated)) == ["Learning: 3"]
    assert list(plain_lines({"bucket_of": {"a": "b1"}, "labels": {"a": "Card"}})) == ["Card: b1"]
    assert list(plain_lines({"pairs": [{"id": "q", "cue": "it rains", "act": "I read", "for": ""}]})) == [
        "it rains; I read"
    ]


def test_a_journal_entry_is_not_told_twice() -> None:
    rows: dict[str, Any] = {
        "answers": {"start-here__moves": {"kind": "text", "value": {"text": "TWICE"}, "writes": ["reflections/r1"]}},
        "reflections": {"r1": {"text": "TWICE"}, "r2": {"text": "ONCE", "on": "2026-11-01", "prompt": "Why?"}},
        "progress": {"start-here": {}},
    }
    text = document(plan(**rows)).text
    assert text.count("TWICE") == 1
    assert section(text, "Journal") == "### Sunday 1 November 2026\n\n**Why?**\n\n> ONCE"


def test_what_is_left_out_stands_at_the_end() -> None:
    rows: dict[str, Any] = {
        "people": {"a": {"name": "x", "note": "n"}, "b": {"name": "y"}},
        "goals": {"c": {"name": "z"}},
    }
    assert document(plan(**rows)).text.endswith(
        "## Not in this copy\n\n- Notes on people: 1 (these never leave your plan)\n"
    )
    assert document(plan(**rows), "coach").text.endswith("## Not in this copy\n\n- People: 2\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    from coach.display import display

    rows: dict[str, Any] = {
        "profile": {"profile": {"name": text, "statement": text}},
        "next_steps": {"a": {"text": text, "why": text}},
        "goals": {"b": {"name": text}},
        "reflections": {"c": {"text": text, "prompt": text}},
        "assessments": {"d": {"instrument": text, "ratings": {text: 1.5}, "note": text, "first_name": text}},
        "answers": {"start-here__moves": {"kind": "text", "value": {"text": text}, "prompt": text}},
        "progress": {"start-here": {}},
    }
    out = document(plan(**rows)).text
    assert display(out) == out
    assert "[b]" not in out
    assert "\n# not a heading" not in out


# --- records in words ------------------------------------------------------------------


def test_a_record_in_words() -> None:
    role = Role(title="Nurse", organisation="St. Anne's", hours=32.5)
    profile = Profile(
        id="profile", current_role=role, values=["care", "learning"], statement="one\ntwo", state="growing"
    )
    assert described(profile, Plan()) == [
        Told("What I do", ["Nurse; where: St. Anne's; hours a week: 32.5"]),
        Told("How it is", ["growing"]),
        Told("Values", ["care, learning"]),
        Told("In a sentence", ["one", "two"]),
    ]


def test_several_things_get_a_line_each() -> None:
    agreed = Agreement(
        id="a", purpose="x", goals=[AgreedGoal(what="Lead", rung=2), AgreedGoal(what="Write")], every="P2W"
    )
    told = {one.name: one for one in described(agreed, Plan())}
    assert told["Goals"] == Told("Goals", ["Lead; rung: 2", "Write"], True)
    assert told["Rhythm"].lines == ["every two weeks"]


def test_what_was_never_said_is_not_said() -> None:
    assert described(Skill(id="s", name="x"), Plan()) == []
    assert [one.name for one in described(NextStep(id="s", text="x"), Plan())] == ["Status"]


@pytest.mark.parametrize(
    ("every", "words"),
    [
        ("P1W", "every week"),
        ("P2W", "every two weeks"),
        ("P4M", "every 4 months"),
        ("P1D", "every day"),
        ("soon", "soon"),
        ("", ""),
        ("PW", "PW"),
    ],
)
def test_rhythms(every: str, words: str) -> None:
    assert rhythm(every) == words
