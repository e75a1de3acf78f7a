"""Adding, updating and removing packs, as somebody does it at a prompt."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.lessons.checks.kept import CHECKS, Kept
from coach.lessons.library import library_at
from coach.packs.order import folders
from coach.packs.versions import at_least, order
from coach.places import find_places
from tests.cli.conftest import Run
from tests.packs.build import GOOD, LESSON, PACK, commit, folder, plain_zip, repository, streamed_zip

START = LESSON.replace("garden-week", "start-here").replace("A week in the garden", "Another box")
MORE = LESSON + '\n[[steps]]\nid = "more"\nkind = "text"\ntitle = "More"\nprompt = "And?"\n'


def second(id: str, files: dict[str, str], more: str = "") -> dict[str, str]:
    """Another pack."""
    return {"pack.toml": PACK.replace('"garden"', f'"{id}"') + more, **files}


def heads(place: Path) -> dict[str, str]:
    """The lessons that came in packs, and the pack of each."""
    library = library_at(find_places(str(place)))
    return {head.id: head.pack for head in library.heads() if library.pack(head)}


def old_pack() -> dict[str, str]:
    return {**GOOD, "lessons/02-old.toml": LESSON.replace("garden-week", "old")}


def in_zip(data: bytes) -> Callable[[Path], str]:
    def make(place: Path) -> str:
        place.mkdir()
        (place / "garden.zip").write_bytes(data)
        return str(place / "garden.zip")

    return make


CLUTTER: dict[str, str | bytes] = {
    "README.md": "# Garden",
    "LICENSE": "CC",
    "__MACOSX/._pack.toml": b"\0\5",
    ".DS_Store": b"\0",
    ".github/x/y/z.yml": "x",
}
CRLF = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in GOOD.items()}
SOURCES: dict[str, Callable[[Path], str]] = {
    "folder": lambda place: str(folder(place, {**GOOD, **CLUTTER})),
    "zip": in_zip(plain_zip({**GOOD, **CLUTTER})),
    "zip-of-a-folder": in_zip(plain_zip({"": b"", **GOOD, **CLUTTER}, top="garden-1.0/")),
    "stored": in_zip(plain_zip(GOOD, method=zipfile.ZIP_STORED)),
    "streamed": in_zip(streamed_zip(GOOD)),
    "windows": lambda place: str(folder(place, CRLF)),
    "repository": lambda place: repository(place, {**GOOD, **CLUTTER}),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_pack_is_added_from(name: str, coach: Run, place: Path, tmp_path: Path) -> None:
    source = SOURCES[name](tmp_path / "source")
    ran = coach("packs", "add", source)
    assert (ran.code, ran.out) == (0, "Added garden 1.0. To see its lessons: coach lessons\n"), ran.err
    assert "Garden thinking 1.0, by Ann Gardener" in ran.err
    assert heads(place) == {"garden-week": "garden"}
    (made,) = folders(place / "packs")
    kept = {path.relative_to(made).as_posix() for path in made.rglob("*.*") if path.is_file()}
    assert kept - {"README.md"} == {"pack.toml", "lessons/01-week.toml"}
    for path in [made.parent, made, *made.rglob("*"), *made.parent.glob("*.json")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert not [*made.parent.glob(".[nf]*")]
    told = coach("packs").out
    assert f"from {source}, added on " in told
    assert "1 lesson; licence CC-BY-4.0" in told


def test_the_list_for_programs(coach: Run, place: Path, tmp_path: Path) -> None:
    source = str(folder(tmp_path / "garden", {**GOOD, "start.toml": START}))
    coach("packs", "add", source, "--yes")
    (place / "packs/mine").mkdir()
    (place / "packs/mine/pack.toml").write_text(PACK)
    mine, garden = json.loads(coach("packs", "list", "--json").out)["packs"]
    assert (mine["id"], mine["source"], mine["lessons"]) == ("mine", None, 0)
    assert garden.items() >= {
        "id": "garden", "version": "1.0", "title": "Garden thinking", "authors": ["Ann Gardener"], "language": "en",
        "source": source, "lessons": 2, "replaces": [{"id": "start-here", "pack": "coach"}], "updated_on": None,
    }.items()  # fmt: skip
    lessons = json.loads(coach("lessons", "--json").out)["lessons"]
    assert next(one for one in lessons if one["id"] == "garden-week")["pack"] == "garden"
    assert "(5 minutes; pack garden)" in coach("lessons").out


def test_a_lesson_is_replaced_only_when_somebody_says_so(
    coach: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = str(folder(tmp_path / "garden", {**GOOD, "start.toml": START}))
    ran = coach("packs", "add", source)
    assert ran.code == 2
    assert "in place of a lesson of coach: start-here (Open the box)" in ran.err
    assert "say --yes" in ran.err
    assert heads(place) == {}

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert coach("packs", "add", source).code == 1
    assert heads(place) == {}
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert coach("packs", "add", source).code == 0
    assert heads(place)["start-here"] == "garden"
    assert "in place of: start-here (coach)" in coach("packs").out


def test_the_later_pack_counts_and_not_the_alphabet(coach: Run, place: Path, tmp_path: Path) -> None:
    for id in ("zebra", "apple"):
        folder(tmp_path / id, second(id, {"start.toml": START}))
        assert coach("packs", "add", str(tmp_path / id), "--yes").code == 0
    assert heads(place) == {"start-here": "apple"}
    assert "in place of: start-here (zebra)" in coach("packs").out
    folder(tmp_path / "zebra", {"start.toml": START.replace("Another", "A third")})
    ran = coach("packs", "update", "zebra")
    assert ran.code == 0
    assert heads(place) == {"start-here": "apple"}  # an update does not change the order
    ran = coach("packs", "remove", "apple")
    assert (ran.code, ran.out) == (0, "Removed apple.\n")
    assert "stay in your plan" in ran.err
    assert heads(place) == {"start-here": "zebra"}
    coach("packs", "remove", "zebra")
    assert heads(place) == {}
    assert not [*(place / "packs").glob("[a-z]*@*")]


def test_an_update_says_what_is_new(coach: Run, place: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "garden", old_pack())
    coach("packs", "add", str(source))
    assert coach("packs", "update").out == "garden 1.0: nothing new.\n"
    (source / "lessons/02-old.toml").unlink()
    folder(
        source, {"pack.toml": PACK.replace('"1.0"', '"1.10"'), "lessons/01-week.toml": MORE.replace("How was", "And")}
    )
    folder(source, {"lessons/03-new.toml": LESSON.replace("garden-week", "new")})
    said = [
        "garden 1.10, since 1.0", "  new      new: A week in the garden",
        "  changed  garden-week: A week in the garden",
        "           new: “More”", "           changed: “Look”", "  gone     old: A week in the garden",
    ]  # fmt: skip
    tried = coach("packs", "update", "--dry-run")
    assert tried.code == 0
    assert heads(place).keys() == {"garden-week", "old"}
    ran = coach("packs", "update", "garden")
    assert ran.code == 0
    assert ran.out.endswith("Updated garden to 1.10.\n")
    again = coach("packs", "new")
    assert all(line in out for line in said for out in (tried.out, ran.out, again.out))
    assert "what is gone are kept" in again.out
    assert heads(place).keys() == {"garden-week", "new"}
    assert "updated on" in coach("packs").out


def test_an_update_asks_when_something_could_be_lost(coach: Run, place: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "garden", GOOD)
    coach("packs", "add", str(source))
    (made,) = folders(place / "packs")
    (made / "lessons/01-week.toml").write_text(LESSON + "# mine\n")
    folder(source, {"pack.toml": PACK.replace('"1.0"', '"0.9"'), "start.toml": START})
    ran = coach("packs", "update")
    assert ran.code == 1
    for said in ("changed by hand; that is lost", "0.9 is older than 1.0", "left alone before: start-here"):
        assert said in ran.err
    assert heads(place) == {"garden-week": "garden"}
    assert coach("packs", "update", "--yes").code == 0


def test_an_update_from_somewhere_else(coach: Run, place: Path, tmp_path: Path) -> None:
    coach("packs", "add", str(folder(tmp_path / "one", GOOD)))
    address = repository(tmp_path / "two", GOOD)
    assert coach("packs", "update", "garden", address).out == "garden 1.0: nothing new.\n"
    folder(tmp_path / "two", {"lessons/01-week.toml": MORE})
    commit(tmp_path / "two")
    assert "changed under the same version" in coach("packs", "update").out
    other = str(folder(tmp_path / "other", second("other", {})))
    ran = coach("packs", "update", "garden", other)
    assert (ran.code, "has the pack “other”, and not “garden”" in ran.err) == (1, True)
    (tmp_path / "two").rename(tmp_path / "gone")
    ran = coach("packs", "update")
    assert (ran.code, "garden: " in ran.err) == (1, True)
    assert heads(place) == {"garden-week": "garden"}


def test_what_a_pack_needs(coach: Run, place: Path, tmp_path: Path) -> None:
    needs = folder(tmp_path / "needs", second("needs", {}, 'requires = { coach = "0.1", garden = "1.1" }\n'))
    assert "it needs the pack “garden”, version 1.1 or later" in coach("packs", "add", str(needs)).err
    garden = folder(tmp_path / "garden", GOOD)
    coach("packs", "add", str(garden))
    assert "and you have 1.0" in coach("packs", "add", str(needs)).err
    folder(garden, {"pack.toml": PACK.replace('"1.0"', '"1.10"')})
    coach("packs", "update", "garden")
    lesson = LESSON.replace("garden-week", "b").replace("minutes", 'requires = ["garden-week"]\nminutes')
    folder(needs, {"b.toml": lesson})  # what it needs is known to the check
    assert coach("packs", "add", str(needs)).code == 0
    ran = coach("packs", "remove", "garden")
    assert (ran.code, "It is needed by: needs" in ran.err) == (2, True)
    assert coach("packs", "remove", "garden", "--yes").code == 0


def test_faults_are_shown_and_nothing_is_added(coach: Run, place: Path, tmp_path: Path) -> None:
    bad = {
        f"lessons/{n:02}.toml": LESSON.replace("garden-week", f"l{n}").replace("minutes", "minuts") for n in range(12)
    }
    source = str(folder(tmp_path / "garden", {**GOOD, **bad}))
    ran = coach("packs", "add", source)
    assert ran.code == 1
    assert ran.out.count(": C201 ") == 10
    assert f"{source}/lessons/00.toml:6:1: C201 " in ran.out
    assert "12 faults" in ran.err
    assert f"coach packs add {source} --dry-run" in ran.err
    assert coach("packs", "add", source, "--dry-run").out.count(": C201 ") == 12
    assert not (place / "packs").exists()


def test_a_dry_run_changes_nothing(coach: Run, home: Path, tmp_path: Path) -> None:
    ran = coach("packs", "add", str(folder(tmp_path / "garden", GOOD)), "--dry-run")
    assert (ran.code, ran.out) == (0, "garden 1.0 could be added.\n")
    assert not (home / "coach").exists()


def test_a_folder_that_somebody_put_there(coach: Run, place: Path, tmp_path: Path) -> None:
    """It counts before the packs that were added, and is nobody's to update or remove. None passes for ours."""
    folder(place / "packs/garden", {**GOOD, "start.toml": START})
    folder(place / "packs/Core", {**GOOD, "x.toml": LESSON.replace("garden-week", "as-if-ours")})
    assert heads(place) == {"garden-week": "garden", "start-here": "garden"}
    for words in (["add", str(folder(tmp_path / "garden", GOOD))], ["remove", "garden"], ["update", "garden"]):
        assert coach("packs", *words).code == 1
    ran = coach("packs")
    assert f"put by hand into {place}/packs/garden" in ran.out
    assert "Left out: the folder “Core”" in ran.err
    coach("packs", "add", str(folder(tmp_path / "hills", second("hills", {"start.toml": START}))), "--yes")
    assert heads(place)["start-here"] == "hills"


