"""How commands end: exit codes, pipes, full disks, faults of our own; and never a traceback."""

import os
import signal
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

import coach as package
from coach.cli.command import Command
from coach.cli.streams import show, tell
from tests.cli.conftest import Run

ROOT = Path(package.__file__).parents[1]
posix = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX has")


def process(*arguments: "str | bytes", **more: object) -> "subprocess.CompletedProcess[bytes]":
    """`coach ARGUMENTS` as a process of its own."""
    command = [sys.executable, "-m", "coach", *arguments]
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60, "cwd": ROOT, **more}
    return subprocess.run(command, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["next"], 0), ([], 0), (["--version"], 0), (["undo"], 1), (["nxet"], 2), (["done", "x"], 2), (["--home"], 2)],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    done = process(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_without_a_terminal_it_ends_by_itself() -> None:
    done = process()
    assert done.returncode == 0
    assert b"coach learn start-here" in done.stdout
    assert done.stderr == b"To start the app, run coach in a terminal.\n"


@posix
@pytest.mark.parametrize("arguments", [["lessons"], ["--version"], ["help", "json"], ["locate", "--json"]])
def test_a_closed_pipe_is_quiet(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = process(*arguments, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", [["lessons"], ["--version"]])
def test_output_that_is_not_taken_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = process(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"coach: the output could not be written: No space left on device.\n"


@posix
@pytest.mark.parametrize(
    "closed", [">&-", *(pytest.param(c, marks=pytest.mark.slow) for c in ("2>&-", ">&- 2>&-", "<&-")), "<&- >&- 2>&-"]
)
@pytest.mark.parametrize("arguments", ["", "next", "nxet", "--version", "add x", "learn start-here"])
def test_closed_streams(closed: str, arguments: str) -> None:
    line = f'"{sys.executable}" -m coach {arguments} {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, timeout=60, cwd=ROOT, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@posix
def test_a_write_that_fails_names_file_and_cause(home: Path) -> None:
    def nothing_more() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = process("add", "Ask Ravi", preexec_fn=nothing_more)
    assert done.returncode == 1
    assert done.stdout == b""
    said = done.stderr.decode()
    assert "not saved" in said
    assert ".jsonl: File too large" in said
    assert len(said.splitlines()) == 1
    assert b"No next steps" in process("next").stderr
    assert process("add", "Ask Ravi").returncode == 0


@posix
def test_everything_is_private_whatever_the_umask(home: Path) -> None:
    process("add", "x", preexec_fn=lambda: os.umask(0))
    process("today", preexec_fn=lambda: os.umask(0))
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [home / "coach", *(home / "coach").rglob("*")]}
    assert len(modes) > 5
    assert not {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077}


@posix
def test_whatever_else_is_made_is_private_too() -> None:
    code = "import os; from coach.cli import main; main(['next']); print(os.umask(0))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == f"{0o077}\n"


@posix
def test_no_picture_of_the_memory_is_left() -> None:
    code = (
        "import resource; from coach.cli import main; main(['next']); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("(0, ")


@posix
def test_bytes_that_are_no_text(home: Path) -> None:
    done = process("add", b"caf\xe9 \xff", env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0
    assert b"caf" in process("next").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_text_in_any_locale(encoding: str, home: Path) -> None:
    process("add", "日本語 “x” 👩🏽‍🔬", env={**os.environ, "PYTHONUTF8": "1"})
    done = process("next", env={**os.environ, "PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert ("日本語" if encoding == "utf-8" else "\\u65e5\\u672c\\u8a9e") in done.stdout.decode(encoding)


def test_the_last_wall(capsys: pytest.CaptureFixture[str]) -> None:
    """Texts are made harmless where they are put into words; what is forgotten there is caught here."""
    show(["a\x1b[2J\u202eb"])
    tell("a\x1b[2J\u202eb")
    said = capsys.readouterr()
    assert said.out == said.err == "a␛[2J‹U+202E›b\n"


# --- faults of our own ---------------------------------------------------------------


def broken(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Makes `coach next` fail in a way that nobody foresaw."""

    def fail(context: object, given: object) -> int:
        secret = "what I told nobody"
        raise error from ValueError(secret)

    monkeypatch.setattr("coach.cli.commands.import_module", lambda name: ModuleTypeOf(Command(fail, "help")))


class ModuleTypeOf(ModuleType):
    """A module with one command."""

    def __init__(self, command: Command) -> None:
        super().__init__("made up")
        self.COMMANDS = {"next": command}


def test_a_fault_of_ours_is_a_sentence_and_a_report_without_words(
    coach: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, KeyError("what I told nobody"))
    ran = coach("next")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "KeyError" in ran.err
    (report,) = (place / "state" / "reports").iterdir()
    assert str(report) in ran.err
    text = report.read_text()
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_ends.py" in text
    assert "told nobody" not in ran.err + text
    assert str(ROOT) not in text
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_only_the_last_reports_are_kept(coach: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, RuntimeError("x"))
    said = [coach("next").err for _ in range(8)]
    left = sorted(str(path) for path in (place / "state" / "reports").iterdir())
    assert len(left) == 5
    assert all(path in "".join(said[3:]) for path in left)


def test_a_report_that_cannot_be_written(coach: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, RuntimeError("x"))
    place.mkdir()
    (place / "state").write_text("a file where the folder should be")
    ran = coach("next")
    assert ran.code == 1
    assert "could not be written" in ran.err


def test_stopped_by_hand(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, KeyboardInterrupt())
    ran = coach("next")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_no_exception_leaves(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError(), RecursionError(), UnicodeError("x"), OSError(5, "Input/output error", "a\x1b[2Jfile")):
        broken(monkeypatch, error)
        ran = coach("next")
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert "\x1b" not in ran.err


@posix
def test_stopped_by_a_signal() -> None:
    command = [sys.executable, "-m", "coach", "learn", "start-here"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell in the background may have had it ignored
    child = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heard
    )
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert said == b""
