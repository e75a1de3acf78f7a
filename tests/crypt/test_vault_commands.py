"""`coach vault` and what it means for clients, for the passphrase and for the keyring."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.cli.context import Context
from coach.cli.packet_steps import put_away
from coach.crypt import vault
from coach.crypt.asking import COMMAND
from coach.crypt.keys import Keys
from coach.packets.kept import made_for
from coach.packets.merge import FROM
from coach.places import Places, find_places
from coach.practice.practice import Practice
from coach.practice.remembered import all_facts
from coach.practice.sessions import note_private
from coach.settings import load_settings
from coach.store.seal import is_closed
from tests.cli.conftest import Ran, Run
from tests.helpers import Clock, counting

from .conftest import WORD, cheap, with_word

pytest.importorskip("pyrage")

Start = Callable[..., Ran]


@pytest.fixture
def start(coach: Run, places: Places) -> Start:
    """Runs a command as a program of its own does: with no key that is open."""

    def run(*words: str) -> Ran:
        vault.forget()
        return coach("--home", str(places.data), *words)

    return run


def test_close_and_open(start: Start, places: Places) -> None:
    start("add", f"{WORD} step")
    assert start("vault").out == "your plan: open\n"
    asked = start("vault", "close")
    assert asked.code == 2 and "lose the passphrase" in asked.err and not is_closed(places.person())
    closed = start("vault", "close", "--yes")
    assert closed.out == "Closed: your plan, 3 files, 0 backups\n" and start("vault").out == "your plan: closed\n"
    assert "closed already" in start("vault", "close", "--yes").err
    (places.person() / "plan.toml").write_text(f'[vision]\nlife = "{WORD} life"\n')
    assert "1 file in it is not" in start("vault").out and start("vault", "close", "--yes").code == 0
    assert not with_word(places.data) and "plan (1).toml.age" in start("doctor").out
    (places.person() / "plan (1).toml.age").unlink()
    for words in (["win", WORD], ["add", WORD], ["undo"], ["backup", "make"], ["doctor"], ["today"], ["export", "json",
                  "--for", "me"], ["find", WORD], ["log"]):  # fmt: skip
        assert start(*words).code in (0, 2), words
    assert not with_word(places.data) and not with_word(places.data.parent)
    opened = start("vault", "open", "--yes")
    assert opened.code == 0 and "whoever gets at this folder" in opened.err and f"{WORD} step" in start("next").out
    assert start("vault", "open").err == "It is not closed.\n"


def test_without_a_key_one_is_made_and_explained_first(
    coach: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap(monkeypatch)
    home = ("--home", str(tmp_path / "new"))
    ran = coach(*home, "vault", "close", "--yes")
    assert ran.code == 0 and ran.err.index("lose the passphrase") < ran.err.index("You are about to choose")
    assert "coach key recovery" in ran.err and coach(*home, "vault").out == "your plan: closed\n"
    vault.forget()


def test_clients(start: Start, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = Practice(places, "test", Clock(), counting("c"))
    ids = []
    for n in range(2):
        one = practice.begin(f"{WORD} alias {n}", [WORD], "P24M")
        note_private(one, f"{WORD} private", "fact")
        one.plan.put("added", "goals", "g", {"name": WORD}, source=f"{FROM}abc" if n else "hand")
        one.close()
        ids.append(one.id)
    assert len(all_facts(practice)) == 2  # remembered, and so on the disk
    assert start("vault", "close", "--client", "alias 0", "--yes").code == 0
    assert {name.split("/")[1] for name in with_word(places.data)} == {ids[1]}
    new = practice.begin(f"{WORD} new", [], "P24M")
    new.close()
    assert is_closed(new.plan_folder) and start("vault", "close", "--all", "--yes").code == 0
    assert not with_word(places.data)
    vault.forget()
    assert sorted(facts.alias for facts in all_facts(practice)) == [f"{WORD} alias 0", f"{WORD} alias 1", f"{WORD} new"]
    assert (practice.folder / ids[0] / "roster.json.age").exists() and not with_word(places.data)
    monkeypatch.setattr("coach.practice.remembered.facts", None)
    assert len(all_facts(practice)) == 3  # from what is remembered
    assert made_for(places.data / "people", "abc") == ids[1:]
    assert WORD in start("clients").out and start("vault", "open", "--client", new.id, "--yes").code == 0
    assert {name.split("/")[1] for name in with_word(places.data)} == {new.id}


def test_a_new_passphrase(start: Start, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    start("win", WORD)
    start("vault", "close", "--yes")
    assert "Unset it" in start("key", "passphrase").err
    monkeypatch.setenv(COMMAND, "")
    typed = ["sesame", "other", "other", "sesame", "sesame", "sesame", "other"]
    monkeypatch.setattr("coach.crypt.asking._typed", lambda question: typed.pop(0))
    assert start("key", "passphrase").code == 0
    assert start("plan").code == 3 and WORD in start("plan").out


def test_the_keyring(start: Start, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "not installed" in start("key", "remember").err
    kept: dict[tuple[str, str], str] = {}
    ring = SimpleNamespace(
        get_password=lambda *name: kept.get(name),
        set_password=lambda service, name, word: kept.update({(service, name): word}),
        delete_password=lambda *name: kept.pop(name),
    )
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert start("key", "remember").code == 0 and load_settings(places)[0].keyring and list(kept.values()) == ["sesame"]
    start("vault", "close", "--yes")
    monkeypatch.setenv(COMMAND, "")
    assert start("today").code == 0  # and nobody could have been asked
    for fault in ({"get_password": lambda *name: 1 / 0}, {"get_password": lambda *name: "old"}):
        monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(**fault))
        assert start("today").code == 3
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert start("key", "forget").code == 0 and not kept and not load_settings(places)[0].keyring
    assert start("today").code == 3


PROBE = """
import sys
from coach.cli import main
code = main(["--home", sys.argv[1], "next"])
print([name for name in sys.modules if "crypt" in name or name in ("pyrage", "base64")], code)
"""


def test_who_closes_nothing_pays_nothing(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", PROBE, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "coach.crypt" not in ran.stdout and "pyrage" not in ran.stdout


def test_the_key_of_a_home_is_asked_for_once(start: Start, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    start("win", WORD)
    start("vault", "close", "--yes")
    vault.forget()
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "sesame"

    monkeypatch.setattr("coach.crypt.asking.passphrase", ask)
    for _ in range(3):
        Practice(find_places(str(places.data)), "test").places.person()
        vault.open_vault(places.person())
    assert len(asked) == 1 and Keys(places).public


def test_a_plan_that_leaves_takes_no_notes_along(start: Start, places: Places) -> None:
    practice = Practice(places, "test", Clock(), counting("c"))
    one = practice.begin(WORD, [], "P24M")
    note_private(one, f"{WORD} private", "fact")
    one.plan.put("added", "goals", "g", {"name": WORD})
    one.close()
    start("vault", "close", "--client", WORD, "--yes")
    put_away(_of(places, one.id), SimpleNamespace(yes=True))  # type: ignore[arg-type]
    vault.forget()
    assert not practice.one(one.id).plan.plan.tables and [path.name for path in one.plan_folder.iterdir()] == ["vault"]
    assert practice.one(one.id).client.alias == WORD and not with_word(places.data)


def _of(places: Places, person: str) -> Context:
    context = Context()
    context.home, context.person = str(places.data), person
    return context


def test_without_its_keys_nothing_is_taken_for_empty(start: Start, places: Places) -> None:
    start("win", WORD)
    start("vault", "close", "--yes")
    before = start("plan").out
    (places.data / "identity.age").rename(places.data / "away")
    assert "key restore" in start("plan").err and "would not open it" in start("key", "new").err
    (places.data / "away").rename(places.data / "identity.age")
    key = places.person() / "vault" / "key.age"
    key.rename(key.with_name("away"))
    for words in (["plan"], ["win", "x"], ["vault", "close", "--yes"]):
        ran = start(*words)
        assert ran.code == 3 and "key of its vault is missing" in ran.err
    key.with_name("away").rename(key)
    assert start("plan").out == before and WORD in before
