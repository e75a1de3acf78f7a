"""Reading what strangers wrote: bounded in bytes, time and depth, with one kind of error that knows its place."""

import datetime as dt
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.display import display
from coach.lessons.check import Known, check_bytes
from coach.lessons.positions import Places
from coach.lessons.reading import FORBIDDEN, LARGEST, Unreadable, read, read_file, read_toml

BAD = Path(__file__).parent.parent / "bad"
STARTS = [
    path.read_text("utf-8")
    for path in sorted(BAD.rglob("*.toml"))
    if path.name not in ("expected.toml", "fixes.toml")
]  # fmt: skip


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_toml(data)
    return caught.value


def place(data: bytes) -> tuple[str, int, int]:
    error = refused(data)
    assert error.why
    assert error.advice
    return error.code, error.line, error.column


# --- what is accepted ----------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_carriage_returns_are_accepted() -> None:
    text = 'a = 1\nb = """\none\ntwo"""\n'
    assert read_toml(text.encode()) == {"a": 1, "b": "one\ntwo"}
    assert read_toml(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == {"a": 1, "b": "one\ntwo"}


def test_joiners_emoji_and_all_scripts_are_accepted() -> None:
    text = "👩\u200d🌾 नम\u200cस्ते Größe 大きさ \t"
    assert read_toml(f'a = "{text}"'.encode()) == {"a": text}


def test_an_empty_file_is_toml() -> None:
    assert read_toml(b"") == {}


def test_the_largest_file_is_read_and_one_byte_more_is_not() -> None:
    start = b'a = "'
    data = start + b"x" * (LARGEST - len(start) - 1) + b'"'
    assert len(read_toml(data)["a"]) == LARGEST - len(start) - 1
    assert place(data + b"\n") == ("C103", 1, 1)


# --- characters ----------------------------------------------------------------------------------------------------


def test_what_is_accepted_is_shown_as_it_is_and_the_rest_is_refused() -> None:
    for code in [*range(0x11000), *range(0xDFFFF, 0xE0200), 0x10FFFF]:
        char = chr(code)
        shown_as_it_is = display(char) == char or char == "\t"
        assert (FORBIDDEN.match(char) is None) == shown_as_it_is, hex(code)


NAMED = [0x00, 0x07, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069,
         0xFEFF, 0xE0001, 0xE0067, 0xE007F]  # fmt: skip


@pytest.mark.parametrize("code", NAMED)
def test_forbidden_characters_are_refused_raw_and_as_escapes(code: int) -> None:
    assert place(f'a = 1\nbä = "x{chr(code)}y"'.replace("bä", "b").encode()) == ("C102", 2, 7)
    assert f"U+{code:04X}" in refused(f'b = "{chr(code)}"'.encode()).why
    assert place(f'a = 1\nb = "ä\\U{code:08x}y"'.encode()) == ("C102", 2, 7)
    assert place(f'a = 1\nb = ["", """\nä\\U{code:08x}y"""]'.encode()) == ("C102", 3, 2)
    assert place(f'a = 1\n"b\\U{code:08x}" = 1'.encode()) == ("C102", 2, 3)


@pytest.mark.parametrize("escape", ["\\b", "\\f", "\\r", "\\e", "\\x1b", "\\u0000"])
def test_short_escapes_of_control_characters_are_refused(escape: str) -> None:
    assert place(f'x = 1\na = "\\\\u001b {escape}"'.encode()) == ("C102", 2, 14)
    assert read_toml(b'a = "\\t\\n\\\\e"') == {"a": "\t\n\\e"}


def test_surrogates_cannot_be_written() -> None:
    assert refused(b'a = "\\ud800"').code == "C101"
    assert refused(b'a = "\xed\xa0\x80"').code == "C104"


def test_all_forbidden_characters_are_listed_up_to_a_number() -> None:
    troubles = read(("a = 1\n# \x1b\n" + "b = '\x07'\n" + "# \u202e" * 1000).encode()).troubles
    assert [(t.line, t.column) for t in troubles[:2]] == [(2, 3), (3, 6)]
    assert len(troubles) == 20
    assert "982 more" in troubles[-1].why


def test_bytes_that_are_not_utf_8_have_a_place() -> None:
    assert place("a = 1\nb = 'ää".encode() + b"\xe4'\n") == ("C104", 2, 8)
    assert place("\ufeff# ä\na = 'ä'".encode("utf-16")) == ("C104", 1, 1)


# --- bombs ---------------------------------------------------------------------------------------------------------

BOMBS: dict[str, bytes] = {
    "a key of 40 KB": b"a" + b".a" * 20_000 + b" = 1",
    "a quoted key of 40 KB": b'"a"' + b' . "a"' * 10_000 + b" = 1",
    "a header of 40 KB": b"[a" + b".a" * 20_000 + b"]",
    "many long keys": b"\n".join(b"k%d." % n + b"a." * 900 + b"a = 1" for n in range(140)),
    "500 lists": b"a = " + b"[" * 500 + b"]" * 500,
    "5000 open lists": b"a = " + b"[" * 5000,
    "inline tables": b"a = " + b"{a = " * 500 + b"1" + b"}" * 500,
    "dotted inline tables": b"a = " + b"{b.c.d.e.f.g.h = " * 19 + b"1" + b"}" * 19,
    "5000 digits": b"a = " + b"1" * 5000,
    "digits with underscores": b"a = " + b"1_" * 5000 + b"1",
    "hexadecimal": b"a = 0x" + b"f" * 200_000,
    "just over 64 bits": b"a = 0xffffffffffffffff",
    "a long fraction": b"a = 1." + b"1" * 5000,
    "infinity": b"a = 1e999",
    "1 MB": b'a = "' + b"x" * 2**20 + b'"',
    "an open text": b'a = """' + b'\\"""' * 60_000,
    "quotation marks": b'"' * 250_000,
    "apostrophes": b"'" * 250_000,
    "escaped quotation marks": b'a = "' + b'\\"' * 120_000,
    "backslashes": b'a = "' + b"\\" * 250_001,
    "escapes": b'a = "' + b"\\u202e" * 40_000 + b'"',
    "keys set twice": b"a = 1\n" * 40_000,
    "dots": b"a " + b". " * 100_000,
    "words": b"a " * 120_000,
    "spaces": b"a" + b" " * 250_000,
    "carriage returns": b"\r" * 250_000,
    "zeros": b"\0" * 250_000,
    "continuation bytes": b"\x80" * 250_000,
    "equals signs": b"=" * 250_000,
    "braces": b"a = {" + b"}{" * 100_000,
    "headers that do not end": b"[[a\n" * 50_000,
}


@pytest.mark.parametrize(
    "name", [name if n % 3 == 0 else pytest.param(name, marks=pytest.mark.slow) for n, name in enumerate(BOMBS)]
)
def test_bombs_are_refused_in_time(name: str) -> None:
    begin = time.monotonic()
    error = refused(BOMBS[name])
    seconds = time.monotonic() - begin
    assert seconds < 5
    assert error.code in {"C101", "C102", "C103", "C104", "C105", "C107"}
    report = check_bytes("bomb.toml", BOMBS[name])
    assert 0 < len(report.faults) <= 201


@pytest.mark.parametrize(
    "name", ["a key of 40 KB", "many long keys", "5000 open lists", "inline tables", "escapes", "words"]
)
@pytest.mark.slow
def test_bombs_are_refused_in_little_memory(name: str) -> None:
    tracemalloc.start()
    refused(BOMBS[name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


def test_limits_are_where_they_are_said_to_be() -> None:
    assert read_toml(b"a.b.c.d.e.f.g.h = 1")
    assert place(b"x = 1\n a.b.c.d.e.f.g.h.i = 1") == ("C105", 2, 2)
    assert read_toml(b"a = " + b"[" * 19 + b"]" * 19)
    assert place(b"a = " + b"[" * 21 + b"]" * 21) == ("C105", 1, 25)
    assert read_toml(b"a = 999999999999999999\nb = -0x7fffffffffffffff".replace(b"-0x", b"0x"))
    assert place(b"a = 1000000000000000000") == ("C105", 1, 5)
    assert place(b"[t]\na = [1, 0x8000000000000000]") == ("C105", 2, 9)
    assert read_toml(b'a = "1.2.3.4.5.6.7.8.9.10 1234567890123456789 [[[[[[[[[[[[[[[[[[[[[["')


# --- sentences -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("a = hello", (1, 5), "“hello” is not a value"),
        ("a = ", (1, 5), "nothing after the ="),
        ("a = “x”", (1, 5), "typographic"),
        ("a = False", (1, 5), "“False”"),
        ("a 1", (1, 3), "there is an ="),
        ("a = 1 b = 2", (1, 7), "goes on with “b”"),
        ("a = 'it's'", (1, 9), "goes on with"),
        ("größe = 1", (1, 3), "there is an ="),
        ("ä = 1", (1, 1), "cannot begin with “ä”"),
        ('a = "x\nb = 1', (1, 5), "not closed in its line"),
        ("a = 1\nb = '''x\ny", (2, 5), "no closing '''"),
        ("a = [1,\n2\nb = 3", (3, 1), "opened in line 1"),
        ("[[a]\nb = 1", (1, 4), "bracket is missing"),
        ("a = 1\na = 2", (2, 1), "first is in line 1"),
        ("[a]\nb = 1\n[a]\nb = 1", (3, 1), "“a” is set twice"),
        ("a.b = 1\na = 2", (2, 1), "“a” is set twice"),
        ("a = 1\n[a]\nb = 2", (2, 1), "another meaning"),
    ],
)  # fmt: skip
def test_errors_of_toml_are_sentences_at_the_place_of_the_slip(text: str, where: tuple[int, int], says: str) -> None:
    error = refused(text.encode())
    assert (error.line, error.column) == where
    assert says in error.why


# --- files ---------------------------------------------------------------------------------------------------------


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"x" * (LARGEST + 100))
    assert len(read_file(file)) == LARGEST + 1
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(file)
    for name in ("pipe", "link", "missing", "."):
        with pytest.raises(Unreadable) as caught:
            read_file(tmp_path / name)
        assert caught.value.code == "C106"
        assert str(tmp_path) not in caught.value.why
    with pytest.raises(Unreadable):
        read_file(Path("/dev/null"))