@pytest.mark.parametrize("damage", ["", "[", '"x"', '["../../x", "garden@000000000000", 7]', None])
def test_a_damaged_list_loses_no_pack(damage: str | None, coach: Run, place: Path, tmp_path: Path) -> None:
    coach("packs", "add", str(folder(tmp_path / "garden", GOOD)))
    list_ = place / "packs/installed.json"
    list_.unlink() if damage is None else list_.write_text(damage)
    assert heads(place) == {"garden-week": "garden"}
    coach("packs", "add", str(folder(tmp_path / "hills", second("hills", {"h.toml": START}))), "--yes")
    assert heads(place) == {"garden-week": "garden", "start-here": "hills"}


@pytest.mark.parametrize(
    "words",
    [
        ["ad"],
        ["add"],
        ["add", "a", "b"],
        ["remove"],
        ["list", "x"],
        ["--foo"],
    ],
)
def test_wrong_usage(words: list[str], coach: Run, place: Path) -> None:
    ran = coach("packs", *words)
    assert (ran.code, ran.out) == (2, "")
    assert coach("packs", "remove", "nothing").code == 1
    assert not (place / "packs").exists()


def test_completion(coach: Run, place: Path, tmp_path: Path) -> None:
    coach("packs", "add", str(folder(tmp_path / "garden", GOOD)))
    asked = {
        ("",): "list add update new remove", ("add", ""): ":files", ("remove", ""): "garden", ("update", "g"): "garden",
        ("update", "garden", ""): ":files", ("list", ""): "", ("add", "--d"): "--dry-run",
    }  # fmt: skip
    for words, wanted in asked.items():
        out = coach("complete", "--", "packs", *words).out
        assert [line.split()[0] for line in out.splitlines()] == wanted.split()


