"""Claims that lessons should not make are found in what people write, and not in what denies or mends them."""

import pytest

from coach.lessons.check import check_bytes
from coach.lessons.checks.claims import CLAIMS, claimed, leans_on_research

from .test_check import GOOD, KNOWN

MADE = {
    "F1": "A study at Harvard found that people with written goals earn ten times more.",
    "F2": "Write it down and you are 42% more likely to get there.",
    "F3": "Tell everybody about your goal.",
    "F4": "Visualise success every morning.",
    "F5": "SMART goals are scientifically proven.",
    "F6": "47 per cent of all jobs will vanish.",
    "F7": "65% of tomorrow's jobs do not exist yet.",
    "F8": "You will have five to seven careers.",
    "F9": "80% of jobs are never advertised.",
    "F10": "It is weak ties that get you in.",
    "F11": "It takes 10,000 hours.",
    "F12": "Find out your learning style first.",
    "F13": "Your Myers-Briggs letters tell you where to go.",
    "F14": "Find the work you were meant to do.",
    "F15": "Follow your passion.",
    "F16": "The wheel of life measures how you are.",
    "F17": "Each of us has one career anchor.",
    "F18": "You yourself know best how good you are.",
    "F19": "Mentoring gets people promoted.",
    "F20": "Never give them the answer.",
    "F21": "A mentor has to be senior to you.",
    "F22": "With a sponsor you rise 3 times as fast.",
    "F23": "Women apply when they meet 100% of the list.",
    "F24": "Learning is 70-20-10.",
    "F25": "A pre-mortem makes forecasts 30% better.",
    "F26": "Coaching returns seven times its cost.",
    "F27": "Meeting face to face works better.",
    "F28": "After twenty-one days it is a habit.",
    "F29": "93% of communication is body language.",
    "F30": "Non-competes are void anyway.",
    "F31": "A written plan leads to a better career.",
    "F32": "Planning is pointless.",
    "F33": "It's all your mindset.",
}


def test_each_claim_is_found_and_answered() -> None:
    """All in one lesson, so that what is looked for in the whole file is tried as well."""
    steps = "".join(
        f'\n[[steps]]\nid = "x{row.lower()}"\nkind = "text"\ntitle = "T"\nhelp = "{text}"\n'
        for row, text in MADE.items()
    )
    report = check_bytes("claims.toml", (GOOD + steps).encode(), KNOWN)
    found = [fault for fault in report.faults if fault.code == "C411"]
    assert set(MADE) == {claim.row for claim in CLAIMS}
    assert {fault.advice for fault in found} == {claim.instead for claim in CLAIMS}
    assert len(found) == len(MADE)
    assert all(fault.level == "warning" for fault in found)


@pytest.mark.parametrize("row", MADE)
def test_a_text_with_one_claim_makes_no_other(row: str) -> None:
    assert [claim.row for _, claim in claimed(MADE[row], list(CLAIMS))] == [row]


@pytest.mark.parametrize(
    "text",
    [
        "No test can name one right job.",
        "It is wrong that 10,000 hours make an expert.",
        "Share out 100 per cent.",
        "They shared the late ones out.",
        "Nobody needs to follow their passion.",
    ],
)
def test_what_denies_a_claim_makes_none(text: str) -> None:
    assert list(claimed(text, list(CLAIMS))) == []
    assert leans_on_research(text) == ""


def test_the_words_that_lean_on_research() -> None:
    for text in ("Studies show it.", "Research suggests it.", "It works for 40 % of us.", "A meta-analysis says so."):
        assert leans_on_research(text), text
    for text in ("Look at your studies.", "Research the firm before you go.", "All 100% of it."):
        assert leans_on_research(text) == "", text
