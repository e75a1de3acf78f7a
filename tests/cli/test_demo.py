"""`coach demo`: somebody believable, the same every time, and nothing left behind."""

import datetime as dt
import re
from pathlib import Path

import pytest

from coach.cli.due import items
from coach.demo import DemoFault, _acts, build
from coach.doctor import Terminal, examine
from coach.lessons.library import Library
from coach.places import Places, find_places
from coach.plan.records import Agreement, Assessment, NextStep, Person, Stop, Success
from coach.plan.today import look
from coach.practice.practice import Practice
from coach.practice.records import Note
from coach.practice.remembered import NAME, all_facts
from coach.practice.reports import client_summary, private_counts
from coach.practice.roster import roster
from coach.practice.sessions import sessions
from coach.store.journal import Journal
from coach.words import speak
from coach.workspace import Workspace
from tests.cli.conftest import Run
from tests.helpers import course
from tests.terminal import coach as program

CORE = course()  # read once
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def made(home: Path, now: dt.datetime = NOW) -> Workspace:
    """Makes the person of the demo, and opens her plan on that day."""
    build(find_places(str(home)), CORE, now)
    return Workspace(find_places(str(home)).person(), "another", clock=lambda: now)


def files(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def nadia(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return made(tmp_path_factory.mktemp("demo"))


def test_today_has_something_of_everything(nadia: Workspace) -> None:
    today = look(nadia.plan, nadia.today)
    assert today.resume is not None
    assert today.resume.lesson == "keep-the-record"
    assert 1 < today.resume.n < today.resume.of
    first, second, third = today.picks
    assert first.late
    assert [second.late, second.soon, third.late, third.soon] == [False, True, False, True]
    assert "due tomorrow; serves “" in second.reason
    assert second.brief.startswith("due tomorrow; “Ask Joan")
    assert second.step.status == "doing"
    assert today.more > 0
    assert today.due[-1].reason == "waits for you"
    assert len(today.done_this_week) == 2
    assert today.finished_lessons > 10
    assert len(items(nadia.plan, nadia.today)) > 3


def test_her_plan_is_one_that_has_been_lived_with(nadia: Workspace) -> None:
    plan = nadia.plan
    first, second, third = plan.sittings("wheel")
    assert first.taken_on and third.taken_on and (third.taken_on - first.taken_on).days > 300
    assert first.ratings != second.ratings != third.ratings
    assert any(sitting.note for sitting in plan.all(Assessment) if sitting.instrument.startswith("role-play"))
    assert {step.status for step in plan.all(NextStep)} == {"idea", "todo", "doing", "waiting", "done", "dropped"}
    assert sum(bool(step.learned) for step in plan.all(NextStep) if step.status == "done") > 20
    assert [agreement.status for agreement in plan.all(Agreement)] == ["agreed"]
    assert [len(plan.all(kind)) >= 5 for kind in (Success, Person, Stop)] == [True] * 3
    assert not plan.unknown


def test_nothing_of_it_lies_ahead_and_nothing_is_left_unsaid(nadia: Workspace) -> None:
    events = nadia.history()
    assert max(event.at for event in events) < NOW
    assert min(event.at for event in events) < NOW - dt.timedelta(days=360)
    text = b"".join(files(nadia.files.folder).values()).decode()
    assert not re.search(r"(today|day)[+-]\d|<(ym|m)?[+-]\d", text)
    assert not re.search(r'"=[A-Z]', text)


def test_the_doctor_finds_her_well(nadia: Workspace) -> None:
    places = find_places(str(nadia.files.folder.parents[1]))
    checks = examine(places, "me", CORE, Terminal(there=False))
    assert [check for check in checks if check.findings or check.notes] == []


def test_she_is_the_same_every_time_and_in_every_language(nadia: Workspace, tmp_path: Path) -> None:
    speak("de")
    made(tmp_path / "again")
    home = nadia.files.folder.parents[1]
    for folder in ("people", "practice"):
        written = {name: data for name, data in files(home / folder).items() if not name.endswith(NAME)}
        assert files(tmp_path / "again" / folder) == written


def test_three_clients_at_different_points(nadia: Workspace) -> None:
    places = find_places(str(nadia.files.folder.parents[1]))
    practice = Practice(places, "another", nadia.clock)
    new, middle, ended = (practice.one(id) for id in practice.ids())
    found = {row.facts.alias: row for row in roster(all_facts(practice), nadia.today)}
    assert list(found) == ["Lantern", "Ferry", "Orchard"] == [one.client.alias for one in (new, middle, ended)]
    assert [(found[one.client.alias].facts.agreed, len(sessions(one))) for one in (new, middle, ended)] == [
        (False, 0), (True, 4), (True, 4),
    ]  # fmt: skip
    kept = {row.state for session in sessions(middle) for row in session.check_in}
    assert {"done", "not", "dropped"} == kept and found["Ferry"].overdue == 1 and found["Ferry"].facts.assigned
    assert any("half way" in reason.words for reason in found["Ferry"].reasons)
    assert [reason.words[:21] for reason in found["Orchard"].reasons] == ["the time to keep this"]
    assert all(one.own.all(Note) and private_counts(one) for one in (new, middle, ended))
    assert middle.plan.plan.answers.of("start-here")["drift-check"].with_coach
    private = [note.text for one in (new, middle, ended) for note in one.own.all(Note)]
    shown = "\n".join(line for one in (new, middle, ended) for line in client_summary(one).lines)
    assert len(private) > 6 and not [text for text in private if text in shown]
    for one in (new, middle, ended):
        events = [*one.own.history(), *one.plan.history()]
        assert max(event.at for event in events) < NOW
        checks = examine(places, one.id, CORE, Terminal(there=False))
        assert [check for check in checks if check.findings or check.notes] == []


def test_her_journal_is_as_it_would_be_had_each_answer_been_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _acts()[:25]
    monkeypatch.setattr("coach.demo._acts", lambda: first)
    build(find_places(str(tmp_path / "at-once")), CORE, NOW)
    monkeypatch.setattr("coach.demo.Rehearsal", lambda *given: Saving(find_places(str(tmp_path)).person(), *given))
    build(find_places(str(tmp_path / "unused")), CORE, NOW)
    written = [
        (home / "people/me/journal/demodemo-0001.jsonl").read_bytes() for home in (tmp_path, tmp_path / "at-once")
    ]
    assert written[0] == written[1]


class Saving(Workspace):
    """Saves each answer as it is given."""

    def write_to(self, journal: Journal) -> None:
        """Has long written everything."""

    def _back_up_first(self) -> None:
        """Nothing was here before; to find that out takes a look at the clock, which goes on with each."""


@pytest.mark.parametrize("day", ["2028-02-29T23:59", "2027-01-01T00:01", "2031-10-26T02:30"])
def test_on_any_day(day: str, tmp_path: Path) -> None:
    workspace = made(tmp_path, dt.datetime.fromisoformat(day).astimezone())
    today = look(workspace.plan, workspace.today)
    assert [pick.late for pick in today.picks] == [True, False, False]
    assert today.due[-1].review.kind == "weekly"


def test_a_lesson_that_no_longer_fits_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for act, words in (
        ({"lesson": "start-here", "answers": {"no-such-step": {}}}, "no-such-step"),
        ({"lesson": "start-here", "answers": {"route": {"chosen": ["nowhere"]}}}, "start-here/route"),
        ({"done": "Nothing of hers"}, "0 things begin"),
    ):
        monkeypatch.setattr("coach.demo._acts", lambda act=act: [{"ago": 3, **act}])
        with pytest.raises(DemoFault, match=words):
            build(find_places(str(tmp_path / words.replace("/", "-"))), CORE, NOW)


# --- the command -----------------------------------------------------------------------


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_without_a_terminal_it_prints_today_and_leaves_nothing(coach: Run, place: Path, temp: Path) -> None:
    ran = coach("demo")
    assert ran.code == 0
    assert "Good to see you, Nadia." in ran.out
    assert "Keep the record: step" in ran.out
    assert "run coach demo in a terminal" in ran.err
    assert list(temp.iterdir()) == []
    assert not place.exists()


def test_it_has_nothing_to_do_with_anybody(
    coach: Run, filled: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(filled)
    monkeypatch.setenv("COACH_PERSON", "k3x")
    assert "Nadia" in coach("--home", "elsewhere", "demo").out
    assert files(filled) == before


def test_nothing_is_left_when_it_is_stopped(coach: Run, temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: object) -> None:
        assert len(list(temp.iterdir())) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.demo.build", stop)
    assert coach("demo").code == 130
    assert list(temp.iterdir()) == []


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else, who is made at once: where the folder goes does not depend on who is in it."""

    def build(places: Places, library: Library, now: dt.datetime) -> None:
        Workspace(places.person(), "another").put("changed", "profile", "profile", {"name": "Nadia"})

    monkeypatch.setattr("coach.demo.build", build)


def test_it_can_be_kept(coach: Run, tmp_path: Path, temp: Path, quick: None) -> None:
    kept = tmp_path / "a b" / "nadia"
    ran = coach("demo", "--keep", str(kept))
    assert ran.code == 0
    assert f"coach --home '{kept}'" in ran.err
    assert "Nadia" in coach("today", "--home", str(kept)).out
    assert list(temp.iterdir()) == []
    assert kept.stat().st_mode & 0o777 == 0o700


def test_it_is_kept_nowhere_else(coach: Run, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    for target in (str(full), str(full / "mine.txt"), ""):
        ran = coach("demo", "--keep", target)
        assert (ran.code, ran.out) == (1, "")
        assert "new or empty" in ran.err
    assert [path.name for path in full.iterdir()] == ["mine.txt"]


def test_in_a_terminal(tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    with program(tmp_path, "demo", env={"TMPDIR": str(temp)}) as terminal:
        terminal.wait("Ring the insurer")
        assert "Where you were" in terminal.text
        assert len(list(temp.iterdir())) == 1
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    assert list(temp.iterdir()) == []
