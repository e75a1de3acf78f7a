"""The practice at the command line: a short engagement, and what each command may and may not say."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_usage import loaded

TODAY = dt.datetime.now().astimezone().date()
SECRET = "SECRETS-OF-THE-COACH"


@pytest.fixture
def heron(coach: Run, place: Path) -> str:
    """A client with one session behind them; the id."""
    id = coach("clients", "new", "Blue heron", "--group", "evening").out.split()[0]
    coach("clients", "note", "heron", SECRET, "--kind", "raise")
    coach("session", "start", "heron", "--aim", "Decide on the offer", "--deck", "grow")
    coach("session", "note", "heron", "Money is not the point")
    coach("session", "note", "heron", SECRET + " two", "--private", "--kind", "guess")
    coach("session", "commit", "heron", "Ring Ada", "--due", "tomorrow", "--sure", "8", "--known", "We spoke")
    coach("session", "commit", "heron", "Send the book", "--who", "me", "--due", "tomorrow")
    assert coach("session", "close", "heron", "I will ask", "--rate", "9889", "--next", "in 2 weeks").code == 0
    return id


def test_an_engagement(coach: Run, heron: str, place: Path) -> None:
    assert coach("session", "prepare", heron).out.count(SECRET) == 1  # what is to be raised, for the coach alone
    (row,) = json.loads(coach("clients", "--json").out)["clients"]
    assert (row["id"], row["open"], row["days_since_contact"], row["groups"]) == (heron, 1, 0, ["evening"])
    assert coach("session", "start", "heron").out.splitlines()[0] == "Session 2"
    step = json.loads(coach("next", "--person", heron, "--json").out)["next"][0]
    assert step["text"] == "Ring Ada"
    assert "why" in coach("session", "checkin", "heron", step["id"], "dropped").err
    assert coach("session", "checkin", "heron", step["id"], "done").out == "done: Ring Ada\n"
    assert coach("session", "kept", "heron", "send").out == "Kept: 1\n"
    assert coach("session", "close", "heron", "--minutes", "50").code == 0
    assert coach("clients", "note", "heron", SECRET).code == 0
    assert coach("clients", "undo", "heron").out == "Taken back, about Blue heron: Private notes\n"
    assert coach("next", "--person", heron).out == ""
    assert len(coach("session", "list", "heron").out.splitlines()) == 2


def test_a_lesson_for_a_group_comes_up_today(coach: Run, heron: str) -> None:
    coach("clients", "new", "Grey owl", "--group", "evening")
    coach("clients", "new", "Robin")
    out = coach(
        "clients", "assign", "start-here", "--group", "evening", "--due", "tomorrow", "--why", "A beginning"
    ).out
    assert [line.split(":")[0] for line in sorted(out.splitlines())] == ["Blue heron", "Grey owl"]
    assert "Work through" in coach("today", "--person", heron).out
    assert "was assigned already" in coach("clients", "assign", "start-here", "owl").out
    by_alias = {row["alias"]: row for row in json.loads(coach("clients", "list", "--json").out)["clients"]}
    assert by_alias["Grey owl"]["assigned"] == [
        {"lesson": "start-here", "due": (TODAY + dt.timedelta(days=1)).isoformat()}
    ]
    assert coach("clients", "assign", "start-here", "--group", "nobody").code == 1


def test_private_things_stay_with_the_coach(coach: Run, heron: str, place: Path) -> None:
    step = json.loads(coach("next", "--person", heron, "--json").out)["next"][0]["id"]
    meant_for_others = [
        ("report", "client", heron, "--for", "client"), ("report", "sponsor", heron, "--for", "sponsor"),
        ("session", "start", heron), ("session", "note", heron, SECRET, "--private"),
        ("session", "checkin", heron), ("session", "checkin", heron, step, "not"), ("session", "list", heron),
        ("clients",), ("clients", "show", heron), ("clients", "agreement", heron, f"fit={SECRET}"), ("due",),
        ("session", "close", heron), ("clients", "hours"), ("export", "md", "--person", heron, "--for", "me"),
        ("find", SECRET, "--person", heron), ("log", "--person", heron),
    ]  # fmt: skip
    for arguments in meant_for_others:
        ran = coach(*arguments)
        assert SECRET not in ran.out + ran.err, arguments
    assert SECRET in coach("clients", "show", heron, "--private").out
    assert SECRET.encode() not in b"".join(f.read_bytes() for f in (place / "people").rglob("*") if f.is_file())
    assert SECRET.encode() not in b"".join(f.read_bytes() for f in (place / "cache").rglob("*") if f.is_file())
    assert not [f for f in place.rglob("*") if "heron" in f.name.casefold()]


def test_whom_a_report_is_for_has_to_be_said(coach: Run, heron: str, tmp_path: Path) -> None:
    assert coach("report", "client", heron).code == 2
    assert coach("report", "client", heron, "--for", "sponsor").code == 1
    told = coach("report", "client", heron, "--for", "client").out
    assert "In your words: I will ask" in told
    assert "2 × private notes" in told
    file = tmp_path / "report.md"
    assert coach("report", "sponsor", heron, "--for", "sponsor", "--out", str(file)).code == 0
    assert "- Sessions held: 1" in file.read_text() and "Ada" not in file.read_text()
    assert coach("report", "sponsor", heron, "--for", "sponsor", "--out", str(file)).code == 1


def test_hours_and_consent(coach: Run, heron: str) -> None:
    coach("clients", "hours", heron, "90", "--on", "yesterday", "--paid", "pro bono")
    coach("clients", "set", heron, "name==HYPERLINK(1)", "contact=@sum")
    table = coach("clients", "hours", "--csv")
    assert len(table.out.splitlines()) == 1 and "1 client" in table.err
    coach("clients", "consent", heron, "My hours may be logged", "--scope", "hours")
    _, row = csv.reader(io.StringIO(coach("clients", "hours", "--csv").out))
    assert (row[0], row[1], row[2], row[7]) == ("'=HYPERLINK(1)", "'@sum", "individual", "1.50")
    sums = json.loads(coach("clients", "hours", "--json").out)
    assert (sums["listed"]["clients"], sums["listed"]["pro_bono"], sums["unlisted"]["clients"]) == (1, 1.5, 0)
    consent = coach("clients", "consent", heron).out.split()[0]
    assert "taken back" in coach("clients", "consent", heron, consent, "--end").out
    assert len(coach("clients", "hours", "--csv").out.splitlines()) == 1


def test_due_for_a_coach_and_nothing_without_a_practice(coach: Run, heron: str, tmp_path: Path) -> None:
    kinds = [item["kind"] for item in json.loads(coach("due", "--json", "--days", "20").out)["due"]]
    assert kinds == ["promise", "mid-point", "session"]
    assert coach("due", "--person", heron).out.split()[1:] == [
        "Ring",
        "Ada",
        "due",
        "tomorrow;",
        "promised",
        "to",
        "coach",
    ]
    nowhere = tmp_path / "nowhere"
    assert (
        coach("--home", str(nowhere), "clients").err == "There are no clients yet. To begin: coach clients new ALIAS\n"
    )
    assert not nowhere.exists()


def test_agreement_and_retention(coach: Run, heron: str) -> None:
    out = coach("clients", "agreement", heron, "purpose=A new field", "review_on=in 3 days", "--agreed").out
    assert "A new field" in out and "(not said yet)" in out
    reasons = json.loads(coach("clients", "--json").out)["clients"][0]["reasons"]
    assert any(reason.startswith("look at the agreement again") for reason in reasons)
    assert coach("clients", "retention", heron, "1 day").out.endswith("kept for P1D after the end\n")
    assert coach("clients", "retention").out == ""
    assert coach("clients", "agreement", heron, "nonsense=1").code == 2


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (["clients", "ag"], ["agreement"]), (["session", "prepare", ""], ["ID"]), (["report", "s"], ["sponsor"]),
        (["session", "deck", ""], ["grow", "clear", "oskar"]), (["clients", "assign", "start"], ["start-here"]),
        (["report", "client", "ID", "--for", ""], ["client", "sponsor"]),
    ],
)  # fmt: skip
def test_completions(line: list[str], wanted: list[str], coach: Run, heron: str) -> None:
    out = coach("complete", "--", *(word.replace("ID", heron) for word in line)).out
    assert [said.split()[0] for said in out.splitlines()] == [word.replace("ID", heron) for word in wanted]


def test_who_does_not_coach_loads_nothing_of_it(coach: Run, place: Path) -> None:
    assert not [name for name in loaded("due", "--brief") if name.startswith(("coach.practice", "coach.exports"))]
    assert not [name for name in loaded("next") if name.startswith("coach.practice")]
