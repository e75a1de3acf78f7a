"""Somebody with three sittings of the wheel and a year of work behind them, on Monday 23 November 2026."""

from typing import Any

from coach.plan.events import with_old
from coach.workspace import Workspace

SPOKES = {
    "learning": "Learning", "strengths": "Use of my strengths", "people": "People", "security": "Pay and security",
    "freedom": "Freedom", "purpose": "Purpose", "health": "Health and energy", "room": "Room for life",
}  # fmt: skip
NOW = {"2025-11-22": [3, 5, 6, 7, 4, 6, 6, 5], "2026-05-03": [4, 4, 7, 6, 5, 5, 7, 6],
       "2026-11-20": [7, 5, 6, 6, 5, 6, 7, 3]}  # fmt: skip
MATTERS = [8, 6, 7, 7, 7, 8, 8, 9]
DRIFT = {"2025-12-01": [1, 2], "2026-11-02": [3, 2]}
DONE = ["2025-12-04", "2025-12-18", "2026-01-15", "2026-03-02", "2026-03-09", "2026-03-20", "2026-03-27", "2026-05-04",
        "2026-06-11", "2026-06-12", "2026-09-01", "2026-09-08", "2026-10-15", "2026-11-05", "2026-11-19"]  # fmt: skip


def wheel(day: str, now: list[int | None], matters: list[int] | None = None, **more: Any) -> dict[str, Any]:
    """A sitting of the wheel."""
    return {
        "instrument": "wheel", "taken_on": day, "names": SPOKES, "first_name": "now", "second_name": "matters",
        "ratings": {id: n for id, n in zip(SPOKES, now, strict=False) if n is not None},
        "second": dict(zip(SPOKES, matters or MATTERS, strict=False)),
        "scale": {"min": 0, "max": 10, "low": "very poor", "high": "could not be better"},
        "source": "where-am-i-now/wheel", **more,
    }  # fmt: skip


def live(workspace: Workspace) -> None:
    """Lets the year pass."""
    rows: list[tuple[str, str, dict[str, Any]]] = []
    rows += [("assessments", f"w{n}", wheel(day, [*now])) for n, (day, now) in enumerate(NOW.items())]
    for n, (day, now) in enumerate(DRIFT.items()):
        names = {"choice": "My last move was my own choice, and not only what came next", "why": "I know why I am here"}
        rows.append(("assessments", f"d{n}", {"instrument": "drift", "taken_on": day, "names": names,
                     "ratings": dict(zip(names, now, strict=True)), "scale": {"min": 1, "max": 5, "low": "not at all",
                     "high": "fully"}, "source": "start-here/drift"}))  # fmt: skip
    rows += [("next_steps", f"s{n}", {"text": f"Step {n}", "status": "done", "done_on": day})
             for n, day in enumerate(DONE)]  # fmt: skip
    rows += [("successes", f"x{n}", {"what": f"It worked {n}", "on": day})
             for n, day in enumerate(("2026-01-20", "2026-03-21", "2026-03-30", "2026-10-16"))]  # fmt: skip
    rows.append(("review_schedule", "r", {"what": "My weekly ten minutes", "kind": "weekly",
                 "done": ["2026-02-06", "2026-02-13", "2026-06-05", "2026-11-13"]}))  # fmt: skip
    rows.append(("reviews", "v", {"kind": "full", "on": "2026-06-05", "story": "Half a year"}))
    rows += [("progress", lesson, {"status": "finished", "finished_on": day})
             for lesson, day in (("start-here", "2025-12-01"), ("where-am-i-now", "2026-11-20"))]  # fmt: skip
    workspace.record("changed", [with_old(workspace.plan, *row) for row in rows], "A year")
