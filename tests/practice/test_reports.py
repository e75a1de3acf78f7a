"""The leak test: every private string of a made-up practice is unique, and no report holds any of them."""

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.cli.session_told import close_lines, start_lines
from coach.places import find_places
from coach.plan.records import RECORDS, Goal, NextStep
from coach.practice.brief import changes_since
from coach.practice.keeping import agree, assign, change, consent, contact, log_hours, withdraw
from coach.practice.practice import OneClient, Practice
from coach.practice.records import PRACTICE
from coach.practice.remembered import facts_of
from coach.practice.reports import client_summary, sponsor_report, withheld_lines
from coach.practice.roster import row_of
from coach.practice.sessions import (
    Promise,
    check_in,
    close,
    commit,
    committed,
    note_private,
    note_shared,
    start,
    to_check,
)  # fmt: skip
from tests.helpers import MONDAY, Clock
from tests.practice.conftest import ids

TODAY = MONDAY.date()


class Made:
    """A client with everything in it, and what of it is whose."""

    def __init__(self, folder: Path, draw: st.DataObject) -> None:
        self.draw = draw
        self.numbers = itertools.count(1)
        self.private: list[str] = []  # the coach's
        self.kept: list[str] = []  # the client's own
        self.shared: list[str] = []  # between the two
        self.one = Practice(find_places(str(folder)), "test", Clock(), ids()).begin(
            self.secret(), [self.secret()], "P2Y"
        )

    def secret(self) -> str:
        """A text for the coach alone."""
        self.private.append(f"Priv{next(self.numbers)}ate")
        return self.private[-1]

    def word(self) -> str:
        """A text that both know."""
        self.shared.append(f"Sha{next(self.numbers)}red")
        return self.shared[-1]

    def goal(self, level: str) -> str:
        """A goal in the client's plan. Gives its words."""
        words = f"Own{next(self.numbers)}words"
        (self.kept if level == "private" else self.shared).append(words)
        fields = {"name": words, "why": self.secret(), "visibility": level}
        self.one.plan.put("added", Goal.table, self.one.plan.new_id(), fields)
        return words

    def around(self) -> None:
        """What a coach notes between sessions."""
        one = self.one
        note_private(one, self.secret(), self.draw.draw(st.sampled_from(["fact", "guess", "raise", "supervision"])))
        contact(one, self.secret(), self.secret(), TODAY)
        agree(one, {"purpose": self.word()}, {name: self.secret() for name in ("fit", "sponsor", "line", "note")}, True)
        change(one, name=self.secret(), contact=self.secret())
        log_hours(one, 60, TODAY, None, "paid", 1)

    def session(self) -> None:
        """A whole session."""
        one, draw = self.one, self.draw.draw
        session, _ = start(one, aim=self.word(), sign_of_success=self.word())
        for step in to_check(one):
            state: Any = draw(st.sampled_from(["done", "partly", "not", "dropped"]))
            check_in(one, step, state, self.secret())  # why it went so is between the two, and goes no further
        note_shared(one, self.word())
        note_private(one, self.secret(), "guess")
        id = commit(one, Promise(text=self.word(), done_looks_like=self.word(), hears=self.secret()))
        commit(one, Promise(text=self.word(), who="me"))
        if draw(st.booleans()):
            hidden = one.plan.plan.get(NextStep, id)
            assert hidden is not None
            one.plan.put("changed", NextStep.table, id, {"visibility": "private"})
            for words in (hidden.text, hidden.done_looks_like):
                self.shared.remove(str(words))
                self.kept.append(str(words))
        self.check_screens(session)
        close(one, self.word(), {"heard": 7}, draw(st.sampled_from([None, TODAY + dt.timedelta(days=20)])))

    def check_screens(self, session: Any) -> None:
        """What stands on the screen while both look at it."""
        lines = [*start_lines("", session, True, to_check(self.one), TODAY),
                 *close_lines(session, committed(self.one, session), None)]  # fmt: skip
        self.holds_nothing(lines, self.private + self.kept)

    def holds_nothing(self, lines: list[str], words: list[str]) -> None:
        """None of the words stands in the lines."""
        text = "\n".join(lines)
        assert not [word for word in words if word in text]


def lines_of(one: OneClient) -> Iterator[list[str]]:
    """The two reports with what stands below them."""
    for report in (client_summary(one), sponsor_report(one)):
        yield [*report.lines, *withheld_lines(report)]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_private_word_in_any_report(draw: st.DataObject) -> None:
    no_leak(draw)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_private_word_in_many_reports(draw: st.DataObject) -> None:
    no_leak(draw)


