"""The interface's own words in the reader's language: one catalogue, asked where a text is shown.

A text stands in the code in English and is what the catalogue is asked with (gettext's way: a translation whose English
has changed is simply not found, so nobody is told something else than the program means). Without another language
`said` gives back what it got and nothing is loaded. `{name}` stands for a value; values are put in by plain search in
one pass, so nothing that a person or an author wrote is ever a format string.

One English word may be two in another language. Then a note for translators follows it, `open ⟨do⟩`, which is not
shown.

A text that is made when a module is imported, such as the description of a key, is only `marked` there and `said` where
it is shown.

All of the program speaks through it: `tests/test_words.py` finds strings that do not.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_TAG = r"([a-z]{2,3})(-[A-Za-z0-9]{2,8}){0,2}"
_PLACE = re.compile(r"\{([a-z_]+)\}")
_ENGLISH = ("", "en")
_now = ""  # the language that is spoken
_kept_in: Path | None = None


def is_tag(text: str) -> bool:
    """Whether this can be the name of a language, as in `de` or `pt-BR`."""
    return re.fullmatch(_TAG, text) is not None


def speak(language: str, cache: Path | None = None) -> None:
    """Sets the language of the interface and of lessons that have it: what was set, else what the system speaks.

    `cache` is a folder in which the catalogue may be kept as it was read, for the next start.
    """
    global _now, _kept_in
    _kept_in = cache
    _now = language if is_tag(language) else "" if language else of_system(os.environ)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speaks another language for a while."""
    global _now
    before, _now = _now, language
    try:
        yield
    finally:
        _now = before


def language() -> str:
    """The language that is spoken, as a tag; empty as long as nobody has said."""
    return _now


def of_system(environ: Mapping[str, str]) -> str:
    """The language of the system: `de_AT.UTF-8` is `de-AT`; empty for none."""
    found = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    tag = re.split(r"[.@]", found)[0].replace("_", "-")
    return tag if is_tag(tag) else ""


def tags(language: str) -> list[str]:
    """What to look for, the nearest first: `de-AT`, then `de`."""
    parts = language.split("-") if language else []
    return ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]


def said(text: str, /, **values: object) -> str:
    """A text of the interface in the reader's language, with its values in their places."""
    if text and _now not in _ENGLISH:
        text = _catalogue(_now).get(text, (text,))[0]
    if text.endswith("⟩"):
        text = text[: text.rindex(" ⟨")]
    return _filled(text, values) if values else text


def said_of(n: int, one: str, many: str, /, **values: object) -> str:
    """The same for a number of things, which every language counts in its own way: `{n}` is the number."""
    text = one if n == 1 else many
    if _now not in _ENGLISH and (forms := _catalogue(_now).get(one)):
        text = forms[min(_which(_now)(n), len(forms) - 1)]
    return _filled(text, {"n": n, **values})


def lowered(words: str) -> str:
    """What is said with a capital, as it stands within a sentence; German keeps its capitals."""
    return words if _now.startswith("de") else words[:1].lower() + words[1:]


def marked(text: str) -> str:
    """A text that is made before anybody can know the language; `said` where it is shown."""
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda match: str(values.get(match[1], match[0])), text)


def catalogue_file(language: str) -> Path | None:
    """The file with the words of a language."""
    folder = Path(__file__).with_name("catalogues")
    return next((file for tag in tags(language) if (file := folder / f"{tag}.po").is_file()), None)


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """The translations by their English; a language that we do not have has none."""
    file = catalogue_file(language)
    if file is None:
        return {"": ("",)}
    stat, kept = file.stat(), _kept_in / f"words-{file.stem}.cache" if _kept_in else None
    mark = f"{stat.st_mtime_ns} {stat.st_size}"
    if kept and (found := _remembered(kept, mark)):
        return found
    found = _read(file)
    if kept and kept.parent.is_dir():
        _remember(kept, mark, found)
    return found


def _remembered(file: Path, mark: str) -> dict[str, tuple[str, ...]]:
    import msgspec

    try:
        was, found = msgspec.msgpack.decode(file.read_bytes(), type=tuple[str, dict[str, tuple[str, ...]]])
    except (OSError, ValueError):
        return {}
    return found if was == mark else {}


def _remember(file: Path, mark: str, found: dict[str, tuple[str, ...]]) -> None:
    import msgspec

    from .store.files import NotSaved, write_whole

    with suppress(NotSaved):  # it is only a cache
        write_whole(file, msgspec.msgpack.encode((mark, found)))


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    from .lessons.po import parse, usable

    entries = parse(file.read_text("utf-8")).entries
    found = {entry.source: (entry.words, *entry.forms) for entry in entries if usable(entry)}
    header = next((entry.words for entry in entries if not entry.source), "")
    return {id: tuple(words for words in forms if words) for id, forms in found.items()} | {"": (header,)}


@cache
def _which(language: str) -> Callable[[int], int]:
    """Which form a number takes, by the rule in the catalogue's head."""
    from gettext import c2py

    header = _catalogue(language).get("", ("",))[0]
    rule = re.search(r"plural=([^;\n]+)", header)
    return c2py(rule[1] if rule else "n != 1")
