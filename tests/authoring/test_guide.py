"""AUTHORING.md holds: its examples work, its commands say what it says they say, its pictures are those of the app.

UPDATE_GUIDE=1 writes the parts anew that the program makes: pictures, what steps write, tables and codes.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from coach.cli import main
from coach.cli.commands import command
from coach.lessons.check import check
from coach.lessons.codes import CODES
from coach.lessons.kinds import KINDS
from coach.lessons.lesson import Lesson
from coach.lessons.library import Library
from coach.lessons.trial import try_lesson
from coach.packs.rules import MOST_BYTES, MOST_FILES
from screens import themes
from screens.step_pane import StepPane
from tests.authoring import guide
from tests.authoring.guide import Block, Stand

ADDRESS = "https://example.org/bike-shop.git"
TRACKS = """\
format = 1
tracks = [{ id = "bike-shop", title = "Bike shop", modules = [{ id = "first-steps", title = "First steps" }] }]
"""


def unpacked(folder: Path) -> Path:
    """Every example as a file of one pack: steps are put into lessons."""
    folder.mkdir()
    (folder / "tracks.toml").write_text(TRACKS)
    (folder / "every-kind.toml").write_text(guide.all_kinds(guide.page()))
    inside = guide.kinds_section(guide.page())
    for block in guide.blocks(guide.page()):
        if block.what == "toml" and not (guide.is_steps(block) and block.text in inside):
            (folder / name_for(block)).write_text(whole(block))
    return folder


def name_for(block: Block) -> str:
    return Path(block.file).name if block.file else f"example-{block.line}.toml"


def whole(block: Block) -> str:
    head = guide.HEAD.replace("@id@", f"example-{block.line}")
    return head + block.text if guide.is_steps(block) else block.text


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("guide") / "bike-shop")


@pytest.fixture(scope="module")
def library(pack: Path) -> Library:
    return Library([pack])


# --- examples ---------------------------------------------------------------------------------


def test_no_example_has_a_fault_or_wants_advice(pack: Path) -> None:
    assert [fault.text() for fault in check([pack]).faults] == []


def test_every_example_can_be_walked(library: Library) -> None:
    ids = [head.id for head in library.heads()]
    assert {"every-kind", "say-what-you-saw"} <= set(ids)
    assert not library.index.unreadable
    assert {id: try_lesson(library.lesson(id)).faults for id in ids} == {id: [] for id in ids}


def test_every_kind_and_every_code_has_its_place(library: Library) -> None:
    text = guide.page()
    lesson = library.lesson("every-kind")
    assert {step.kind for step in lesson.steps} == set(KINDS)
    for kind in KINDS:
        part = text.split(f"\n### {kind}\n", 1)[1].split("\n### ", 1)[0]
        assert f'kind = "{kind}"' in part
        assert f"[{kind}](#{kind})" in text
    parts = guide.made(text)
    assert {step.id for step in lesson.steps} <= set(parts)
    assert [code for code in CODES if f"**{code} " not in parts["codes"]] == []
    assert f"{MOST_FILES} files and {MOST_BYTES // 1024**2} MB" in text


def test_its_table_of_contents_leads_somewhere() -> None:
    text = guide.page()
    headings = re.findall(r"^#+ (.*)$", "\n".join(re.split(r"^```.*?^```$", text, flags=re.M | re.S)), re.M)
    there = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= there


def test_the_commands_in_its_sentences_are_there() -> None:
    named = [words.split() for words in re.findall(r"`coach ([^`]*)`", guide.page())]
    for words in named:
        first, *rest = (word for word in words if not word.startswith(("-", "/")))
        actions = command(first).actions
        assert not actions or not rest or rest[0] in actions, words
    assert len(named) > 10


# --- what the program writes ------------------------------------------------------------------


class Showing(App[None]):
    """The part of the lesson screen that shows a step."""

    CSS_PATH = str(Path(themes.__file__).with_name("app.tcss"))

    def __init__(self) -> None:
        super().__init__()
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def compose(self) -> ComposeResult:
        yield StepPane()

    def picture(self) -> str:
        """What stands there, without the margin."""
        lines = [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]
        return textwrap.dedent("\n".join(lines)).strip("\n")


async def pictures(stands: list[Stand]) -> dict[str, str]:
    """How each step looks once it is answered, from one run of the app."""
    found: dict[str, str] = {}
    app = Showing()
    async with app.run_test(size=(78, 44)) as pilot:
        pane = app.query_one(StepPane)
        for stand in stands:
            view = await pane.show(stand.step, stand.walk, stand.raw)
            if feedback := stand.step.feedback(stand.raw):
                view.show_feedback(feedback)
            await pilot.pause()
            found[stand.step.id] = app.picture()
    return found


async def parts(lesson: Lesson) -> dict[str, str]:
    """Every part that the program writes."""
    stands = list(guide.stands(lesson))
    drawn = await pictures(stands)
    steps = {stand.step.id: guide.shown(stand, drawn[stand.step.id]) for stand in stands}
    made = {"codes": guide.codes(), "tables": guide.tables(), "edits": guide.edits(), "answers": guide.answers(lesson)}
    return made | steps


@pytest.mark.usefixtures("steady")
async def test_what_the_program_writes_is_up_to_date(library: Library) -> None:
    now = await parts(library.lesson("every-kind"))
    if os.environ.get("UPDATE_GUIDE"):
        guide.GUIDE.write_text(guide.remade(guide.page(), now), encoding="utf-8")
    there = guide.made(guide.page())
    assert set(there) == set(now)
    for name, part in now.items():
        assert part == there[name], f"{name}: UPDATE_GUIDE=1 writes it anew"


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)


# --- commands ---------------------------------------------------------------------------------


class Author:
    """Somebody who does what the page says, in its order."""

    def __init__(self, typed_into: Callable[[str], None]) -> None:
        self.typed_into = typed_into
        self.before: tuple[Path, str] = (Path(), "")
        self.ran = 0

    def does(self, block: Block) -> None:
        """One block: a file is written or edited, commands are run."""
        if block.what == "typed":
            self.typed_into("\n".join(word.strip() for word in block.text.split("|")) + "\n")
        elif block.what == "undo":
            self.before[0].write_text(self.before[1])
        elif block.what == "console":
            for line, expected in sessions(block.text):
                self.runs(line, expected)
        elif block.text.startswith("coach "):  # for the full screen; without a terminal it asks line by line
            self.typed_into("s\n")
            self.runs(block.text.strip(), "...")
        elif block.what == "diff" and block.file:
            self.edits(Path(block.file), block.text)
        elif block.what == "po":
            beside = Path("bike-shop/02-say-what-you-saw.de.po").read_text()
            assert block.text.rsplit("msgstr", 1)[0] in beside
        elif block.file:
            Path(block.file).write_text(block.text)

    def edits(self, file: Path, lines: str) -> None:
        """Puts the lines with + in the place of those with -."""
        old, new = ("".join(f"{line[1:]}\n" for line in lines.splitlines() if line[0] == sign) for sign in "-+")
        text = file.read_text()
        assert text.count(old) == 1, old
        self.before = (file, text)
        file.write_text(text.replace(old, new))

    def runs(self, line: str, expected: str) -> None:
        """One command, and what it says."""
        said = ran(line)
        self.ran += 1
        assert matches(expected, said), f"$ {line}\n{said}"


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what it says."""
    for part in text.split("$ ")[1:]:
        line, _, expected = part.partition("\n")
        yield line, expected


