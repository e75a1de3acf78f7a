"""`coach content new lesson --from notes.md`: what becomes of notes, and that nothing in them can do anything."""

import time
from pathlib import Path

import pytest

from coach.authoring.from_notes import Notes, made_of
from coach.authoring.naming import NotMade
from coach.authoring.new import Wish, new_lesson
from coach.authoring.notes import LARGEST, parsed
from coach.lessons.check import check
from coach.lessons.library import Library, core
from coach.lessons.reading import read_toml
from coach.lessons.trial import try_lesson

NOTES = """\
---
tags: [weeks]
---
# The *quiet* week

A short word before, with a [link](https://example.org/week) and <b>bold</b> HTML.

## Why weeks get loud

Somebody asks for a quick answer, and then for another one, and each of them is fair. By Thursday the thing that you
wanted to finish has not been opened, and you could not say who took the time from it. It went in **small** coins.

1. One question
   - and one below it
2. Two questions

## What took your time last week?

Think of one day only.

## Which of these would help?

- [ ] An hour with the door shut
- [ ] A note that says when I answer

## A quiz

What is a small coin?

- [x] A minute for somebody else

  Because nobody counts it.
- [ ] A whole day
  It is a large one.

## Look back

- What did you keep?
- What did you give away?

### Say it

When will you try it, and how will you know?

## Goals

- say where a week went

## Sources

- Somebody (2020): A book.
"""


def made(text: str) -> Notes:
    return made_of(parsed(text), "Otherwise")


def steps(text: str) -> list[tuple[str, str]]:
    return [(step["kind"], step["title"]) for step in made(text).steps]


def test_headings_are_steps_tasks_are_choices_and_questions_are_asked() -> None:
    notes = made(NOTES)
    assert notes.title == "The quiet week"
    assert notes.outcomes == ["say where a week went"]
    assert notes.sources == ["Somebody (2020): A book.", "https://example.org/week"]
    assert notes.told == ["Left out: the lines between --- at the top, HTML."]
    assert notes.minutes == 12
    read, asked, choice, quiz, form, said = notes.steps
    assert (read["kind"], read["title"]) == ("read", "Why weeks get loud")
    assert read["text"].startswith("A short word before, with a link and bold HTML.\n\nSomebody asks")
    assert "in **small** coins.\n\n1. One question\n   - and one below it\n2. Two questions\n" in read["text"]
    assert asked == {"id": "what-took-your-time-last-week", "kind": "text", "title": "What took your time last week?",
                     "prompt": "What took your time last week?", "help": "Think of one day only."}  # fmt: skip
    assert (choice["kind"], choice["prompt"]) == ("choice", "Which of these would help?")
    assert [option["label"] for option in choice["options"]] == [
        "An hour with the door shut",
        "A note that says when I answer",
    ]
    assert "right" not in choice["options"][0]
    assert (quiz["title"], quiz["prompt"]) == ("A quiz", "What is a small coin?")
    assert [(option["right"], option["feedback"]) for option in quiz["options"]] == [
        (True, "Because nobody counts it."),
        (False, "It is a large one."),
    ]
    assert [(field["id"], field["type"]) for field in form["fields"]] == [
        ("what_did_you_keep", "long"),
        ("what_did_you_give_away", "long"),
    ]
    assert (said["kind"], said["prompt"]) == ("text", "When will you try it, and how will you know?")


