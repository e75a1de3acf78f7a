"""Taking a client along, and away: everything goes, and nothing of it stays but a receipt without content."""

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pytest

from coach.practice.erasing import bring_back, erase, in_bin, parts, sweep
from coach.practice.exporting import bundle, withheld
from coach.practice.hours import log, totals
from coach.practice.keeping import agree, assign, consent, contact
from coach.practice.practice import OneClient, Practice
from coach.practice.receipts import receipts
from coach.practice.remembered import all_facts
from coach.practice.sessions import close, note_private, note_shared, start
from coach.restore import back_up
from coach.store.files import NotSaved
from tests.cli.conftest import Run
from tests.helpers import MONDAY, Clock, course

TODAY = MONDAY.date()
PRIVATE = ("Blue heron", "evening", "Zebrafinch", "Quokka", "Axolotl")
CLIENTS = ("Okapi", "Narwhal", "Tapir")


def furnished(practice: Practice) -> OneClient:
    """A client with something in every drawer."""
    one = practice.begin("Blue heron", ["evening"], "P24M")
    one.plan.put("added", "goals", "g", {"name": "Okapi"})
    one.plan.put("answered", "answers", "start-here/why", {"kind": "text", "value": {"text": "Narwhal"}})
    one.plan.drafts.keep("start-here", "now", {"text": "Tapir"})
    start(one)
    note_private(one, "Zebrafinch", "fact")
    note_shared(one, "Said aloud")
    close(one, "", {}, None, minutes=60)
    contact(one, "telephone", "Quokka", TODAY)
    agree(one, {}, {"fit": "Axolotl"}, agreed=False)
    consent(one, "My hours may be logged", ["hours"], TODAY)
    assign(one, "start-here", "Start here", None, "")
    one.close()
    back_up(one.plan, "by-hand")
    all_facts(practice)
    return practice.one(one.id)


def found(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Files, by name or content, in which any of these words stands; zip files are looked into."""
    hits = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        if any(word.encode() in data or word in str(path) for word in words):
            hits.append(str(path))
    return hits


def test_everything_goes_but_the_hours(practice: Practice, tmp_path: Path) -> None:
    one = furnished(practice)
    before = totals(log(practice))
    assert found(tmp_path, PRIVATE) and found(tmp_path, CLIENTS)
    assert len(parts(one)) >= 3
    receipt = erase(one, TODAY, at_once=True)
    assert found(tmp_path, (*PRIVATE, *CLIENTS, "Said aloud")) == []
    assert [path.name for path in tmp_path.rglob("*") if one.id in path.name] == [f"{one.id}-{TODAY}.json"]
    assert practice.ids() == []
    assert receipt.files > 5
    after = totals(log(practice))
    assert (after.minutes, after.clients) == (before.minutes, before.clients)
    assert log(practice)[0].agreed is False


def test_thirty_days_in_the_bin(practice: Practice, tmp_path: Path) -> None:
    one = furnished(practice)
    erase(one, TODAY)
    [gone] = in_bin(practice.places)
    assert (gone.id, gone.until) == (one.id, TODAY + dt.timedelta(days=30))
    assert sweep(practice.places, TODAY + dt.timedelta(days=29)) == []
    bring_back(practice.places, gone)
    assert in_bin(practice.places) == []
    assert list(receipts(practice.places)) == []
    back = practice.one(one.id)
    assert back.client.alias == "Blue heron"
    assert back.plan.plan.fields("goals", "g") is not None
    erase(back, TODAY)
    assert [each.id for each in sweep(practice.places, TODAY + dt.timedelta(days=30))] == [one.id]
    assert found(tmp_path, (*PRIVATE, *CLIENTS)) == []


def test_broken_off_in_the_middle(practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each rename the power fails once; erasing again goes on to the end."""
    one = furnished(practice)
    real = os.rename
    for n in range(len(parts(one)) + 1):
        done = 0

        def once(source: Path, target: Path, stop: int = n) -> None:
            nonlocal done
            if done == 1:
                raise OSError(5, "Input/output error")
            done += 1
            real(source, target)

        monkeypatch.setattr(os, "rename", once)
        try:
            erase(one, TODAY, at_once=True)
        except NotSaved:
            continue
        break
    assert found(tmp_path, (*PRIVATE, *CLIENTS)) == []


def test_the_bundle(practice: Practice) -> None:
    one = furnished(practice)
    with zipfile.ZipFile(io.BytesIO(bundle(one, course(), Clock()(), private=False))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert sorted(texts) == ["data/plan.json", "data/practice.json", "plan.md", "sessions.md"]
    whole = "\n".join(texts.values())
    assert [word for word in PRIVATE if word in whole] == []
    assert "Okapi" in texts["plan.md"] and "Narwhal" in texts["data/plan.json"]
    assert "Said aloud" in texts["sessions.md"]
    assert sum(withheld(one, private=False).values()) == 3
    with zipfile.ZipFile(io.BytesIO(bundle(one, course(), Clock()(), private=True))) as archive:
        notes = archive.read("private/notes.md").decode()
    assert "Zebrafinch" in notes and "Quokka" in notes and "Axolotl" in notes


def test_by_commands(coach: Run, place: Path) -> None:
    """Nothing goes without a word, and what is over is swept when the clients are listed."""
    coach("clients", "new", "Blue heron")
    assert coach("client", "erase", "heron").code == 2, "nobody to ask, so nothing is done"
    assert "heron" in coach("client", "erase", "heron", "--dry-run").out
    assert "Blue heron" in coach("clients").out
    assert coach("client", "erase", "heron", "--yes").code == 0
    [listed] = coach("client", "back").out.splitlines()
    assert coach("client", "back", listed.split()[0]).code == 0
    assert "Blue heron" in coach("clients").out
    coach("client", "erase", "heron", "--yes")
    [folder] = (place / "bin").iterdir()
    folder.rename(folder.with_name(folder.name[:8] + "2020-01-01"))
    assert "erased for good" in coach("clients").err
    assert not (place / "bin").exists()


def test_an_export_by_command(coach: Run, tmp_path: Path) -> None:
    coach("clients", "new", "Blue heron")
    file = tmp_path / "all.zip"
    assert str(file) in coach("client", "export", "heron", "--out", str(file)).out
    assert file.stat().st_mode & 0o077 == 0
    assert "is there already" in coach("client", "export", "heron", "--out", str(file)).err
