"""Hostile texts of plans, packs and clients go through every place of `places.py` and none commands anything (G11)."""

import csv
import datetime as dt
import io
import itertools
import json
import os
import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from coach.display import display_line
from coach.exports.documents import DRAWN, compose, sections
from coach.places import find_places
from coach.practice.exporting import bundle
from coach.practice.hours import as_csv, log, rows
from coach.practice.practice import OneClient, Practice
from coach.practice.reports import client_summary, sponsor_report
from coach.restore import back_up
from coach.store.device import device
from coach.workspace import Workspace
from screens.practice.hours import why_not
from screens.practice.packets import _is_there
from tests.cli.conftest import Run, coach
from tests.helpers import MONDAY, Clock, counting, course
from tests.promises.everywhere import EVERYTHING, TEMPTING, client, home_with_all
from tests.promises.home import LESSON
from tests.promises.hostile import unsafe
from tests.promises.places import COMMANDS
from tests.screens.sample import make, press, running

__all__ = ["coach"]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"}


@pytest.fixture(autouse=True)
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut leaves is tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


# --- commands ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home, made once, and the id of its client."""
    return home_with_all(tmp_path_factory.mktemp("all") / "home")


@pytest.fixture(scope="module")
def shared(made: tuple[Path, str]) -> tuple[Path, str]:
    """A copy that commands take more of the same into."""
    return Path(shutil.copytree(made[0], made[0].with_name("shared"))), made[1]


