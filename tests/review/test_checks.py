"""Every check, in a plan in which it speaks and in one in which it stays quiet; and in plans of any shape."""

import datetime as dt
import typing
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.exports.visible import visible
from coach.exports.words import described
from coach.plan.events import Event, apply, inverse, with_old
from coach.plan.plan import Plan
from coach.plan.records import RECORDS, Part, Record, Review
from coach.review.checks import CHECKS, checks_for, run
from coach.review.facts import RHYTHMS, Span, span_of
from coach.review.noise import usual_difference
from tests.helpers import HOSTILE

TODAY = dt.date(2026, 11, 22)
MAY = dt.date(2026, 5, 3)
LATELY = "2026-10-01"

Row = tuple[str, str, dict[str, Any]]
Deed = tuple[str, str, str, dict[str, Any]]  # the day, and what was set on it


def plan_of(*rows: Row) -> Plan:
    """A plan without a history, as somebody writes it by hand."""
    plan = Plan()
    for table, id, fields in rows:
        plan = plan.changed(table, id, fields)
    assert not plan.unknown
    return plan


def lived(*deeds: Deed) -> tuple[Plan, list[Event]]:
    """A plan, and the events that made it."""
    plan = Plan()
    events: list[Event] = []
    for n, (day, table, id, fields) in enumerate(deeds):
        at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC)
        event = Event(id=str(n), at=at, what="changed", changes=(with_old(plan, table, id, fields),))
        plan, events = apply(plan, event), [*events, event]
    assert not plan.unknown
    return plan, events


def said(check: str, *rows: Row, since: dt.date | None = None, minutes: int | None = None) -> list[str]:
    """What one check says of a plan without a history."""
    return [fact.words for fact in run(plan_of(*rows), [], Span(TODAY, since, minutes), [check])]


def said_of(check: str, *deeds: Deed, since: dt.date | None = None) -> list[str]:
    """What one check says of a plan with the history that made it."""
    plan, events = lived(*deeds)
    return [fact.words for fact in run(plan, events, Span(TODAY, since), [check])]


# --- rows ---------------------------------------------------------------------------


def wheel(day: str, now: list[float], matters: list[float] | None = None, **more: Any) -> Row:
    names = {"learning": "Learning", "pay": "Pay", "life": "Room for life"}
    second = {"second": dict(zip(names, matters, strict=True)), "second_name": "matters"} if matters else {}
    fields = {"instrument": "wheel", "taken_on": day, "ratings": dict(zip(names, now, strict=True)), "names": names,
              "scale": {"min": 0, "max": 10}, **second, **more}  # fmt: skip
    return "assessments", f"{more.get('instrument', 'wheel')}-{day}", fields


def drift(day: str, know: int, routine: int) -> Row:
    fields = {"instrument": "drift", "taken_on": day, "ratings": {"know": know, "routine": routine},
              "names": {"know": "I can say why", "routine": "My weeks run by themselves"},
              "scale": {"min": 1, "max": 5}}  # fmt: skip
    return "assessments", f"drift-{day}", fields


def step(id: str, text: str, **more: Any) -> Row:
    return "next_steps", id, {"text": text, **more}


def person(name: str, **more: Any) -> Row:
    return "people", name, {"name": name, **more}


def talk(id: str, day: str, **more: Any) -> Row:
    return "mentoring_sessions", id, {"on": day, "with_whom": "Kim", **more}


def selection(name: str, **more: Any) -> Row:
    return "mentee_selections", name, {"candidate": name, **more}


GOAL: Row = ("goals", "g1", {"name": "Lead the training"})
ROOM: Row = ("settings", "settings", {"minutes_per_week": 60})
PLACED = [person(way, direction=way) for way in ("up", "down", "beside", "outside")]
SEEN = dict.fromkeys(("technical", "people_skills", "enthusiasm", "fit", "self_selection", "evidence"), "x")
ASSUMED = "with fewer than 4 sittings, one step of the scale is taken as the usual difference"


# --- where it speaks ----------------------------------------------------------------

