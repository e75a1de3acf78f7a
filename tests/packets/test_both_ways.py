"""An assignment goes out, comes back, and is merged; a plan is handed over: over two homes, by the command line."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.crypt.keys import Keys
from coach.plan.events import Change
from coach.plan.records import NextStep
from tests.packs.build import GOOD

from .conftest import SECRET, Home, answer, plan_of, write

Assign = Callable[..., Path]
Homes = tuple[Home, Home]
STARTED = Change("progress", "start-here", {"status": "started", "title": "Open the box"})


def returned(home: Home, file: Path, *words: str) -> tuple[Path, str]:
    """What anna sends back, and what was said before."""
    ran = home("packet", "return", str(file), "--yes", "--out", str(file.parent), *words)
    assert ran.code == 0, ran.err
    return Path(ran.out.split(": ")[1].strip()), ran.err


def test_there_and_back(homes: Homes, assign: Assign) -> None:
    ada, anna = homes
    file = assign("start-here", "--due", "2026-12-07", "--note", "Take your time")
    before = anna.everything()
    looked = anna("packet", "open", str(file))
    assert looked.code == 2 and "say --yes" in looked.err and anna.everything() == before
    assert "from Ada" in looked.err and "Open the box (start-here)" in looked.err and "Take your time" in looked.err
    assert anna("packet", "open", str(file), "--yes").code == 0
    (step,) = plan_of(anna).all(NextStep)
    assert (step.lesson, str(step.due), step.why) == ("start-here", "2026-12-07", "Take your time")
    assert step.text == "Work through “Open the box”"

    again, before = anna("packet", "open", str(file), "--yes"), anna.everything()
    assert again.code == 0 and "taken in already" in again.out and anna.everything() == before

    write(anna, answer("two-moves", SECRET, "private"), answer("why", "I like to teach", "coach"),
          Change("progress", "start-here", {"status": "finished", "title": "Open the box", "step": "why"}),
          Change("next_steps", step.id, {"status": "done", "learned": "that I chose"}),
          Change("constraints", "c1", {"statement": SECRET, "source": "start-here/why"}))  # fmt: skip
    back, told = returned(anna, file)
    assert "“Open the box”, finished: 1 answer" in told
    assert "It stays here: 1 x Answers in lessons, 1 x My limits" in told

    took = ada("packet", "open", str(back), "--yes")
    assert took.code == 0  # whose it is, it knows by the assignment
    assert "coach --person anna undo takes the whole of it back" in took.err
    plan = plan_of(ada, "anna")
    assert plan.answers.of("start-here")["why"].value == {"text": "I like to teach"}
    assert [(s.text, s.status) for s in plan.all(NextStep)] == [("Ring the office", "todo"), (step.text, "done")]
    assert SECRET.encode() not in b"".join(ada.everything().values())
    again, before = ada("packet", "open", str(back), "--yes"), ada.everything()
    assert again.code == 0 and "taken in already" in again.out and ada.everything() == before

    assert ada("--person", "anna", "undo").code == 0  # all of it at once
    plan = plan_of(ada, "anna")
    assert not plan.answers.of("start-here") and [s.status for s in plan.all(NextStep)] == ["todo", "todo"]


def test_both_have_changed_the_same(homes: Homes, assign: Assign) -> None:
    ada, anna = homes
    file = assign()
    anna("packet", "open", str(file), "--yes")
    (step,) = plan_of(anna).all(NextStep)
    write(anna, Change("next_steps", step.id, {"why": "hers", "learned": "a lot"}), answer("why", "hers", "coach"),
          STARTED)  # fmt: skip
    write(ada, Change("next_steps", step.id, {"why": "Ada's", "size": "1h"}), answer("why", "Ada's", "coach"), STARTED,
          person="anna", days=900)  # fmt: skip
    back, _ = returned(anna, file)
    looked = ada("packet", "open", str(back), "--dry-run")
    assert "changed 2 records" in looked.err and "The one here was written later" in looked.err
    assert "here    Why: Ada's" in looked.err and "theirs  Why: hers" in looked.err
    assert "here    Ada's" in looked.err and "theirs  hers" in looked.err
    taken = {"--ours": "Ada's", "--theirs": "hers"}
    for option, why in taken.items():
        assert ada("packet", "open", str(back), option, "--yes").code == 0
        plan = plan_of(ada, "anna")
        found = plan.get(NextStep, step.id)
        assert found and (found.why, found.size, found.learned) == (why, "1h", "a lot")
        assert plan.answers.of("start-here")["why"].value == {"text": why}
        journal = b"".join(data for path, data in ada.everything().items() if "journal" in path).decode()
        assert '"why":"hers"' in journal and '"why":"Ada\'s"' in journal
        assert ada("--person", "anna", "undo").code == 0
        assert plan_of(ada, "anna").answers.of("start-here")["why"].value == {"text": "Ada's"}


def test_a_private_answer_goes_along_only_when_it_is_named(homes: Homes, assign: Assign) -> None:
    _, anna = homes
    file = assign()
    anna("packet", "open", str(file), "--yes")
    write(anna, answer("two-moves", SECRET, "private"), STARTED)
    _, told = returned(anna, file)
    assert "1 x Answers in lessons" in told
    _, told = returned(anna, file, "--share", "start-here/two-moves")
    assert "1 answer" in told and "It stays here" not in told
    assert plan_of(anna).answers.of("start-here")["two-moves"].visibility == "private"
    assert anna("packet", "return", str(file), "--yes", "--share", "start-here/none").code == 2


TRACKS = """format = 1

