"""Finding: what is found, in which order, and where in the text it stands."""

import datetime as dt
import time
from pathlib import Path

import pytest

from coach.find import Finder, Hit, Passage
from coach.find.fold import fold, spans
from coach.find.hits import Entry, Meant, Piece, Where, hit
from coach.find.index import Index
from coach.lessons.library import Library
from coach.plan.answers import Answer, AnswerBook, Progress
from coach.plan.plan import Plan
from coach.plan.records import Assessment, Goal, NextStep, Person
from tests.helpers import HOSTILE, open_workspace
from tests.screens.sample import library

DAY = dt.date(2026, 3, 2)


def marked(passage: Passage) -> list[str]:
    """What of a passage was meant."""
    return [passage.text[start:end] for start, end in passage.marks]


def indexed(*titles: str) -> Index:
    """Titles from the oldest to the newest."""
    index = Index()
    for n, title in enumerate(titles):
        index.add(Entry("records", Where("goals", str(n)), title, "Goals", n, ()))
    return index


def found(index: Index, typed: str) -> list[str]:
    return [entry.title for entry in index.find(typed).entries]


def test_the_word_itself_comes_before_its_beginnings_and_what_is_alike() -> None:
    index = indexed("mentor", "mentoring", "comentors", "mentro", "mentor again")
    assert found(index, "mentor") == ["mentor again", "mentor", "mentoring", "comentors", "mentro"]


def test_among_equals_titles_come_first_and_then_what_is_newest() -> None:
    index = indexed("Ring Ada", "Ring Ada again")
    index.add(Entry("answers", Where("answers", "a", "b"), "Something else", "", 99, (Piece("", "Ada said so"),)))
    assert found(index, "ada") == ["Ring Ada again", "Ring Ada", "Something else"]


def test_every_word_has_to_be_there() -> None:
    index = indexed("Ask Ravi for a talk", "Ask Jo", "Talk to Ravi")
    assert found(index, "ravi talk") == ["Talk to Ravi", "Ask Ravi for a talk"]
    assert found(index, "ravi zebra") == []
    assert found(index, "  .,! ") == []


@pytest.mark.parametrize(
    ("text", "typed", "part"),
    [
        ("Müller & Söhne", "muller", "Müller"),
        ("MU\u0308LLER", "Müller", "MÜLLER"),
        ("Łódź, kawę", "KAWE", "kawę"),
        ("Straße", "strasse", "Straße"),
        ("\uff21\uff22\uff23株式会社", "abc", "\uff21\uff22\uff23"),  # wide letters
        ("私のキャリア計画です", "計画", "計画"),
        ("我的职业计划", "职", "职"),
        ("か\u3099んばる", "がん", "がん"),
        ("회사에서 한국어", "한국", "한국"),
        ("مرحبا بالعربية", "مرحبا", "مرحبا"),
        ("करियर योजना", "योजना", "योजना"),
        ("the negotiation", "negotation", "negotiation"),
        ("25 September 2026", "2026", "2026"),
    ],
)
def test_words_are_found_in_any_script_and_marked_where_they_stand(text: str, typed: str, part: str) -> None:
    result = indexed(text).find(typed)
    assert len(result.entries) == 1, fold(text)
    assert marked(hit(result.entries[0], result.meant).title) == [part]


def test_accents_and_case_are_nothing_and_other_marks_are_letters() -> None:
    assert [fold(text) for text in ("Müller", "KAWĘ", "Straße", "\uff21")] == ["muller", "kawe", "strasse", "a"]
    assert fold("がか") == "がか"
    assert fold("योजना") == "योजना"


def test_one_or_two_letters_are_found_only_where_words_begin() -> None:
    assert found(indexed("an idea", "Ida", "hide"), "id") == ["Ida", "an idea"]


def test_words_that_are_alike_are_not_offered_where_there_is_enough() -> None:
    assert found(indexed("meaning", *(f"leaning {n}" for n in range(9))), "leaning")[-1] == "leaning 0"
    assert found(indexed("goat", "goal"), "goal") == ["goal"], "a short word that is there is meant as it is"
    assert found(indexed("goat"), "goal") == ["goat"]


def test_the_context_is_cut_round_what_was_meant() -> None:
    long = f"{'before ' * 60}needle {'after ' * 60}"
    entry = Entry("records", Where("goals", "a"), "A title", "Goals", 0, (Piece("Other", "x"), Piece("Why", long)))
    passage = hit(entry, Meant(frozenset(), ("needle",)), 80).context
    assert marked(passage) == ["needle"]
    assert passage.name == "Why"
    assert passage.text.startswith("… before")
    assert passage.text.endswith(" …")
    assert len(passage.text) <= 86
    only_in_title = hit(entry, Meant(frozenset(), ("title",)), 80).context
    assert only_in_title == Passage("x", (), "Other"), "what else it says"


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800 lone", "x" * 100_000, "ﷺ" * 50, "\u0301" * 500, ""])
def test_no_text_is_too_strange(text: str) -> None:
    index = indexed(text, f"{text} needle {text}")
    result = index.find("needle")
    assert result.entries
    for entry in result.entries:
        title = hit(entry, result.meant).title
        assert marked(title) == ["needle"]
    index.find(text[:2000])
    assert spans(text, frozenset(), ("needle",)) == []


