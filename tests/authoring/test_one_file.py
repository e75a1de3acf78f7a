"""One file of a pack, checked and tried by itself: what lies beside it is known, and faults are told of their file."""

import shlex
from collections.abc import Iterable
from pathlib import Path

import pytest

from coach.cli import content_check
from coach.lessons.check import check
from coach.lessons.checks.beside import packs_of
from coach.lessons.kinds import Scenario
from coach.lessons.kinds.simulate import Play, ScenarioStep
from coach.lessons.reading import read_toml
from coach.lessons.stories import played
from tests.cli.conftest import Run
from tests.cli.conftest import coach as coach

PACK = 'format = 1\nid = "bakery"\ntitle = "Bakery"\nversion = "1.0"\nauthors = ["Noa"]\nlicense = "CC0-1.0"\n'
TRACKS = """\
[[tracks]]
id = "bakery"
title = "Bakery"
promise = "You ask for the oven."
audience = "self"
modules = [{ id = "first-steps", title = "First steps" }]
"""
LESSON = """\
format = 1
id = "ask"
title = "Ask for the oven"
track = "bakery"
module = "first-steps"
minutes = 10
audience = ["all"]
outcomes = ["ask for one shift"]
sources = ["Written from experience."]

[[steps]]
id = "post"
kind = "choice"
title = "Your post"
prompt = "Which post would you like to learn?"
options = [{ id = "oven", label = "The oven" }, { id = "open", label = "Not decided", was = ["unsure"] }]

[[steps]]
id = "play"
kind = "scenario"
title = "At noon"
prompt = "Play it to an end."
scenario = "noon"
fills = "assessments"

[[tests]]
name = "who does not know"
answers = { post = { chosen = ["open"] } }
reaches = ["play"]
"""
STORY = """\
format = 1
id = "noon"
title = "At noon"
setting = "A kitchen."
role = "You cook."
sources = ["Written from experience."]
start = "t1"
flags = ["asked_once"]

[[nodes]]
id = "t1"
text = "Noon."
choices = [
  { key = "a", label = "Ask", to = "t2", flags = ["asked_once"], feedback = "It is asked." },
  { key = "b", label = "Wait", to = "t2", feedback = "It is quiet." },
]

[[nodes]]
id = "t2"
text = "One o'clock."
choices = [
  { key = "a", label = "Go", to = "E1", feedback = "The door." },
  { key = "b", label = "Thank her", to = "E2", when = { flag = "asked_once" }, feedback = "She nods." },
]

[[endings]]
id = "E1"
title = "Home"
text = "You are home."
tone = "good"

[[endings]]
id = "E2"
title = "Tomorrow"
text = "You begin tomorrow."
tone = "good"
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack in a folder whose name has a space, seen from the folder above it."""
    folder = tmp_path / "my bakery"
    (folder / "talks").mkdir(parents=True)
    files = {"pack.toml": PACK, "tracks.toml": TRACKS, "02-ask.toml": LESSON, "talks/noon.toml": STORY}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("my bakery")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_file_knows_the_rest_of_its_pack(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = pack / "02-ask.toml"
    report = check([lesson])
    assert (report.lines(), report.files) == ([], 1)
    change(pack / "tracks.toml", "promise", "promiss")
    assert check([lesson]).lines() == [], "only the file that was named is told of"
    change(lesson, '"first-steps"', '"next-steps"')
    assert [fault.code for fault in check([lesson]).faults] == ["C309"]
    (pack / "01-same.toml").write_text(LESSON)
    assert "C301" in [fault.code for fault in check([lesson]).faults]
    monkeypatch.chdir(pack / "talks")
    assert check([Path("../02-ask.toml")]).files == 1
    assert packs_of([Path("noon.toml")]) == [Path("..").resolve()]
    assert packs_of([Path("..")]) == []


def test_a_watch_sees_the_rest_of_the_pack(coach: Run, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def saves(paths: Iterable[Path]) -> list[str]:
        seen.extend(paths)
        return ["begins"]

    monkeypatch.setattr(content_check, "_saves", saves)
    ran = coach("content", "check", "my bakery/02-ask.toml", "--watch")
    assert (ran.code, ran.out) == (0, "")
    assert seen == [pack / "02-ask.toml", pack.absolute()]


@pytest.mark.parametrize(
    ("file", "key", "what"),
    [("02-ask.toml", "prompt", "lesson “ask”"), ("talks/noon.toml", "role", "role-play “noon”")],
)
def test_the_file_that_has_the_faults_is_named_by_a_path_that_works(
    file: str, key: str, what: str, coach: Run, pack: Path
) -> None:
    change(pack / file, f"{key} = ", f"{key}s = ")
    for named in ("my bakery", "my bakery/02-ask.toml"):
        ran = coach("content", "test", named)
        assert (ran.code, f"The {what} has faults" in ran.out) == (1, True)
        _, _, command = ran.out.partition("coach content check ")
        assert shlex.split(command)[0] == f"my bakery/{file}"


def test_a_test_that_names_what_was_renamed(coach: Run, pack: Path) -> None:
    change(pack / "02-ask.toml", '["open"]', '["unsure"]')
    said = "the answer given for “post” names no option “unsure”"
    ran = coach("content", "test", "my bakery/02-ask.toml")
    assert ran.out == f"ask: test “who does not know”: {said}. It was renamed: write “open”.\n"
    assert f"C314 {said}" in coach("content", "check", "my bakery").out


def test_a_role_play_is_played_by_itself(coach: Run, pack: Path) -> None:
    ran = coach("content", "test", "my bakery/talks/noon.toml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == ["noon: 3 ways, 2 of 2 nodes, 2 of 2 endings", "1 role-play, no faults."]
    assert "noon: 3 ways" in coach("content", "test", "my bakery").err
    assert coach("content", "test", "my bakery/tracks.toml").code == 1
    assert coach("content", "test", "my bakery/none.toml").code == 1


def test_ways_are_counted_as_somebody_would_walk_them(pack: Path) -> None:
    story = Scenario.model_validate(read_toml((pack / "talks" / "noon.toml").read_bytes()))
    step = ScenarioStep(id="play", kind="scenario", title="Play", scenario="noon")
    step = step.model_copy(update={"story": story})

    def walked(play: Play) -> int:
        return 1 if play.over else sum(walked(play.choose(move.key)) for move in play.moves)

    assert played(step).ways == walked(Play.begin(step)) == 3
