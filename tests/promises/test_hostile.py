"""Nothing that somebody wrote, in a plan, a lesson, a name or an argument, commands the terminal (G10, G11)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from coach.cli import main
from coach.exports import EXPORTS
from coach.plan.events import with_old
from coach.workspace import Workspace
from screens.hardening import Hardened, Harmless
from tests.promises.home import LESSON, dice, make_home, opened, texts
from tests.promises.hostile import ALL, COMMANDS, LARGE, LONE, MARKUP, UNSAFE, WORDS, traces, unsafe
from tests.terminal import Terminal, coach

Say = Callable[..., str]
posix = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


def fill(home: Path, payloads: list[str]) -> Workspace:
    """A plan in which every kind of place holds such texts: names, lists, notes, answers, drafts."""
    workspace = opened(home)
    workspace.put("changed", "profile", "profile", {"name": payloads[0], "values": payloads[:9]}, payloads[0])
    for n, text in enumerate(payloads):
        table, field = [
            ("next_steps", "text"), ("goals", "name"), ("people", "name"), ("successes", "what"), ("resources", "title"),
        ][n % 5]  # fmt: skip
        more = {"due": "2026-11-01", "reason": text} if table == "next_steps" else {"note": text}
        workspace.put("added", table, f"r{n}", {field: text, **more}, text)
    changes = [
        with_old(workspace.plan, "answers", f"{LESSON}/q{n}", {"kind": "text", "value": {"text": text}, "prompt": text})
        for n, text in enumerate(payloads[:30], 2)
    ]
    workspace.record("answered", changes, payloads[1])
    workspace.drafts.keep(LESSON, "q1", {"text": "\n".join(payloads)})
    workspace.close()
    return workspace


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs a command in this process; gives all it printed."""
    monkeypatch.setattr("os.umask", lambda mask: 0)

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert main(list(arguments)) in (0, 1, 2)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "inside the program" not in said.err, said.err
        return said.out + said.err

    return run


# --- on the screen -------------------------------------------------------------------


TOUR = [
    "?", "esc", "u", "2", "3", "end", "home", "down", "down", "e", "esc", "ctrl+p", "Q0", "esc", "esc", "1", "f1", "esc",
]  # fmt: skip
LONG_TOUR = [
    *TOUR,
    "ctrl+r",
    "2",
    *["pagedown"] * 3,
    "3",
    *["pagedown", "enter", "esc"] * 12,
    "a",
    "esc",
    "1",
    "enter",
    "f1",
]


def tour(terminal: Terminal, keys: list[str]) -> None:
    """Looks at everything: Today, Learn, the plan from top to bottom, records, forms, the palette, help."""
    terminal.wait("1 Today")
    for key in keys:
        terminal.send(key)
        terminal.settle(0.04)
        assert terminal.process.poll() is None, f"ended at {key}"


def seen_on(home: Path, size: tuple[int, int], keys: list[str]) -> bytes:
    """Everything that a tour of the app sends to the terminal, and a lesson with the texts in its field."""
    raw = b""
    for arguments in ([], ["learn", LESSON]):
        with coach(home.parent, "--home", str(home), *arguments, size=size) as terminal:
            if arguments:
                terminal.wait(lambda text: bool(text.strip()))
                terminal.settle(0.3)
            else:
                tour(terminal, keys)
            terminal.send("ctrl+q")
            assert terminal.wait_end() == 0
            raw += bytes(terminal.raw)
    return raw


