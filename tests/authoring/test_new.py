"""`coach content new`: what it writes is right at once, and what is there stays as it is."""

import json
import shutil
from pathlib import Path

import pytest
import tomli

from coach.authoring.naming import NotMade
from coach.authoring.new import Wish, new_lesson, new_pack, new_scenario, new_track
from coach.lessons.check import check
from coach.lessons.library import Library, core
from coach.lessons.reading import read_toml
from coach.lessons.trial import try_lesson
from tests.cli.conftest import Run
from tests.cli.conftest import coach as coach


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An author's folder, in which the commands are given."""
    folder = tmp_path / "author"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder with what is in them."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_the_command_to_a_lesson_that_is_walked(coach: Run, here: Path) -> None:
    ran = coach("content", "new", "lesson", "My quiet week")
    assert (ran.code, ran.out) == (0, "my-quiet-week.toml\n")
    for command in ("check", "preview", "test"):
        assert f"  coach content {command} my-quiet-week.toml" in ran.err
    text = (here / "my-quiet-week.toml").read_text("utf-8")
    assert text.startswith("#:schema .schema/lesson.schema.json\n\n")
    schema = json.loads((here / ".schema" / "lesson.schema.json").read_text("utf-8"))
    assert schema["$id"] == "urn:career-coach:schema:lesson:1"
    lesson = tomli.loads(text)
    assert (lesson["id"], lesson["title"]) == ("my-quiet-week", "My quiet week")
    assert "#   take-stock: open-the-box, where-now" in text.splitlines()
    assert check([Path("my-quiet-week.toml")]).lines() == [], "not even advice"
    walked = coach("content", "test", "my-quiet-week.toml")
    assert (walked.code, walked.out) == (0, "")

    before = everything(here)
    again = coach("content", "new", "lesson", "my-quiet-week.toml")
    assert (again.code, again.out) == (1, "")
    assert "stays as it is" in again.err
    assert everything(here) == before


def test_a_story_is_played_every_way(here: Path) -> None:
    made = new_scenario(Wish("scenarios/a-talk", title="A talk"))
    assert [str(file) for file in made.files] == ["scenarios/a-talk.toml"]
    assert check([here]).lines() == []
    new_lesson(Wish("plays-it"))
    text = (here / "plays-it.toml").read_text("utf-8")
    step = '[[steps]]\nid = "play"\nkind = "scenario"\ntitle = "Play"\nscenario = "a-talk"\n\n[[tests]]'
    (here / "plays-it.toml").write_text(text.replace("[[tests]]", step, 1), "utf-8")
    library = Library([core(), here])
    assert try_lesson(library.lesson("plays-it")).faults == []


def test_a_pack_with_a_track_and_a_lesson_of_its_own(coach: Run, here: Path) -> None:
    made = new_pack(Wish("evening-pack", title="Evenings"))
    assert [file.name for file in made.files] == ["pack.toml", "tracks.toml", "01-first-lesson.toml"]
    pack = here / "evening-pack"
    assert sorted(file.name for file in made.schemas) == [
        "lesson.schema.json",
        "pack.schema.json",
        "tracks.schema.json",
    ]
    more = new_lesson(Wish("evening-pack/more/02-second.toml", module="first-steps"))
    assert more.schemas == [], "one schema for the whole pack"
    second = (pack / "more" / "02-second.toml").read_text("utf-8")
    assert second.startswith("#:schema ../.schema/lesson.schema.json\n")
    assert (read_toml(second.encode())["id"], read_toml(second.encode())["track"]) == ("second", "evening-pack")
    assert check([pack]).lines() == []
    library = Library([core(), pack])
    assert library.index.unreadable == []
    added = coach("packs", "add", "evening-pack")
    assert (added.code, "evening-pack" in coach("packs", "list").out) == (0, True), added.err
    assert try_lesson(library.lesson("first-lesson")).faults == []
    shutil.move(pack, here / "elsewhere")
    assert check([here / "elsewhere"]).lines() == [], "it can be moved"

    before = everything(here)
    for wish in (Wish("elsewhere"), Wish("elsewhere/pack.toml/x")):
        with pytest.raises(NotMade):
            new_pack(wish)
    assert everything(here) == before