# --- nothing raises anything else ----------------------------------------------------------------------------------

SNIPPETS = ['"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\\", "#", "\n", "\r", "\0", "\x1b",
            "\u202e", "\ufeff",
            "a.b.c", "1" * 30, "0x", "inf", "nan", "true", "2027-03-01", "15:00", "[[steps]]\n",
            "[[steps.options]]\n", "[steps]\n", "kind", "${", "${plan.", "}", "\\u0000", "\\e", "é", "🌾"]  # fmt: skip
MANY = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
NOTHING = Known()


@MANY
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data)
    check_bytes("any.toml", data, NOTHING)


@MANY
@given(
    st.sampled_from(STARTS), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(SNIPPETS)))
)
def test_damaged_lessons_are_checked_without_an_exception(text: str, damages: list[tuple[int, int, str]]) -> None:
    for at, length, snippet in damages[:8]:
        at %= len(text) + 1
        text = text[:at] + snippet + text[at + length :]
    for fault in check_bytes("damaged.toml", text.encode("utf-8", "surrogatepass"), NOTHING).faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.advice


KEY_NAMES = (
    "id kind title steps nodes choices options when all not plan is from fills rows fields columns type min max "
    "effects flags to key meters start endings tone goto right cards buckets of actions sets x y text prompt covers "
    "requires track module scenario story many tracks modules format answer stop_at shows about status"
)
VALUES = (
    "a b choice text scenario revise form table goals goals.name plan.goals assessments profile.state t1 sort grid "
    "recap matrix pick timeline rank list reveal commit ${plan.x|y}"
)
KEYS, WORDS = st.sampled_from(KEY_NAMES.split(" ")), st.sampled_from(VALUES.split(" "))
SIMPLE = WORDS | st.integers(-5, 5) | st.booleans() | st.floats(-5, 5) | st.just(dt.date(2027, 3, 1))
DATA = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=40
)


