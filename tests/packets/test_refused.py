"""Whatever is wrong with a packet is one clear sentence, the right exit code, and no change."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.crypt import age
from coach.lessons.library import core
from coach.packets import form
from tests.helpers import HOSTILE
from tests.packs.build import GOOD

from .conftest import Home, plan_of

Homes = tuple[Home, Home]
WHEN = "2026-11-23T09:00:00Z"
LESSON = {"lesson": "start-here", "title": "Open the box", "step": "abc2345"}
SOUND: dict[str, Any] = {
    "coach_packet": 1, "kind": "assignment", "id": "a" * 20, "made_at": WHEN, "from": "Ada",
    "content": {"lessons": [LESSON]},
}  # fmt: skip


def test_each_way_a_file_can_be_wrong(homes: Homes, assign: Callable[..., Path], tmp_path: Path) -> None:
    ada, anna = homes
    good, bad = assign().read_bytes(), tmp_path / "bad.coachpacket"
    flipped = good[:-20] + bytes([good[-20] ^ 1]) + good[-19:]
    newer = age.encrypt(json.dumps(SOUND | {"coach_packet": 2}).encode(), [anna.key])
    cases = [
        (b"", "not a packet"), (b"PK\x03\x04 something", "not a packet"), (good[:60], "only the beginning"),
        (good[:-30], "damaged"), (flipped, "damaged"), (good.replace(b"/v1\n", b"/v9\n"), "newer way"),
        (newer, "newer version of coach"), (age.encrypt(good, [ada.key]), "for somebody else"),
        (age.encrypt(b"[]", [anna.key]), "no packet of coach"),
    ]  # fmt: skip
    before = anna.everything()
    for data, why in cases:
        bad.write_bytes(data)
        ran = anna("packet", "open", str(bad), "--yes")
        assert (ran.code, len(ran.err.splitlines())) == (1, 1) and why in ran.err and "Nothing was changed" in ran.err
    bad.unlink()
    assert "cannot be opened" in anna("packet", "open", str(bad)).err
    with bad.open("wb") as file:
        file.truncate(form.LARGEST + 1)
    assert "32 MB" in anna("packet", "open", str(bad)).err
    assert "not an ordinary file" in anna("packet", "open", str(tmp_path)).err
    assert anna.everything() == before


LESSONS = {
    "no lessons": [],
    "a path": [LESSON | {"lesson": "../../etc"}],
    "a path as a step": [LESSON | {"step": "../x"}],
    "the same step twice": [LESSON, LESSON],
    "a lesson that does not come along": [LESSON | {"lesson": "elsewhere"}],
}
ROW = {"table": "goals", "id": "g1", "fields": {"name": "x"}}
ROWS = {
    "a path as a lesson": ROW | {"table": "answers", "id": "../../x/y"},
    "answers to another lesson": ROW | {"table": "answers", "id": "other/why", "fields": {"kind": "text"}},
    "a path as an id": ROW | {"id": "../x"},
    "settings": ROW | {"table": "settings", "id": "settings", "fields": {}},
    "a table of nobody": ROW | {"table": "nobody"},
    "a value that does not fit": ROW | {"fields": {"name": 7}},
    "two of what there is once": ROW | {"table": "profile", "id": "p2", "fields": {"name": "x"}},
}


COURSE = Path(str(core())) / "scenarios" / "asking-maren.toml"  # a role-play that is there


def opens(anna: Home, document: dict[str, Any], file: Path) -> tuple[int, str]:
    """How opening this ends."""
    file.write_bytes(age.encrypt(json.dumps(document).encode(), [anna.key]))
    ran = anna("--person", "anna", "packet", "open", str(file), "--yes")
    return ran.code, ran.err


def test_what_it_holds_is_not_relied_on(homes: Homes, tmp_path: Path) -> None:
    home, file = homes[0], tmp_path / "made.coachpacket"
    before = home.everything()
    for case, lessons in LESSONS.items():
        code, said = opens(home, SOUND | {"content": {"lessons": lessons}}, file)
        assert code == 1 and "Nothing was changed" in said, (case, said)
    for case, row in ROWS.items():
        content = {"assignment": "b" * 20, "lessons": ["start-here"], "rows": [row]}
        code, said = opens(home, SOUND | {"kind": "return", "content": content}, file)
        assert code == 1 and "Nothing was changed" in said, (case, said)
    for case in ("a path as a lesson", "a path as an id", "a value that does not fit", "two of what there is once"):
        code, said = opens(home, SOUND | {"kind": "handover", "content": {"rows": [ROWS[case]]}}, file)
        assert code == 1 and "Nothing was changed" in said, (case, said)
    faulty = GOOD["lessons/01-week.toml"].replace('kind = "text"', 'kind = "texts"')
    for text, why in (("format = 1", "does not bring"), (faulty, "has a fault")):
        fault = {"lessons": [LESSON | {"lesson": "garden-week"}], "files": {"garden-week.toml": text}}
        code, said = opens(home, SOUND | {"content": fault}, file)
        assert code == 1 and why in said and "nothing of it is taken" in said
    files = {"garden-week.toml": GOOD["lessons/01-week.toml"], "scenarios/other.toml": COURSE.read_text("utf-8")}
    code, said = opens(home, SOUND | {"content": fault | {"files": files}}, file)
    assert code == 1 and "would replace" in said
    (step,) = plan_of(home, "anna").rows("next_steps")
    code, said = opens(home, SOUND | {"content": {"lessons": [LESSON | {"step": step.id}]}}, file)
    assert code == 1 and "in your plan already" in said
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    file.write_bytes(age.encrypt(json.dumps(SOUND).replace('"Ada"', deep).encode(), [home.key]))
    assert home("packet", "open", str(file)).code == 1
    assert home.everything() == before


def test_hostile_words_stay_words(homes: Homes, tmp_path: Path) -> None:
    home, file = homes[0], tmp_path / "made.coachpacket"
    for n, text in enumerate(HOSTILE):
        document = SOUND | {"id": f"{n:020}", "from": text}
        step = LESSON | {"title": text, "step": f"s{n}"}
        code, said = opens(home, document | {"content": {"lessons": [step], "note": text}}, file)
        assert code == 0 and not set(said) & set("\x1b\x07\x9b\u202e\r")
        rows = [ROW | {"id": f"g{n}", "fields": {"name": text, "why": text}}]
        answered = {"kind": "text", "value": {text: {text: [text]}}, "reason": text}
        rows.append({"table": "answers", "id": f"start-here/s{n}", "fields": answered})
        content = {"rows": rows}
        code, said = opens(home, SOUND | {"id": f"{n + 100:020}", "kind": "handover", "content": content}, file)
        assert code == 0 and not set(said) & set("\x1b\x07\x9b\u202e\r")


@pytest.mark.parametrize(("words", "code", "why"), [
    (("make", "anna", "start-here"), 2, "for whom"),
    (("make", "anna", "start-here", "--to", "age1abc"), 2, "not a public"),
    (("make", "nobody", "start-here", "--to", "{key}"), 2, "no plan of"),
    (("make", "anna", "--to", "{key}"), 2, "required"),
    (("make", "anna", "none-such", "--to", "{key}"), 2, "no lesson"), (("return", "zzz"), 1, "no such file"),
    (("handover", "anna", "--to", "{own}"), 2, "your own key"), (("fold", "x"), 2, "packet"),
])  # fmt: skip
def test_mistakes_are_told(homes: Homes, words: tuple[str, ...], code: int, why: str) -> None:
    ada, anna = homes
    before = ada.everything()
    ran = ada("packet", *(word.format(key=anna.key, own=ada.key) for word in words))
    assert ran.code == code and why in ran.err and ada.everything() == before


def test_a_return_finds_its_client_or_none(homes: Homes, assign: Callable[..., Path], tmp_path: Path) -> None:
    ada, file = homes[0], tmp_path / "made.coachpacket"
    ada("--person", "bob", "add", "Ring")
    assigned = form.opened(assign().read_bytes(), [_secret(homes[1])])
    rows = [{"table": "progress", "id": "start-here", "fields": {"status": "finished"}}]
    content = {"assignment": assigned.id, "lessons": ["start-here"], "rows": rows}
    document = SOUND | {"kind": "return", "content": content}
    file.write_bytes(age.encrypt(json.dumps(document).encode(), [ada.key]))
    ran = ada("--person", "bob", "packet", "open", str(file), "--yes")
    assert ran.code == 1 and "for “anna”, not for “bob”" in ran.err
    content["assignment"] = "c" * 20
    file.write_bytes(age.encrypt(json.dumps(document).encode(), [ada.key]))
    assert ada("packet", "open", str(file), "--yes").code == 1


def _secret(home: Home) -> str:
    from coach.crypt.keys import Keys

    return Keys(home.places).opened("sesame").secret
