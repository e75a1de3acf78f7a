"""A coach's practice on the screen: a session loses nothing, and what is private is not shown.

Every private text here is unique, so that one look at the screen tells whether it has slipped out.
"""

import datetime as dt
from pathlib import Path

import pytest

from coach.packets.form import Packet, Return
from coach.packets.form import Row as PacketRow
from coach.plan.records import CoachingSession, NextStep
from coach.practice import keeping
from coach.practice.erasing import erase, in_bin
from coach.practice.looking import Looking
from coach.practice.practice import OneClient, Practice
from coach.practice.records import Note
from coach.practice.sessions import Promise, close, commit, note_private, note_shared, open_session, sessions, start
from coach.store.files import NotSaved
from screens.base import CoachScreen
from screens.lesson import LessonScreen
from screens.practice.client import ClientScreen
from screens.practice.clients import ClientsScreen
from screens.practice.lesson_sheet import LessonSheet
from screens.practice.packet_screen import PacketScreen
from screens.practice.session import SessionScreen
from screens.practice.together import Together
from screens.widgets.rows import Rows
from tests.helpers import Clock
from tests.screens.sample import FIRST, Sample, make, press, put, running, settled, type_in

GUESS, RAISE = "Afraid of the manager QZGUESS", "The quarrel at home QZRAISE"
ANSWER, PROMPT = "An answer of theirs QZANSWER", "Ask what it costs QZPROMPT"
SECRETS = ("QZGUESS", "QZRAISE", "QZANSWER", "QZPROMPT", "QZGOAL")
COACHED = FIRST.replace('id = "story"', f'id = "story"\ncoach_prompt = "{PROMPT}"', 1)


def practice(tmp_path: Path, *aliases: str) -> tuple[Sample, Practice]:
    """The app of a coach, and the practice behind it, with a session held four weeks ago with the first client."""
    app = make(tmp_path, filled=False, lessons={"first-again": COACHED.replace('id = "first"', 'id = "coached"', 1)})
    clock = Clock(dt.datetime(2026, 10, 26, 9, 0, tzinfo=dt.UTC))
    made = Practice(app.desk.places, "test", clock)
    clients = [made.begin(alias, ["evening"] if n else ["school"], "P24M") for n, alias in enumerate(aliases)]
    if clients:
        _held(clients[0], clock)
    for one in clients:
        one.close()
    return app, Practice(app.desk.places, "other", app.desk.workspace.clock)


def _held(one: OneClient, clock: Clock) -> None:
    start(one, aim="Find a field", deck="grow")
    note_shared(one, "The hours are the question")
    note_private(one, GUESS, "guess")
    note_private(one, RAISE, "raise")
    commit(one, Promise(text="Ring Ada", due=dt.date(2026, 11, 18)))
    clock.now += dt.timedelta(minutes=50)
    close(one, "It is the hours I care about", {"heard": 9}, dt.date(2026, 11, 24))
    step = one.plan.plan.rows("next_steps")[0]
    one.plan.put("added", "goals", "g1", {"name": "A goal of theirs QZGOAL", "visibility": "private"})
    one.plan.put("changed", "next_steps", step.id, {"goal": "g1"})
    one.plan.put("answered", "answers", "coached/story", {"kind": "text", "value": {"text": ANSWER}})


def leaks(app: Sample) -> list[str]:
    """The secrets that stand on the screen."""
    return [secret for secret in SECRETS if secret in app.text()]


def unmet(app: Sample) -> list[str]:
    """The words in the line of keys for which there is no key."""
    screen = app.screen
    assert isinstance(screen, CoachScreen)
    active = [found.binding for found in screen.active_bindings.values() if found.enabled]
    known = {name for binding in active for name in (binding.action, binding.id)}
    return [word for action, word in getattr(screen, "hints", list)() if not known & set(action.split("|"))]


async def test_who_coaches_nobody_meets_no_clients_and_begins_from_the_palette(tmp_path: Path) -> None:
    app, _ = practice(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "4")
        assert "Clients" not in app.text()
        await press(pilot, "ctrl+p")
        await type_in(pilot, "clients")
        await press(pilot, "enter")
        assert isinstance(app.screen, ClientsScreen)
        assert "Nobody yet." in app.text()
        assert unmet(app) == []
        await press(pilot, "n")
        await type_in(pilot, "Grey [b]wolf")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ClientScreen)
        assert "Grey [b]wolf" in app.text()
        assert "the first one" in app.text()
        await press(pilot, "escape")
        assert "no session yet, none booked" in app.text()
        await press(pilot, "1")
        assert "4 Clients" in app.text()