@posix
@pytest.mark.slow
def test_no_text_commands_the_screen(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    fill(home, [*COMMANDS, *WORDS])
    raw = seen_on(home, (150, 150), TOUR)
    assert traces(raw) == []
    shown = [text for text in COMMANDS if text[-5:].encode() in raw]
    assert len(shown) > 100, "they were really on the screen"


@posix
@pytest.mark.torture
@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (300, 100)])
def test_no_text_commands_a_screen_of_any_size(size: tuple[int, int], tmp_path: Path, seed: int) -> None:
    home = make_home(tmp_path / "home")
    payloads = [*COMMANDS, *WORDS, *LARGE[1:]]
    dice("sizes", seed).shuffle(payloads)
    fill(home, payloads)
    assert traces(seen_on(home, size, LONG_TOUR)) == []
    print(f"\n{len(payloads)} texts at {size[0]}x{size[1]}: 0 raw; seed {seed}")


ZOO = """
import sys
from rich.text import Text
from textual.content import Content
from textual.widgets import *
from textual.widgets.option_list import Option
from screens.hardening import Hardened, good_endings
from tests.promises.hostile import COMMANDS

class Zoo(Hardened):
    TITLE = COMMANDS[30]
    def compose(self):
        yield Header()
        every = COMMANDS[int(sys.argv[1])::4]
        text = "\\n".join(every)
        for kind in (Static, Label):
            made = kind(Content(text), markup=False)
            made.styles.border = ("round", "red")
            made.border_title, made.border_subtitle = Content(every[0]), Content(every[1])
            yield made
        yield Static(text.replace("[", "\\\\["))
        yield Button(Content(every[2]))
        yield Input(every[3], placeholder=every[4])
        area = TextArea(text)
        area.styles.height = len(every) + 2
        yield area
        yield Markdown(text)
        yield OptionList(*[Option(Content(one)) for one in every])
        yield RadioSet(*[RadioButton(Content(one)) for one in every[:5]])
        tree = Tree(Text(every[5]))
        tree.root.expand()
        for one in every[:5]:
            tree.root.add_leaf(Text(one))
        yield tree
        log = Log()
        log.write(text)
        log.styles.height = 20
        yield log
        table = DataTable()
        table.add_columns(Text(every[6]), "b")
        for one in every[:5]:
            table.add_row(Content(one), one.replace("[", "\\\\["))
        yield table
        yield Footer()
    def on_mount(self):
        super().on_mount()
        self.sub_title = COMMANDS[31]
        for one in COMMANDS[int(sys.argv[1])::40]:
            self.notify(one, title=one, markup=False, timeout=30)
        self.set_timer(0.4, lambda: self.exit(0))

app = Zoo()
with good_endings(app, lambda: None):
    app.run()
if app.fault:
    raise app.fault
"""


def test_the_second_wall() -> None:
    """What is drawn loses commands and links, and keeps its width and everything else."""
    app: Hardened = Hardened()
    (wall,) = [one for one in app.get_line_filters() if isinstance(one, Harmless)]
    linked = Style(bold=True, link="file:///etc/passwd")
    for text in [*COMMANDS, *WORDS, *LARGE, "a\tb\nc", "移\x1b動"]:
        (drawn,) = wall.apply([Segment(text, linked)], Color(0, 0, 0))
        assert not UNSAFE.search(drawn.text), repr(text)
        assert drawn.style is not None
        assert (drawn.style.link, drawn.style.bold) == (None, True)
        assert drawn.cell_length == Segment(text).cell_length
        assert drawn.text.startswith(text[: len(text) - len(text.lstrip("x移👩W[b"))])


@posix
@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.torture) for n in (1, 2, 3))])
@pytest.mark.slow
def test_the_second_wall_stands_alone(part: int, tmp_path: Path) -> None:
    """Every kind of widget is given such texts raw, as a forgotten `display` would: the terminal gets none of them."""
    with Terminal([sys.executable, "-c", ZOO, str(part)], tmp_path, size=(150, 900)) as terminal:
        assert terminal.wait_end() == 0, terminal.text
        raw = bytes(terminal.raw)
    assert traces(raw) == []
    assert sum(text[-5:].encode() in raw for text in COMMANDS) > 30


# --- line by line, and what programs read -----------------------------------------------