@pytest.fixture
def there(made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A copy for one test."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(made[0], tmp_path / "all")), made[1]


def words_of(line: str, home: Path, id: str) -> list[str]:
    """The arguments of a line of the table."""
    known = {"CLIENT": id, "FILE": str(home.parent / "made.out"), "LESSON": str(home / "packs/hostile/01-h.toml")}
    return [known.get(word, word).replace("{}", EVERYTHING) for word in line.split()]


LONG = ("content new", "find")


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] * (n in LONG)) for n in COMMANDS])
def test_a_command(
    name: str, shared: tuple[Path, str], coach: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home, id = shared
    for line in COMMANDS[name]:
        words = words_of(line, home, id)
        ran = coach("--home", str(home), *words)
        assert unsafe(ran.out + ran.err) == [], line
        assert ran.code in (0, 1, 2, 3), line
        assert "inside the program" not in ran.err, ran.err
        if "--json" in words and ran.code == 0:
            assert ran.out.isascii()
            json.loads(ran.out)
    assert not (home.parent / "x").exists()
    assert not (tmp_path.parent / "x").exists()


def test_they_are_really_there(there: tuple[Path, str], coach: Run) -> None:
    """Otherwise the test above would be content with empty pages."""
    home, id = there
    for line, least in {"next": 3, "log": 20, "plan show people": 5, "due --days 9000": 5, "session list": 1, "lessons": 1,
                        "clients list": 1, "report client": 4, "packs": 3, "clients hours --csv": 1}.items():  # fmt: skip
        with_client = {"session list": [id], "report client": [id, "--for", "client"]}.get(line, [])
        said = coach(*line.split(), *with_client, "--home", str(home)).out
        assert len(re.findall(r"Q\d{3}q|W\d{3} |app\.quit", said)) >= least, line


def test_what_shells_are_offered(there: tuple[Path, str], coach: Run) -> None:
    home, id = there
    (home / "people" / "fine").mkdir()
    found = []
    for words in (["--person", ""], ["done", ""], ["plan", ""], ["learn", ""], ["session", "checkin", id, ""],
                  ["report", "client", ""], ["packs", "remove", ""]):  # fmt: skip
        ran = coach("complete", "--home", str(home), "--", *words)
        assert unsafe(ran.out) == []
        found += [line.partition(" ")[0] for line in ran.out.splitlines()]
    assert {"fine", "r0", id} <= set(found)
    assert not [word for word in found if not re.fullmatch(r"[A-Za-z0-9_@%+=:,./-]+", word)]


@pytest.mark.parametrize(
    "line",
    ["--home ~nobody-here/x locate", "export md --for me --out ~nobody-here/x", "packet open ~nobody-here/x",
     "packs add ~nobody-here/x", "content new lesson ~nobody-here/x", "content schema --out ~nobody-here/x"],
)  # fmt: skip
def test_a_home_of_nobody(line: str, there: tuple[Path, str], coach: Run) -> None:
    ran = coach(*line.split())
    assert ran.code == 1
    assert "inside the program" not in ran.err
    assert "~nobody-here/x" in ran.err


def test_a_home_of_nobody_on_a_screen() -> None:
    """Where a name is looked at while it is typed."""
    for typed in ("~nobody-here/x", "~nobody-here", f"/tmp/{'x' * 5000}"):
        assert why_not(typed), typed
        assert _is_there(typed).why_not, typed


# --- files ---------------------------------------------------------------------------------


def shape(document: str) -> list[str]:
    """The blocks of a document. Fails if anything but text and what we make bold stands in a line."""
    tokens = READER.parse(document)
    for token in tokens:
        for child in token.children or ():
            assert child.type in OURS, (child.type, child.content)
    return [token.type for token in tokens if token.type != "inline"]


@pytest.fixture
def papers(tmp_path: Path) -> list[OneClient]:
    """Two clients alike but for their words: harmless ones, and ones that tempt."""
    practice = Practice(find_places(str(tmp_path / "practice")), "test", Clock(), counting("c"))
    harmless = [f"word{n}" for n in range(len(TEMPTING))]
    return [client(practice.begin("one", [], "P24M"), texts) for texts in (harmless, TEMPTING)]


def test_the_papers_of_a_practice(papers: list[OneClient]) -> None:
    """The reports, and the papers of the bundle: whatever the words, the same document comes of them."""
    now = MONDAY.astimezone(dt.UTC)
    made = []
    for one in papers:
        with zipfile.ZipFile(io.BytesIO(bundle(one, course(), now, private=True))) as archive:
            texts = {name: archive.read(name).decode() for name in archive.namelist()}
        texts |= {"client": "\n".join(client_summary(one).lines), "sponsor": "\n".join(sponsor_report(one).lines)}
        assert set(texts) == set(NAMES)
        made.append(texts)
        one.close()
    for name in NAMES:
        if name.endswith(".json"):
            json.loads(made[1][name])  # for programs, with every text as it was typed
        else:
            assert unsafe(made[1][name]) == [], name
            assert shape(made[1][name]) == shape(made[0][name]), name
    assert display_line(TEMPTING[0]).replace("[", r"\[").replace("]", r"\]") in made[1]["client"]


NAMES = ("plan.md", "sessions.md", "data/plan.json", "data/practice.json", "private/notes.md", "private/practice.json",
         "client", "sponsor")  # fmt: skip


@pytest.mark.parametrize(
    "template", [pytest.param(one, marks=[pytest.mark.slow] * (one != "one-page-plan")) for one in sorted(DRAWN)]
)
def test_the_documents_of_lessons(template: str, tmp_path: Path) -> None:
    made = [_document(template, tmp_path / str(n), texts) for n, texts in enumerate((["word"], TEMPTING))]
    assert unsafe(made[1]) == []
    shapes = [set(shape(document)) for document in made]
    assert shapes[1] == shapes[0] - {"table_open"}
    assert "list_item_open" in shapes[1]


def _document(template: str, folder: Path, texts: Sequence[str]) -> str:
    workspace = Workspace(folder, "test", Clock(), counting())
    for n, text in enumerate(texts):
        for table, field, more in RECORDS:
            workspace.put("added", table, f"r{n}", {field: text, more: text}, text)
    for table, fields in ONCE.items():
        workspace.put("changed", table, table, dict.fromkeys(fields, texts[-1]), "x")
    found = sections(template, workspace.plan, MONDAY.date())
    assert found
    return compose(template, found, MONDAY.date())


RECORDS = [("next_steps", "text", "done_looks_like"), ("goals", "name", "why"), ("if_thens", "cue", "act"),
           ("agreements", "with_whom", "note"), ("successes", "what", "evidence"), ("coaching_sessions", "focus", "summary"),
           ("coaching_agreements", "purpose", "confidentiality"), ("skills", "name", "note")]  # fmt: skip
ONCE = {"profile": ["name", "statement"], "promotion_case": ["role", "sponsor"]}


def test_the_log_of_hours(papers: list[OneClient]) -> None:
    practice = papers[0].practice
    text = as_csv(rows(log(practice)))
    assert unsafe(text.replace("\r\n", "\n")) == []
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert {"[b]", "[/]"} <= set(cells)
    risky = [f"{before}{sign}1+1" for before in ("", " ", "\u3000", "\u200b", "\x00", "\u2060", "\x0b", "\u2028", "\r\n")
             for sign in "=+-@|%\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\u207a\u2212"]  # fmt: skip
    for cell in [*risky, *TEMPTING, "\t1", "\n1", "\r1"]:
        (read,) = next(csv.reader(io.StringIO(as_csv([[cell]]))))
        assert unsafe(read) == [] and "\n" not in read
        assert read.lstrip()[:1] not in tuple("=+-@|%\uff1d\uff0b\uff0d\uff20\u2212"), repr(cell)
    assert as_csv([["Ann-Marie", "1.50", "2026-11-20", ""]]) == '"Ann-Marie","1.50","2026-11-20",""\r\n'


def test_names_of_files(there: tuple[Path, str], coach: Run, tmp_path: Path) -> None:
    """What is made has a name of kinds, ids and days; of what is written into a home, too."""
    home, id = there
    for line in (f"client export {id}", "export md --for me --out .", "backup make", "add x", f"session start {id}"):
        assert coach(*line.split(), "--home", str(home)).code == 0, line
    Workspace(home / "people/me", device(home / "state")).drafts.keep(LESSON, "q1", {"text": EVERYTHING})
    ours = (home / "people/me", home / "people" / id, home / "practice", home / "backups", home / "state")
    names = [str(path) for place in ours for path in place.rglob("*")] + [path.name for path in tmp_path.glob("*.*")]
    assert len(names) > 20 and sum(name.startswith(("client-", "career-plan-")) for name in names) == 2
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9/_.-]+", name)] == []