def test_the_lesson_has_no_fault_and_is_walked(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, "utf-8")
    file = new_lesson(Wish(str(tmp_path) + "/", notes=tmp_path / "notes.md")).files[0]
    assert file.name == "the-quiet-week.toml"
    report = check([file])
    assert report.lines() == []
    assert try_lesson(Library([core(), tmp_path]).lesson("the-quiet-week")).faults == []
    with pytest.raises(NotMade, match="stays as it is"):
        new_lesson(Wish(str(tmp_path) + "/", notes=tmp_path / "notes.md"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Only a paragraph.", [("read", "Otherwise")]),
        ("What is it?", [("text", "Otherwise")]),
        ("# One\n\n## What is it?", [("text", "What is it?")]),
        ("# Is it a title?\n\nSome words.", [("read", "Is it a title?")]),
        ("# One\n\n## Two\n\nWhat? *Why?*", [("text", "Two")]),
        ("# One\n\n## Two\n\n- [x] a\n- [x] b\n- [ ] c", [("choice", "Two")]),
        ("# One\n\n## Two\n\n" + "word " * 100 + "\n\n" + "word " * 100, [("read", "Two"), ("read", "Two (2)")]),
        ("# One\n\n## Two\n\n" + "word " * 61 + "\n\nWhat?", [("read", "Two"), ("text", "What?")]),
        ("# One\n\n## Two\n\nWhat?\n\n" + "word " * 61, [("text", "Two"), ("read", "Two")]),
        ("# One\n\n## " + "long " * 30 + "?\n", [("text", ("long " * 30)[:74].rstrip() + "…")]),
        ("# 一\n\n## 大きさ\uff1f\n", [("text", "大きさ\uff1f")]),
    ],
)
def test_what_becomes_of_other_notes(text: str, kinds: list[tuple[str, str]]) -> None:
    assert steps(text) == kinds


def test_several_ticks_are_several_right_ones() -> None:
    one = made("# One\n\n## Two\n\nWhich?\n\n- [x] a\n- [x] b\n- [ ] c").steps[0]
    assert one["many"] is True
    assert [option["right"] for option in one["options"]] == [True, True, False]


def hostile(k: int = 2048) -> dict[str, str]:
    """Notes that would do something, or take for ever, if they were more than data."""
    return {
        "brackets": "[" * k, "images": "![" * (k // 2), "ticks": "".join("`" * n + " " for n in range(1, 170)),
        "quotes": ">" * k, "lists": "- " * (k // 2), "deep": "\n".join(" " * 2 * n + "- a" for n in range(120)),
        "tasks": "- [ ] a\n" * 300, "places": "# a\n\nIt is ${plan.nothing} and ${answer.x|y}?",
        "toml": '# a"\n\n"""\n[[steps]]\n"""\n\n## b\\\n\n\\u202e \'\'\' @id@ \x1b[31m \u202ex?',
        "html": "<script>x</script>\n\n<a href=x>b</a> <!-- c -->?", "same": "# a\n\n" + "## b\n\nc?\n\n" * 30,
        "wide": "# 大\n\n- [ ] 大\n- [ ] 大", "label": "- [ ] " + "word " * 300,
        "file": "[a](file:///etc/passwd) ![b](c.png)",
        "shown": "# a\n\n[bold]x[/bold] [@click=y]z\n\n# b", "numbers": "# 1\n\n- 1?\n- 2?\n",
    }  # fmt: skip


def turned(text: str, folder: Path) -> None:
    """Makes a lesson of notes, which has no fault, or says that there is nothing in them."""
    (folder / "notes.md").write_bytes(text.encode("utf-8"))
    wish = Wish(str(folder / "it"), notes=folder / "notes.md")
    if not made(text).steps:
        with pytest.raises(NotMade, match="no text that a step"):
            new_lesson(wish)
        return
    file = new_lesson(wish).files[0]
    assert check([file]).errors == ()
    assert read_toml(file.read_bytes())["id"] == "it"


@pytest.mark.parametrize("name", hostile())
def test_notes_are_data(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "author"
    folder.mkdir()
    turned(hostile()[name], folder)
    assert {one.name for one in folder.iterdir()} <= {"notes.md", "it.toml", ".schema"}


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile())
def test_the_largest_notes_take_seconds_and_not_more(name: str, tmp_path: Path) -> None:
    before = time.process_time()
    turned(hostile(LARGEST)[name][:LARGEST], tmp_path)
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe#\x00", "not UTF-8"),
        (b"# a\n" + b"a" * LARGEST, "several lessons"),
        (b"", "no text"),
        (b"# Only a title", "no text"),
        ("".join(f"## q{n}?\n\n" for n in range(42)).encode(), "at most 40"),
    ],
)
def test_notes_that_make_no_lesson(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_bytes(data)
    with pytest.raises(NotMade, match=why):
        new_lesson(Wish(str(tmp_path / "it"), notes=tmp_path / "notes.md"))
    assert list(tmp_path.glob("*.*")) == [tmp_path / "notes.md"]
