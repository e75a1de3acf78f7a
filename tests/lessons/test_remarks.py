"""`# lint: ignore`: what it answers, how far it reaches, and what is said when it does not hold."""

import pytest

from coach.lessons.check import check_bytes

from .test_check import GOOD, KNOWN

HTML = '\n[[steps]]\nid = "new"\nkind = "text"\ntitle = "New"\nhelp = """\nOne <b>bold</b> word.\n"""\n'


def checked(text: str) -> tuple[list[str], int]:
    """The places and codes of what is found in a lesson, and how much was ignored."""
    report = check_bytes("good.toml", text.encode(), KNOWN)
    return [f"{fault.line}:{fault.column} {fault.code}" for fault in report.faults], report.ignored


LINES = GOOD.count("\n")
REMARK = "# lint: ignore C403 it is about HTML"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("help =", f"{REMARK}\nhelp ="),  # above the value
        ("help =", f"{REMARK}\n# and a word on it\n\nhelp ="),
        ('word.\n"""', f'word.\n""" {REMARK}'),  # at the end of its last line
        ("\n[[steps]]\nid", f"\n{REMARK}\n[[steps]]\nid"),  # above the table
        ("\n[[steps]]\nid", f"\n[[steps]] {REMARK}\nid"),
    ],
)
def test_a_remark_answers_advice(old: str, new: str) -> None:
    assert checked(GOOD + HTML.replace(old, new, 1)) == ([], 1)


def test_a_remark_before_the_first_key_holds_for_the_file() -> None:
    again = HTML.replace('"new"', '"newer"').replace("\nOne", "\nStill one")
    assert checked(f"#:schema x.json\n{REMARK}\n\n" + GOOD + HTML + again) == ([], 2)


def test_a_remark_above_a_table_holds_for_the_tables_in_it() -> None:
    step = (
        '\n{}[[steps]]\nid = "new"\nkind = "choice"\ntitle = "New"\n\n[[steps.options]]\nid = "a"\nlabel = "<b>A</b>"\n'
    )
    after = '\n[[steps]]\nid = "last"\nkind = "text"\ntitle = "<b>Last</b>"\n'
    found, ignored = checked(GOOD + step.format(REMARK + "\n") + after)
    assert ([one.split()[1] for one in found], ignored) == (["C403"], 1)


def test_a_remark_elsewhere_answers_nothing() -> None:
    found, ignored = checked(GOOD + HTML.replace("title =", f"{REMARK}\ntitle ="))
    assert (sorted(one.split()[1] for one in found), ignored) == (["C403", "C413"], 0)


@pytest.mark.parametrize(
    "remark",
    [
        "# lint: ignore C403",  # no reason
        "# lint: ignore",
        "# lint: ignore C999 a reason",
        "# lint: ignore C201 a reason",  # faults cannot be ignored
        "# lint: ignore C413 a reason",  # nor can what is said of remarks
        "# lint: off C403 a reason",
    ],
)
def test_a_remark_that_is_not_clear_answers_nothing(remark: str) -> None:
    found, ignored = checked(GOOD + HTML.replace("help =", f"{remark}\nhelp ="))
    assert (sorted(one.split()[1] for one in found), ignored) == (["C403", "C414"], 0)


def test_what_looks_like_a_remark_inside_a_text_is_none() -> None:
    text = GOOD + HTML.replace("One <b>", "# lint: ignore C403 a reason\nOne <b>").replace('"New"', '"# lint: x"')
    found, ignored = checked(text)
    assert ({one.split()[1] for one in found}, ignored) == ({"C403"}, 0)