def no_leak(draw: st.DataObject) -> None:
    """Makes a practice, and looks for its private words in all that others read."""
    with tempfile.TemporaryDirectory() as folder:
        made = Made(Path(folder), draw)
        made.around()
        levels = draw.draw(st.lists(st.sampled_from(["private", "coach", "shareable"]), max_size=4))
        goals = {made.goal(level): level for level in levels}
        for _ in range(draw.draw(st.integers(0, 2))):
            made.session()
            made.around()
        agreed = draw.draw(st.booleans())
        if agreed:
            consent(made.one, made.secret(), ["goals", "steps", "aims"], TODAY)
        for lines in lines_of(made.one):
            made.holds_nothing(lines, made.private + made.kept)
        named = [words for words, level in goals.items() if agreed and level == "shareable"]
        sponsors = "\n".join(sponsor_report(made.one).lines)
        assert [words for words in made.shared if words in sponsors] == [
            words for words in made.shared if words in named
        ]
        seen = [change.label for change in changes_since(made.one, None)]
        made.holds_nothing(seen, made.kept)
        files = b"".join(file.read_bytes() for file in made.one.plan_folder.rglob("*") if file.is_file())
        whose = {*made.private[:2]}  # the alias and the group
        assert not [words for words in whose if words.encode() in files]


def test_the_client_reads_all_that_was_shared(anna: OneClient) -> None:
    """Otherwise the test above would be content with an empty page."""
    start(anna, aim="AIM", sign_of_success="SIGN")
    note_shared(anna, "NOTE\n# no heading")
    commit(anna, Promise(text="STEP", done_looks_like="LOOKS"))
    commit(anna, Promise(text="MINE", who="me"))
    note_private(anna, "PRIVATE")
    close(anna, "SUM", {}, None)
    report = client_summary(anna)
    text = "\n".join(report.lines)
    for word in ("AIM", "SIGN", r"NOTE \# no heading", "STEP", "LOOKS", "MINE", "SUM"):
        assert word in text
    assert report.withheld == {"private notes": 1}
    assert sponsor_report(anna).withheld == {
        "private notes": 1, "shared notes": 1, "summaries": 1, "steps": 1, "aims of sessions": 1,
    }  # fmt: skip


def test_a_sponsor_reads_what_a_consent_covers_and_the_client_marked(anna: OneClient) -> None:
    for id, level in (("a", "shareable"), ("b", "coach")):
        anna.plan.put("added", Goal.table, id, {"name": f"Goal {id}", "visibility": level})
    assert "Goal a" not in "\n".join(sponsor_report(anna).lines)
    given_on = consent(anna, "WORDING", ["goals"], TODAY)
    report = sponsor_report(anna)
    text = "\n".join(report.lines)
    assert ("Goal a" in text, "Goal b" in text, "WORDING" in text) == (True, False, False)
    assert f"consent of {TODAY}: goals" in text
    assert report.withheld == {"goals": 1}
    withdraw(anna, given_on)
    assert "Goal a" not in "\n".join(sponsor_report(anna).lines)


def test_the_tables_of_a_practice_are_none_of_a_plan() -> None:
    """A plan's own records are read by their tables: one of the same name would be taken for the client's."""
    assert not {kind.table for kind in PRACTICE} & ({*RECORDS} | {"progress", "answers", "format", "saved"})


def test_an_assigned_lesson_is_met_when_it_is_finished(anna: OneClient) -> None:
    assert assign(anna, "start-here", "Start here", None, "A beginning")
    assert not assign(anna, "start-here", "Start here", TODAY, "")
    (step,) = anna.plan.plan.all(NextStep)
    assert (step.lesson, step.due, step.why) == ("start-here", TODAY, "A beginning")
    assert len(facts_of(anna).assigned) == 1
    finished = {"status": "finished", "finished_on": TODAY.isoformat()}
    anna.plan.put("finished", "progress", "start-here", finished)
    assert (facts_of(anna).assigned, row_of(facts_of(anna), TODAY).overdue) == ([], 0)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\tx", " =1", "\uff1d1", "|calc"])
def test_no_cell_is_a_formula(words: str) -> None:
    from coach.practice.hours import as_csv

    assert as_csv([[words, "plain"]]).startswith("\"'")
