"""The course as somebody walks it: routes, what is offered next and why, what a lesson builds on."""

from coach.course import choosing, groundwork, next_lesson, offered, way, ways
from coach.plan.plan import Plan
from tests.helpers import course

LIBRARY = course()


def having(plan: Plan, *done: str, **settings: str) -> Plan:
    """A plan with lessons done, and with settings."""
    for lesson in done:
        plan = plan.changed("progress", lesson, {"status": "finished", "finished_on": "2026-11-01"})
    return plan.changed("settings", "settings", settings) if settings else plan


def test_without_a_route_the_course_is_offered_in_its_order() -> None:
    first = offered(LIBRARY, Plan())
    assert first
    assert (first.head.id, first.why) == ("start-here", "")
    later = offered(LIBRARY, having(Plan(), "start-here"))
    assert later
    assert (later.head.id, later.why) == ("business-of-one", "next in the course")
    assert way(LIBRARY, Plan()) is None


def test_what_somebody_is_gives_a_route_and_its_order() -> None:
    plan = having(Plan(), "start-here", route="mentor")
    mine = way(LIBRARY, plan)
    assert mine
    assert (mine.id, mine.done, mine.words) == ("mentor", 1, f"1 of {len(mine.heads)} done")
    following = offered(LIBRARY, plan)
    assert following
    assert (following.head.id, following.why) == ("read-your-workplace", "next on your route “Mentor”")


def test_a_route_that_was_chosen_wins_and_all_its_lessons_are_offered() -> None:
    plan = having(Plan(), route="coach", course="promotion-within-a-year")
    mine = way(LIBRARY, plan)
    assert mine
    assert mine.id == "promotion-within-a-year"
    offers: list[str] = []
    for _ in mine.heads:
        following = offered(LIBRARY, having(plan, *offers))
        assert following
        offers.append(following.head.id)
    assert sorted(offers) == sorted(head.id for head in mine.heads)


def test_after_the_route_comes_the_course() -> None:
    mine = next(one for one in ways(LIBRARY, Plan()) if one.id == "one-hour")
    plan = having(Plan(), *(head.id for head in mine.heads), course="one-hour")
    following = offered(LIBRARY, plan)
    assert following
    assert following.why == "your route is done; next in the course"
    assert following.head.id not in [head.id for head in mine.heads]


def test_choosing_writes_what_the_route_is_meant_for() -> None:
    assert choosing(LIBRARY, "manage") == {"course": "manage", "route": "manager"}
    assert choosing(LIBRARY, "one-hour") == {"course": "one-hour"}
    assert choosing(LIBRARY, "all") == {"route": None, "course": None}


def test_groundwork_is_what_was_not_even_begun() -> None:
    assert [head.id for head in groundwork(LIBRARY, Plan(), "road-map")] == ["constraints-box", "skills-and-evidence"]
    begun = Plan().changed("progress", "constraints-box", {"status": "started"})
    assert [head.id for head in groundwork(LIBRARY, begun, "road-map")] == ["skills-and-evidence"]
    assert not groundwork(LIBRARY, begun.changed("progress", "road-map", {"status": "started"}), "road-map")
    assert not groundwork(LIBRARY, Plan(), "start-here")
    assert not groundwork(LIBRARY, Plan(), "no-such-lesson")


def test_a_lesson_whose_groundwork_is_done_comes_first() -> None:
    heads = [head for id in ("road-map", "keep-the-record") if (head := LIBRARY.head(id))]
    assert next_lesson(heads, having(Plan(), "start-here", "constraints-box")).id == "road-map"  # type: ignore[union-attr]
