"""The leak test: in a made-up practice every private text is unique, and nothing that is for others holds any of them.

What is made is drawn by hypothesis: how many sessions, which marks, which sorts of notes, what is closed. Then all that
leaves is looked through: reports, exports, packets, previews, the commands of the client's side, the files of the home,
what stays behind in the folder for temporary files, and what a fault leaves.
"""

import contextlib
import datetime as dt
import io
import itertools
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coach.cli import main
from coach.crypt import age, turning, vault
from coach.crypt.keys import Keys
from coach.exports import AUDIENCES, EXPORTS, export
from coach.packets import assignment, form, rows
from coach.places import find_places
from coach.plan.events import Change
from coach.plan.records import RECORDS, Goal, NextStep
from coach.practice import brief as briefs
from coach.practice.exporting import bundle
from coach.practice.keeping import agree, assign, change, consent, contact, log_hours
from coach.practice.looking import Looking
from coach.practice.practice import OneClient, Practice
from coach.practice.remembered import all_facts
from coach.practice.reports import client_summary, sponsor_report, withheld_lines
from coach.practice.sessions import (
    Promise,
    check_in,
    close,
    commit,
    exercise,
    note_private,
    note_shared,
    start,
    to_check,
)
from coach.restore import back_up
from coach.settings import Settings
from coach.workspace import Workspace
from screens.base import Desk
from screens.practice.client import ClientScreen
from screens.practice.preview import PreviewScreen
from screens.practice.session import SessionScreen
from screens.practice.their_plan import TheirPlan
from screens.practice.visit import Visit
from tests.crypt.conftest import cheap
from tests.helpers import Clock, course
from tests.practice.conftest import ids
from tests.screens.sample import Sample, press, running

pytest.importorskip("pyrage")
Choose = Callable[[Sequence[Any]], Any]
LEVELS = ("private", None, "coach", "sponsor", "shareable")
KINDS = ("fact", "guess", "raise", "supervision")
TEXTS = {"goals": "name", "reflections": "text", "people": "note", "constraints": "statement"}  # notes stay, always
ROUGH = ("{}", "[b]{}[/b]", "{} \x1b[31m", "=cmd|' {}'!A1", "two\n{}", "${{{}}}")  # how a text may look around its word