def test_the_order_of_versions() -> None:
    rising = ["", "0.9", "1", "1.0.1", "1.2", "1.10", "2.0", "10"]
    falling = rising[::-1]
    assert sorted(falling, key=order) == rising
    assert order("1.0") == order("1")
    assert at_least("1.10", "1.9")
    assert not at_least("1.9", "1.10")


def test_start_up_reads_no_pack(coach: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of packs is in the index: beside it only the list is read, and without packs not even that."""
    coach("packs", "add", str(folder(tmp_path / "garden", GOOD)))
    coach("lessons")
    opened: list[str] = []
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        opened.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr("coach.lessons.index.read_file", lambda path: pytest.fail(f"{path} was read"))
    library = library_at(find_places(str(place)))
    assert library.origin("garden-week") == "Garden thinking, by Ann Gardener"
    assert sorted(opened) == ["installed.json", "lessons.cache"]


def test_an_update_says_what_becomes_of_answers(coach: Run, place: Path, tmp_path: Path) -> None:
    def choice(version: str, options: str) -> dict[str, str]:
        asked = LESSON.replace('"text"', '"choice"') + f"options = [{options}]\n"
        return {"pack.toml": PACK.replace('"1.0"', f'"{version}"'), "lessons/01-week.toml": asked}

    def told(version: str, options: str) -> str:
        folder(source, choice(version, options))
        ran = coach("packs", "update")
        assert f"Updated garden to {version}." in ran.out
        return ran.out

    well, ill = '{ id = "well", label = "Well" }, ', '{ id = "ill", label = "Ill" }'
    source = folder(tmp_path / "garden", choice("1.0", well + ill))
    coach("packs", "add", str(source))
    assert "  No lesson has changed.\n" in told("1.1", well + ill)
    moved = told("1.2", well + '{ id = "so-so", label = "Ill", was = ["ill"] }')
    assert "your answers move along" in moved
    assert "shown as what it was" not in moved
    gone = told("1.3", well + '{ id = "new", label = "New" }')
    assert "shown as what it was" in gone
    assert "move along" not in gone


def test_what_was_added_need_not_be_checked_again(coach: Run, place: Path, tmp_path: Path) -> None:
    """A pack is checked when it is added; a check of what lies there since then takes that over."""
    source = folder(tmp_path / "garden", GOOD)
    assert coach("packs", "add", str(source)).code == 0
    [pack] = folders(find_places(str(place)).data / "packs")
    kept = Kept(find_places(str(place)).cache / CHECKS)
    file = pack / "lessons" / "01-week.toml"
    sheet = kept.sheet(file)
    assert sheet is not None and sheet.data["id"] == "garden-week"
    file.write_text(LESSON + "\n", "utf-8")
    assert kept.sheet(file) is None
