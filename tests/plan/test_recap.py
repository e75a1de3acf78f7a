"""Part of a plan laid out for reading, decided without a screen."""

import datetime as dt

import pytest

from coach.plan.plan import Plan
from coach.plan.recap import recap
from coach.plan.records import RECORDS

TODAY = dt.date(2026, 11, 22)
SCALE = {"min": 0, "max": 10}
NAMES = {"learning": "Learning", "pay": "Pay", "health": "Health"}


def plan_of(*rows):
    plan = Plan()
    for table, id, fields in rows:
        plan = plan.changed(table, id, fields)
    return plan


def wheel(id, day, now, matters, **more):
    return ("assessments", id, {
        "instrument": "wheel", "taken_on": day, "ratings": dict(zip(NAMES, now, strict=True)), "names": NAMES,
        "second": dict(zip(NAMES, matters, strict=True)), "first_name": "now", "second_name": "matters", "scale": SCALE,
        **more,
    })  # fmt: skip


def one(plan, path, title=""):
    (block,) = recap(plan, [(path, title)], TODAY)
    return block


# --- facts -----------------------------------------------------------------------

PROFILE = ("profile", "profile", {
    "current_role": {"title": "Dental nurse", "since": "2023-05", "kind": "employed", "hours": 28.0},
    "energy": {"gives": ["the first hour", "explaining"], "drains": ["reports"]},
    "values": ["time", "fairness"], "state": "winding-down", "statement": "I do my best work-wise early.",
})  # fmt: skip


def test_a_group_of_fields():
    block = one(plan_of(PROFILE), "profile.current_role", "What I do")
    assert block.title == "What I do"
    assert block.words() == ["Work: Dental nurse", "Since: 2023-05", "Kind: employed", "Hours a week: 28"]


def test_lists_by_their_names():
    block = one(plan_of(PROFILE), "profile.energy")
    assert [(fact.label, fact.texts) for fact in block.facts] == [
        ("Gives me energy", ("the first hour", "explaining")),
        ("Drains me", ("reports",)),
    ]


def test_a_single_field_needs_no_name():
    plan = plan_of(PROFILE)
    assert one(plan, "profile.values", "What counts").words() == ["time", "fairness"]
    assert one(plan, "profile.statement").words() == ["I do my best work-wise early."]


def test_fixed_words_are_worded_and_somebodys_are_not():
    plan = plan_of(PROFILE, ("vision", "vision", {"next_statement": "a well-known self-starter"}))
    assert one(plan, "profile.state").words() == ["winding down"]
    assert one(plan, "vision.next_statement").words() == ["a well-known self-starter"]


def test_a_whole_record():
    words = one(plan_of(PROFILE), "profile").words()
    assert "Work: Dental nurse" in words
    assert "How it is: winding down" in words
    assert "Values: fairness" in words


def test_rows_of_a_table_that_are_open():
    plan = plan_of(
        ("next_steps", "1", {"text": "Ask Ruta", "due": "2026-11-27"}),
        ("next_steps", "2", {"text": "Wait for Jo", "status": "waiting"}),
        ("next_steps", "3", {"text": "Done already", "status": "done"}),
    )
    block = one(plan, "next_steps")
    assert block.title == "Next steps"
    assert block.words() == ["Ask Ruta (due on Friday)", "Wait for Jo, waiting"]


def test_many_rows_are_cut_and_the_rest_is_counted():
    plan = plan_of(*[("goals", str(n), {"name": f"Goal {n}"}) for n in range(20)])
    block = one(plan, "goals")
    assert len(block.facts) == 12
    assert block.words()[-1] == "and 8 more"


@pytest.mark.parametrize(
    "path", ["profile.current_role", "assessments.wheel", "tasks", "vision.statement", "goals", "nowhere.at_all"]
)
def test_what_is_missing_is_an_empty_block(path):
    block = one(Plan(), path)
    assert block.empty
    assert block.title
    assert block.words() == []


@pytest.mark.parametrize("table", list(RECORDS))
def test_every_table_can_be_shown(table):
    kind = RECORDS[table]
    id = table if kind.one else "x"
    plan = plan_of((table, id, {kind.label_field: "A name"} if kind.label_field else {}))
    block = one(plan, table)
    assert block.title == kind.title
    assert table in ("tasks",) or kind.one or not block.empty


# --- shares ----------------------------------------------------------------------