class Made:
    """A home with a practice in it, and whose each of its words is."""

    def __init__(self, home: Path, choose: Choose) -> None:
        self.home, self.choose = home, choose
        self.numbers = itertools.count(1)
        self.coachs: list[str] = []  # the coach's alone
        self.clients: list[str] = []  # the client's alone
        self.between: list[str] = []  # known to both, for nobody else
        self.open: list[str] = []  # marked by the client as for others
        self.clock = Clock()
        self.practice = Practice(find_places(str(home)), "test", self.clock, ids())
        self.places = self.practice.places
        own = Workspace(self.places.person(), "test", self.clock, ids())
        own.put("added", Goal.table, "own", {"name": self.word(self.coachs)})
        own.close()
        self.one = self.practice.begin(self.word(self.coachs), [self.word(self.coachs)], "P24M")

    def word(self, whose: list[str]) -> str:
        """A text with a word in it that stands nowhere else."""
        whose.append(f"Leak{next(self.numbers)}word")
        return str(self.choose(ROUGH)).format(whose[-1])

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return self.one.own.today

    # --- what a life puts there --------------------------------------------------------

    def around(self) -> None:
        """What a coach keeps between sessions."""
        one = self.one
        note_private(one, self.word(self.coachs), self.choose(KINDS))
        contact(one, self.word(self.coachs), self.word(self.coachs), self.today)
        own = {name: self.word(self.coachs) for name in ("fit", "sponsor", "line", "note")}
        agree(one, {"purpose": self.word(self.between)}, own, agreed=bool(self.choose((True, False))))
        change(one, name=self.word(self.between), contact=self.word(self.between), groups=[self.word(self.coachs)])
        log_hours(one, 60, self.today, None, "paid", 1)
        one.own.drafts.keep("page", "note", {"text": self.word(self.coachs)})

    def client_lives(self) -> None:
        """What the client keeps in their own plan, each with a mark."""
        for (table, name), level in itertools.product(TEXTS.items(), ("private", self.choose(LEVELS))):
            whose = self.whose(level or RECORDS[table].default_visibility)
            fields = {name: self.word(self.clients if name == "note" else whose), "visibility": level}
            self.one.plan.put("added", table, self.one.plan.new_id(), fields, "something")
        for level in ("private", self.choose(LEVELS)):
            self.answer(level)
        self.one.plan.drafts.keep("start-here", "two-moves", {"text": self.word(self.clients)})

    def whose(self, level: str) -> list[str]:
        """To whom a text with such a mark belongs."""
        return {"private": self.clients, "coach": self.between}.get(level, self.open)

    def answer(self, level: str | None) -> None:
        """An answer, and its question, which may quote others."""
        whose = self.whose(level or "private")
        told = {"kind": "text", "value": {"text": self.word(whose)}, "visibility": level,
                "prompt": self.word(whose), "at": self.clock().isoformat()}  # fmt: skip
        step = f"start-here/step{next(self.numbers)}"
        begun = Change("progress", "start-here", {"status": "started", "step": "two-moves"})
        self.one.plan.record("answered", [Change("answers", step, told), begun], "an answer", "start-here")

    def session(self) -> None:
        """A session, with everything in it."""
        one = self.one
        start(one, aim=self.word(self.between), sign_of_success=self.word(self.between), deck="grow")
        for step in to_check(one):
            check_in(one, step, self.choose(("done", "partly", "not", "dropped")), self.word(self.between))
        note_shared(one, self.word(self.between))
        note_private(one, self.word(self.coachs), self.choose(KINDS))
        exercise(one, "start-here", None)
        id = commit(one, Promise(text=self.word(self.between), done_looks_like=self.word(self.between)))
        commit(one, Promise(text=self.word(self.between), who="me"))
        if self.choose((True, False)):
            self.hide(id)
        if self.choose((True, True, False)):
            close(one, self.word(self.between), {"heard": 7}, self.today + dt.timedelta(days=20), 50)

    def hide(self, id: str) -> None:
        """The client makes a promise private after all. That of it which the coach has heard is theirs, too: it may stay
        where sessions are told, and nowhere else."""
        self.one.plan.put("changed", NextStep.table, id, {"visibility": "private"}, "something")

    def lived(self) -> None:
        """All of it, as often as is drawn."""
        assign(self.one, "start-here", "Open the box", None, self.word(self.between))
        if self.choose((True, False)):
            consent(self.one, self.word(self.between), ["goals", "steps", "aims"], self.today)
        for _ in range(self.choose((0, 1, 2)) + 1):
            self.around()
            self.client_lives()
            self.session()
        back_up(self.one.plan, "by-hand")
        self.one.close()
        all_facts(self.practice)
        self.one = self.practice.one(self.one.id)


# --- what leaves ---------------------------------------------------------------------------


def leaks(what: str, text: str | bytes, *words: list[str]) -> None:
    """None of the words stands in a text."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    found = [word for some in words for word in some if word.encode() in data]
    assert not found, f"{what} holds {found}"


def ran(home: Path, *line: str) -> str:
    """All that a command says."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(["--home", str(home), *line])
    return out.getvalue()


def told(report: Any) -> str:
    """A report with what stands below it."""
    return "\n".join([*report.lines, *withheld_lines(report)])


def for_the_client(made: Made) -> Iterator[tuple[str, str | bytes]]:
    """All that a client gets: nothing of the coach's is in it."""
    one, now = made.one, made.clock()
    yield "the summary", told(client_summary(one))
    with zipfile.ZipFile(io.BytesIO(bundle(one, course(), now, private=False))) as archive:
        yield from ((f"the bundle, {name}", archive.read(name)) for name in archive.namelist())
    whole = form.packet(form.Handover(rows=rows.whole(one.plan.plan, one.plan.history())), "", now)
    yield "the handover", opened(whole)
    lesson = assignment.assign(course(), ["start-here"], one.plan.new_id, None, "")
    yield "the assignment", opened(form.packet(lesson, "", now))
    for name, audience in itertools.product(EXPORTS, AUDIENCES):
        text = export(EXPORTS[name], one.plan.plan, course(), audience, now).text
        yield f"{name} for {audience}", text


def opened(packet: form.Packet) -> bytes:
    """A packet as whoever it is for decrypts it."""
    secret = age.new_secret()
    return age.decrypt(form.sealed(packet, [age.public_of(secret)]), [secret])


COMMANDS = (
    ("today",), ("next", "--all"), ("next", "--json"), ("due",), ("due", "--json"), ("plan",), ("plan", "--json"),
    ("plan", "show", "goals", "--json"), ("log",), ("log", "--json"), ("changes", "--since", "2020-01-01"), ("find", "Leak"),
    ("lessons",), ("lessons", "--json"), ("review", "facts"), ("locate",), ("doctor",), ("backup", "list"),
    ("complete", "--", "next", ""), ("complete", "--", "done", ""), ("complete", "--", "plan", "set", ""),
    ("complete", "--", "learn", ""), ("export", "md", "--for", "me"), ("pictures",), ("drop", "nothing", "--why", "x"),
)  # fmt: skip