def test_a_track_and_what_to_add_when_there_are_tracks(here: Path) -> None:
    made = new_track(Wish("evenings"))
    assert [file.name for file in made.files] == ["tracks.toml"]
    assert check([here]).lines() == []
    with pytest.raises(NotMade) as refused:
        new_track(Wish("mornings", title="Mornings"))
    _, _, more = refused.value.sentence.partition("\n\n")
    tracks = here / "tracks.toml"
    tracks.write_text(f"{tracks.read_text('utf-8')}\n{more}", "utf-8")
    assert [track["id"] for track in read_toml(tracks.read_bytes())["tracks"]] == ["evenings", "mornings"]
    assert check([here]).lines() == []


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish("a", track="take-stok"), "Did you mean “take-stock”?"),
        (Wish("a", module="where-nov"), "Did you mean “where-now”?"),
        (Wish("a", track="take-stock", module="room"), "has no module “room”"),
        (Wish("a", title="x" * 81), "may have 80"),
        (Wish("a", title=" \u202e "), "at least one character"),
        (Wish("my lesson.toml"), "such as my-lesson.toml"),
        (Wish("a", notes=Path("nowhere.md")), "cannot be opened"),
        (Wish("a.toml/b"), "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(wish: Wish, why: str, here: Path) -> None:
    (here / "a.toml").write_text("there")
    with pytest.raises(NotMade) as refused:
        new_lesson(wish)
    assert why in refused.value.sentence
    assert everything(here) == {"a.toml": b"there"}


HOSTILE = ['"', "'''", '"""', "\\", "a\\", "@id@", "# @tracks@", "${plan.goals}", "x\n[[steps]]", "\x1b[31mred",
           "\u202eabc", "{0}", "%s", "]]", "\u200bé", "大きさ 👩‍🌾"]  # fmt: skip


def test_an_id_that_is_taken_is_said() -> None:
    assert new_lesson(Wish("my-week")).told == []
    assert "yours takes its place" in new_lesson(Wish("start-here")).told[0]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_data(title: str, here: Path) -> None:
    made = new_lesson(Wish("it", title=title))
    said = read_toml(made.files[0].read_bytes())
    assert said["id"] == "it"
    assert len(said["steps"]) == 5
    kept = [word for word in ("plan", "steps", "tracks", "red", "abc", "大きさ") if word in title]
    assert all(word in said["title"] for word in kept)


def test_a_schema_of_ours_is_renewed_and_anything_else_stays(here: Path) -> None:
    schema = here / ".schema" / "lesson.schema.json"
    schema.parent.mkdir()
    schema.write_text('{"$id": "urn:career-coach:schema:lesson:1", "before": 1}')
    assert new_lesson(Wish("one")).schemas == [Path(".schema/lesson.schema.json")]
    assert '"before"' not in schema.read_text()
    assert new_lesson(Wish("two")).schemas == []
    schema.write_text('{"$id": "urn:somebody:else"}')
    made = new_lesson(Wish("three"))
    assert "stays as it is" in made.told[0]
    assert schema.read_text() == '{"$id": "urn:somebody:else"}'


def test_the_command_for_schemas(coach: Run, here: Path) -> None:
    ran = coach("content", "schema", "pack")
    assert json.loads(ran.out)["$id"] == "urn:career-coach:schema:pack:1"
    assert (ran.code, ran.err) == (0, "")
    ran = coach("content", "schema", "pack", "--out", "p.json")
    assert (ran.code, ran.out) == (0, "p.json\n")
    assert "#:schema p.json" in ran.err
    (here / "mine.txt").write_text("mine")
    ran = coach("content", "schema", "--out", "mine.txt")
    assert (ran.code, ran.out, (here / "mine.txt").read_text()) == (1, "", "mine")
    assert coach("content", "schema", "lessons").code == 2


@pytest.mark.parametrize("given", [["letter"], [], ["lesson", "a", "b"], ["pack", "p", "--from", "notes.md"]])
def test_wrong_usage(given: list[str], coach: Run, here: Path) -> None:
    ran = coach("content", "new", *given)
    assert (ran.code, ran.out) == (2, "")
    assert everything(here) == {}