async def test_the_roster_says_who_needs_attention_and_gives_a_lesson_to_several(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron", "Red kite", "White owl")
    async with running(app) as pilot:
        await press(pilot, "4")
        text = app.text()
        assert text.index("Blue heron") < text.index("Red kite")
        assert "session tomorrow; 1 overdue" in text
        assert unmet(app) == []
        await press(pilot, "tab")
        assert "group evening" in app.text()
        assert "Blue heron" not in app.text()
        await press(pilot, "escape", "slash")
        await type_in(pilot, "kite")
        await press(pilot, "enter", "space", "escape", "slash")
        assert "White owl" in app.text()
        await press(pilot, "enter", "home", "space")
        assert "1 marked" in app.text()
        x, y = app.spot("· Red kite")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert "2 marked" in app.text()
        x, y = app.spot("a lesson for 2")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        await type_in(pilot, "dates")
        await press(pilot, "enter")
        await type_in(pilot, "fri")
        await press(pilot, "tab")
        await type_in(pilot, "To begin")
        await press(pilot, "ctrl+s")
        assert "Given to 2: Steps with dates." in app.toasts()
    steps = [step for id in made.ids() for step in made.one(id).plan.plan.all(NextStep) if step.lesson == "second"]
    assert [(step.why, step.due) for step in steps] == [("To begin", dt.date(2026, 11, 27))] * 2


async def test_a_session_from_the_brief_to_the_close(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron")
    id = made.ids()[0]
    async with running(app) as pilot:
        await press(pilot, "4", "enter")
        for words in ("Not safe to share", "It is the hours I care about", "Ring Ada"):
            assert words in app.text()
        assert leaks(app) == ["QZRAISE"]
        assert unmet(app) == []
        await press(pilot, "s")
        assert isinstance(app.screen, SessionScreen)
        assert "Safe to share · 0 of 60 min" in app.text()
        assert "Blue heron" not in app.text()  # a name of the coach's making
        assert unmet(app) == []
        await press(pilot, "enter", "end", "enter")
        assert "Letting go is fine" in app.text()
        await press(pilot, "enter")
        assert "A few words are needed" in app.text()
        await type_in(pilot, "She moved away")
        await press(pilot, "enter")
        assert "let go: She moved away" in app.text()

        await press(pilot, "p")
        await type_in(pilot, "QZTYPED")
        assert "QZTYPED" not in app.text()
        await press(pilot, "f4")
        assert "QZTYPED" in app.text()
        await press(pilot, "f4", "enter", "escape", "n")
        await type_in(pilot, "Evenings are free")
        await press(pilot, "enter", "escape")
        assert "– Evenings are free" in app.text()
        assert "QZTYPED" not in app.text()

        await press(pilot, "c")
        await type_in(pilot, "Write to Bo")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "fri")
        await press(pilot, "tab", "tab", "right", "right", "right", "right", "right", "ctrl+s")
        assert "4 of 10." in app.text()
        await type_in(pilot, "Find the address")
        await press(pilot, "enter")
        assert "Find the address" in app.text()

        await press(pilot, "s")
        await type_in(pilot, "I will write")
        await press(pilot, "tab")
        await type_in(pilot, "in 2 weeks")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ClientScreen)
        assert "Session 2 is closed" in app.toasts()
        assert "Safe to share" in app.text()  # the same screen is still being looked at
        assert leaks(app) == []
    one = made.one(id)
    last = sessions(one)[-1]
    assert (last.summary, last.shared, last.next_on) == ("I will write", ["Evenings are free"], dt.date(2026, 12, 7))
    assert [note.text for note in one.own.all(Note)][-1] == "QZTYPED"
    kept = one.plan.plan.get(CoachingSession, last.id)
    assert kept is not None
    assert kept.shared_summary == "I will write\nEvenings are free"
    steps = {step.text: step for step in one.plan.plan.all(NextStep)}
    assert steps["Ring Ada"].status == "dropped"
    assert steps["Find the address"].earlier_wordings == ["Write to Bo"]


