"""A session from the brief to the close; broken off in the middle and taken up again."""

import datetime as dt
import stat
from typing import Any

import pytest

from coach.plan.records import CoachingSession, NextStep
from coach.practice.brief import brief
from coach.practice.facts import facts as facts_of
from coach.practice.folder import PracticeFile
from coach.practice.keeping import contact
from coach.practice.practice import OneClient, Practice
from coach.practice.records import Client, Note, Session
from coach.practice.reports import client_summary
from coach.practice.sessions import (
    NotSo,
    Promise,
    check_in,
    close,
    commit,
    exercise,
    note_private,
    note_shared,
    open_session,
    start,
    to_check,
)  # fmt: skip
from coach.store.files import NotSaved
from tests.helpers import Clock, Walker

NEXT = dt.date(2026, 12, 7)


def step_of(one: OneClient, id: str) -> NextStep:
    found = one.plan.plan.get(NextStep, id)
    assert found is not None
    return found


def test_every_piece_is_on_disk_before_the_next(practice: Practice, anna: OneClient) -> None:
    start(anna, aim="Decide on the offer")
    ring = commit(anna, Promise(text="Ring Ada", due=NEXT, done_looks_like="we spoke", confidence=8))
    note_shared(anna, "Money is not the point")
    note_private(anna, "Looks tired", "guess")
    again = practice.one(anna.id)  # the first one was never closed: as after a crash
    session, new = start(again, sign_of_success="a yes or a no")
    assert (new, session.aim, session.sign_of_success, session.shared) == (
        False, "Decide on the offer", "a yes or a no", ["Money is not the point"],
    )  # fmt: skip
    assert [note.session for note in again.own.all(Note)] == [session.id]
    assert step_of(again, ring).source == f"session/{session.id}"
    closed = close(again, "I will ask for a week", {"heard": 9, "overall": 8}, NEXT)
    assert open_session(again) is None
    assert (closed.minutes, closed.ratings) == (1, {"heard": 9, "overall": 8})
    assert again.client.follow_up_on == dt.date(2026, 11, 30)
    shared = again.plan.plan.get(CoachingSession, session.id)
    assert shared is not None and shared.shared_summary == "I will ask for a week\nMoney is not the point"
    assert "heron" not in (anna.plan_folder / "journal" / "test-0001.jsonl").read_text()


def test_the_next_one_opens_with_what_was_promised(anna: OneClient, clock: Clock) -> None:
    start(anna)
    first, second, third = (commit(anna, Promise(text=text)) for text in ("Ring Ada", "Read on", "Walk"))
    assert to_check(anna) == []  # what was just agreed is not asked about
    note_private(anna, "Ask about Joan", "raise")
    close(anna, "", {}, None)
    clock.pass_days(14)
    anna.plan.put("changed", NextStep.table, second, {"visibility": "private"})
    told = brief(anna)
    assert [due.step.id for due in told.promises] == [first, third]
    assert (told.number, told.days_since, [note.text for note in told.raise_]) == (2, 14, ["Ask about Joan"])
    anna.plan.put("changed", NextStep.table, first, {"moved": 4})
    assert brief(anna).looks and not [words for words in brief(anna).looks if "Read on" in words]
    assert not [change for change in told.changes if change.id == second]  # out of sight is not "taken out"
    start(anna)
    check_in(anna, step_of(anna, first), "done", "it was easy")
    with pytest.raises(NotSo, match="why"):
        check_in(anna, step_of(anna, third), "dropped")
    check_in(anna, step_of(anna, third), "dropped", "it rains")
    assert (step_of(anna, first).status, step_of(anna, third).dropped_reason) == ("done", "it rains")
    assert to_check(anna) == []
    session = open_session(anna)
    assert session is not None and [row.state for row in session.check_in] == ["done", "dropped"]


def test_three_times_not_yet_asks_about_the_step(anna: OneClient, clock: Clock) -> None:
    start(anna)
    id = commit(anna, Promise(text="Ring Ada"))
    close(anna, "", {}, None)
    asked = []
    for _ in range(3):
        clock.pass_days(7)
        start(anna)
        asked.append(check_in(anna, step_of(anna, id), "not"))
        close(anna, "", {}, None)
    assert asked == [False, False, True]