def matches(expected: str, said: str) -> bool:
    """Whether this is what was said: `...` stands for the rest of a line, or for any lines."""
    pattern = ""
    for line in expected.splitlines():
        pattern += r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", ".*") + r" *\n"
    return re.fullmatch(pattern, said) is not None


def ran(line: str) -> str:
    """What a command says, on both streams."""
    name, *given = shlex.split(line.replace(ADDRESS, Path("bike-shop.git").absolute().as_uri()))
    if name == "coach":
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            main(given)
        return said.getvalue()
    if name == "cp":
        shutil.copytree(given[1], given[2])
    else:
        assert given[:3] == ["-m", "zipfile", "-c"], line
        shutil.make_archive(given[3].removesuffix(".zip"), "zip", ".", given[4])
    return ""


def published() -> None:
    """Puts the pack into a repository, as its author does."""
    git = ["git", "-c", "user.name=Noa", "-c", "user.email=noa@example.org", "-C", "bike-shop.git"]
    shutil.copytree("bike-shop", "bike-shop.git")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Edition"]):
        subprocess.run([*git, *words], check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="one of the commands fetches from a repository")
def test_the_commands_say_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.umask", lambda mask: 0)
    author = Author(lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text)))
    for block in guide.blocks(guide.page()):
        if ADDRESS in block.text and block.what == "console":
            published()
        author.does(block)
    assert author.ran >= 20
