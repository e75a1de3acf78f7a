"""A home in which every drawer holds hostile texts: a plan, a client with everything, a pack; and a client's papers."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from coach.places import find_places
from coach.practice.keeping import agree, assign, change, consent, contact, log_hours
from coach.practice.practice import OneClient, Practice
from coach.practice.sessions import Promise, close, commit, keep_own, note_private, note_shared, start
from tests.promises.home import make_home
from tests.promises.hostile import COMMANDS, LARGE, MARKUP, UNSAFE, WORDS
from tests.promises.test_hostile import HOSTILE_LESSON, fill, in_toml

# One text with everything in it, as somebody may type it or a program may hand it on.
EVERYTHING = (
    "Q\x1b]52;c;aGFjaw==\x07\x1b[2J\x9b31m\x9d0;t\x9c\u202e\u2066\u200b\ufeff\U000e0041\x7f\x08\r[@click=app.quit]"
    "[/]<script>[a](javascript:x)\n=1+1\u2028../../x"
)
SOME = [*COMMANDS[::7], *WORDS[::3], LARGE[0][:5000], EVERYTHING]
# What Markdown or a spreadsheet could take for something else; each on one line.
TEMPTING = [
    *(text.replace("\n", " ") for text in MARKUP),
    "# x", "> x", "- x", "+ x", "1. x", "| a | b |", "=1", "+1", "---", "```", "<b>x</b>", "<!-- x", "<https://a.b>",
    "[x]: http://a", "~~x~~", "&copy;", "**b** _i_", "    code", EVERYTHING, "\u3000# x", "=cmd|' /C calc'!A0", "$x$",
]  # fmt: skip
DAY = dt.date(2026, 11, 20)


def client(one: OneClient, texts: Sequence[str]) -> OneClient:
    """Something in every drawer of a client, each with one of the texts; then the client is closed."""
    a, b, c, *_ = texts
    change(one, name=a, contact=b, groups=list(texts[:3]))
    start(one, aim=a, sign_of_success=b)
    for text in texts:
        note_shared(one, text)
        note_private(one, text)
        commit(one, Promise(text=text, due=DAY, done_looks_like=text))
        commit(one, Promise(text=text, who="me", due=DAY))
    note_private(one, a, "raise")
    keep_own(one, a)
    close(one, c, {"heard": 9}, DAY, minutes=60)
    contact(one, b, c, DAY)
    agree(one, {"purpose": a, "confidentiality": b}, {"fit": a, "sponsor": b}, agreed=True)
    consent(one, b, ["hours", "goals", "steps", "aims"], DAY)
    assign(one, "start-here", a, DAY, b)
    log_hours(one, 90, DAY, None, "paid", 3)
    one.plan.put("added", "goals", "g", {"name": a, "why": b, "visibility": "shareable"}, a)
    one.plan.put("answered", "answers", "start-here/why", {"kind": "text", "value": {"text": c}, "prompt": a}, b)
    one.close()
    return one


def home_with_all(folder: Path) -> tuple[Path, str]:
    """The home, and the id of its client."""
    home = make_home(folder, 2)
    fill(home, SOME)
    pack = home / "packs" / "hostile"
    pack.mkdir()
    shown = in_toml(EVERYTHING.translate(dict.fromkeys(map(ord, _unsafe(EVERYTHING)))).replace("\n", " "), False)
    head = f'format = 1\nid = "hostile"\nversion = "1"\ntitle = "{shown}"\nauthors = ["{shown}"]\nlicense = "{shown}"\n'
    (pack / "pack.toml").write_text(head)
    (pack / "01-h.toml").write_text(HOSTILE_LESSON.format(id="h", text=shown))
    (pack / "02-raw.toml").write_text(HOSTILE_LESSON.format(id="raw", text=in_toml(EVERYTHING, True)))
    practice = Practice(find_places(str(home)), "test")
    one = client(practice.begin(COMMANDS[30] + WORDS[4], [COMMANDS[31]], "P24M"), SOME[::9])
    for name in ("$(touch x)", "-x", "a b", EVERYTHING[:30].replace("/", "")):
        (home / "people" / name).mkdir()
    return home, one.id


def _unsafe(text: str) -> str:
    return "".join(UNSAFE.findall(text))
