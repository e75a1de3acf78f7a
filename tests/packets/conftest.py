"""Two homes, a coach's and a client's, each with a key; the passphrase costs nothing here, all else is real."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.crypt import age
from coach.crypt.asking import COMMAND
from coach.crypt.keys import Keys
from coach.places import Places, find_places
from coach.plan.events import Change, with_old
from coach.plan.plan import Plan
from coach.workspace import Workspace
from tests.cli.conftest import Ran, Run, coach
from tests.helpers import Clock, counting

__all__ = ["coach"]

pytest.importorskip("pyrage")


@pytest.fixture(autouse=True)
def cheap_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase that is asked for at once; the real one takes two seconds each time (tests/crypt has it)."""

    def unseal(data: bytes, passphrase: str) -> bytes:
        found, _, rest = data.partition(b"\n")
        if found != passphrase.encode():
            raise age.NotOurs("that is not the passphrase.")
        return rest

    monkeypatch.setattr(age, "seal", lambda data, passphrase: passphrase.encode() + b"\n" + data)
    monkeypatch.setattr(age, "unseal", unseal)
    monkeypatch.setenv(COMMAND, "echo sesame")


@dataclass
class Home:
    """One of the two machines."""

    folder: Path
    run: Run

    @property
    def places(self) -> Places:
        """Its folders."""
        return find_places(str(self.folder))

    @property
    def key(self) -> str:
        """Its public key."""
        return Keys(self.places).public

    def __call__(self, *words: str) -> Ran:
        """Runs a command there."""
        return self.run("--home", str(self.folder), *words)

    def everything(self) -> dict[str, bytes]:
        """All files of it but the caches, to tell whether anything was changed."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and "cache" not in path.parts)
        return {str(path): path.read_bytes() for path in files if path.name != ".lock"}


@pytest.fixture
def homes(tmp_path: Path, coach: Run) -> tuple[Home, Home]:
    """A coach with a client called anna, and anna."""
    made = Home(tmp_path / "coach", coach), Home(tmp_path / "anna", coach)
    for home in made:
        Keys(home.places).make("sesame")
    made[0]("--person", "anna", "add", "Ring the office")
    return made


@pytest.fixture
def assign(homes: tuple[Home, Home], tmp_path: Path) -> Callable[..., Path]:
    """An assignment from the coach, as a file."""

    def make(*words: str) -> Path:
        ran = homes[0]("packet", "make", "anna", *(words or ("start-here",)), "--to", homes[1].key, "--from", "Ada",
                       "--out", str(tmp_path))  # fmt: skip
        assert ran.code == 0, ran.err
        return Path(ran.out.split(": ")[1].strip())

    return make


SECRET = "only I know of the second move"


def write(home: Home, *changes: Change, person: str = "me", days: int = 0) -> None:
    """Somebody writes into a plan."""
    clock = Clock()
    clock.pass_days(days)
    workspace = Workspace(home.places.person(person), "test", clock, counting())
    workspace.record("changed", [with_old(workspace.plan, c.table, c.id, c.new) for c in changes], "something")
    workspace.close()


def answer(step: str, text: str, visibility: str) -> Change:
    """An answer to a step of the first lesson."""
    fields = {"kind": "text", "value": {"text": text}, "visibility": visibility, "prompt": f"Asked of {SECRET}?"}
    return Change("answers", f"start-here/{step}", fields)


def plan_of(home: Home, person: str = "me") -> Plan:
    """A plan as it stands."""
    return Workspace(home.places.person(person), "looks").plan
