"""Forms of records: every type has one, what nobody touched is left alone, and what is typed is read or refused."""

import datetime as dt
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.plan.forms import (
    HIDDEN,
    FormField,
    field_of,
    form,
    plain_fields,
    read_form,
    reason_field,
    shown,
    statuses,
)
from coach.plan.plan import parse
from coach.plan.records import RECORDS, Goal, IfThen, Part, Profile, Record, Review

TODAY = dt.date(2026, 11, 23)
WORDS = st.text(alphabet="abc :/;|,.\n-éñ日", min_size=1, max_size=30)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a field may hold."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return WORDS
    if type(None) in inner:
        return st.none() | values(next(one for one in inner if one is not type(None)))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is list:
        return st.lists(values(inner[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(WORDS, values(inner[1]), max_size=3)
    if issubclass(hint, Part):
        return structs(hint)
    plain = {str: WORDS, int: st.integers(-3, 200), float: st.floats(0, 200).map(lambda n: round(n, 2)),
             bool: st.booleans(), dt.date: DAYS}  # fmt: skip
    return plain[hint]


def structs(kind: type[msgspec.Struct], **fixed: Any) -> st.SearchStrategy[Any]:
    """Any struct of a type."""
    hints = get_type_hints(kind)
    fields = {name: values(hints[name]) for name in kind.__struct_fields__ if name not in HIDDEN}
    return st.fixed_dictionaries({}, optional=fields).map(lambda said: kind(**fixed, **said))


@pytest.mark.parametrize("table", RECORDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_nobody_touched_changes_nothing(table: str, data: st.DataObject) -> None:
    kind = RECORDS[table]
    record = data.draw(structs(kind, id="x"))
    typed = shown(kind, plain_fields(record))
    assert read_form(kind, record, typed, TODAY) == ({}, {})


@pytest.mark.parametrize("table", RECORDS)
def test_every_field_is_edited_and_named(table: str) -> None:
    fields = form(RECORDS[table])
    labels = [field.label for field in fields]
    assert len(set(labels)) == len(labels), labels
    assert all("_" not in label and label[0].isupper() for label in labels)
    kind = RECORDS[table]
    assert not kind.label_field or fields[0].path == kind.label_field


TYPED = {
    "text": ("Ask Ana", "Ask Ana"), "long": ("one\n\ntwo", "one\n\ntwo"), "number": ("3", 3),
    "date": ("12 dec", "2026-12-12"), "dates": ("2026-11-01\nfri", ["2026-11-01", "2026-11-27"]),
    "yesno": ("y", True), "list": ("a, b\n\nc", ["a, b", "c"]), "pairs": ("Pay: 4\nRoom: to grow: 2", {"Pay": 4,
    "Room: to grow": 2}), "texts": ("left: calm", {"left": "calm"}),
    "grid": ("Stay / Pay: 4\nStay / Way: 1\nGo / Pay: 2", {"Stay": {"Pay": 4, "Way": 1}, "Go": {"Pay": 2}}),
    "ref": ("k3x", "k3x"), "moment": ("in 2 years", "2028"),
}  # fmt: skip
ALL = [(kind, field) for kind in RECORDS.values() for field in form(kind)]


@pytest.mark.parametrize(("kind", "field"), ALL, ids=lambda one: getattr(one, "table", None) or one.path)
def test_what_is_typed_is_kept_and_shown_again(kind: type[Record], field: FormField) -> None:
    """Through the record itself: whatever a form gives, the plan can hold, and shows as it was typed."""
    text: str
    value: Any
    if field.type == "choice":
        text, value = field.choices[-1][1], field.choices[-1][0]
    elif field.type == "parts":
        text, value = "The first\n\nThe second", [{field.of[0].path: "The first"}, {field.of[0].path: "The second"}]
    else:
        text, value = TYPED[field.type]
    others = {one.path: "something" for one in form(kind) if one.needed and one is not field}
    fields, refused = read_form(kind, None, others | {field.path: text}, TODAY)
    assert not refused
    record = parse(kind, "x", fields)
    assert isinstance(record, Record)
    again = plain_fields(record)
    back = field.show(
        again[field.path] if "." not in field.path else again[field.path.split(".")[0]][field.path.split(".")[1]]
    )
    assert field.read(back, TODAY) == (value, "")


@pytest.mark.parametrize(
    ("table", "path", "text", "said"),
    [
        ("goals", "due", "soonish", "no date I know"),
        ("goals", "importance", "11", "a number from 0 to 10"),
        ("goals", "importance", "lots", "a number, please, from 0 to 10"),
        ("skills", "level", "2.5", "a whole number"),
        ("goals", "status", "asleep", "one of these: draft, active"),
        ("successes", "next_level", "perhaps", "yes or no"),
        ("assessments", "ratings", "learning", "such as Pay: 4"),
        ("decisions", "scores", "Stay: 4", "Stay here / Pay: 4"),
        ("vision", "versions", "Teach\nAppeal: a lot", "in “Teach”, Appeal: a number"),
        ("review_schedule", "done", "fri\nsometime", "no date I know"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_would_do(table: str, path: str, text: str, said: str) -> None:
    field = field_of(RECORDS[table], path)
    assert field is not None
    value, why = field.read(text, TODAY)
    assert value is None
    assert why.startswith(f"{field.label}: ")
    assert said in why


def test_a_new_record_needs_its_name_and_an_old_one_is_not_asked_again() -> None:
    assert list(read_form(IfThen, None, {"cue": "I sit down"}, TODAY).refused) == ["act"]
    old = IfThen(id="x")
    assert read_form(IfThen, old, {"cue": "I sit down", "act": ""}, TODAY) == ({"cue": "I sit down"}, {})


def test_a_group_keeps_what_was_not_touched() -> None:
    profile = parse(Profile, "profile", {"current_role": {"title": "Nurse", "hours": 32}})
    assert isinstance(profile, Record)
    fields, _ = read_form(Profile, profile, {"current_role.title": "Ward nurse"}, TODAY)
    assert fields == {"current_role": {"title": "Ward nurse", "hours": 32}}
    fields, _ = read_form(Profile, profile, {"current_role.title": "", "current_role.hours": ""}, TODAY)
    assert fields == {"current_role": None}


def test_groups_are_typed_as_paragraphs() -> None:
    field = field_of(Review, "analysis")
    assert field is not None
    text = "Two steps moved\nWhat it means: too much\nat once\n\nNo talk in May"
    assert field.read(text, TODAY)[0] == [{"fact": "Two steps moved", "means": "too much\nat once"},
                                          {"fact": "No talk in May"}]  # fmt: skip


def test_statuses_are_told_in_words_and_some_ask_why() -> None:
    assert dict(statuses(Goal))["dropped"] == "let go"
    assert statuses(IfThen) == ()
    why = reason_field("constraints", "gone")
    assert why is not None
    assert why.path == "test_result"
    assert reason_field("goals", "reached") is None
