"""`${plan...}` in an author's text: a word from the plan or from an earlier answer, with a fallback when there is none.

Only this one form is replaced, by plain search: nothing in a lesson is ever a template or a format string.
"""

import re
from collections.abc import Callable

from .given import Given

_PLACE = re.compile(r"\$\{(plan|answer)\.([a-z0-9_.-]+)(?:\|((?:[^}$]|\$(?!\{))*+))?\}")
RAW = re.compile(r"\$\{")  # where a place begins, well formed or not
LONGEST = 300  # characters of somebody's answer inside a sentence


def worded(text: str, given: Given, quote: Callable[[str], str] = str) -> str:
    """The text with its places filled. `quote` makes the person's words safe for where the text is going."""

    def word(match: re.Match[str]) -> str:
        where, path, fallback = match[1], match[2], match[3] or ""
        found = _of_plan(path, given) if where == "plan" else _of_answer(path, given)
        return quote(found[:LONGEST]) or fallback

    return _PLACE.sub(word, text)


def places(text: str) -> list[tuple[str, str]]:
    """The places in a text, as ("plan" or "answer", path), for the check of a lesson."""
    return [(match[1], match[2]) for match in _PLACE.finditer(text)]


def _of_plan(path: str, given: Given) -> str:
    table, *fields = path.split(".")
    found = given.plan.look(".".join([table, *fields[:1]]))
    for field in fields[1:]:
        found = getattr(found, field, None)
    if isinstance(found, list):
        return _listed([str(getattr(item, "label", item)) for item in found if getattr(item, "open", True)])
    return "" if found is None else str(found)


def _of_answer(step: str, given: Given) -> str:
    value = given.values.get(step, {})
    if value.get("text"):
        return " ".join(str(value["text"]).split())
    return _listed([label for _, label in given.items.get(step, ())])


def _listed(items: list[str]) -> str:
    """`Ada, Ida`; with a comma in one of them, semicolons keep them apart."""
    return ("; " if any("," in item for item in items) else ", ").join(items)