def test_something_smaller(anna: OneClient) -> None:
    start(anna)
    assert Promise(text="Write the book", confidence=5).unsure
    assert not Promise(text="Write the book", confidence=6).unsure
    id = commit(anna, Promise(text="Write the book", confidence=5, smaller="Write its title", hears="Joan"))
    step = step_of(anna, id)
    assert (step.text, step.earlier_wordings, step.agreed_with) == ("Write its title", ["Write the book"], "Joan")
    assert "Write its title" in "\n".join(client_summary_of(anna))


def client_summary_of(one: OneClient) -> list[str]:
    close(one, "", {}, None)
    return client_summary(one).lines


def test_answers_of_an_exercise_are_marked(anna: OneClient) -> None:
    lesson = Walker(anna.plan, "start-here")
    before = lesson.walk.current.id
    lesson.skip()
    start(anna)
    exercise(anna, "start-here", None)
    during = lesson.walk.current.id
    lesson.skip()
    close(anna, "", {}, None)
    answers = anna.plan.plan.answers.of("start-here")
    (session,) = anna.own.all(Session)
    assert (answers[before].with_coach, answers[during].with_coach) == ("", session.id)


def test_left_open_overnight(anna: OneClient, clock: Clock) -> None:
    start(anna)
    clock.pass_days(1)
    with pytest.raises(NotSo, match="--minutes"):
        close(anna, "", {}, None)
    assert close(anna, "", {}, None, minutes=50).minutes == 50


def test_where_it_lies_and_undo(anna: OneClient) -> None:
    note_private(anna, "PRIVATE")
    anna.close()
    file = anna.folder / "practice.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(anna.folder.stat().st_mode) == 0o700
    assert "PRIVATE" in file.read_text() and "no part of the client's plan" in file.read_text()
    assert anna.own.undo() is not None
    assert anna.own.all(Note) == []


def test_hand_edits_are_taken_over(practice: Practice, anna: OneClient) -> None:
    note_private(anna, "PRIVATE")
    anna.close()
    file = anna.folder / "practice.toml"
    file.write_text(file.read_text().replace("Blue heron", "Grey heron").replace('kind = "fact"', 'kind = "raise"'))
    again = practice.one(anna.id)
    assert again.own.only(Client).alias == "Grey heron"
    assert [note.kind for note in again.own.all(Note)] == ["raise"]
    file.write_text(file.read_text().replace('kind = "raise"', 'kind = "nonsense"'))
    broken = practice.one(anna.id)
    assert broken.own.all(Note) == []
    assert len(broken.own.faults()) == 1


def test_a_word_half_way_settles_the_follow_up(practice: Practice, anna: OneClient, clock: Clock) -> None:
    start(anna)
    close(anna, "", {}, NEXT)
    assert facts_of(anna).follow_up_on == dt.date(2026, 11, 30)
    clock.pass_days(8)
    contact(anna, "mail", "", anna.own.today)
    assert facts_of(anna).follow_up_on is None


def test_a_close_that_breaks_off_is_done_again(
    practice: Practice, anna: OneClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client's plan comes first, and what came there already is not there twice."""
    session, _ = start(anna, aim="Decide")
    record = PracticeFile.record

    def fails_at_the_end(self: PracticeFile, what: str, *rest: Any, **more: Any) -> Any:
        if what == "closed":
            raise NotSaved(self.files.folder, "the disk is full")
        return record(self, what, *rest, **more)

    with monkeypatch.context() as broken:
        broken.setattr(PracticeFile, "record", fails_at_the_end)
        with pytest.raises(NotSaved):
            close(anna, "SUM", {}, NEXT)
    again = practice.one(anna.id)
    assert open_session(again) is not None
    close(again, "SUM", {}, NEXT)
    assert [row.id for row in again.plan.plan.all(CoachingSession)] == [session.id]
    assert (again.own.all(Session)[0].status, again.client.next_on) == ("closed", NEXT)