def commands(made: Made, lines: Sequence[tuple[str, ...]] = COMMANDS) -> Iterator[tuple[str, str]]:
    """What the commands of the client's side say, on the coach's own machine."""
    for line in lines:
        yield " ".join(line), ran(made.home, "--person", made.one.id, *line)


def for_the_coach(made: Made) -> Iterator[tuple[str, str | bytes]]:
    """What a coach is shown of a client: nothing that the client keeps to themselves."""
    one = made.one
    yield "the brief", str(briefs.brief(one))
    yield "the roster", str(all_facts(made.practice))
    looking = Looking(one.plan)
    yield "the plan, looked at", str(looking.plan.tables) + str(looking.plan.answers.changed)
    copy = rows.shared(one.plan.plan, ["start-here"], ())
    sent, left = rows.of_lessons(one.plan.plan, copy, ["start-here"], [], one.plan.history())
    yield (
        "what a client returns",
        opened(form.packet(form.Return(assignment="a" * 20, rows=sent, withheld=left), "", made.clock())),
    )
    for line in (("clients",), ("clients", "--json"), ("clients", "show", one.id), ("session", "prepare", one.id, "--json"),
                 ("session", "list", one.id, "--json"), ("due",), ("today",)):  # fmt: skip
        yield " ".join(line), ran(made.home, *line)


def files_of(made: Made) -> Iterator[tuple[str, bytes, bool, bool]]:
    """Every file of a home, zip files opened: its name, what is in it, and whether it may hold the words of each."""
    id = made.one.id
    for path in made.home.rglob("*"):
        name = path.relative_to(made.home).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"\n".join(archive.read(one) for one in archive.namelist())
        own = name.startswith((f"practice/{id}/", f"backups/practice-{id}/", "people/me/", "backups/me/"))
        theirs = name.startswith((f"people/{id}/", f"backups/{id}/"))
        yield name, data + b"\n" + name.encode(), own, theirs