[[tracks]]
id = "outdoors"
title = "Outdoors"
modules = [{ id = "beds", title = "Beds" }]
"""


class Keyboard(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_at_a_keyboard_each_thing_is_asked(homes: Homes, assign: Assign, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, anna = homes
    file = assign()
    monkeypatch.setattr("sys.stdin", Keyboard("n\n"))
    assert anna("packet", "open", str(file)).code == 1 and not plan_of(anna).all(NextStep)
    monkeypatch.setattr("sys.stdin", Keyboard("y\n"))
    assert anna("packet", "open", str(file)).code == 0
    (step,) = plan_of(anna).all(NextStep)
    write(anna, Change("next_steps", step.id, {"why": "hers"}), answer("two-moves", SECRET, "private"), STARTED,
          answer("why", "hers", "coach"))  # fmt: skip
    write(ada, Change("next_steps", step.id, {"why": "Ada's"}), answer("why", "Ada's", "coach"), person="anna")
    monkeypatch.setattr("sys.stdin", Keyboard("1\ny\n"))
    made = anna("packet", "return", file.name.partition("-")[2][:6], "--out", str(file.parent))
    assert made.code == 0 and "  1  “Open the box”, Your la" in made.err
    back = made.out.split(": ")[1].strip()
    monkeypatch.setattr("sys.stdin", Keyboard("h\nt\ny\n"))
    assert ada("packet", "open", back).code == 0
    plan = plan_of(ada, "anna")
    found = {id: one.value["text"] for id, one in plan.answers.of("start-here").items()}
    assert {"why": found.get("why"), "step": str(getattr(plan.get(NextStep, step.id), "why", ""))} in (
        {"why": "Ada's", "step": "hers"}, {"why": "hers", "step": "Ada's"})  # fmt: skip
    assert found["two-moves"] == SECRET


def test_lessons_travel_along(homes: Homes, assign: Assign, tmp_path: Path) -> None:
    ada, anna = homes
    pack = tmp_path / "garden"
    lesson = GOOD["lessons/01-week.toml"].replace("take-stock", "outdoors").replace("where-now", "beds")
    for name, text in (GOOD | {"lessons/01-week.toml": lesson, "tracks.toml": TRACKS}).items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text(text)
    assert ada("packs", "add", str(pack)).code == 0
    file = assign("garden-week", "start-here")
    ran = anna("packet", "open", str(file), "--yes")
    assert ran.code == 0 and "“A week in the garden”" in ran.err
    assert "A packet from Ada" in anna("packs").out and anna("packs", "update").code == 0
    assert [step.lesson for step in plan_of(anna).all(NextStep)] == ["garden-week", "start-here"]
    assert anna("undo").code == 0 and not plan_of(anna).all(NextStep)
    assert anna("packet", "open", str(file), "--yes").code == 0 and len(plan_of(anna).all(NextStep)) == 2
    assert "Outdoors" in anna("lessons").out and "A week in the garden" in anna("lessons").out


def test_a_plan_is_handed_over_and_leaves_the_machine(homes: Homes, tmp_path: Path) -> None:
    ada, anna = homes
    write(ada, answer("two-moves", SECRET, "private"), STARTED, Change("goals", "g1", {"name": "Teach"}), person="anna")
    made = ada("packet", "handover", "anna", "--to", anna.key, "--out", str(tmp_path), "--remove", "--yes")
    assert made.code == 0 and "Removed" in made.err
    assert not (ada.folder / "people" / "anna").exists() and not list(ada.folder.rglob("*anna*"))
    assert SECRET.encode() not in b"".join(ada.everything().values())
    assert anna("packet", "open", made.out.split(": ")[1].strip(), "--yes").code == 0
    plan = plan_of(anna)
    assert plan.answers.of("start-here")["two-moves"].value == {"text": SECRET}
    assert [goal.label for goal in plan.rows("goals")] == ["Teach"]
    assert [row.label for row in plan.rows("next_steps")] == ["Ring the office"]


@pytest.mark.skipif(not shutil.which("age"), reason="the age program is not here")
def test_the_age_program_opens_a_packet_and_we_open_its(homes: Homes, assign: Assign, tmp_path: Path) -> None:
    _, anna = homes
    file, key = assign(), tmp_path / "key.txt"
    key.write_text(Keys(anna.places).opened("sesame").secret + "\n")
    plain = subprocess.run(["age", "-d", "-i", str(key), str(file)], stdout=subprocess.PIPE, check=True).stdout
    assert json.loads(plain)["kind"] == "assignment"
    for more in ((), ("-a",)):
        theirs = tmp_path / f"theirs{len(more)}.coachpacket"
        subprocess.run(["age", "-r", anna.key, *more, "-o", str(theirs)], input=plain, check=True)
        assert "Open the box" in anna("packet", "open", str(theirs), "--dry-run").err


def test_a_client_of_the_practice_is_named_by_the_alias_as_everywhere(homes: Homes) -> None:
    ada, anna = homes
    made = ada("clients", "new", "Blue heron").out.split()[0]
    ran = ada("packet", "make", "heron", "start-here", "--to", anna.key, "--dry-run")
    assert ran.code == 0 and f"For {made}:" in ran.err