# --- whose it is ---------------------------------------------------------------------------


def test_nothing_of_a_client_is_with_another(tmp_path: Path, coach: Run) -> None:
    """Not in the folders, the backups, the papers, nor in what commands say of the other (G17)."""
    practice, marks = Practice(find_places(str(tmp_path)), "test", Clock()), ("ZEBRAFINCH", "AXOLOTL")
    made = [client(practice.begin(mark, [mark], "P24M"), [f"{mark} {n}" for n in range(3)]) for mark in marks]
    for one, other in itertools.permutations(zip(made, marks, strict=True)):
        id = one[0].id
        back_up(practice.one(id).plan, "by-hand")
        held = [bundle(practice.one(id), course(), MONDAY, private=True)]
        held += [path.read_bytes() for place in one[0].everywhere for path in place.rglob("*") if path.is_file()]
        lines = [f"session prepare {id}", f"session list {id}", f"clients show {id} --private", f"report client {id} --for client",
                 f"report sponsor {id} --for sponsor", *(f"--person {id} {line}" for line in OF_ONE)]  # fmt: skip
        said = [coach("--home", str(tmp_path), *line.split()) for line in lines]
        held += [(ran.out + ran.err).encode() for ran in said]
        whole = b"".join(part for data in held for part in unzipped(data))
        assert other[1].casefold().encode() not in whole.lower()
        assert whole.count(one[1].encode()) > 20


OF_ONE = (
    "next",
    "today",
    "log",
    "plan",
    "changes --since beginning",
    "find a",
    "export md --for me",
    "doctor",
    "backup",
)


def unzipped(data: bytes) -> list[bytes]:
    """A file, or the files in a zip archive."""
    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


# --- screens ---------------------------------------------------------------------------------


async def test_the_screens_of_a_practice(tmp_path: Path) -> None:
    """The first wall stands by itself: the second, which leaves a mark of its own, has nothing to do."""
    app = make(tmp_path, filled=False)
    practice = Practice(app.desk.places, "test", app.desk.workspace.clock)
    one = client(practice.begin(EVERYTHING, [EVERYTHING], "P24M"), [EVERYTHING, *TEMPTING[:3]])
    assert one.id
    async with running(app, (120, 60)) as pilot:
        for keys in (
            ["4"],
            ["enter"],
            ["e"],
            ["escape"],
            ["p"],
            ["escape"],
            ["r"],
            ["enter"],
            ["escape"],
            ["s"],
            ["v"],
        ):
            await press(pilot, *keys)
            assert "\ufffd" not in app.text() and unsafe(app.text()) == [], (keys, app.screen)
            assert "app.quit" in app.text() or keys not in (["4"], ["enter"]), keys