@MANY
@given(st.dictionaries(KEYS, DATA, max_size=8), st.lists(st.dictionaries(KEYS, DATA, max_size=8), max_size=4))
def test_data_of_any_shape_is_checked_without_an_exception(top: dict[str, Any], tables: list[dict[str, Any]]) -> None:
    for name in ("steps", "nodes", "tracks"):
        data = tomli_w.dumps({**top, name: tables}).encode()
        for file in ("any.toml", "pack.toml", "tracks.toml"):
            check_bytes(file, data, NOTHING)


@MANY
@given(st.dictionaries(KEYS | st.text(min_size=1, max_size=5), DATA, max_size=8), st.booleans())
def test_every_value_has_its_own_place(data: dict[str, Any], as_lines: bool) -> None:
    text = tomli_w.dumps(data, multiline_strings=as_lines)
    places = Places(text)

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, part in value.items():
                start, end = places.span_of_key((*path, key))
                assert tomli.loads(f"{text[start:end].strip('[')} = 1") == {key: 1} or isinstance(part, dict | list)
                walk(part, (*path, key))
        elif isinstance(value, list):
            for index, part in enumerate(value):
                walk(part, (*path, index))
        else:
            start, end = places.span(path)
            assert tomli.loads(f"x = {text[start:end]}") == {"x": value}

    walk(tomli.loads(text), ())
