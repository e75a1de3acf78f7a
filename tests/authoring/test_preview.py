"""A preview without a screen: what a file is as a lesson, what a step writes, and the author's editor."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.authoring.preview import NothingToShow, Source, previewed
from coach.authoring.preview_editor import NoEditor, editor_command, umask_for
from coach.authoring.preview_plain import walk_once
from coach.authoring.preview_plan import Scratch
from coach.authoring.preview_steps import forced, in_words, kept_place, still_fitting, value_words, writes
from coach.cli import main
from coach.lessons.conditions import Condition
from coach.lessons.kinds.simulate import ScenarioStep
from coach.lessons.lesson import Lesson
from coach.walk import Walk
from tests.helpers import MONDAY, Clock, counting
from tests.packs.build import LESSON

WEEK = """\
format = 1
id = "my-week"
title = "My week"
track = "take-stock"
module = "where-now"
minutes = 10
audience = ["all"]
outcomes = ["see what fills a week"]
sources = ["Written from experience."]

[[steps]]
id = "way"
kind = "choice"
title = "Which way?"
prompt = "How would you like to look at it?"
options = [{ id = "alone", label = "Alone" }, { id = "with", label = "With somebody" }]

[[steps]]
id = "who"
kind = "text"
title = "With whom?"
prompt = "Who would it be?"
when = { answer = "way", is = "with" }
fills = "reflections"
coach_prompt = "Ask what makes this person right."
lines = 2

[[steps]]
id = "do"
kind = "commit"
title = "One step"
prompt = "What will you do within a week?"
fills = "next_steps"
"""

STORY = """\
format = 1
id = "noon"
title = "At noon"
setting = "A kitchen."
role = "You cook."
sources = ["Written from experience."]
start = "t1"
nodes = [{ id = "t1", text = "Noon.", choices = [{ key = "a", label = "Go", to = "E1" }] }]
endings = [{ id = "E1", title = "Home", text = "You are home.", tone = "good" }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lessons" / "03-week.toml"
    path.parent.mkdir()
    path.write_text(WEEK)
    return path


@pytest.fixture
def scratch() -> Iterator[Scratch]:
    with Scratch(clock=Clock(), new_id=counting()) as scratch:
        yield scratch


def lesson(path: Path) -> Lesson:
    found = Source(path).read()
    assert found.lesson is not None, [fault.text() for fault in found.faults]
    return found.lesson


def played(of: Lesson, n: int) -> str:
    step = of.steps[n]
    assert isinstance(step, ScenarioStep)
    assert step.story is not None
    return step.story.title


def walk(of: Lesson, scratch: Scratch) -> Walk:
    workspace = scratch.fresh()
    return Walk(of, workspace.plan, workspace.clock(), workspace.new_id, workspace.history)


# --- files ----------------------------------------------------------------------------


def test_a_file_with_faults_is_no_lesson_and_says_all_of_them(file: Path) -> None:
    source = Source(file)
    file.write_text(WEEK.replace('"choice"', '"choise"').replace('"commit"', '"comit"'))
    view = source.read()
    assert view.lesson is None
    assert [fault.code for fault in view.errors][:2] == ["C204", "C204"]
    file.write_text(WEEK)
    assert source.changed
    assert source.read().lesson == lesson(file)
    assert not source.changed


def test_a_file_that_is_empty_or_not_there_may_come_back_in_a_moment(file: Path) -> None:
    source = Source(file)
    file.write_text("")
    assert source.read().gone
    file.unlink()
    assert source.read().gone
    assert source.read().errors


def test_a_role_play_is_put_into_a_step_and_follows_its_own_file(file: Path) -> None:
    story = file.with_name("noon.toml")
    story.write_text(STORY)
    assert played(lesson(story), 0) == "At noon"
    step = '\n[[steps]]\nid = "play"\nkind = "scenario"\ntitle = "Noon"\nscenario = "noon"\n'
    file.write_text(WEEK + step)
    source = Source(file)
    first = source.read().lesson
    assert first is not None
    assert played(first, 3) == "At noon"
    story.write_text(STORY.replace('to = "E1"', 'to = "E9"'))
    broken = source.read()
    assert broken.lesson is None
    assert {Path(fault.path).name for fault in broken.errors} == {"noon.toml"}


def test_what_has_no_steps_says_what_to_preview_instead(tmp_path: Path, file: Path) -> None:
    pack = file.with_name("pack.toml")
    pack.write_text('format = 1\nid = "mine"\nversion = "1"\ntitle = "Mine"\n')
    with pytest.raises(NothingToShow, match="Preview a lesson, or the folder"):
        previewed(pack)
    (tmp_path / "none").mkdir()
    with pytest.raises(NothingToShow, match="no lesson in"):
        previewed(tmp_path / "none")
    other = file.with_name("04-other.toml")
    other.write_text(WEEK)
    os.utime(file, (MONDAY.timestamp() + 60,) * 2)
    os.utime(other, (MONDAY.timestamp(),) * 2)
    assert previewed(file.parent) == file  # the one that was saved last
    assert previewed(other) == other


def test_the_editor_opens_where_the_step_begins(file: Path) -> None:
    source, shown = Source(file), lesson(file)
    lines = WEEK.split("\n")
    assert lines[source.line_of(shown, "who")] == 'id = "who"'
    file.write_text("# a remark\n" + WEEK.replace("minutes = 10", "minutes = "))  # ahead of the view, and broken
    assert source.line_of(shown, "who") == 19


# --- steps ----------------------------------------------------------------------------


def test_conditions_are_told_in_words(file: Path) -> None:
    shown = lesson(file)
    told = {
        "“Which way?” is answered with “With somebody”": {"answer": "way", "is": "with"},
        "“One step” has no answer": {"answer": "do", "filled": False},
        "the plan has people": {"plan": "people"},
        "it is not so that “Which way?” has an answer": {"not": {"answer": "way"}},
        "the plan has no goals and (the plan has people or the plan has wins)": {
            "all": [{"plan": "goals", "filled": False}, {"any": [{"plan": "people"}, {"plan": "wins"}]}]
        },
    }
    assert {in_words(Condition.model_validate(data), shown): data for data in told.values()} == told


def test_a_condition_can_be_turned_round_whatever_was_answered(file: Path, scratch: Scratch) -> None:
    shown = lesson(file)
    answers = [{}, {"way": {"chosen": ["with"]}}]
    for raw in answers:
        assert "who" in [step.id for step in walk(forced(shown, {"who": True}), scratch).path], raw
    hidden = forced(shown, {"who": False})
    at = walk(hidden, scratch)
    outcome = at.answer(hidden.steps[0], {"chosen": ["with"]})
    plan = at.plan
    for change in outcome.changes:  # type: ignore[union-attr]
        plan = plan.changed(change.table, change.id, change.new)
    assert [step.id for step in Walk(shown, plan, MONDAY, counting()).path] == ["way", "who", "do"]
    assert [step.id for step in Walk(hidden, plan, MONDAY, counting()).path] == ["way", "do"]
    assert [one.fingerprint() for one in hidden.steps] == [one.fingerprint() for one in shown.steps]


def test_writes_are_told_and_not_recorded(file: Path, scratch: Scratch) -> None:
    shown = lesson(file)
    at = walk(shown, scratch)
    found = writes(at, shown.steps[1], {"text": "Jo, on\nFriday"})
    (record,) = found.records
    assert (record.table, record.way) == ("reflections", "new")
    assert dict(record.fields)["text"] == "Jo, on Friday"
    assert writes(at, shown.steps[1], {"text": ""}).refused
    assert writes(at, shown.steps[0], {"chosen": ["alone"]}).records == ()
    assert not at.plan.tables


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "yes"), (["a", "b"], "a; b"), ({"a": 1, "b": None}, "a: 1"), ("[b]x[/]\n y", "[b]x[/] y"), (3, "3")],
)
def test_values_are_told_on_one_line(value: Any, words: str) -> None:
    assert value_words(value) == words


