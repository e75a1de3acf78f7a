"""Every kind of step, line by line: kept while it is said, stopped anywhere, gone back in, and never out of step."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.lessons.kinds import KINDS, Step
from coach.lessons.kinds.shapes import SHAPES, shaped
from coach.lessons.library import Library
from coach.plain.askers import ask
from coach.plain.voice import Back, Stop, Told
from coach.plain.walk import PlainWalk
from coach.plan.plan import Plan
from coach.workspace import Workspace
from tests.helpers import HOSTILE, counting, open_workspace
from tests.helpers import given as surroundings
from tests.plain.answerer import Answerer
from tests.plain.conftest import EVERY_KIND
from tests.plain.test_voice import harmless, talked


def begun(workspace: Workspace, library: Library, answerer: Answerer) -> PlainWalk:
    """A walk through the lesson with every kind."""
    answerer.walk = PlainWalk(workspace, library, EVERY_KIND, answerer)
    return answerer.walk


def said_in(value: object) -> set[str]:
    """Every text in an answer."""
    if isinstance(value, dict):
        return set().union(*(said_in(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(said_in(part) for part in value))
    return set(str(value).splitlines())


def on_disk(folder: Path) -> str:
    """All that the plan's folder holds, as text."""
    return "\n".join(path.read_text() for path in folder.rglob("*") if path.suffix in (".jsonl", ".json", ".journal"))