async def test_what_was_half_written_when_it_broke_off_stands_there_again(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron")
    async with running(app) as pilot:
        await press(pilot, "4", "enter", "s", "n")
        await type_in(pilot, "Half a no")
        await press(pilot, "escape", "c")
        await type_in(pilot, "Half a prom")
        app.desk.keep_half_typed()  # what `run` does however the program ends
    again = make(tmp_path, filled=False)
    async with running(again) as pilot:
        await press(pilot, "4")
        assert "a session is still open" in again.text()
        await press(pilot, "enter")
        assert "Go on with session 2" in again.text()
        await press(pilot, "enter", "c")
        assert "Half a prom" in again.text()
        await press(pilot, "escape", "s")
        assert "A note is half written" in again.toasts()
        await press(pilot, "n")
        assert "Half a no" in again.text()
        await type_in(pilot, "te")
        await press(pilot, "enter")
    session = open_session(made.one(made.ids()[0]))
    assert session is not None
    assert session.shared == ["Half a note"]


async def test_a_lesson_together_goes_into_their_plan_and_not_into_the_coachs(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron")
    async with running(app) as pilot:
        await press(pilot, "4", "enter", "s", "t")
        await type_in(pilot, "first look")
        await press(pilot, "enter", "down", "enter")
        assert isinstance(app.screen, Together)
        assert app.screen.step.id == "story"
        await type_in(pilot, "By way of my uncle")
        await press(pilot, "ctrl+n", "escape")
        assert isinstance(app.screen, SessionScreen)
        assert "Done together" in app.text()
        await press(pilot, "s", "ctrl+s")
    one = made.one(made.ids()[0])
    session = sessions(one)[-1]
    answers = [*one.plan.plan.answers.of("first").values(), *one.plan.plan.answers.of("coached").values()]
    assert [a.with_coach for a in answers if a.value and a.value["text"].startswith("By way")] == [session.id]
    assert not app.desk.workspace.plan.progress


@pytest.mark.parametrize("size", [(80, 24), pytest.param((40, 12), marks=pytest.mark.slow)])
async def test_nothing_private_stands_in_what_the_client_sees(tmp_path: Path, size: tuple[int, int]) -> None:
    app, _ = practice(tmp_path, "Blue heron")
    async with running(app, size) as pilot:
        await press(pilot, "4", "enter")
        assert size != (80, 24) or leaks(app) == ["QZRAISE"]
        page = app.screen
        assert isinstance(page, ClientScreen)
        await press(pilot, "f4")
        assert leaks(app) == []
        page.query_one(Rows).select(f"step:{page.brief.promises[0].step.id}")
        await press(pilot, "enter")
        assert "agreed" in app.text()
        assert leaks(app) == []
        await press(pilot, "escape", "v")
        for _ in range(8):
            assert leaks(app) == []
            await press(pilot, "pagedown")
        assert "Ring Ada" in app.text() or size != (80, 24)
        assert unmet(app) == []
        await press(pilot, "escape", "p")
        assert unmet(app) == []
        for _ in range(10):
            assert leaks(app) == []
            await press(pilot, "right_square_bracket")
        app.push_screen(LessonSheet(page.visit, Looking(page.visit.one.plan), "coached", False))
        await settled(pilot)
        assert leaks(app) == ["QZPROMPT"]
        await press(pilot, "v")
        assert leaks(app) == []
        await press(pilot, "escape", "escape", "ctrl+p")
        assert "Everything" in app.text()
        assert "Go to" not in app.text()  # the coach's own plan is not to be reached by a slip


async def test_a_key_hides_a_private_sheet_and_what_was_typed_comes_back(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron")
    async with running(app) as pilot:
        await press(pilot, "4", "enter", "n")
        await type_in(pilot, "QZHALF")
        assert "QZHALF" in app.text()
        await press(pilot, "f4")
        assert "Safe to share" in app.text()
        assert "QZHALF" not in app.text()
        assert leaks(app) == []
        await press(pilot, "n")
        assert "f4 first shows" in app.toasts()
        await press(pilot, "f4", "n")
        assert "QZHALF" in app.text()
        await press(pilot, "ctrl+s")
        await press(pilot, "a", "f4")  # a question that is not private, with private words beside it
        assert app.screen_stack[-2].visit.safe  # type: ignore[attr-defined]
        await press(pilot, "f4")
        assert app.screen_stack[-2].visit.safe  # type: ignore[attr-defined]
        await press(pilot, "escape", "f4", "f", "end", "enter", "f4")  # and a sheet that is not
        assert app.screen_stack[-2].visit.safe  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert "Safe to share" in app.text()
    assert [note.text for note in made.one(made.ids()[0]).own.all(Note)][-1] == "QZHALF"


async def test_an_assigned_lesson_stands_on_the_clients_today_and_enter_opens_it(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    put(app.desk.workspace, "next_steps", "s1", text="Work through “Steps with dates”", lesson="second",
        due="2026-11-24", agreed_with="coach", source="coach")  # fmt: skip
    async with running(app) as pilot:
        await press(pilot, "end")
        rows = app.screen.query_one(Rows)
        rows.select("step:s1")
        await press(pilot, "enter")
        screen = app.screen if isinstance(app.screen, LessonScreen) else app.screen_stack[-2]
        assert isinstance(screen, LessonScreen)
        assert screen.lesson.id == "second"


async def test_what_came_back_is_shown_and_what_both_changed_is_asked(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron")
    async with running(app) as pilot:
        await press(pilot, "4", "enter")
        page = app.screen
        assert isinstance(page, ClientScreen)
        step = next(iter(page.one.plan.plan.all(NextStep)))
        page.one.plan.put("changed", "next_steps", step.id, {"why": "said here"})
        now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
        told = {"text": "Ring Ada", "due": "2026-11-18", "why": "said there", "agreed_with": "coach"}
        answer = {"kind": "text", "value": {"text": "From afar"}, "visibility": "coach"}
        rows = [PacketRow("next_steps", step.id, told, now), PacketRow("answers", "first/story", answer, now)]
        content = Return(assignment="x" * 20, lessons=["first"], rows=rows)
        packet = Packet(id="y" * 20, kind="return", sender="Ana", made_at=now, reply_to="", content=content)
        app.push_screen(PacketScreen(page.visit, packet, content))
        await press(pilot, "f4")
        assert "Both of you have changed" in app.text()
        assert "From afar" in app.text()
        await press(pilot, "enter")
        assert "The one here" in app.text()
        await press(pilot, "home", "enter")
        assert "Taken in." in app.toasts()
    plan = made.one(made.ids()[0]).plan.plan
    kept = plan.get(NextStep, step.id)
    assert kept is not None
    assert kept.why == "said here"
    assert plan.answers.of("first")["story"].value == {"text": "From afar"}


def test_the_plan_that_a_coach_looks_at_holds_nothing_that_is_kept_private(tmp_path: Path) -> None:
    _, made = practice(tmp_path, "Blue heron")
    one = made.one(made.ids()[0])
    seen = Looking(one.plan)
    told: list[int] = []
    seen.watch(lambda: told.append(1))
    put(one.plan, "goals", "g1", name="A goal QZGOAL", visibility="private")
    put(one.plan, "goals", "g2", name="A goal for both", visibility="coach")
    assert told == [1, 1]
    assert [goal.id for goal in seen.plan.rows("goals")] == ["g2"]
    assert not seen.plan.answers.of("coached")
    assert seen.history() == []
    with pytest.raises(NotSaved, match="only looked at"):
        put(seen, "goals", "g3", name="Not mine to set")
    seen.close()
    keeping.change(one, alias="Heron")


async def test_what_came_from_elsewhere_is_shown_and_the_bin_is_emptied_when_its_days_are_over(tmp_path: Path) -> None:
    app, made = practice(tmp_path, "Blue heron", "Red kite")
    gone = next(one for id in made.ids() if (one := made.one(id)).client.alias == "Red kite")
    erase(gone, app.desk.workspace.today - dt.timedelta(days=31))
    async with running(app) as pilot:
        await press(pilot, "4")
        assert f"erased for good: {gone.id}" in app.toasts()
        assert in_bin(made.places) == []
        await press(pilot, "enter")
        page = app.screen
        assert isinstance(page, ClientScreen)
        elsewhere = made.one(page.visit.one.id)
        elsewhere.own.put("changed", "client", "client", {"alias": "Grey heron"})
        page.visit.look_around()  # what a timer does every two seconds
        await settled(pilot)
        assert "Grey heron" in app.text()