def edited(file: Path, *changes: tuple[str, str]) -> tuple[Lesson, Lesson]:
    before, text = lesson(file), WEEK
    for old, new in changes:
        text = text.replace(old, new)
    file.write_text(text)
    return before, lesson(file)


GONE = WEEK[WEEK.index('[[steps]]\nid = "who"') : WEEK.index('[[steps]]\nid = "do"')]


@pytest.mark.parametrize(
    ("change", "at", "then"),
    [
        (("Who would", "Who then would"), "who", "who"),
        (('id = "who"', 'id = "whom"\nwas = ["who"]'), "who", "whom"),
        ((GONE, ""), "who", "way"),
        (('id = "way"', 'id = "road"'), "way", "road"),  # nothing before it: the first
    ],
)
def test_the_place_is_kept(file: Path, change: tuple[str, str], at: str, then: str) -> None:
    before, after = edited(file, change, ('answer = "way"', 'answer = "road"') if then == "road" else ("", ""))
    assert kept_place(before.steps, after.steps, at) == then


@pytest.mark.parametrize(
    ("change", "step", "raw", "kept"),
    [
        (("Who would", "Who then would"), "who", {"text": "Jo"}, ("who", {"text": "Jo"})),
        (('id = "who"', 'id = "whom"\nwas = ["who"]'), "who", {"text": "Jo"}, ("whom", {"text": "Jo"})),
        ((GONE, ""), "who", {"text": "Jo"}, None),
        (('id = "alone"', 'id = "solo"'), "way", {"chosen": ["alone"]}, ("way", {"chosen": []})),
        (('kind = "text"', 'kind = "list"'), "who", {"text": "Jo"}, None),
    ],
)
def test_what_was_typed_stays_where_it_fits(
    file: Path, change: tuple[str, str], step: str, raw: dict[str, Any], kept: Any
) -> None:
    drop = ("lines = 2\n", "") if "list" in change[1] else ("", "")
    before, after = edited(file, change, drop)
    found = still_fitting(before, after, step, raw)
    assert (
        found is None
        if kept is None
        else (found is not None and found[0] == kept[0] and kept[1].items() <= found[1].items())
    )