SPEAKS: dict[str, tuple[list[Row], list[str]]] = {
    "C1 what has moved": (
        [wheel("2026-05-03", [4, 6, 6]), wheel("2026-11-20", [7, 6, 2])],
        ["Wheel, since 3 May 2026: Room for life 6 to 2 and Learning 4 to 7."],
    ),
    "C1 one step, with two sittings": (
        [wheel("2026-05-03", [4, 6, 6]), wheel("2026-11-20", [7, 5, 6])],
        ["Wheel, since 3 May 2026: Learning 4 to 7.",
         f"Wheel, since 3 May 2026, within noise: Pay 6 to 5 ({ASSUMED})."],
    ),
    "C1 noise that is measured": (
        [wheel("2025-09-03", [7, 6, 6]), wheel("2026-01-03", [4, 6, 6]), wheel("2026-05-03", [7, 6, 6]),
         wheel("2026-11-20", [4, 8, 6])],
        ["Wheel, since 3 May 2026: Pay 6 to 8.",
         "Wheel, since 3 May 2026, within noise: Learning 7 to 4 (two sittings usually differ by 3 points here)."],
    ),
    "C2 two gaps": (
        [wheel("2026-11-20", [7, 5, 3], [9, 6, 10])],
        ["In the wheel of 20 November 2026, the widest gaps are Room for life (now 3, matters 10) and Learning "
         "(now 7, matters 9)."],
    ),
    "C3 counts, and what was learned": (
        [step("1", "Ask Ravi", status="done", done_on=LATELY, learned="Early was easier."),
         step("2", "Read the advert", status="done", done_on=LATELY),
         step("3", "Ring the school", moved=2),
         step("4", "Join the choir", status="dropped", dropped_reason="The post was filled")],
        ["So far: 2 steps done, 1 moved to another day and 1 let go.",
         "From “Ask Ravi” you learned: “Early was easier”.",
         "You let “Join the choir” go: “The post was filled”."],
    ),
    "C4 moved and waiting": (
        [step("1", "Ring the school", moved=3),
         step("2", "Get the form", status="waiting", waiting_on="the office", created="2026-10-12"),
         step("3", "Send the form", waits_for="2", created="2026-10-12", moved=4),
         step("4", "Hear from Jo", status="waiting", created="2026-10-12")],
        ["“Ring the school” has been moved 3 times.",
         "“Get the form” has been waiting for 41 days, for the office.",
         "“Send the form” has been moved 4 times and has been waiting for 41 days, until “Get the form” is done.",
         "“Hear from Jo” has been waiting for 41 days, and for what is not noted."],
    ),
    "C5 lists": (
        [GOAL, ("goals", "g2", {"name": "Write more"}), ("goals", "g3", {"name": "Gone", "status": "dropped"}),
         step("1", "Ask Ravi", goal="g1"), step("2", "Read the advert"), step("3", "Pay", goal="g3"),
         ("stops", "s1", {"name": "Head of training", "status": "aimed"}),
         ("stops", "s2", {"name": "Own school", "when": "2029"})],
        ["1 goal has no open step: “Write more”.",
         "2 open steps serve no open goal or stop: “Read the advert” and “Pay”.",
         "1 stop ahead names no date, skill or person: “Head of training”."],
    ),
    "C6 hours": (
        [ROOM, step("1", "a", size="half-day"), step("2", "b", size="15m"), step("3", "c"),
         step("4", "much later", size="bigger", due="2027-06-01"), step("5", "idea", size="bigger", status="idea")],
        ["The open steps of the coming 4 weeks come to about 4.2 hours, and 4 weeks at 60 minutes make 4 hours; "
         "1 more has no size."],
    ),
    "C6 goals": (
        [("goals", str(n), {"name": f"Goal {n}"}) for n in range(4)],
        ["4 goals are active at once: “Goal 0”, “Goal 1”, “Goal 2” and “Goal 3”."],
    ),
    "C7 days that have passed": (
        [("profile", "profile", {"current_role": {"title": "Nurse"}, "created": "2026-05-03"}),
         ("workplace", "workplace", {"promotion_rule": [{"rule": "years"}], "created": "2026-05-03"}),
         ("constraints", "c1", {"statement": "Not on Mondays", "review_on": "2026-11-01"}),
         ("constraints", "c2", {"statement": "No car", "created": "2026-05-03"}),
         ("tasks", "t1", {"name": "Orders", "reviewed_on": "2026-05-03"}),
         ("tasks", "t2", {"name": "Reports", "created": "2025-05-03"})],
        ["The work you do now was last written down on 3 May 2026.",
         "How people get ahead where you work was last written down on 3 May 2026.",
         "The limit “Not on Mondays” was to be looked at again on 1 November 2026.",
         "The limit “No car” was last looked at on 3 May 2026.",
         "2 tasks were last looked at over 6 months ago: “Orders” and “Reports”."],
    ),
    "C8 skills": (
        [("skills", "a", {"name": "Training", "level": 2, "target_level": 4, "basis": "guess"}),
         ("skills", "b", {"name": "Welding", "trend": "fading", "importance_next": 80})],
        ["“Training” is at 2 and to reach 4; no practice plan names it.",
         "The level of 1 skill is a guess: “Training”.",
         "“Welding” is fading, and its importance is 80 of 100 for what comes next."],
    ),
    "C9 evidence": (
        [("successes", "0", {"what": "0", "on": "2025-01-01"}),
         ("successes", "1", {"what": "a", "on": "2026-09-10"}), ("successes", "2", {"what": "b", "on": "2026-11-02"}),
         ("promotion_case", "promotion_case", {"criteria": [{"criterion": "Leads"}, {"criterion": "Plans",
                                                                                     "evidence": "the rota"}]}),
         ("skills", "a", {"name": "Training", "created": "2026-01-01"})],
        ["Successes noted: none in June, none in July, none in August, 1 in September, none in October and 1 in "
         "November.",
         "1 of 2 criteria for the next level has no evidence yet: “Leads”.",
         "No success of the last 6 months shows 1 skill: “Training”."],
    ),
    "C10 people": (
        [person("Ada", direction="up", next_contact="2026-11-01"),
         person("R. K.", direction="beside", roles=["mentor"], last_contact="2026-09-01"),
         ("agreements", "a", {"mentor": "me", "mentee": "Kim", "status": "agreed", "created": "2026-09-01"}),
         ("introductions", "i", {"who": "Kim", "to_whom": "Ada", "status": "made"}),
         step("1", "Send the report", agreed_with="Jo", due="2026-11-01")],
        ["You meant to be in touch with Ada on 1 November 2026.",
         "On your map of people there is nobody behind you or outside your work.",
         "The last talk with R. K., your mentor, was on 1 September 2026.",
         "No talk with Kim, your mentee, is noted since 1 September 2026.",
         "The introduction of Kim to Ada is made; no thanks are noted.",
         "“Send the report”, agreed with Jo, was due on 1 November 2026."],
    ),
    "C11 agreements": (
        [("agreements", "a", {"purpose": "Boilers", "check_in_on": "2026-11-01", "ends_on": "2026-11-20"}),
         ("coaching_agreements", "c", {"purpose": "A change", "review_on": "2026-11-01"}),
         talk("1", "2026-09-01", help_level=4), talk("2", "2026-09-08", help_level=2),
         talk("4", "2026-09-22", help_level=3), talk("3", "2026-09-15", help_level=2)],
        ["The agreement “Boilers” was to be checked on 1 November 2026.",
         "The agreement “Boilers” was to end on 20 November 2026.",
         "The agreement “A change” was to be checked on 1 November 2026.",
         "In the last 3 talks with Kim the highest rung of help was 2, 2 and 3; it has not gone down."],
    ),
    "C12 decisions": (
        [("decisions", "1", {"question": "Stay or go?", "choice": "Stay", "revisit_on": "2026-11-01",
                             "would_change_my_mind": "the lease ends"}),
         ("decisions", "2", {"question": "Which course", "decide_by": "2026-11-01"})],
        ["The decision “Stay or go?” was to be looked at again on 1 November 2026.",
         "On “Stay or go?” you would change your mind if: “the lease ends”. Does that hold now?",
         "“Which course” was to be decided by 1 November 2026; no choice is noted."],
    ),
    "C13 options": (
        [("options", "1", {"name": "Teach", "status": "alive", "created": "2026-08-01"}),
         ("options", "2", {"name": "Move", "status": "alive", "test": "a week there", "test_by": "2026-11-01"}),
         ("options", "3", {"name": "Own shop", "test": "a stall", "test_by": "2026-10-01", "learned": "Too cold."})],
        ["“Teach” has been alive for 113 days, and no test is noted.",
         "The test of “Move” was set for 1 November 2026; no result is noted.",
         "The test of “Own shop” (“a stall”) showed: “Too cold”."],
    ),
    "C14 signs and forces": (
        [("scenarios", "1", {"signposts": [{"sign": "The school closes", "look_on": "2026-11-01"},
                                           {"sign": "New rules", "seen_on": "2026-10-01", "then": "Ask Ada"}]}),
         ("forces", "1", {"name": "Tools", "created": "2026-05-03"})],
        ["The sign “The school closes” was to be looked for on 1 November 2026.",
         "The sign “New rules” was seen on 1 October 2026; for that you wrote: “Ask Ada”.",
         "The forces of change were last looked at on 3 May 2026."],
    ),
    "C15 drift and the changes": (
        [drift("2026-05-03", 2, 4), drift("2026-11-20", 5, 3),
         ("reviews", "r", {"on": "2026-05-03", "changes": ["Fewer Mondays", "Ask the landlord"],
                           "steps": ["next_steps/1", "next_steps/2"]}),
         step("1", "Tell Sam", status="done"), step("2", "Write to him")],
        ["Chosen or drifted, since 3 May 2026: I can say why 2 to 5.",
         f"Chosen or drifted, since 3 May 2026, within noise: My weeks run by themselves 4 to 3 ({ASSUMED}).",
         "On 3 May 2026 you chose 2 changes: “Fewer Mondays” and “Ask the landlord”; of 2 steps set with them, "
         "1 is done."],
    ),
    "C15 nothing has moved": (
        [drift("2026-05-03", 2, 4), drift("2026-11-20", 2, 4)],
        ["Chosen or drifted: no number has changed since 3 May 2026."],
    ),
    "C16 questions": (
        [("profile", "profile", {"values": ["time", "fairness"], "statement": "I do my best work early.",
                                 "energy": {"drains": ["the orders, always late"]}}),
         ("tasks", "1", {"name": "Orders", "share": 35.0}), ("tasks", "2", {"name": "Training", "share": 40.0}),
         ("stops", "1", {"name": "Own school", "status": "aimed", "when": "2029"}),
         ("stops", "2", {"name": "Deputy", "status": "aimed", "when": "2027"}),
         ("decisions", "1", {"question": "Stay", "criteria": {"pay": 60, "distance": 40}})],
        ["How does the next stop, “Deputy”, go with your values “time” and “fairness” and what you wrote, “I do my "
         "best work early”?",
         "“Stay” is weighed by “pay” and “distance”: where are your values “time” and “fairness” in that?",
         "“Orders” takes 35 % of your week, and “the orders, always late” drains you: what do you make of the two "
         "together?"],
    ),
    "C17 fairness": (
        [*(person(name, organisation="the north site") for name in ("Ada", "Bo", "Cy")),
         *(selection(name, technical="x", fit="x", decision="offer") for name in ("Ada", "Bo", "Cy")),
         selection("Di", technical="x", decision="somebody-else")],
        ["Nothing stands for Di under fit, as it does for others: what is known?",
         "The last 3 you chose (Ada, Bo and Cy) are all from the north site: who else was within sight?",
         "The last 3 you chose (Ada, Bo and Cy) were all seen by technical and fit alone: who would other signals "
         "show?",
         "Di was not chosen: what is there for them instead?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SPEAKS)
def test_it_says_exactly_this(case: str) -> None:
    rows, words = SPEAKS[case]
    assert said(case.split()[0], *rows, minutes=60) == words


# --- where it is quiet --------------------------------------------------------------

QUIET: dict[str, list[Row]] = {
    "C1 one sitting": [wheel("2026-11-20", [7, 5, 3])],
    "C1 nothing moved": [wheel("2026-05-03", [7, 5, 3]), wheel("2026-11-20", [7, 5, 3])],
    "C1 another version": [wheel("2026-05-03", [1, 1, 1], instrument_version=2), wheel("2026-11-20", [7, 5, 3])],
    "C1 another scale": [wheel("2026-05-03", [1, 1, 1], scale={"min": 1, "max": 5}), wheel("2026-11-20", [7, 5, 3])],
    "C1 another instrument": [wheel("2026-05-03", [1, 1, 1]), wheel("2026-11-20", [7, 5, 3], instrument="other")],
    "C1 drift is compared further down": [drift("2026-05-03", 1, 1), drift("2026-11-20", 5, 5)],
    "C2 no gap": [wheel("2026-11-20", [7, 5, 3], [7, 4, 0])],
    "C2 importance was not said": [wheel("2026-11-20", [7, 5, 3])],
    "C3 nothing was done": [step("1", "Ask Ravi"), step("2", "Ring", due=LATELY)],
    "C4 twice, and not for long": [
        step("1", "Ask", moved=2), step("2", "Wait", status="waiting", created="2026-10-23"),
        step("3", "Done", moved=5, status="done"), step("4", "Wait", status="waiting"),
        step("5", "Its turn has come", waits_for="3", created="2026-01-01"),
    ],
    "C5 all of it holds together": [
        GOAL, ("goals", "g2", {"name": "Not yet", "status": "draft"}),
        step("1", "Ask Ravi", goal="g1"), step("2", "An idea", status="idea"), step("3", "Go", stop="s1"),
        ("stops", "s1", {"name": "Deputy", "when": "next"}), ("skills", "k", {"name": "Training"}),
        ("stops", "s2", {"name": "Somewhere", "must_be_true": "my training is known"}),
        ("stops", "s3", {"name": "Here", "status": "now"}),
    ],
    "C6 it fits": [ROOM, step("1", "a", size="half-day"), step("2", "w", size="bigger", status="waiting"),
                   step("3", "later", size="bigger", not_before="2027-06-01"),
                   step("4", "after", size="bigger", waits_for="1"),
                   *(("goals", str(n), {"name": f"Goal {n}"}) for n in range(3))],
    "C7 all is fresh": [
        ("profile", "profile", {"current_role": {"title": "Nurse"}, "created": LATELY}),
        ("constraints", "c1", {"statement": "Not on Mondays", "review_on": "2027-01-01", "created": "2020-01-01"}),
        ("constraints", "c2", {"statement": "No car", "created": "2020-01-01", "status": "gone"}),
        ("tasks", "t1", {"name": "Orders", "created": "2020-01-01", "reviewed_on": LATELY}),
        ("tasks", "t2", {"name": "Nobody knows when"}),
    ],
    "C7 a review went through it": [
        ("constraints", "c2", {"statement": "No car", "created": "2020-01-01"}),
        ("constraints", "c3", {"statement": "Home by four", "created": "2020-01-01", "review_on": "2026-07-28"}),
        ("reviews", "r", {"on": LATELY, "revisions": [{"entity": "constraints", "id": "c2", "action": "keep"},
                                                      {"entity": "constraints", "id": "c3", "action": "keep"}]}),
    ],
    "C8 with a practice plan, steady, shown": [
        ("skills", "a", {"name": "Training", "level": 2, "target_level": 4, "basis": "evidence"}),
        ("skills", "b", {"name": "Welding", "trend": "fading", "importance_now": 20}),
        ("skills", "c", {"name": "Aiming", "target_level": 4}),
        ("skills", "d", {"name": "x", "level": 4, "target_level": 4}),
        ("skills", "e", {"name": "Rising", "trend": "rising", "importance_now": 90}),
        ("practice_plans", "p", {"skill": "skills/a"}),
    ],
    "C9 no log, a case with evidence, a new skill": [
        ("promotion_case", "promotion_case", {"criteria": [{"criterion": "Leads", "evidence": "the rota"}]}),
        ("skills", "a", {"name": "Training", "created": LATELY}),
    ],
    "C10 all is in touch": [
        *PLACED, person("Ada", next_contact="2026-12-01"), person("R. K.", roles=["Mentor"], last_contact="2026-09-01"),
        ("mentoring_sessions", "1", {"on": LATELY, "with_whom": "r. k."}), person("Jo", roles=["mentee"]),
        ("introductions", "i", {"who": "Kim", "to_whom": "Ada", "status": "thanked"}),
        ("agreements", "a", {"mentor": "me", "mentee": "Kim", "status": "draft", "created": "2026-01-01"}),
        step("1", "Send the report", agreed_with="Jo", due="2026-12-01"),
    ],
    "C11 still ahead, closed, and help that went down": [
        ("agreements", "a", {"purpose": "Boilers", "check_in_on": "2026-12-01"}),
        ("agreements", "b", {"purpose": "Past", "ends_on": "2026-11-01", "status": "closed"}),
        talk("1", "2026-09-01", help_level=3), talk("2", "2026-09-08", help_level=2),
        talk("3", "2026-09-15", help_level=3), talk("4", "2026-09-15", with_whom="Jo", help_level=2),
    ],
    "C12 not yet": [("decisions", "1", {"question": "Stay?", "choice": "Stay", "revisit_on": "2026-12-01"}),
                    ("decisions", "2", {"question": "Which", "decide_by": "2026-12-01"}),
                    ("decisions", "3", {"question": "When", "decide_by": "2026-10-01", "decided_on": "2026-09-01"})],
    "C13 young, parked, and tested later": [
        ("options", "1", {"name": "Teach", "status": "alive", "created": LATELY}),
        ("options", "2", {"name": "Move", "status": "parked", "created": "2020-01-01"}),
        ("options", "4", {"name": "Study", "status": "parked", "test": "Sit in", "test_by": "2026-01-01"}),
        ("options", "3", {"name": "Shop", "status": "alive", "created": "2020-01-01", "test": "x",
                          "test_by": "2026-12-01"}),
    ],
    "C14 nothing due": [
        ("scenarios", "1", {"signposts": [{"sign": "The school closes", "look_on": "2026-12-01"}, {"sign": "x"}]}),
        ("forces", "1", {"name": "Tools", "created": "2020-01-01"}),
        ("review_schedule", "1", {"kind": "scan", "done": [LATELY]}), ("tasks", "1", {"name": "a", "tool_today": "no"}),
    ],
    "C15 one sitting, no review": [drift("2026-11-20", 2, 4)],
    "C16 they go together": [
        ("profile", "profile", {"values": ["time"], "energy": {"drains": ["reports", "orders"]}}),
        ("tasks", "1", {"name": "Orders", "share": 30.0}), ("tasks", "2", {"name": "Training", "share": 70.0}),
        ("stops", "1", {"name": "Deputy", "status": "parked"}),
        ("decisions", "1", {"question": "Stay", "criteria": {"Time at home": 60}}),
    ],
    "C17 all signals, an offer for each": [
        selection("Ada", **SEEN, decision="offer"), selection("Bo", **SEEN, decision="offer"),
        selection("Cy", **SEEN, decision="offer"),
        selection("Di", **SEEN, decision="next-turn", offered_to_others="a course"),
    ],
    "C17 two are too few to be a pattern": [
        *(person(name, organisation="the north site") for name in ("Ada", "Bo")),
        selection("Ada", technical="x", decision="offer"), selection("Bo", technical="x", decision="offer"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", QUIET)
def test_it_stays_quiet(case: str) -> None:
    assert said(case.split()[0], *QUIET[case], minutes=60) == []


def test_every_check_has_a_case_in_which_it_speaks_and_one_in_which_it_does_not() -> None:
    ids = [check.id for check in CHECKS]
    assert ids == [f"C{n}" for n in range(1, 18)]
    assert list(dict.fromkeys(case.split()[0] for case in SPEAKS)) == ids
    assert list(dict.fromkeys(case.split()[0] for case in QUIET)) == ids


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_an_empty_plan_says_nothing(check: str) -> None:
    assert said(check, minutes=60) == []


# --- the time it looks at -----------------------------------------------------------


def test_steps_are_counted_from_the_last_review_on_by_the_history() -> None:
    deeds: list[Deed] = [
        ("2026-04-01", "next_steps", "old", {"text": "Old", "due": "2026-04-02"}),
        ("2026-04-02", "next_steps", "old", {"status": "done", "done_on": "2026-04-02"}),
        ("2026-04-01", "next_steps", "new", {"text": "New"}),
        ("2026-06-01", "next_steps", "new", {"status": "done"}),
        ("2026-04-01", "next_steps", "far", {"text": "Far", "due": "2026-04-10"}),
        ("2026-04-10", "next_steps", "far", {"due": "2026-05-10", "moved": 1}),
        ("2026-04-01", "next_steps", "near", {"text": "Near", "due": "2026-04-10"}),
        ("2026-05-10", "next_steps", "near", {"due": "2026-12-10", "moved": 1}),
        ("2026-06-10", "next_steps", "far", {"due": "2026-05-10", "why": "said again, the same day"}),
    ]
    assert said_of("C3", *deeds, since=MAY) == ["Since 3 May 2026: 1 step done and 1 moved to another day."]
    assert said_of("C3", *deeds, since=TODAY) == []
    assert said_of("C3", *deeds) == ["So far: 2 steps done and 2 moved to another day."]


def test_what_was_taken_back_did_not_happen() -> None:
    plan, events = lived(
        ("2026-06-01", "next_steps", "1", {"text": "Ask", "due": "2026-06-10"}),
        ("2026-06-02", "next_steps", "1", {"due": "2026-07-10", "moved": 1}),
    )
    undo = Event(id="u", at=events[-1].at, what="undid", changes=inverse(events[-1]), undoes=events[-1].id)
    span = Span(TODAY, MAY)
    assert run(plan, events, span, ["C3"])
    assert run(apply(plan, undo), [*events, undo], span, ["C3"]) == []


def test_waiting_is_counted_from_the_day_it_began() -> None:
    deeds: list[Deed] = [("2026-01-01", "next_steps", "1", {"text": "Ask", "created": "2026-01-01"})]
    begun: Deed = ("2026-10-22", "next_steps", "1", {"status": "waiting", "waiting_on": "Jo"})
    later: Deed = ("2026-11-01", "next_steps", "1", {"why": "It counts"})
    assert said_of("C4", *deeds, begun, later) == ["“Ask” has been waiting for 31 days, for Jo."]
    assert said_of("C4", *deeds, ("2026-10-23", *begun[1:])) == []


def test_a_sitting_that_a_review_has_seen_is_not_compared_again() -> None:
    sittings = [wheel("2026-05-03", [4, 6, 6]), wheel("2026-10-01", [9, 6, 6])]
    assert said("C1", *sittings, since=dt.date(2026, 9, 30))
    assert said("C1", *sittings, since=dt.date(2026, 10, 1)) == []


def test_a_task_that_a_tool_took_up() -> None:
    deeds: list[Deed] = [
        ("2026-04-01", "tasks", "1", {"name": "Orders", "tool_today": "no"}),
        ("2026-06-01", "tasks", "1", {"tool_today": "mostly"}),
    ]
    words = "A tool does “Orders” mostly now; before, it was not at all."
    assert said_of("C14", *deeds, since=MAY) == [words]
    assert said_of("C14", *deeds, since=dt.date(2026, 6, 2)) == []


def test_a_result_is_told_once() -> None:
    deeds: list[Deed] = [("2026-04-01", "options", "1", {"name": "Teach", "learned": "Good days"})]
    assert said_of("C13", *deeds) == ["The test of “Teach” showed: “Good days”."]
    assert said_of("C13", *deeds, since=MAY) == []


def test_successes_are_counted_from_the_last_review_on() -> None:
    rows: list[Row] = [("successes", "1", {"what": "a", "on": "2026-09-10"})]
    assert said("C9", *rows, since=MAY) == ["Successes noted: 1 in September, none in October and none in November."]
    assert said("C9", *rows, since=dt.date(2026, 10, 20)) == ["Successes noted: none in October and none in November."]


def test_steps_of_a_review_that_was_a_lesson() -> None:
    day = "2026-05-03"
    rows: list[Row] = [
        ("reviews", "r", {"changes": ["Less"], "created": day, "source": "analysis/story"}),
        step("1", "Tell Sam", created=day, source="analysis/one-step", status="done"),
        step("2", "Other", created=day, source="goals/one-step"),
        step("3", "Before", created="2026-01-03", source="analysis/one-step"),
    ]
    assert said("C15", *rows) == ["On 3 May 2026 you chose 1 change: “Less”; the step set then is done."]


# --- noise --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pay", "scale", "points", "assumed"),
    [
        ([6, 7], (0, 10), 1, True),
        ([20, 60], (0, 100), 10, True),
        ([6, 9, 2], (0, 10), 1, True),  # nothing rests on a single difference
        ([6, 9, 6, 2], (0, 10), 3, False),
        ([6, 6, 6, 2], (0, 10), 1, False),  # never less than one step
        ([5, 6, 9, 9], (0, 10), 2, False),  # 1 and 3; the last difference is the one in question
    ],
)
def test_what_two_sittings_usually_differ_by(
    pay: list[int], scale: tuple[int, int], points: int, assumed: bool
) -> None:
    scales = {"min": scale[0], "max": scale[1]}
    rows = [wheel(f"2026-0{n}-01", [0, rating, 0], scale=scales) for n, rating in enumerate(pay, 1)]
    usual = usual_difference(plan_of(*rows).sittings("wheel"), "pay")
    assert (usual.points, usual.assumed) == (points, assumed)
    assert usual.hides(points) and usual.hides(-points) and not usual.hides(points + 1)


# --- reviews and rhythms ------------------------------------------------------------


def test_which_checks_a_rhythm_has() -> None:
    ids = {rhythm: [check.id for check in checks_for(rhythm)] for rhythm in RHYTHMS}
    assert ids["weekly"] == ["C3", "C4", "C6", "C10"]
    assert ids["monthly"] == ["C1", "C2", "C3", "C4", "C5", "C6", "C10"]
    assert ids["full"] == ids["event"] == [check.id for check in CHECKS]


def test_the_last_review_counts_for_those_that_look_at_less() -> None:
    plan = plan_of(
        ROOM,
        ("reviews", "lesson", {"created": "2026-03-01"}),
        ("reviews", "monthly", {"kind": "monthly", "on": "2026-06-01"}),
        ("reviews", "now", {"kind": "full", "on": TODAY.isoformat()}),
        ("review_schedule", "w", {"kind": "weekly", "done": ["2026-10-01", "2026-10-08"]}),
        ("review_schedule", "x", {"kind": "contact", "done": ["2026-10-20"]}),
    )
    assert span_of(plan, TODAY, "weekly") == Span(TODAY, dt.date(2026, 10, 8), 60)
    assert span_of(plan, TODAY, "monthly").since == dt.date(2026, 6, 1)
    assert span_of(plan, TODAY, "full").since == span_of(plan, TODAY, "event").since == dt.date(2026, 3, 1)
    assert span_of(plan, TODAY, "full", MAY).since == MAY
    assert span_of(Plan(), TODAY) == Span(TODAY)


def test_that_an_event_was_ticked_off_looked_at_nothing() -> None:
    held: list[Row] = [("reviews", "full", {"kind": "full", "on": "2026-03-01"}),
                       ("review_schedule", "e", {"kind": "event", "done": ["2026-10-20"]})]  # fmt: skip
    walked: Row = ("reviews", "event", {"kind": "event", "on": "2026-09-01"})
    for rhythm in RHYTHMS:
        assert span_of(plan_of(*held), TODAY, rhythm).since == dt.date(2026, 3, 1)
        assert span_of(plan_of(*held, walked), TODAY, rhythm).since == dt.date(2026, 9, 1)


def test_what_was_rated_goes_by_its_name() -> None:
    rated = [
        wheel(day, [n, 5, 5], instrument="mentee-independence") for day, n in (("2026-05-03", 2), ("2026-11-20", 6))
    ]
    assert said("C1", *rated) == ["How independent they are, since 3 May 2026: Learning 2 to 6."]


def test_a_review_that_leaves_takes_no_fact_along_that_rests_on_something_private() -> None:
    plan = plan_of(
        person("Ada"), step("1", "Ask Ravi"), step("2", "Secret", visibility="private"),
        ("reviews", "r", {
            "story": "Onwards", "steps": ["next_steps/1", "next_steps/2"],
            "analysis": [{"fact": "You meant to ring Ada", "about": ["people/Ada"]},
                         {"fact": "One step is done", "about": ["next_steps/1"]}, {"fact": "My own words"}],
            "revisions": [{"entity": "people", "id": "Ada", "action": "keep"},
                          {"entity": "next_steps", "id": "1", "action": "change", "said": "Ring", "reason": "too big"}],
        }),
    )  # fmt: skip
    seen = visible(plan, "coach").plan
    (review,) = seen.all(Review)
    told = {one.name: one.lines for one in described(review, seen)}
    assert told["Analysis"] == ["One step is done", "My own words"]
    assert told["Revisions"] == ["Ask Ravi; changed; Ring; too big"]
    assert told["Steps"] == ["Ask Ravi"]
    assert len(visible(plan, "me").plan.all(Review)[0].analysis) == 3


# --- plans of any shape -------------------------------------------------------------


def test_somebodys_text_is_quoted_on_one_line_and_harmless() -> None:
    for text in [*HOSTILE, "x" * 5000]:
        for fact in run(plan_of(step("1", text, moved=3), person(text, next_contact=LATELY)), [], Span(TODAY)):
            assert len(fact.words) < 300
            assert "\x1b" not in fact.words and "\n" not in fact.words and "\u202e" not in fact.words


TEXTS = st.sampled_from(["", " ", "x", "Kim", "me", "offer", "drift", "wheel", "role-play-x", "2027", "1", "skills/1",
                         "mentor", *HOSTILE])  # fmt: skip
DAYS = st.sampled_from([dt.date.min, dt.date(2025, 1, 1), MAY, dt.date(2026, 11, 1), TODAY, dt.date.max])
WHOLE = st.sampled_from([-1, 0, 1, 2, 3, 4, 60, 100, 10**6])
BROKEN = st.sampled_from([0.0, 1.5, 35.0, -3.0, 1e300, float("inf"), float("nan")])


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    plain = {str: TEXTS, int: WHOLE, float: BROKEN, bool: st.booleans(), dt.date: DAYS, Any: TEXTS}
    if hint in plain:
        return plain[hint]
    if hint is type(None):
        return st.none()
    if isinstance(hint, type) and issubclass(hint, Part):
        return structs(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is list:
        return st.lists(values(inner[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    assert origin in (typing.Union, __import__("types").UnionType), hint
    return st.one_of([values(one) for one in inner])


def structs(kind: type[msgspec.Struct], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any record or part of one; each field may be missing."""
    hints = get_type_hints(kind)
    names = [name for name in kind.__struct_fields__ if name not in ("extra", *fixed)]
    fields = {name: LIKELY[name] if name in LIKELY else values(hints[name]) for name in names}
    some, all_of_them = st.fixed_dictionaries(fixed, optional=fields), st.fixed_dictionaries(fixed | fields)
    return (some | all_of_them).map(lambda given: kind(**given))


def tables(kind: type[Record]) -> st.SearchStrategy[dict[str, Record]]:
    """Any rows of one table."""
    ids = [kind.table] if kind.one else ["1", "2", "3", "4"]
    return st.lists(st.sampled_from(ids), unique=True, min_size=1).flatmap(
        lambda chosen: st.fixed_dictionaries({id: structs(kind, id=st.just(id)) for id in chosen})
    )


# Drawn from fewer values than their type has, so that what belongs together meets.
NAMES = st.sampled_from(["dim", "x"])
RATED = st.dictionaries(NAMES, BROKEN | WHOLE.map(float), max_size=2)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "instrument": st.sampled_from(["wheel", "drift", "x"]), "instrument_version": st.just(1), "scale": st.none(),
    "ratings": RATED, "second": RATED,
}  # fmt: skip

# The tables that some check looks at together; and any others.
TOGETHER = [
    ["assessments", "reviews", "next_steps"], ["next_steps", "goals", "stops", "people", "skills", "settings"],
    ["profile", "workplace", "constraints", "tasks", "reviews"], ["skills", "practice_plans", "successes"],
    ["promotion_case", "successes"], ["people", "agreements", "mentoring_sessions", "introductions", "profile"],
    ["coaching_agreements", "decisions", "options"], ["scenarios", "tasks", "forces", "review_schedule"],
    ["profile", "tasks", "stops", "decisions"], ["mentee_selections", "people"],
]  # fmt: skip
PLANS = (st.sampled_from(TOGETHER) | st.lists(st.sampled_from(list(RECORDS)), unique=True, max_size=4)).flatmap(
    lambda names: st.fixed_dictionaries({}, optional={name: tables(RECORDS[name]) for name in names})
)


def remembered(plan: Plan) -> list[Event]:
    """A history that could have made these rows, each of them in two turns."""
    events = []
    for table in plan.tables:
        for row in plan.rows(table):
            fields = plan.fields(table, row.id) or {}
            for n, new in enumerate((dict.fromkeys(fields, "x"), fields)):
                at = dt.datetime(2026, 5 + n, 3, tzinfo=dt.UTC)
                change = with_old(Plan() if n == 0 else plan, table, row.id, new)
                events.append(Event(id=f"{table}{row.id}{n}", at=at, what="changed", changes=(change,)))
    return events


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS, st.sampled_from([None, dt.date.min, MAY, TODAY, dt.date.max]), st.booleans(), WHOLE | st.none())
def test_no_check_fails_on_any_plan(
    rows: dict[str, dict[str, Record]], since: dt.date | None, with_history: bool, minutes: int | None
) -> None:
    plan = Plan(tables=rows)
    events = remembered(plan) if with_history else []
    span = Span(TODAY, since, minutes)
    found = run(plan, events, span)
    assert found == run(plan, events, span), "the same every time"
    for fact in found:
        assert fact.words[-1] in ".?" and "\n" not in fact.words
        for reference in fact.about:
            table, _, id = reference.partition("/")
            assert plan.record(table, id) is not None, reference
    for rhythm in RHYTHMS:
        span_of(plan, TODAY, rhythm)