def look_through(made: Made, many: bool) -> int:
    """Looks through all that leaves, and all that is left. Gives how many things were looked through."""
    n = 0
    for what, text in for_the_client(made):
        n += 1
        leaks(what, text, made.coachs)
        if what.endswith((" for sponsor", " for shareable")):
            leaks(what, text, made.clients, made.between)
        if what.endswith(" for coach") or what == "the summary":
            leaks(what, text, made.clients)
    for what, text in commands(made, COMMANDS if many else COMMANDS[:: len(COMMANDS) // 6]):
        n += 1
        leaks(f"coach {what}", text, made.coachs)
    for what, text in for_the_coach(made):
        n += 1
        leaks(what, text, made.clients)
    leaks("the sponsor's report", told(sponsor_report(made.one)), made.coachs, made.clients)
    for name, data, own, theirs in files_of(made):
        n += 1
        leaks(name, data, *([] if own else [made.coachs]), *([] if theirs else [made.clients]))
        assert not name.endswith((".tmp", ".swp", "~")), name
    return n


def a_practice(choose: Choose, sealed: bool, many: bool) -> int:
    """Makes a practice, and looks for every private word in everything else."""
    with tempfile.TemporaryDirectory() as folder:
        made, temporary = Made(Path(folder) / "home", choose), Path(folder) / "tmp"
        temporary.mkdir()
        before, tempfile.tempdir = tempfile.tempdir, str(temporary)
        try:
            made.lived()
            if sealed:
                seal(made)
            n = look_through(made, many)
            fault(made)
            if sealed:
                made.one = made.practice.one(made.one.id)
                made.around()
                made.client_lives()
                made.session()
                made.one.close()
                readable = [name for name, data, _, _ in files_of(made) if b"Leak" in data and b"word" in data]
                assert not readable, readable
            assert not list(temporary.iterdir())
        finally:
            tempfile.tempdir = before
            vault.forget()
        return n


def seal(made: Made) -> None:
    """Closes everything: the coach's own plan, and the client's with what the coach keeps."""
    keys = Keys(made.places)
    if not keys.there:
        keys.make("sesame")
    for person in ("me", made.one.id):
        turning.close(made.places.person(person), keys)
    made.one = made.practice.one(made.one.id)


def fault(made: Made) -> None:
    """The program falls over with a client's words in its hands: the report that it leaves has none of them."""
    words = str(made.coachs + made.clients)

    def fall(one: OneClient) -> None:
        held = words  # noqa: F841  a variable of the frame that falls
        raise ValueError(words) from KeyError(words)

    real, briefs.brief = briefs.brief, fall  # type: ignore[assignment]
    try:
        said = ran(made.home, "session", "prepare", made.one.id)
    finally:
        briefs.brief = real
    reports = list((made.home / "state" / "reports").iterdir())
    assert "went wrong" in said and len(reports) == 1
    for text in (said, reports[0].read_text()):
        leaks("what a fault leaves", text, made.coachs, made.clients, made.between)


# --- the tests -----------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases that cost nothing; a mask that stays as it is."""
    cheap(monkeypatch)
    monkeypatch.setattr("os.umask", lambda mask: 0)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(f"os.{name}", lambda fd: None)
    yield
    vault.forget()


ONCE = settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


def drawn(data: st.DataObject) -> Choose:
    """Whatever hypothesis draws."""
    return lambda options: data.draw(st.sampled_from(list(options)))


@ONCE
@given(st.data())
def test_nothing_private_leaves(data: st.DataObject) -> None:
    a_practice(drawn(data), sealed=False, many=False)


@ONCE
@given(st.data())
def test_nothing_private_is_readable_when_all_is_closed(data: st.DataObject) -> None:
    a_practice(drawn(data), sealed=True, many=False)


COUNTED: list[int] = []


@pytest.mark.torture
@pytest.mark.parametrize("sealed", [False, True])
def test_nothing_private_leaves_many_times(sealed: bool) -> None:
    COUNTED.clear()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def many(data: st.DataObject) -> None:
        COUNTED.append(a_practice(drawn(data), sealed, many=True))

    many()
    print(f"\n{len(COUNTED)} practices{', closed' if sealed else ''}: {sum(COUNTED)} things looked through, 0 leaks")


# --- screens --------------------------------------------------------------------------------


async def screens_in_client_view(home: Path, seed: int, screens: Sequence[Any], keys: Sequence[str]) -> None:
    """Screens that a client may look at, with nothing on them that is not for them, whatever is pressed."""
    made = Made(home, random.Random(seed).choice)
    made.lived()
    start(made.one, aim=made.word(made.between))
    note_private(made.one, made.word(made.coachs), "raise")
    own = Workspace(made.places.person(), "test", made.clock, ids())
    app = Sample(Desk(own, course(), made.places, Settings(first_run_done=True)))
    visit = Visit(app.desk, made.one)
    visit.safe = True
    async with running(app, (120, 60)) as pilot:
        for make in screens:
            await app.push_screen(make(visit))
            await pilot.pause()
            shown = [app.text()]
            for key in keys:
                await press(pilot, key)
                shown.append(app.text() + app.toasts() + app.title + app.sub_title)
            leaks(f"{make.__name__}, safe", "\n".join(shown), made.coachs, made.clients)
            if make is SessionScreen:
                await press(pilot, "f4")
                assert [word for word in made.coachs if word in app.text()], (
                    "else the test is content with an empty page"
                )
                await press(pilot, "f4")
                leaks("the session, hidden again", app.text(), made.coachs)
            visit.safe = True
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()


async def test_no_screen_in_client_view_holds_any(tmp_path: Path) -> None:
    await screens_in_client_view(tmp_path / "made", 7, (SessionScreen, PreviewScreen), ["end"])


@pytest.mark.torture
@pytest.mark.parametrize("n", range(20))
async def test_no_screen_in_client_view_holds_any_many_times(n: int, tmp_path: Path) -> None:
    every = (ClientScreen, SessionScreen, PreviewScreen, TheirPlan)
    keys = ["end", "pagedown", "f1", "escape", "ctrl+p", "escape"]
    await screens_in_client_view(tmp_path / "made", n, every, keys)


def test_the_client_reads_what_was_between_both(tmp_path: Path) -> None:
    """Otherwise the tests above would be content with empty pages."""
    made = Made(tmp_path / "made", lambda options: options[0])
    made.lived()
    texts = {what: text if isinstance(text, str) else text.decode() for what, text in for_the_client(made)}
    for what in ("the summary", "the handover", "md for me", "the bundle, sessions.md"):
        assert any(word in texts[what] for word in made.between), what
    assert all(word in texts["the handover"] for word in made.clients if word in str(made.one.plan.plan.tables))
    assert json.loads(texts["the bundle, data/practice.json"])["sessions"]
    answers = str(made.one.plan.plan.answers.of("start-here"))
    assert answers.count("Leak") > 3 and texts["md for me"].count("Leak") > texts["md for coach"].count("Leak")
    assert msgspec.json.decode(texts["the handover"])["kind"] == "handover"