# --- the scratch plan -------------------------------------------------------------------


def test_the_scratch_plan_is_private_begins_afresh_and_is_gone_at_the_end() -> None:
    with Scratch(clock=Clock()) as scratch:
        first = scratch.fresh()
        first.put("added", "goals", "g", {"name": "Teach"}, "Teach")
        assert scratch.root.stat().st_mode & 0o077 == 0
        folder = first.files.folder
        second = scratch.fresh()
        assert not second.plan.tables
        assert not folder.exists()
    assert not scratch.root.exists()


# --- the editor -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vi", ["+7", "/x/a.toml"]),
        ("/usr/bin/vim -u NONE", ["+7", "/x/a.toml"]),
        ("nvim", ["+7", "/x/a.toml"]),
        ("nano", ["+7", "/x/a.toml"]),
        ("emacs -nw", ["+7", "/x/a.toml"]),
        ("micro", ["+7", "/x/a.toml"]),
        ("kak", ["+7", "/x/a.toml"]),
        ("hx", ["/x/a.toml:7:3"]),
        ("code --wait", ["-g", "/x/a.toml:7:3"]),
        ("codium", ["-g", "/x/a.toml:7:3"]),
        ("kate", ["--line", "7", "/x/a.toml"]),
        ("'/opt/my editor/ed'", ["/x/a.toml"]),
    ],
)
def test_each_editor_gets_the_line_in_its_own_way(editor: str, arguments: list[str]) -> None:
    command = editor_command({"EDITOR": editor}, Path("/x/a.toml"), 7, 3)
    assert command[-len(arguments) :] == arguments
    assert command[0] == {"'/opt/my editor/ed'": "/opt/my editor/ed"}.get(editor, editor.split()[0])
    assert command[1 : -len(arguments)] == ([] if "'" in editor else editor.split()[1:])


def test_visual_comes_first_and_without_one_a_sentence_says_what_to_do() -> None:
    assert editor_command({"VISUAL": "hx", "EDITOR": "vi"}, Path("/x"))[0] == "hx"
    assert editor_command({"VISUAL": " ", "EDITOR": "vi"}, Path("/x"))[0] == "vi"
    for none in ({}, {"EDITOR": ""}, {"EDITOR": "vi 'x"}, {"EDITOR": "''"}):
        with pytest.raises(NoEditor, match="EDITOR"):
            editor_command(none, Path("/x"))


def test_no_name_of_a_file_is_an_option_or_a_command() -> None:
    command = editor_command({"EDITOR": "vi"}, Path("-c :!rm; x.toml"), 1)
    assert command[0] == "vi"
    assert command[1] == "+1"
    assert command[2].startswith("/")
    assert len(command) == 3


def test_an_editor_leaves_a_file_as_readable_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.touch()
    file.chmod(0o644)
    assert 0o666 & ~umask_for(file) == 0o644
    file.chmod(0o600)
    assert 0o666 & ~umask_for(file) == 0o600


# --- the command, without a terminal ------------------------------------------------------


def command(monkeypatch: pytest.MonkeyPatch, said: str, *arguments: str) -> int:
    monkeypatch.setattr("os.umask", lambda mask: 0)
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    return main(["content", "preview", *arguments])


def test_without_a_terminal_the_file_is_walked_once(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "2\nJo\n\ns\n", str(file)) == 0
    said = capsys.readouterr()
    assert "walked once, line by line, with a scratch plan" in said.err
    assert "Who would it be?" in said.out  # the answer opened the step
    assert "nothing is kept" in said.out
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    ("text", "arguments", "code", "said"),
    [
        ("title = 3\n" + WEEK, [], 1, "cannot be shown yet"),
        (WEEK, ["--step", "whom"], 2, "Did you mean “who”?"),
        (WEEK, ["another.toml"], 2, "name one file"),
    ],
)
def test_what_cannot_be_shown_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    text: str, arguments: list[str], code: int, said: str,
) -> None:  # fmt: skip
    file.write_text(text)
    assert command(monkeypatch, "", str(file), *arguments) == code
    assert said in capsys.readouterr().err


def test_a_preview_line_by_line_ends_without_a_way_into_a_real_plan(tmp_path: Path) -> None:
    file, heard = tmp_path / "week.toml", io.StringIO()
    file.write_text(LESSON)
    lesson = Source(file).read().lesson
    assert lesson is not None
    with Scratch() as scratch:
        assert walk_once(lesson, scratch, io.StringIO("fine\n.\n"), heard) == 0
    assert "That was “A week in the garden”." in heard.getvalue()
    assert heard.getvalue().endswith("This was a preview: nothing is kept.\n")
    assert "coach " not in heard.getvalue()
    assert "verything is saved" not in heard.getvalue()
