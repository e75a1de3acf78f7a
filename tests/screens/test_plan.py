"""Plan: everything that was recorded, part by part; every record can be seen in full and changed."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.plan.forms import form, read_form
from coach.plan.parts import part_named
from coach.plan.plan import parse
from coach.plan.records import RECORDS, Goal, NextStep, Option, Person, Record, Skill, Stop, Success
from screens.lesson import LessonScreen
from screens.plan.bars import share_bar
from screens.plan.page import PlanScreen
from screens.plan.record_form import RecordForm
from screens.widgets.rows import Rows
from tests.helpers import HOSTILE
from tests.screens.sample import HOSTILE_LINE, Sample, make, press, put, running, same_as_snapshot, settled, type_in


async def at(pilot: Pilot[int], app: Sample, part: str) -> None:
    """Opens a part of the plan, as a click on its name does."""
    await press(pilot, "3")
    assert isinstance(app.screen, PlanScreen)
    found = part_named(part)
    assert found
    app.screen.open_part(found)
    await settled(pilot)


def richer(app: Sample) -> Sample:
    """A plan with something in every part."""
    w = app.desk.workspace
    put(w, "tasks", "t1", name="Training", share=25)
    put(w, "assessments", "a1", instrument="wheel", taken_on="2026-11-20", ratings={"learning": 3, "people": 8},
        second={"learning": 8, "people": 8}, names={"learning": "Learning", "people": "People"},
        second_name="matters", scale={"min": 0, "max": 10})  # fmt: skip
    put(w, "stops", "p1", name="Developer at Northwind", when="2019", lane="role", status="reached")
    put(w, "stops", "p2", name="Lead a team of three", when="2028", lane="role", status="aimed")
    put(w, "stops", "p3", name="Know two leads", when="next", lane="people", status="aimed")
    put(w, "skills", "k1", name="Reviewing code", level=3, target_level=4)
    put(w, "people", "q1", name="Leyla", direction="up", roles=["sounding board"], next_contact="2026-11-20")
    put(w, "options", "o1", name="Lead the training", test="Shadow Ivo for a day", test_by="2026-12-01",
        would_change="I dread the Mondays", status="alive")  # fmt: skip
    put(w, "decisions", "d1", question="Stay or go?", decide_by="2026-12-20", plan_a="Stay", plan_z="Agency work")
    put(w, "reviews", "v1", story="A calm quarter", on="2026-10-01", kind="full")
    put(w, "reflections", "j1", text="The quiet hour helps.", on="2026-11-22")
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = richer(make(tmp_path))
    async with running(app, size) as pilot:
        await press(pilot, "3")
        same_as_snapshot(app, f"plan-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_road_map_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = richer(make(tmp_path))
    async with running(app, size) as pilot:
        await at(pilot, app, "map")
        same_as_snapshot(app, f"plan-map-{size[0]}x{size[1]}")


async def test_every_part_says_what_it_is_for_in_its_own_way(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        assert "Teach what I know" in app.text()
        await press(pilot, "right_square_bracket")
        assert "■■■□· 3 of 5, target 4: gap 1" in app.text()
        await press(pilot, "right_square_bracket")
        assert "Above me, or further on: 1" in app.text()
        assert "Below me, or newer: nobody yet" in app.text()
        assert "contact was due 3 days ago" in app.text()
        await press(pilot, "right_square_bracket")
        assert "Test: Shadow Ivo for a day (on 1 December)" in app.text()
        assert "Tripwire: I dread the Mondays" in app.text()
        assert "Plan Z: Agency work" in app.text()
        for words in ("The report runs in four minutes", "A calm quarter", "The quiet hour helps."):
            await press(pilot, "right_square_bracket")
            assert words in app.text()
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "Wheel" in app.text()


async def test_a_click_on_a_name_opens_that_part(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await press(pilot, "3")
        await pilot.click(offset=app.spot("Journal"))
        await settled(pilot)
        assert "The quiet hour helps." in app.text()


async def test_an_empty_plan_names_the_lessons_that_fill_it(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await at(pilot, app, "journal")
        same_as_snapshot(app, "plan-empty")
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)


async def test_a_record_is_shown_in_full_with_where_it_came_from(tmp_path: Path) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "people", "p1", name="Leyla", roles=["sounding board"], source="first/story", closeness=4)
    async with running(app) as pilot:
        await at(pilot, app, "people")
        await press(pilot, "i")
        assert "sounding board" in app.text()
        assert "From the lesson “A first look”" in app.text()
        assert "Seen by only you" in app.text()


async def test_a_record_is_added_where_the_selection_is(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "people")
        await press(pilot, "a")
        assert isinstance(app.screen, RecordForm)
        await type_in(pilot, "Ivo")
        await press(pilot, "ctrl+s")
        person = app.desk.workspace.plan.all(Person)[-1]
        assert (person.name, person.direction, person.source) == ("Ivo", "up", "hand")
        assert next(line for line in app.lines() if "▌" in line).split()[1] == "Ivo"
        await press(pilot, "u")
        assert len(app.desk.workspace.plan.all(Person)) == 1


async def test_what_cannot_be_kept_is_said_in_the_form(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "options")
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, PlanScreen)  # nothing was touched, nothing is asked
        await press(pilot, "A")
        await pilot.click(offset=app.spot("a decision"))
        await settled(pilot)
        await press(pilot, "ctrl+s")
        assert "! Question: a few words are needed here." in app.text()
        await type_in(pilot, "Which one?")
        await press(pilot, "down", "down")
        await type_in(pilot, "soonish")
        await press(pilot, "ctrl+s")
        assert "no date I know" in app.text()
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, PlanScreen)


async def test_a_record_is_edited_and_the_edit_taken_back(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "skills")
        await press(pilot, "enter", "down", "down", "right", "ctrl+s")
        skill = app.desk.workspace.plan.get(Skill, "k1")
        assert skill
        assert skill.level == 4
        assert "target reached" in app.text()
        await press(pilot, "u")
        assert "gap 1" in app.text()


async def test_a_status_is_set_in_words_and_asks_why(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "options")
        await press(pilot, "s", "end", "enter")
        await type_in(pilot, "Not for me")
        await press(pilot, "enter")
        option = app.desk.workspace.plan.get(Option, "o1")
        assert option
        assert (option.status, option.learned) == ("dropped", "Not for me")
        assert "Let go: Lead the training" in app.toasts()
        await press(pilot, "u")
        assert "Showed: Not for me" not in app.text()


async def test_a_record_is_linked_to_another_one(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "successes")
        await press(pilot, "l")
        await pilot.click(offset=app.spot("Skill it shows"))
        await settled(pilot)
        await type_in(pilot, "review")
        await press(pilot, "enter")
        success = app.desk.workspace.plan.get(Success, "w1")
        assert success
        assert success.skill == "skills/k1"
        await press(pilot, "i")
        assert "Reviewing code" in app.text()
        await press(pilot, "escape")
        await at(pilot, app, "skills")
        assert "gap 1, 1 success" in app.text()


async def test_who_may_see_a_record_is_said_and_changed(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "people")
        await press(pilot, "v")
        assert "Now: only you." in app.text()
        await press(pilot, "down", "enter")
        person = app.desk.workspace.plan.get(Person, "q1")
        assert person
        assert person.visibility == "coach"


async def test_a_record_without_an_end_is_taken_out_and_comes_back(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "skills")
        await press(pilot, "x")
        assert "u brings it back" in app.text()
        await press(pilot, "enter")
        assert app.desk.workspace.plan.get(Skill, "k1") is None
        await press(pilot, "u")
        skill = app.desk.workspace.plan.get(Skill, "k1")
        assert skill
        assert (skill.level, skill.target_level, skill.source) == (3, 4, "hand")


async def test_a_gap_becomes_a_next_step_in_one_key(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "skills")
        await press(pilot, "n")
        assert "Practise Reviewing code" in app.text()
        await press(pilot, "ctrl+s")
        step = app.desk.workspace.plan.all(NextStep)[-1]
        assert (step.text, step.why) == ("Practise Reviewing code", "Reviewing code: from 3 to 4")


async def test_the_arrows_go_from_stop_to_stop_and_enter_edits(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "map")
        await press(pilot, "right")
        assert "▌ ○ Lead a team of three" in app.text()
        await press(pilot, "down")
        assert "▌ ○ Know two leads" in app.text()
        await press(pilot, "enter")
        await type_in(pilot, "!")
        await press(pilot, "ctrl+s")
        stop = app.desk.workspace.plan.get(Stop, "p3")
        assert stop
        assert stop.name == "Know two leads!"
        await pilot.click(offset=app.spot("● Developer"))
        await settled(pilot)
        assert "▌ ● Developer at Northwind" in app.text()


async def test_a_date_of_any_record_is_moved(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await at(pilot, app, "people")
        await press(pilot, "m")
        await type_in(pilot, "12 dec")
        await press(pilot, "enter")
        assert "next contact on 12 December" in app.text()


async def test_somebody_who_was_sent_to_a_record_stands_on_it(tmp_path: Path) -> None:
    app = richer(make(tmp_path))
    async with running(app) as pilot:
        await press(pilot, "3")
        assert isinstance(app.screen, PlanScreen)
        app.screen.show_at("decisions/d1")
        await settled(pilot)
        assert "▌ Stay or go?" in app.text()


async def test_a_step_that_is_done_is_taken_up_again(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        await pilot.click(offset=app.spot("✓ Stop swapping"))
        await settled(pilot)
        step = app.desk.workspace.plan.get(NextStep, "s5")
        assert step
        assert (step.status, step.done_on) == ("todo", None)


@pytest.mark.slow
async def test_a_step_beside_a_goal_serves_it_too(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        await press(pilot, "a")
        await type_in(pilot, "Ask Jo")
        await press(pilot, "ctrl+s")
        assert app.desk.workspace.plan.all(NextStep)[-1].goal == "g1"
        assert app.desk.workspace.plan.get(Goal, "g1")


async def test_the_selection_stays_on_its_record_when_the_plan_changes(tmp_path: Path) -> None:
    app, other = make(tmp_path), make(tmp_path)
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        await press(pilot, "down")
        put(other.desk.workspace, "next_steps", "n1", text="First of all", due="2026-11-01")
        app._look_around()
        await settled(pilot)
        assert next(line for line in app.lines() if "▌" in line).strip().startswith("▌ ◐ Show the apprentice")


async def test_keys_say_what_they_need_when_nothing_is_chosen(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await at(pilot, app, "journal")
        await press(pilot, "d", "m", "x", "s", "v", "l", "n", "i")
        assert app.toasts() == "Choose a record first."  # the last word takes the place of those before


@pytest.mark.slow
async def test_answers_are_reached_through_their_lesson(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter", "escape")
        await at(pilot, app, "more")
        await press(pilot, "end")
        assert "Answers, by lesson" in app.text()
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)


@pytest.mark.slow
async def test_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    w = app.desk.workspace
    for table, field in (("goals", "name"), ("people", "name"), ("reflections", "text"), ("skills", "name"),
                         ("stops", "name"), ("options", "name"), ("decisions", "question")):  # fmt: skip
        put(w, table, f"h-{table}", **{field: HOSTILE_LINE})
    put(w, "profile", "profile", name=HOSTILE_LINE, values=[HOSTILE_LINE], customers=[{"who": HOSTILE_LINE}])
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "3")
        assert app.text().count(HOSTILE_LINE) >= 3
        for part in ("map", "people", "options"):
            await at(pilot, app, part)
            await pilot.click(offset=app.spot("[b]x[/c]"))
            await press(pilot, "e")
            assert HOSTILE_LINE in app.text()
            await press(pilot, "escape", "escape", "escape")


SAID = {"text": HOSTILE_LINE, "long": f"one\n\n{HOSTILE_LINE}", "number": "3", "date": "2026-12-12", "yesno": "yes",
        "dates": "2026-12-12", "list": "\n".join(HOSTILE[:3]), "pairs": f"{HOSTILE_LINE}: 3", "ref": "goals/[b]",
        "texts": f"{HOSTILE_LINE}: x", "grid": f"{HOSTILE_LINE} / [b]: 3", "parts": f"{HOSTILE_LINE}\n\n[/]",
        "moment": HOSTILE_LINE}  # fmt: skip


ALL_TYPES = ("profile", "decisions", "scenarios", "review_schedule", "successes", "stops")  # every type of field


@pytest.mark.slow
async def test_a_form_opens_with_anything_and_keeps_what_stands_in_it(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    kept: list[object] = []
    async with running(app) as pilot:
        for table in ALL_TYPES:
            kind = RECORDS[table]
            fields = {field.path: SAID.get(field.type) or field.choices[0][0] for field in form(kind)}
            record = parse(kind, table, read_form(kind, None, fields, app.desk.workspace.today).fields)
            assert isinstance(record, Record)
            app.push_screen(RecordForm(kind, app.desk.workspace.plan, app.desk.workspace.today, record), kept.append)
            await pilot.press("ctrl+s")
    assert kept == [{}] * len(ALL_TYPES)


async def test_of_closed_steps_the_last_five_stand_there_and_any_that_is_sought(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    put(app.desk.workspace, "next_steps", "open", text="Ring Ada")
    for day in range(1, 10):
        put(app.desk.workspace, "next_steps", f"d{day}", text=f"Deed {day}.", status="done", done_on=f"2026-11-0{day}")
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        listed = [line.split("Deed ")[1][0] for line in app.lines() if "Deed " in line]
        assert listed == list("98765"), "the newest first"
        assert "4 more that are done or let go: H shows what has changed, / finds them." in app.text()
        assert isinstance(app.screen, PlanScreen)
        app.screen.show_at("next_steps/d2")
        await settled(pilot)
        assert any("▌" in line and "Deed 2." in line for line in app.lines())
        assert "3 more that are done" in app.text()
        await press(pilot, "right_square_bracket", "left_square_bracket")
        assert "Deed 2." not in app.text()


async def test_what_has_had_its_day_stands_apart(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    w = app.desk.workspace
    put(w, "next_steps", "s", text="Ring Ada", status="done", done_on="2026-11-01")
    put(w, "if_thens", "past", cue="the tea is made", act="ring her", about="next_steps/s")
    put(w, "if_thens", "live", cue="it is noon", act="go out")
    put(w, "reviews", "v", kind="full", on="2026-10-01", story="A calm quarter. " * 8)
    async with running(app) as pilot:
        await at(pilot, app, "goals")
        text = app.text()
        assert text.index("it is noon") < text.index("Of what is done or let go") < text.index("the tea is made")
        await at(pilot, app, "reviews")
        assert "Full review, 1 October 2026" in app.text()
        assert " ".join(app.text().split()).count("A calm quarter.") == 8, "below it its story, in full"


def test_shares_of_a_week_that_differ_are_drawn_differently() -> None:
    for cells in (10, 20):
        drawn = [share_bar(share, 100, cells).plain for share in range(0, 101, 5)]
        assert len(set(drawn)) == len(drawn)
        assert {len(bar) for bar in drawn} == {cells}


async def test_a_stop_moves_to_a_time_as_vague_as_one_likes(tmp_path: Path) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "stops", "s", name="Run the shop", lane="role", status="aimed", when="2026-10")
    async with running(app) as pilot:
        await at(pilot, app, "road-map")
        app.screen.query_one(Rows).select("stops/s")
        await press(pilot, "m")
        assert "It stands at October 2026." in app.text()
        await type_in(pilot, "june 2028")
        await press(pilot, "enter")
        assert [stop.when for stop in app.desk.workspace.plan.all(Stop) if stop.id == "s"] == ["june 2028"]
        assert "Moved to June 2028. u takes it back." in app.toasts()
