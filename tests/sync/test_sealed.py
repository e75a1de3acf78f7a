"""Homes that are closed sync as well: the repository never sees a word, and all machines hold the same."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.crypt import vault
from coach.crypt.age import Sealed
from coach.crypt.keys import Keys
from coach.crypt.turning import close
from coach.places import find_places
from coach.store.seal import is_closed
from tests.crypt.conftest import WORD, cheap, live, with_word
from tests.sync.machines import Machine, remote, state


@pytest.fixture(autouse=True)
def a_passphrase(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sealing that costs nothing."""
    cheap(monkeypatch)
    yield
    vault.forget()


def in_tip(machine: Machine) -> bool:
    """Whether the word stands in anything that the newest commit holds."""
    words = ["git", "grep", "--quiet", WORD, "HEAD"]
    return subprocess.run(words, cwd=machine.home, check=False).returncode == 0


def test_closed_on_one_machine_closes_on_the_other(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two, three = (Machine(tmp_path / name, f"dev{name}", place) for name in "abc")
    for n, machine in enumerate((one, two, three)):
        opened = machine.open()
        live(opened, str(n))
        opened.close()  # a plan.toml that says how far the journal was read
        machine.sync()
    two.sync()  # now two of them have each other's journals, and one has not
    assert in_tip(three), "as long as nothing is closed"
    keys = Keys(find_places(str(one.home)))
    keys.make("sesame")
    close(one.home / "people/me", keys)
    live(two.open(), "later")  # meanwhile, on a machine that does not know
    one.sync()
    assert two.sync().taken.closed == ["people/me"]
    three.sync()
    assert [machine.open().notices for machine in (two, three)] == [[], []], "the same lines in other seals are whole"
    for machine in (one, two, three, one, two, three):
        machine.sync()
    assert all(is_closed(machine.home / "people/me") for machine in (one, two, three))
    assert not in_tip(one)
    assert [with_word(machine.home / "people") for machine in (one, two, three)] == [[], [], []]
    assert state(one) == state(two) == state(three)
    assert any("later" in str(row) for row in one.open().plan.tables["goals"])
    heads = {machine.git("rev-parse", "HEAD") for machine in (one, two, three)}
    assert len(heads) == 1
    assert not any(machine.sync().committed for machine in (one, two, three)), "and then there is peace"
    assert {machine.git("rev-parse", "HEAD") for machine in (one, two, three)} == heads


def test_edits_on_both_sides_of_a_closed_home(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = (Machine(tmp_path / name, f"dev{name}", place) for name in "ab")
    keys = Keys(find_places(str(one.home)))
    keys.make("sesame")
    live(one.open())
    close(one.home / "people/me", keys)
    one.sync()
    two.sync()
    one.open().put("changed", "goals", "b", {"measure": f"{WORD} here"})
    two.clock.pass_days(1)
    two.open().put("changed", "goals", "b", {"measure": f"{WORD} there"})
    one.sync()
    [(_, both)] = two.sync().both
    assert (both.field, both.ours_stands) == ("measure", True)
    one.sync()
    assert state(one) == state(two)
    assert not in_tip(one)


def test_a_key_of_another_home_changes_nothing(tmp_path: Path) -> None:
    place = remote(tmp_path / "remote")
    one, two = (Machine(tmp_path / name, f"dev{name}", place) for name in "ab")
    live(one.open())
    for machine in (one, two):
        Keys(find_places(str(machine.home))).make("sesame")
    close(one.home / "people/me", Keys(find_places(str(one.home))))
    live(two.open(), "mine")
    one.sync()
    with pytest.raises(Sealed):
        two.sync()
    assert not is_closed(two.home / "people/me")
    assert two.open().plan.fields("goals", "amine") is not None
