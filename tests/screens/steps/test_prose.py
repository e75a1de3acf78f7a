"""An author's Markdown as lines, with the person's own words in it."""

import dataclasses

import pytest

from coach.plan.plan import Plan
from screens.steps.prose import blocks, laid_out, prose, quoted


def lines(text, width=60):
    return [line.plain.rstrip() for line in laid_out(blocks(text), width)]


def styles(text):
    """The styled parts of the first block, as (text, style)."""
    content = blocks(text)[0].content
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans if span.style]


def test_paragraphs_stand_apart_and_soft_breaks_are_spaces():
    assert lines("One\nline.\n\nAnother.") == ["One line.", "", "Another."]


def test_emphasis():
    assert styles("a *b* **c**") == [("b", "italic"), ("c", "bold")]
    assert ("d", "italic bold") in styles("***d***")


def test_list_items_are_indented_under_their_own_words():
    assert lines("Before:\n\n- one two three four\n- five", 12) == [
        "Before:",
        "",
        "• one two",
        "  three four",
        "• five",
    ]


def test_numbered_and_nested_lists():
    assert lines("3. three\n4. four\n   - inside") == ["3. three", "4. four", "   • inside"]


def test_two_lists_stand_apart():
    assert lines("- a\n\n1. b") == ["• a", "", "1. b"]


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[label](file:///etc/passwd)", "`code`", "![i](http://x/y.png)", "[/] [b]x[/c]"]
)
def test_what_is_not_ours_stays_the_text_it_is(text):
    assert lines(text) == [text]


@pytest.mark.parametrize(
    "said",
    ["*a* **b**", "[/] [b]x[/c] [@click=app.quit]x[/]", "# no heading", "- no list", "1. no list", "a\\", "&amp; <b>",
     "> q", "_x_ `y` ~~z~~", "漢字 👩‍🚀"],
)  # fmt: skip
def test_somebodys_words_are_never_markdown(said, given):
    plan = Plan().changed("vision", "vision", {"next_statement": said})
    there = dataclasses.replace(given, plan=plan)
    assert [block.content.plain for block in prose("${plan.vision.next_statement|nothing}", there)] == [said]
    inside = prose("**Now: ${plan.vision.next_statement|nothing}**, says *you*.", there)
    assert [block.content.plain for block in inside] == [f"Now: {said}, says you."]


def test_somebodys_line_breaks_do_not_make_paragraphs(given):
    plan = Plan().changed("vision", "vision", {"next_statement": "one\n\n- two\n    three"})
    there = dataclasses.replace(given, plan=plan)
    assert [block.content.plain for block in prose("You said: ${plan.vision.next_statement}.", there)] == [
        "You said: one - two three."
    ]


def test_a_fallback_is_the_authors_and_may_be_emphasised(given):
    (block,) = prose("${plan.vision.next_statement|*still open*}", given)
    assert block.content.plain == "still open"
    assert block.content.spans


def test_control_characters_become_visible():
    assert lines("a\x1b[31mb") == ["a␛[31mb"]
    assert "\x1b" not in quoted("\x1b]0;x\x07")
