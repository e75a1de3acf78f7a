"""Keys that cost nothing: what the passphrase does is the same, only without the seconds that it takes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.crypt import age, vault
from coach.crypt.asking import COMMAND
from coach.crypt.keys import Keys
from coach.places import Places, find_places
from coach.plan.events import Change
from coach.workspace import Workspace
from tests.cli.conftest import coach as coach
from tests.helpers import Clock, counting

WORD = "unicorn"  # in every text of the tests, and in nothing else


def cheap(monkeypatch: pytest.MonkeyPatch, passphrase: str = "echo sesame") -> None:
    """Sealing that costs nothing, and a program that gives the passphrase."""

    def unseal(data: bytes, given: str) -> bytes:
        age._check(data)
        found, _, rest = data.partition(b"\n--- \n")[2].partition(b"\n")
        if found != given.encode():
            raise age.NotOurs("that is not the passphrase.")
        return rest

    head = b"age-encryption.org/v1\n-> scrypt x 1\nAAAA\n--- \n"
    monkeypatch.setattr(age, "_check", lambda data: None if data.startswith(head) else real(data))
    monkeypatch.setattr(age, "seal", lambda data, given: head + given.encode() + b"\n" + data)
    monkeypatch.setattr(age, "unseal", unseal)
    monkeypatch.setenv(COMMAND, passphrase)


real = age._check


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """A home with a key, whose passphrase a program gives."""
    cheap(monkeypatch)
    found = find_places(str(tmp_path / "home" / "coach"))
    Keys(found).make("sesame")
    yield found
    vault.forget()


Open = Callable[[], Workspace]


@pytest.fixture
def opened(places: Places) -> Open:
    """Opens the plan, as another start of the program does."""
    clock, ids = Clock(), counting()

    def again() -> Workspace:
        vault.forget()
        return Workspace(places.person(), "test", clock, ids)

    return again


def live(workspace: Workspace, n: str = "") -> None:
    """Some of everything: records, answers, something taken back, something half typed."""
    for word in ("a", "b"):
        workspace.put("added", "goals", f"{word}{n}", {"name": f"{WORD} {word}{n}"})
    workspace.record("answered", [_answer(n)], f"{WORD} title", "start-here")
    workspace.put("changed", "goals", f"a{n}", {"name": f"{WORD} changed"})
    workspace.undo()
    workspace.drafts.keep("start-here", f"half{n}", {"text": f"{WORD} half"})


def _answer(n: str) -> Change:
    return Change("answers", f"start-here/step{n}", {"kind": "text", "value": {"text": f"{WORD} {n}"}})


def with_word(folder: Path) -> list[str]:
    """The files that hold the word, zips looked into."""
    import io
    import zipfile

    def holds(data: bytes) -> bool:
        if data.startswith(b"PK"):
            archive = zipfile.ZipFile(io.BytesIO(data))
            return any(holds(archive.read(name)) for name in archive.namelist())
        return WORD.encode() in data

    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(folder)) for path in files if holds(path.read_bytes()))
