"""A key behind a passphrase: made once, opened, brought back with the spare one; what goes wrong is one sentence."""

import io
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.crypt import age, asking
from coach.crypt.asking import COMMAND
from coach.crypt.keys import Keys
from coach.places import find_places
from tests.cli.conftest import Run, coach

__all__ = ["coach"]

pytest.importorskip("pyrage")

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age program is not here")


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Keys of a home in which there are none."""
    return Keys(find_places(str(tmp_path / "coach")))


SECRET = "AGE-SECRET-KEY-"


def fake(monkeypatch: pytest.MonkeyPatch, passphrase: str = "echo sesame") -> None:
    """Sealing that costs nothing, and a program that gives the passphrase."""

    def unseal(data: bytes, given: str) -> bytes:
        found, _, rest = data.partition(b"\n")
        if found != given.encode():
            raise age.NotOurs("that is not the passphrase.")
        return rest

    monkeypatch.setattr(age, "seal", lambda data, given: given.encode() + b"\n" + data)
    monkeypatch.setattr(age, "unseal", unseal)
    monkeypatch.setenv(COMMAND, passphrase)


def test_new_show_recovery_restore(coach: Run, keys: Keys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "coach"))
    fake(monkeypatch)
    assert coach(*home, "key", "show").code == 1
    made = coach(*home, "key", "new")
    public = made.out.strip()
    assert made.code == 0 and age.is_public(public) and "lose it" in made.err and SECRET not in made.out + made.err
    assert coach(*home, "key", "show").out.strip() == public
    assert coach(*home, "key", "new").code == 1
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (keys.file, keys.public_file)}
    assert modes == {0o600}

    spare = coach(*home, "key", "recovery")
    assert spare.code == 0 and spare.out.startswith(SECRET) and "once" in spare.err
    assert keys.recipients() == [public, age.public_of(spare.out.strip())]
    assert spare.out.strip().encode() not in b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())

    monkeypatch.setenv(COMMAND, "echo another")
    before = keys.file.read_bytes()
    wrong = coach(*home, "key", "recovery")
    assert wrong.code == 3 and "not the passphrase" in wrong.err and keys.file.read_bytes() == before
    monkeypatch.setattr(asking, "typed_secret", lambda question: spare.out)
    assert coach(*home, "key", "restore").out.strip() == public
    assert keys.opened("another").public == public


def test_a_new_passphrase_is_typed_twice(coach: Run, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, "")
    typed = ["one", "two", "same", "same", "wrong", "same"]
    monkeypatch.setattr("getpass.getpass", lambda question: typed.pop(0))
    monkeypatch.setattr("sys.stdin", Keyboard("y\n"))
    home = ("--home", str(keys.file.parent))
    assert "not the same" in coach(*home, "key", "new").err and not keys.there
    made = coach(*home, "key", "new")
    assert made.code == 0 and SECRET in made.out and keys.recovery_file.exists()
    assert keys.unlock().public == keys.public and not typed  # a mistyped one is asked for again


class Keyboard(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("command", "why"), [
    ("false", "ended with the code 1"), ("echo", "printed no passphrase"), ("no-such-program-x", "cannot be run"),
    ("echo 'x", "quotation mark"), ("", "no terminal"),
])  # fmt: skip
def test_where_the_passphrase_comes_from(
    coach: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, why: str
) -> None:
    fake(monkeypatch, command)
    ran = coach("--home", str(tmp_path), "key", "new")
    assert ran.code == 3 and why in ran.err and not (tmp_path / "identity.age").exists()


def test_no_shell_reads_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(COMMAND, f"echo a;touch {tmp_path / 'x'}")
    assert asking.passphrase("?") == f"a;touch {tmp_path / 'x'}" and not (tmp_path / "x").exists()


@pytest.mark.parametrize(("content", "why"), [
    (b"", "not an age file"), (b"age-encr", "only its beginning"), (b"age-encryption.org/v7\n-> x\n", "newer version"),
    (b"nonsense", "not an age file"), (b"x" * 70_000, "far too large"),
])  # fmt: skip
def test_a_damaged_key_is_told(
    coach: Run, monkeypatch: pytest.MonkeyPatch, keys: Keys, content: bytes, why: str, tmp_path: Path
) -> None:
    monkeypatch.setenv(COMMAND, "echo sesame")
    keys.file.parent.mkdir()
    keys.file.write_bytes(content)
    ran = coach("--home", str(tmp_path / "coach"), "key", "recovery")
    assert ran.code == 3 and why in ran.err and len(ran.err.splitlines()) == 1 and keys.file.read_bytes() == content


def test_without_the_library_it_says_how_to_get_it(coach: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    ran = coach("--home", str(tmp_path), "key", "new")
    assert ran.code == 3 and age.INSTALL in ran.err


@pytest.mark.slow
def test_the_real_passphrase(keys: Keys, tmp_path: Path) -> None:
    made = keys.make("sesame")
    assert keys.opened("sesame") == made
    with pytest.raises(age.NotOurs):
        keys.opened("sesam")
    whole = keys.file.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        keys.file.write_bytes(damaged)
        with pytest.raises(age.Damaged):
            keys.opened("sesame")
    keys.file.write_bytes(age.seal(b"# key of coach, format 2\n" + made.secret.encode(), "sesame"))
    with pytest.raises(age.Sealed, match="newer version of coach"):
        keys.opened("sesame")


@needs_age
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_the_age_program_opens_the_key_with_its_passphrase(keys: Keys, tmp_path: Path) -> None:
    made = keys.make("sesame")
    (tmp_path / "thing").write_bytes(age.encrypt(b"hello", [made.public]))
    at_terminal(["age", "-d", "-i", str(keys.file), "-o", str(tmp_path / "out"), str(tmp_path / "thing")])
    assert (tmp_path / "out").read_bytes() == b"hello"

    (tmp_path / "key.txt").write_text(f"{made.secret}\n")  # as age-keygen writes one
    keys.file.unlink()
    at_terminal(["age", "-p", "-o", str(keys.file), str(tmp_path / "key.txt")])
    assert keys.opened("sesame") == made


def at_terminal(command: list[str]) -> None:
    """Runs a program at a terminal of its own, and types the passphrase whenever it asks."""
    import pty

    child, terminal = pty.fork()
    if not child:
        os.execvp(command[0], command)
    try:
        while said := os.read(terminal, 1000):
            if said.rstrip().endswith((b":", b"):")):
                os.write(terminal, b"sesame\n")
    except OSError:  # it has ended
        pass
    assert os.waitpid(child, 0)[1] == 0


@needs_age
def test_the_age_program_reads_our_recipients(keys: Keys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(monkeypatch)
    made = keys.make("sesame")
    spare = keys.spare(made)
    closed = subprocess.run(["age", "-R", str(keys.public_file)], input=b"hello", stdout=subprocess.PIPE, check=True)
    assert age.decrypt(closed.stdout, [made.secret]) == age.decrypt(closed.stdout, [spare]) == b"hello"