# --- the finder --------------------------------------------------------------------


@pytest.fixture
def finder(tmp_path: Path) -> Finder:
    return Finder(library(tmp_path / "pack"))


def plan() -> Plan:
    story = Answer(kind="text", value={"text": "I swapped the lathe for a laptop"}, prompt="How?")
    quiz = Answer(kind="choice", value={"chosen": ["wish"]})
    return Plan(
        tables={
            "next_steps": {"s1": NextStep(id="s1", text="Ask Leyla", why="to learn the lathe", created=DAY)},
            "people": {"p1": Person(id="p1", name="Leyla", note="met at the lathe")},
            "goals": {"g1": Goal(id="g1", name="Teach")},
        },
        progress={"first": Progress(title="A first look"), "second": Progress(), "gone": Progress(title="A lost one")},
        answers=AnswerBook(
            changed={
                "first": {"story": story},
                "second": {"quiz": quiz},
                "gone": {"old": Answer(kind="text", value={"text": "the old lathe"}, prompt="What was there?")},
            }
        ),
    )


def look(finder: Finder, typed: str) -> list[Hit]:
    return finder.find(typed).hits(20)


def test_lessons_answers_and_records_are_found_with_where_they_are(finder: Finder) -> None:
    finder.catch_up(plan())
    hits = {one.where: one for one in look(finder, "lathe")}
    assert set(hits) == {
        Where("next_steps", "s1"), Where("people", "p1"), Where("answers", "first", "story"),
        Where("answers", "gone", "old"),
    }  # fmt: skip
    assert hits[Where("next_steps", "s1")].context.name.startswith("Why")
    assert hits[Where("answers", "first", "story")].title.text == "Your story"
    assert hits[Where("answers", "gone", "old")].label == "Answer: A lost one", "a lesson that is no longer there"
    (lesson,) = look(finder, "judge later")
    assert lesson.where == Where("lessons", "first", "why")
    assert look(finder, "first look")[0].where == Where("lessons", "first")
    assert [one.kind for one in look(finder, "be more confident")] == ["answers"], "an option by its words"
    assert {one.kind for one in finder.find("leyla", "records").hits(9)} == {"records"}


def test_sittings_are_told_apart_by_their_days(finder: Finder) -> None:
    days = {"a1": dt.date(2025, 12, 3), "a2": dt.date(2026, 5, 18)}
    taken = {id: Assessment(id=id, instrument="wheel", taken_on=day) for id, day in days.items()}
    finder.catch_up(Plan(tables={"assessments": taken}))
    labels = [one.label for one in look(finder, "wheel")]
    assert labels == ["Assessments, 18 May 2026", "Assessments, 3 December 2025"]


def test_what_changes_is_found_anew_and_what_goes_is_gone(finder: Finder) -> None:
    before = plan()
    finder.catch_up(before)
    after = before.changed("next_steps", "s1", {"text": "Ask Bilal"}).changed("people", "p1", None)
    after = after.changed("answers", "first/story", {"value": {"text": "about the kiln"}})
    after = after.changed("answers", "second/quiz", None)
    assert not finder.is_up_to_date(after)
    finder.catch_up(after)
    assert finder.is_up_to_date(after)
    assert [one.where.id for one in look(finder, "bilal")] == ["s1"]
    assert look(finder, "leyla") == []
    assert [one.where.step for one in look(finder, "kiln")] == ["story"]
    assert look(finder, "laptop") == []
    assert look(finder, "confident") == []


def test_answers_on_disk_are_found(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    fields = {"kind": "text", "value": {"text": "a kiln"}}
    workspace.put("answered", "answers", "first/story", fields)
    workspace.put("opened", "progress", "first", {"title": "A first look"})
    workspace.close()
    finder = Finder(library(tmp_path / "pack"))
    finder.catch_up(open_workspace(tmp_path).plan)
    assert [one.where.step for one in look(finder, "kiln")] == ["story"]


def test_much_is_searched_in_a_moment() -> None:
    text = "the mentor asked what a plan for this year would be good for and wrote every single thing down"
    answers = {
        f"l{n}": {f"s{m}": Answer(kind="text", value={"text": f"{text} {n}x{m} word{n}"}) for m in range(10)}
        for n in range(1000)
    }
    steps = {f"r{n}": NextStep(id=f"r{n}", text=f"step number{n}", why=text) for n in range(3000)}
    many = Plan(
        tables={"next_steps": steps}, progress={id: Progress() for id in answers}, answers=AnswerBook(changed=answers)
    )
    finder = Finder(Library([]))
    slices = []
    began = time.perf_counter()
    for _ in finder.reading(many):
        slices.append(time.perf_counter() - began)
        began = time.perf_counter()
    assert max(slices) < 0.5, "a screen that reads stays awake"
    for typed in ("word77", "number29", "mentor yaer", "wrod77"):
        began = time.perf_counter()
        assert finder.find(typed).hits(30)
        assert time.perf_counter() - began < 1  # 0.02 s where nothing else is at work
    again = many.changed("next_steps", "r1", {"text": "a zebra"})
    began = time.perf_counter()
    finder.catch_up(again)
    assert len(finder.find("zebra")) == 1
    assert time.perf_counter() - began < 0.5, "only what changed is read again"
