"""Each fault of the broken files goes away when its advice is followed, and nothing new comes instead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pytest
import tomli

from coach.lessons.check import check_many
from coach.lessons.faults import Fault

from .test_check import BAD, EXPECTED, KNOWN, runs

Edit = list[str | int]  # [old, new], or [line, old, new]
Fix = str | Edit | list[Edit]  # a new name, or edits
FIXES: dict[str, dict[str, Fix]] = tomli.loads((BAD / "fixes.toml").read_text("utf-8"))
FILES = {run: sorted(name for name in EXPECTED if name.split("/")[0] == run) for run in runs()}


def faults(texts: Mapping[str, str]) -> list[Fault]:
    """What a check finds in files that belong together."""
    return list(check_many({name: text.encode() for name, text in texts.items()}, KNOWN).faults)


def edits(text: str, at: str, fix: Edit | list[Edit]) -> Iterator[tuple[int, int, str]]:
    """Where a fix changes a text, and what stands there then."""
    for one in fix if isinstance(fix[0], list) else [fix]:
        line, column = (int(part) for part in at.split()[0].split(":"))
        if isinstance(one[0], int):
            line, column = one[0], 1
        old, new = str(one[-2]), str(one[-1])
        begins = sum(len(before) + 1 for before in text.split("\n")[: line - 1])
        ends = text.find("\n", begins + column - 1) % (len(text) + 1)
        found = [text.find(old, begins + column - 1), text.find(old, begins)]
        start = next((start for start in found if 0 <= start <= ends), max(found))
        assert start >= 0, f"{at}: {old!r} is not there"
        yield start, start + len(old), new


def edited(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """A text with all edits made, the last first, so that no place moves."""
    for start, end, new in sorted(set(changes), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def test_every_fault_has_its_fix() -> None:
    assert {name: sorted(fixes) for name, fixes in FIXES.items()} == {
        name: sorted(expected) for name, expected in EXPECTED.items() if expected
    }


@pytest.mark.parametrize("run", FILES)
def test_advice_followed_puts_a_fault_right(run: str) -> None:
    texts = {name: (BAD / name).read_bytes().decode() for name in FILES[run]}
    before = Counter((fault.code, fault.sentence) for fault in faults(texts))
    whole = dict(texts)
    for name in FILES[run]:
        changes = []
        for at, fix in FIXES.get(name, {}).items():
            if isinstance(fix, str):
                whole[fix] = whole.pop(name)
                continue
            changes += (now := list(edits(texts[name], at, fix)))
            left = Counter((fault.code, fault.sentence) for fault in faults(texts | {name: edited(texts[name], now)}))
            assert any(code == at.split()[1] for code, _ in before - left), f"{name}: {fix} leaves {at}"
        if name in whole:
            whole[name] = edited(texts[name], changes)
    assert [fault.text() for fault in faults(whole)] == []