def test_shares_of_the_week_largest_first():
    plan = plan_of(
        ("tasks", "1", {"name": "Ordering", "share": 25.0}),
        ("tasks", "2", {"name": "Assisting", "share": 45.0}),
        ("tasks", "3", {"name": "Training"}),
    )
    block = one(plan, "tasks", "My week")
    assert [(bar.label, bar.value) for bar in block.bars] == [("Assisting", 45), ("Ordering", 25)]
    assert (block.low, block.high) == (0, 50)
    assert block.words() == ["Training", "Assisting: 45 %", "Ordering: 25 %"]


# --- ratings ---------------------------------------------------------------------


def test_the_latest_sitting_with_both_numbers_and_the_widest_gaps():
    block = one(plan_of(wheel("1", "2026-11-20", [7, 5, 3], [9, 5, 10])), "assessments.wheel")
    assert [(bar.label, bar.value, bar.second) for bar in block.bars] == [
        ("Learning", 7, 9),
        ("Pay", 5, 5),
        ("Health", 3, 10),
    ]
    assert block.when == "2 days ago"
    assert block.gap_words() == "Widest gaps: Health (now 3, matters 10) and Learning (now 7, matters 9)."
    assert block.moved_words() == ""
    assert block.words()[:2] == ["Learning: now 7, matters 9", "Pay: now 5, matters 5"]


def test_what_has_changed_since_the_sitting_before():
    plan = plan_of(
        wheel("new", "2026-11-20", [7, 5, 3], [9, 5, 10]),
        wheel("old", "2026-05-03", [4, 5, 4], [9, 5, 10]),
        wheel("older", "2025-05-03", [4, 4, 3], [9, 5, 10]),
    )
    block = one(plan, "assessments.wheel")
    assert block.moved_words() == "Since 3 May 2026: Learning 4 → 7; within noise: Health 4 → 3."
    assert block.moved_words(arrow=False).endswith("Learning from 4 to 7; within noise: Health from 4 to 3.")


def test_a_change_that_is_no_larger_than_usual_has_not_moved():
    plan = plan_of(wheel("1", "2026-05-03", [4, 5, 4], [9, 5, 9]), wheel("2", "2026-11-20", [5, 5, 4], [9, 5, 9]))
    block = one(plan, "assessments.wheel")
    assert block.moved == ()
    assert block.moved_words() == "Since 3 May 2026, all within noise: Learning 4 → 5."


def test_other_words_at_the_ends_of_the_scale_are_no_other_scale():
    reworded = {"scale": {**SCALE, "low": "nothing"}}
    plan = plan_of(
        wheel("1", "2026-05-03", [4, 5, 4], [9, 5, 9], **reworded), wheel("2", "2026-11-20", [7, 5, 4], [9, 5, 9])
    )
    assert one(plan, "assessments.wheel").moved_words() == "Since 3 May 2026: Learning 4 → 7."


def test_nothing_has_changed():
    plan = plan_of(wheel("1", "2026-05-03", [4, 5, 4], [9, 5, 9]), wheel("2", "2026-11-20", [4, 5, 4], [9, 5, 9]))
    assert one(plan, "assessments.wheel").moved_words() == "Since 3 May 2026: no number has changed."


@pytest.mark.parametrize("other", [{"scale": {"min": 1, "max": 5}}, {"instrument_version": 2}])
def test_other_scales_and_versions_are_not_compared(other):
    plan = plan_of(
        wheel("1", "2026-05-03", [4, 5, 4], [9, 5, 9], **other), wheel("2", "2026-11-20", [7, 5, 3], [9, 5, 9])
    )
    assert one(plan, "assessments.wheel").moved == ()


def test_no_gap_where_nothing_matters_more_than_it_is_there():
    block = one(plan_of(wheel("1", "2026-11-22", [7, 5, 3], [1, 5, 2])), "assessments.wheel")
    assert block.gaps == ()
    assert block.gap_words() == ""
    assert block.when == "today"


def test_one_rating_only():
    sitting = {"instrument": "drift", "ratings": {"a-b": 3}, "scale": {"min": 1, "max": 5}}
    block = one(plan_of(("assessments", "1", sitting)), "assessments.drift")
    assert block.words() == ["A b: 3"]
    assert (block.low, block.high) == (1, 5)


def test_a_stop_says_when_and_where_on_the_map():
    plan = plan_of(
        ("stops", "1", {"name": "Chef", "when": "later", "lane": "role"}), ("stops", "2", {"name": "Course"}),
        ("stops", "3", {"name": "Read the books", "when": "2027", "lane": "skills"}),
    )  # fmt: skip
    words = one(plan, "stops").words()
    assert words == ["Read the books (2027, skills)", "Chef (later, role)", "Course (no date yet, role)"]
