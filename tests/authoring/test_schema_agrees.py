"""The schema and `check` on every broken file: what both say, and what a schema cannot, with the reason.

What `check` says of these files, and where, stands in tests/bad/expected.toml and is held there by another test.
"""

from pathlib import Path

import pytest
import tomli

from coach.lessons.faults import CODES
from coach.lessons.reading import read
from tests.authoring.judging import found_by_schema

BAD = Path(__file__).parents[1] / "bad"
EXPECTED: dict[str, list[str]] = tomli.loads((BAD / "expected.toml").read_text("utf-8"))

SAID = {"C105", "C201", "C202", "C203", "C204", "C205", "C206", "C207", "C208", "C209", "C210", "C315"}

TEXT = "it is about the text of the file, and a schema sees the data in it"
OTHER = "it is about two places of a file, and a schema cannot hold one against the other"
FILES = "it is about other files"
PLAY = "a story has to be played to know it"
WORDS = "it is about a file of translations"
BEFORE = "it is about an earlier version of the file"
UNSAID = {
    "C102": TEXT, "C107": TEXT, "C108": TEXT,
    "C301": OTHER, "C302": OTHER, "C304": OTHER, "C311": OTHER, "C314": OTHER, "C316": OTHER, "C317": OTHER,
    "C319": OTHER, "C320": OTHER, "C321": OTHER, "C323": OTHER,
    "C303": FILES, "C309": FILES, "C310": FILES, "C322": FILES,
    "C501": BEFORE, "C502": BEFORE, "C503": BEFORE, "C504": BEFORE, "C505": BEFORE,
    "C601": WORDS, "C602": WORDS, "C603": WORDS, "C604": WORDS, "C605": WORDS,
    "C305": PLAY, "C312": PLAY, "C313": PLAY,
    "C318": "it could be said, and editors would then offer keys less well, or explain it worse than the check",
}  # fmt: skip

IN_PART = {
    "C306": "the parts of a plan are listed; whether a kind of step can write one depends on its other keys",
    "C307": "the fields of a table depend on the table that `fills` names",
    "C308": "tables of the plan are listed; which step is an earlier one is about two places",
}

# Files in which only the schema finds something more. A key that is misspelt is missing, too: that is one slip for the
# check, and needs no line here.
FOLLOWING = {
    "c306-fills.toml": "a step that can write nothing: the check points at what `fills` says, the schema at the key",
    "c209-newer-format.toml": "of a newer format the check says nothing more",
}


Said = dict[str, tuple[list[tuple[str, str]], dict[str, bool]]]


def judged() -> Said:
    """Each file that can be parsed: places and codes of the check, and the places where the schema says something."""
    found = {}
    for name, expected in EXPECTED.items():
        reading = read((BAD / name).read_bytes())
        if reading.data:
            faults = [(one.split()[0], one.split()[1]) for one in expected]
            found[name] = (faults, found_by_schema(Path(name).name, reading.text, reading.data))
    return found


@pytest.fixture(scope="module")
def both() -> Said:
    """The same, once."""
    return judged()


def test_every_code_is_said_or_there_is_a_reason_why_not() -> None:
    of_the_file = {code for code in CODES if code < "C2"}
    tables = [SAID, set(UNSAID), set(IN_PART)]
    assert sum(map(len, tables)) == len(set().union(*tables)), "a code stands in one table"
    missing = {code for code, entry in CODES.items() if entry.level == "error"} - of_the_file - set().union(*tables)
    assert not missing
    assert set().union(*tables) <= set(CODES)


def test_what_a_schema_can_say_it_says_at_the_same_place(both) -> None:
    assert len(both) > 60
    silent = [
        f"{name}:{place} {code}"
        for name, (said, found) in both.items()
        for place, code in said
        if code in SAID and place not in found
    ]
    assert not silent, silent


def test_what_it_cannot_say_it_does_not_say(both) -> None:
    wrong = [
        f"{name}:{place} {code}"
        for name, (said, found) in both.items()
        for place, code in said
        if place in found and not {one for at, one in said if at == place} & (SAID | set(IN_PART))
    ]
    assert not wrong, wrong


def test_it_finds_nothing_where_the_check_finds_nothing(both) -> None:
    more = {}
    for name, (said, found) in both.items():
        misspelt = any(code == "C201" for _, code in said)
        left = set(found) - {place for place, _ in said}
        if {place for place in left if not (misspelt and found[place])}:
            more[name] = sorted(left)
    assert set(more) == set(FOLLOWING), more


def test_what_is_said_in_part_is_said_now_and_then(both) -> None:
    said = {
        code: [place in found for one, found in both.values() for place, its in one if its == code] for code in IN_PART
    }
    assert any(said["C306"])
    assert not all(said["C306"])
    assert any(said["C308"])
    assert not all(said["C308"])