def plain_walk(home: Path, answers: list[str]) -> "subprocess.CompletedProcess[bytes]":
    """The lesson line by line through a pipe, with these answers."""
    typed = "".join(f"{answer}\n.\n" for answer in answers)
    command = [sys.executable, "-m", "coach", "--home", str(home), "learn", LESSON, "--plain"]
    return subprocess.run(command, input=typed.encode(), capture_output=True, timeout=60, cwd=Path(__file__).parents[2])


def test_line_by_line(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    fill(home, [*COMMANDS, *WORDS])
    done = plain_walk(home, [" ".join(COMMANDS[n::30]) for n in range(30)])
    assert done.returncode == 0, done.stderr
    assert unsafe((done.stdout + done.stderr).decode()) == []
    assert b"Traceback" not in done.stderr
    assert len(texts(home)) > 25


def test_for_programs(tmp_path: Path, say: Say) -> None:
    home = make_home(tmp_path / "home")
    fill(home, ALL)
    for command in (["next"], ["lessons"], ["log"], ["plan"], ["plan", "show", "goals"], ["locate"]):
        said = say("--home", str(home), *command, "--json")
        assert said.isascii()
        assert unsafe(said) == [], command


def test_reading_commands(tmp_path: Path, say: Say) -> None:
    home = make_home(tmp_path / "home")
    fill(home, ALL)
    for command in (
        ["next"],
        ["today"],
        ["lessons"],
        ["log"],
        ["plan"],
        ["plan", "show", "people"],
        ["undo"],
        ["redo"],
    ):
        assert unsafe(say("--home", str(home), *command)) == [], command


@pytest.mark.parametrize("audience", ["me", "coach", "sponsor", "shareable"])
@pytest.mark.parametrize("kind", sorted(EXPORTS))
def test_exports(kind: str, audience: str, tmp_path: Path, say: Say) -> None:
    home = make_home(tmp_path / "home")
    fill(home, [*COMMANDS, *WORDS, *LARGE[2:5]])
    assert unsafe(say("--home", str(home), "export", kind, "--for", audience)) == []
    file = tmp_path / f"out.{kind}"
    say("--home", str(home), "export", kind, "--for", audience, "--out", str(file))
    assert unsafe(file.read_text(encoding="utf-8")) == []


ARGUMENTS = [
    ["{}"], ["add", "{}"], ["add", "x", "--due", "{}"], ["add", "x", "--goal", "{}"], ["done", "{}"], ["drop", "{}", "--why", "{}"],
    ["win", "{}"], ["learn", "{}"], ["--person", "{}", "next"], ["plan", "show", "{}"], ["export", "{}", "--for", "me"],
    ["export", "md", "--for", "{}"], ["content", "check", "{}"], ["content", "{}"], ["help", "{}"], ["--{}", "next"],
    ["next", "--{}"], ["undo", "{}"],
]  # fmt: skip


def arguments(payload: str, folder: Path) -> Iterator[list[str]]:
    """A command line for every place an argument can stand in, and a home and a file of that name."""
    for line in ARGUMENTS:
        yield [part.replace("{}", payload) for part in line]
    yield ["--home", f"{folder}/{payload}", "locate"]
    yield ["--home", f"{folder}/{payload}", "add", "x"]
    yield ["export", "md", "--for", "me", "--out", f"{folder}/{payload}"]


def given_as_arguments(payloads: list[str], folder: Path, say: Say) -> int:
    count = 0
    for payload in payloads:
        for line in arguments(payload, folder):
            said = say(*line)
            assert unsafe(said) == [], line
            count += 1
    return count


def argv_can_hold(text: str) -> bool:
    return "\0" not in text and len(text) < 120_000


def test_as_arguments(tmp_path: Path, say: Say) -> None:
    chance = dice("arguments", 1)
    given_as_arguments(
        [*chance.sample([p for p in COMMANDS if argv_can_hold(p)], 8), LARGE[6], *LONE[1:2]], tmp_path, say
    )


@pytest.mark.torture
def test_all_as_arguments(tmp_path: Path, say: Say) -> None:
    payloads = [p for p in [*COMMANDS, *MARKUP, *LARGE, *LONE] if argv_can_hold(p)]
    count = given_as_arguments(payloads, tmp_path, say)
    print(f"\n{count} command lines: 0 raw")


# --- lessons ---------------------------------------------------------------------------

HOSTILE_LESSON = """
format = 1
id = "{id}"
title = "{text}"
track = "take-stock"
module = "open-the-box"
minutes = 5
audience = ["all"]
outcomes = ["{text}"]
privacy = "{text}"
sources = ["{text}"]

[[steps]]
id = "one"
kind = "choice"
title = "{text}"
prompt = "{text}"
help = "{text}"
example = "{text}"
options = [{{ id = "a", label = "{text}", feedback = "{text}" }}, {{ id = "b", label = "B {text}", feedback = "{text}" }}]

[[steps]]
id = "two"
kind = "read"
title = "Two"
text = "{text}"
"""


def in_toml(text: str, escaped: bool) -> str:
    """A text inside a TOML string: with escapes, or raw where it may be."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(f"\\u{ord(c):04X}" if escaped and ord(c) < 0x10000 and not c.isalnum() else c for c in text)


def lesson_files(folder: Path, payloads: list[str]) -> Iterator[Path]:
    """Lessons with such a text everywhere, in ids and keys, and in their own names; folders too."""
    for n, payload in enumerate(payloads):
        for escaped in (False, True):
            text = HOSTILE_LESSON.format(id=f"h{n}", text=in_toml(payload, escaped))
            yield _written(folder / f"{n:03d}-{escaped}.toml", text)
        yield _written(folder / f"{n:03d}-id.toml", HOSTILE_LESSON.format(id=in_toml(payload, True), text="x"))
        yield _written(folder / f"{n:03d}-key.toml", f'format = 1\n"{in_toml(payload, True)}" = 1\n')
        name = payload.replace("/", "").replace("\0", "")[:80]
        if name.strip(".") and not any("\ud800" <= c <= "\udfff" for c in name):
            yield _written(folder / f"{n:03d}{name}.toml", 'format = 1\nid = "x"\nnot TOML')
            yield _written(folder / f"{name}{n:03d}" / "a.toml", "steps = 1")


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "replace"))
    return file


def test_lessons_that_are_checked(tmp_path: Path, say: Say) -> None:
    folder = tmp_path / "lessons"
    folder.mkdir()
    files = list(lesson_files(folder, [*COMMANDS[:: 1 if os.environ.get("COACH_SEED") else 6], *MARKUP[::4]]))
    said = say("content", "check", str(folder))
    assert unsafe(said) == []
    assert f"{len(files)} files" in said
    assert "C102" in said


@posix
@pytest.mark.slow
def test_a_pack_of_them(tmp_path: Path, say: Say) -> None:
    """Titles, texts, options with markup and links are shown as they are; what has controls is not taken up at all."""
    home = make_home(tmp_path / "home")
    pack = home / "packs" / "\x1b[2Jpack\u202e"
    pack.mkdir()
    for _ in lesson_files(pack, [*MARKUP[::3], *COMMANDS[::12]]):
        continue
    with coach(home.parent, "--home", str(home), "learn", "h1", size=(120, 60)) as terminal:
        terminal.wait("step 1 of")
        for key in ["f2", "f1", "esc", "a", "ctrl+n", "ctrl+n", "esc", "2", "end"]:
            terminal.send(key)
            terminal.settle(0.05)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        raw = bytes(terminal.raw)
    assert traces(raw) == []
    assert b"[@click=app.quit]" in raw
    assert b"\x1b]8" not in raw
    for command in (["lessons"], ["learn", "h0"], ["content", "check", str(home / "packs")]):
        assert unsafe(say("--home", str(home), *command)) == []