class Watched(Answerer):
    """Looks, whenever it is waited for, whether everything it has typed into this step is on disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._typed: list[str] = []

    def _type(self) -> str:
        kept = on_disk(self._folder)
        for words in self._typed:
            assert json.dumps(words, ensure_ascii=False)[1:-1] in kept, f"{words!r} is not kept yet"
        line = super()._type()
        self._typed += [line.strip()] if " " in line.strip() and not line[0].isdigit() else []
        return line


def test_all_that_was_typed_is_on_disk_before_more_is_asked(tmp_path: Path, library: Library) -> None:
    answerer = Watched(tmp_path)
    walk = begun(open_workspace(tmp_path), library, answerer)
    walk.run()
    assert walk.walk.finished
    assert len(answerer._typed) > 40


class Interrupted(Answerer):
    """Stops at the third question of a step, if there is one; otherwise where the step has its last."""

    def __init__(self, seed: str, stopped: dict[str, int]) -> None:
        super().__init__(seed)
        self._stopped = stopped

    def _type(self) -> str:
        step = self.step
        if len(self.given) >= self._stopped.get(step.id, 1):
            self._stopped[step.id] = 10_000
            self._next = "s"
        return super()._type()


def test_every_step_can_be_stopped_in_the_middle_and_gone_on_with(tmp_path: Path, library: Library) -> None:
    workspace, stopped, typed = open_workspace(tmp_path), dict[str, int](), dict[str, set[str]]()
    for n in range(100):
        answerer = Interrupted(f"{n}", stopped)
        walk = begun(workspace, library, answerer)
        assert walk.run() == 0
        if walk.walk.finished:
            break
        step = walk.walk.current
        assert f"Stopped at step {walk.walk.place.n} of" in answerer.text
        assert f"coach learn {EVERY_KIND} --plain" in answerer.text
        assert n == 0 or "You are at step" in answerer.text
        typed[step.id] = said_in(workspace.drafts.of(EVERY_KIND).get(step.id, {}))
        workspace = open_workspace(tmp_path, ids=counting(f"day{n}-"))
    assert walk.walk.finished
    assert {"rate", "write", "form", "rows", "share", "play", "weigh", "commit"} <= set(stopped)
    answers = workspace.plan.answers.of(EVERY_KIND)
    for step_id, words in typed.items():
        said = {text for text in words if " " in text}
        assert said <= said_in(answers[step_id].value), f"{step_id}: what was said before the stop is gone"
    assert not workspace.drafts.of(EVERY_KIND)


def test_a_step_that_was_begun_says_so(tmp_path: Path, library: Library) -> None:
    workspace = open_workspace(tmp_path)
    once = Interrupted("1", {"one-of": 10_000})
    for _ in range(12):
        walk = begun(workspace, library, once)
        walk.run()
    assert once.text.count("What you had begun here is still here.") >= 3


class Wavering(Answerer):
    """Goes back now and then: a question, or a whole step."""

    def _type(self) -> str:
        dice = self.dice.random()
        if self.step.kind != "sort" and dice < 0.12:
            self._next = "bb" if dice < 0.02 else "b"
        return super()._type()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_going_back_anywhere_never_loses_the_way(seed: str, tmp_path: Path, library: Library) -> None:
    answerer = Wavering(seed)
    walk = begun(open_workspace(tmp_path), library, answerer)
    walk.run()
    assert walk.walk.finished
    assert answerer.lines.count("b") > 8
    assert not walk.workspace.drafts.of(EVERY_KIND)


# --- strange words -----------------------------------------------------------------


class Hostile(Answerer):
    """Says what nobody should."""

    def words(self, count: int = 4) -> str:
        lines = [line for text in HOSTILE for line in text.splitlines() if line.strip()]
        return lines[len(self.lines) % len(lines)]


def test_hostile_words_are_kept_and_never_said_raw(tmp_path: Path, library: Library) -> None:
    answerer = Hostile()
    walk = begun(open_workspace(tmp_path), library, answerer)
    walk.run()
    assert walk.walk.finished
    assert harmless(answerer.text)
    kept = said_in({id: answer.value for id, answer in walk.walk.answers.items()})
    for text in HOSTILE:
        for line in filter(str.strip, text.splitlines()):
            assert line in answerer.lines
            assert " ".join(line.split()) in {" ".join(said.split()) for said in kept}


@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.slow
def test_a_damaged_draft_is_asked_about_without_trouble(kind: str, data: st.DataObject, library: Library) -> None:
    step = next(step for step in library.lesson(EVERY_KIND).steps if step.kind == kind)
    around = surroundings()
    raw = shaped(kind, data.draw(st.dictionaries(st.sampled_from(KEYS), ANY, max_size=4)))
    lines = data.draw(st.lists(st.sampled_from(["", "1", "2", "x", "y", "-", "t", "a", "n", "fri", "."]), max_size=30))
    talk, heard = talked(*lines)
    with contextlib.suppress(Told):
        ask(step, around, talk, raw)
    assert harmless(heard.getvalue())


KEYS = sorted({key for shape in SHAPES.values() for key in getattr(shape, "__annotations__", {"first_on": 0})})
ANY: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 500), st.text(max_size=8), st.sampled_from(["a", "now", "x"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)


# --- kinds that have nothing to work with -------------------------------------------


NEEDY = [
    ("choice", {"from": "gone"}), ("scale", {"from": "gone"}), ("sort", {"from": "gone", "buckets": [
        {"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}),
    ("allocate", {"from": "gone"}), ("checklist", {"from": "gone", "min": 1}), ("rank", {"from": "gone"}),
    ("pick", {"from": "gone", "add": False}), ("revise", {"of": ["goals"]}),
    ("grid", {"from": "gone", "x": {"label": "X"}, "y": {"label": "Y"}}),
    ("matrix", {"options_from": "gone", "criteria_from": "gone"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more"), NEEDY, ids=[kind for kind, _ in NEEDY])
def test_a_step_with_nothing_to_work_with_says_so(kind: str, more: dict[str, Any]) -> None:
    step: Step = KINDS[kind].model_validate({"id": "s", "kind": kind, "title": "T", **more})
    talk, heard = talked("", "because", "")
    ask(step, surroundings(), talk, {})
    assert "There is nothing" in heard.getvalue()
    assert talk.given, "it waits, so that it can be heard"


# --- some kinds closely ------------------------------------------------------------


def asked(kind: str, more: dict[str, Any], *lines: str, raw: Any = None) -> tuple[dict[str, Any], str]:
    """What comes of a step when these lines are typed, and what was said."""
    step: Step = KINDS[kind].model_validate({"id": "s", "kind": kind, "title": "T", **more})
    talk, heard = talked(*lines)
    value: dict[str, Any] = raw if raw is not None else {}
    try:
        ask(step, surroundings(), talk, value)
    except Stop:
        value["stopped"] = True
    return value, heard.getvalue()


ROWS = {"rows": [{"id": "a", "label": "Row A"}, {"id": "b", "label": "Row B"}]}
ITEMS = [{"id": f"i{n}", "text": text} for n, text in enumerate(("one", "two", "three"))]


def test_a_guess_is_made_before_the_answer_is_heard() -> None:
    value, said = asked("reveal", {"answer": "It was **blue**."})
    assert value == {"stopped": True}
    assert "blue" not in said
    value, said = asked("reveal", {"answer": "It was **blue**."}, "red", "")
    assert value == {"guess": "red"}
    assert "You guessed: red\nIt was blue.\n" in said


def test_rows_leave_what_they_were_when_enter_keeps_them() -> None:
    value, said = asked("scale", ROWS, "", "5", raw={"ratings": {"a": 2, "b": 3}})
    assert value["ratings"] == {"a": 2, "b": 5}
    assert "Enter keeps 2" in said


def test_lines_of_a_list_can_be_reworded_and_taken_out() -> None:
    value, said = asked("list", {}, "2", "zwei", "1", "-", "", "four", "", raw={"items": ITEMS})
    assert [(item["id"], item["text"]) for item in value["items"][:2]] == [("i1", "zwei"), ("i2", "three")]
    assert [item["text"] for item in value["items"]] == ["zwei", "three", "four"]
    assert "Change or take out which? (1 to 3, Enter goes on)" in said


def test_a_list_ends_when_it_is_full() -> None:
    value, said = asked("list", {"max": 2}, "one", "two", "three")
    assert [item["text"] for item in value["items"]] == ["one", "two"]
    assert "as many as fit" in said


def test_a_text_that_is_there_is_kept_or_gone_on_with_or_written_anew() -> None:
    assert asked("text", {}, "", raw={"text": "old"})[0]["text"] == "old"
    assert asked("text", {}, "a", "new", ".", raw={"text": "old"})[0]["text"] == "old\nnew"
    assert asked("text", {}, "n", "new", ".", raw={"text": "old"})[0]["text"] == "new"


def test_half_a_text_is_kept() -> None:
    assert asked("text", {}, "one", "two")[0] == {"text": "one\ntwo", "stopped": True}


COLUMNS = {"columns": [{"id": "name", "label": "Name"}, {"id": "note", "label": "Note"}], "row_name": "person"}


def test_rows_of_a_table_can_be_changed_and_taken_out() -> None:
    rows = [{"id": f"r{n}", "name": name, "note": "x"} for n, name in enumerate(("Ada", "Bo", "Cy"))]
    value, said = asked("table", COLUMNS, "1", "t", "1", "", "Beau", "-", "", "n", raw={"rows": rows})
    assert value["rows"] == [{"id": "r1", "name": "Beau", "note": ""}, {"id": "r2", "name": "Cy", "note": "x"}]
    assert "2. Bo; x" in said


def test_rows_that_only_have_a_name_are_filled_in_one_after_another() -> None:
    rows = [{"id": "r0", "name": "Ada"}, {"id": "r1", "name": "Bo"}]
    value, said = asked("table", COLUMNS, "kind", "", "", raw={"rows": rows})
    assert value["rows"][0] == {"id": "r0", "name": "Ada", "note": "kind"}
    assert "Person 1 of 2: Ada\nNote: \nPerson 2 of 2: Bo\n" in said


def test_a_hyphen_empties_every_kind_of_field() -> None:
    kinds = ("text", "number", "choice", "date", "yesno", "list")
    fields = [{"id": kind, "label": kind, "type": kind} for kind in kinds]
    fields[2]["options"] = [{"id": "a", "label": "A"}]  # type: ignore[assignment]
    now = {"text": "x", "number": "3", "choice": "a", "date": "2027-03-01", "yesno": True, "list": ["p", "q, r"]}
    assert asked("form", {"fields": fields}, *[""] * 6, raw={"fields": dict(now)})[0]["fields"] == now
    emptied, _ = asked("form", {"fields": fields}, *["-"] * 6, raw={"fields": dict(now)})
    assert not any(emptied["fields"].values())


def test_the_last_share_is_what_is_left() -> None:
    items = {"items": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}, {"id": "c", "label": "C"}]}
    value, said = asked("allocate", items, "40", "25", "")
    assert value["points"] == {"a": 40, "b": 25, "c": 35}
    assert "C, 35 left (0 to 100, Enter keeps 35):" in said


def test_a_checklist_is_ticked_by_numbers_and_keeps_its_dates() -> None:
    items = {"items": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}
    value, said = asked("checklist", items, "1 2", raw={"done": {"a": "2026-01-01"}})
    assert value["done"] == {"a": "2026-01-01", "b": "2026-11-23"}
    assert "1. A (ticked)" in said
    assert not asked("checklist", items, "-", raw={"done": {"a": "2026-01-01"}})[0]["done"]


def test_half_of_the_pairs_do_not_lose_the_others() -> None:
    pairs = [{"for": "", "cue": "it rains", "act": "I read"}]
    value, _ = asked("if-then", {}, "it snows", raw={"pairs": pairs})
    assert value["pairs"] == [{"for": "", "cue": "it snows", "act": "I read"}]


def test_each_record_is_gone_through_and_a_number_has_to_be_one() -> None:
    plan = Plan().changed("skills", "s1", {"name": "Knots", "level": 2}).changed("skills", "s2", {"name": "Sails"})
    actions = [{"id": "keep", "label": "Keep"}, {"id": "level", "label": "Another level", "field": "level",
                "asks": "Which level?", "number": True}]  # fmt: skip
    step = KINDS["revise"].model_validate({"id": "s", "kind": "revise", "title": "T", "of": ["skills"],
                                           "reason": False, "actions": actions})  # fmt: skip
    talk, heard = talked("2", "²", "2.5", "4", "1")
    raw: dict[str, Any] = {}
    ask(step, surroundings(plan), talk, raw)
    assert [(d["id"], d["action"], d.get("said")) for d in raw["decisions"]] == [
        ("s1", "level", "4"),
        ("s2", "keep", None),
    ]
    assert heard.getvalue().count("A whole number, please.") == 2
    assert talk.given == ["2", "4", "1"]


def test_an_order_may_name_only_the_first_few() -> None:
    items = {"items": [{"id": x, "label": x.upper()} for x in "abcd"]}
    assert asked("rank", items, "3 1")[0]["order"] == ["c", "a", "b", "d"]
    assert asked("rank", items, "", raw={"order": ["d"]})[0]["order"] == ["d", "a", "b", "c"]


def test_another_option_takes_the_place_of_the_one_that_was_chosen() -> None:
    options = {"options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}], "other": True}
    value, said = asked("choice", options, "3", "C", raw={"chosen": ["a"]})
    assert (value["chosen"], value["other"]) == ([], "C")
    assert "Enter keeps “A”" in said
    assert asked("choice", options, "1", raw={"other": "C"})[0] == {"chosen": ["a"], "other": ""}


def test_going_back_asks_the_question_before_again(tmp_path: Path, library: Library) -> None:
    talk, heard = talked("3", "b")
    step = KINDS["scale"].model_validate({"id": "s", "kind": "scale", "title": "T", **ROWS})
    with pytest.raises(Back):
        ask(step, surroundings(), talk, {})
    assert talk.given == ["3"]
    assert heard.getvalue().endswith("2 of 2: Row B\nNumber (1 to 5): \n")


# --- role-play -----------------------------------------------------------------------


def test_a_play_that_was_left_goes_on_where_it_was(tmp_path: Path, library: Library) -> None:
    step = next(step for step in library.lesson(EVERY_KIND).steps if step.kind == "scenario")
    talk, _ = talked("2")
    raw: dict[str, Any] = {}
    with pytest.raises(Stop):
        ask(step, surroundings(), talk, raw)
    assert raw["path"] == [{"node": "k1", "choice": "b"}]
    talk, heard = talked("1", "", "the first")
    ask(step, surroundings(), talk, raw)
    said = heard.getvalue()
    assert "What you have done so far:\n- Monday, 7:00: Shout at it" in said
    assert "I am empty" not in said
    assert "2. " not in said.partition("hum.")[2].partition("What do you do?")[0], "only what is open can be chosen"
    assert raw["thoughts"] == {"habit": "the first"}


def test_a_play_can_be_played_again(library: Library) -> None:
    step = next(step for step in library.lesson(EVERY_KIND).steps if step.kind == "scenario")
    talk, heard = talked("2", "1", "r", "1", "1", "", "")
    raw: dict[str, Any] = {}
    ask(step, surroundings(), talk, raw)
    assert raw["replays"] == 1
    assert [move["choice"] for move in raw["path"]] == ["a", "a"]
    said = heard.getvalue()
    assert said.index("The end: No tea") < said.index("The end: Tea. A good ending.")
    assert "Patience: from 3 to 4 of 5. How long you will wait." in said


# --- documents -----------------------------------------------------------------------


PLANNED = (
    Plan().changed("goals", "g1", {"name": "A garden [/] *of* my own_s", "why_mine": "#1"})
    .changed("if_thens", "i1", {"cue": "it rains", "act": "I read"})
)  # fmt: skip


def exported(*lines: str) -> tuple[dict[str, Any], str]:
    step = KINDS["export"].model_validate({"id": "s", "kind": "export", "title": "T", "template": "one-page-plan"})
    talk, heard = talked(*lines)
    raw: dict[str, Any] = {}
    ask(step, surroundings(PLANNED), talk, raw)
    return raw, heard.getvalue()


def test_a_document_is_read_out_without_its_marks() -> None:
    raw, said = exported("", "", "")
    assert (raw["included"], raw["path"]) == (["goals"], "")
    assert "2. If-then plans, 2 lines, private" in said
    assert "\nGoals:\n  A garden [/] *of* my own_s\n" in said
    assert "it rains" not in said


def test_a_document_is_written_where_it_is_wanted_and_nothing_else_is_lost(tmp_path: Path) -> None:
    there, folder = tmp_path / "there.md", tmp_path / "folder"
    there.write_text("mine")
    folder.mkdir()
    raw, said = exported("1 2", str(there), "n", str(folder))
    assert there.read_text() == "mine"
    assert raw["path"] == str(folder / "one-page-plan-2026-11-23.md")
    text = (folder / "one-page-plan-2026-11-23.md").read_text()
    assert text.startswith("# My plan on one page")
    assert "it rains" in text
    assert "There is a file of that name" in said
    assert exported("", str(there), "y")[0]["path"] == str(there)
    assert there.read_text() != "mine"


@pytest.mark.parametrize(
    "name", ["/dev/null", "/no/such/folder/x.md", "nul\x00byte", "~nobody-of-that-name/x", "x" * 300]
)
def test_a_file_that_cannot_be_is_refused_in_words(name: str) -> None:
    raw, said = exported("", name, "", "")
    assert not raw["path"]
    assert "Which file, then?" in said
    assert harmless(said)
