"""The check of translations: what is wrong with them, at which place, with advice."""

import time
from pathlib import Path

import pytest

from coach.lessons.check import check, check_many
from coach.lessons.faults import Fault

from .test_overlay import LESSON, po

WHOLE = [("title", "The box", "Die Kiste"), ("outcomes/1", "see it", "sieh es"), ("outcomes/2", "say it", "sag es"),
         ("steps/way/title", "Which way?", "Welcher Weg?"),
         ("steps/go/prompt", "You said ${answer.way|nothing}.", "Gesagt: ${answer.way|nichts}."),
         ("steps/way/options/a/label", "Alone", "Allein"), ("steps/way/options/b/label", "Together", "Zusammen"),
         ("steps/way/options/b/help", "Good.", "Gut."), ("steps/go/title", "Go", "Los")]  # fmt: skip
FINE = po(*WHOLE)
CASES = {
    ('msgctxt "title"', 'msgctxt "titel"'): ["C416 1:1", "C603 4:10"],
    ('msgid "The box"', 'msgid "My box"'): ["C415 6:9"],
    ("Gesagt: ${answer.way|nichts}.", "Du sagtest nichts."): ["C605 22:9"],
    ("${answer.way|nichts}", "${answer.weg|nichts}"): ["C605 22:19"],
    ("${answer.way|nichts}", "${answer.way|nichts} ${x"): ["C605 22:17"],
    ('msgstr "Die Kiste"', f'msgstr "{"Kiste " * 14}"'): ["C207 6:9"],
    ('msgstr "Die Kiste"', 'msgstr "Die\\b Kiste"'): ["C102 6:9"],
    ('msgstr "Die Kiste"', 'msgstr "Die\u202e Kiste"'): ["C102 6:12"],
    ('msgstr "Die Kiste"', 'msgstr ""'): ["C416 6:9"],
    ('msgctxt "outcomes/2"', 'msgctxt "outcomes/1"'): ["C416 1:1", "C604 12:10"],
    ('msgstr "Die Kiste"', 'msgstr "Die Kiste'): ["C601 6:18"],
}


def faults(text: str, name: str = "box.de.po") -> list[Fault]:
    return list(check_many({"box.toml": LESSON.encode(), name: text.encode()}).faults)


def test_nothing_to_say_of_a_whole_one() -> None:
    assert faults(FINE) == []


@pytest.mark.parametrize("edit", CASES)
def test_each_fault_at_its_place(edit: tuple[str, str]) -> None:
    assert edit[0] in FINE
    found = [fault for fault in faults(FINE.replace(*edit)) if fault.path == "box.de.po"]
    assert sorted(f"{fault.code} {fault.line}:{fault.column}" for fault in found) == CASES[edit]
    assert all(fault.advice for fault in found)


def test_many_halves_of_placeholders_take_no_time() -> None:
    begun = time.process_time()
    found = faults(FINE.replace("${answer.way|nichts}", "${answer.way|" * 15_000))
    assert [fault.code for fault in found] == ["C605"]
    assert time.process_time() - begun < 2


def test_advice_names_what_was_meant() -> None:
    found = faults(FINE.replace('"steps/way/title"', '"steps/wey/title"'))
    [unknown] = [fault for fault in found if fault.code == "C603"]
    assert "steps/way/title" in unknown.advice
    [missing] = [fault for fault in found if fault.code == "C416"]
    assert "1 of 9 texts has no translation yet" in missing.sentence


@pytest.mark.parametrize(("name", "code"), [("box.po", "C108"), ("other.de.po", "C602")])
def test_it_belongs_to_a_lesson(name: str, code: str) -> None:
    assert [fault.code for fault in faults(FINE, name)] == [code]


def test_on_disk_it_is_found_beside_its_lesson(tmp_path: Path) -> None:
    (tmp_path / "box.toml").write_text(LESSON)
    (tmp_path / "box.de.po").write_text(FINE.replace("Die Kiste", ""))
    report = check([tmp_path])
    assert (report.files, [fault.code for fault in report.faults]) == (2, ["C416"])
    assert report.errors == ()


def test_ones_that_are_kept_though_their_text_is_gone_are_no_fault() -> None:
    assert faults(FINE + '\n#~ msgctxt "steps/old/title"\n#~ msgid "Old"\n#~ msgstr "Alt"\n') == []
