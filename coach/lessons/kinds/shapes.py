"""The shape of an answer, kind by kind: what drafts, files and views may hand to `accept`.

An answer comes from a file that anybody may have edited, so its shape is checked before anything looks into it. A key
that is missing is always fine: an answer may be half finished.
"""

from copy import deepcopy
from typing import Any, TypedDict

import msgspec

Number = int | None


class Guess(TypedDict, total=False):
    """A guess before the answer is shown."""

    guess: str


class Chosen(TypedDict, total=False):
    """Options chosen."""

    chosen: list[str]
    other: str
    labels: dict[str, str]
    correct: bool
    tries: int


class Rated(TypedDict, total=False):
    """Numbers by row."""

    ratings: dict[str, Number]
    second: dict[str, Number]
    names: dict[str, str]
    notes: dict[str, str]
    record: str


class Written(TypedDict, total=False):
    """A text."""

    text: str
    record: str


class ListItem(TypedDict, total=False):
    """One line."""

    id: str
    text: str
    group: str


class Listed(TypedDict, total=False):
    """Several lines."""

    items: list[ListItem]


class Rows(TypedDict, total=False):
    """Rows of a table."""

    rows: list[dict[str, Any]]


class Fields(TypedDict, total=False):
    """Fields of a form."""

    fields: dict[str, Any]
    record: str


class Sorted(TypedDict, total=False):
    """Cards and their buckets."""

    bucket_of: dict[str, str]
    labels: dict[str, str]
    right: int
    of: int
    tries: int


class Named(TypedDict, total=False):
    """Something the person named."""

    id: str
    label: str


class Allocated(TypedDict, total=False):
    """Points by item."""

    items: list[Named]
    points: dict[str, Number]
    second: dict[str, Number]
    record: str


class Ticked(TypedDict, total=False):
    """What is done, and when it was."""

    done: dict[str, str | None]
    added: list[Named]
    labels: dict[str, str]


class Ranked(TypedDict, total=False):
    """Items in order."""

    order: list[str]
    labels: dict[str, str]


class Picked(TypedDict, total=False):
    """Records picked, and new ones."""

    chosen: list[str]
    added: list[Named]
    labels: dict[str, str]


class Decided(TypedDict, total=False):
    """What happens with one record."""

    table: str
    id: str
    action: str
    label: str
    said: str
    reason: str
    made: str


class Revised(TypedDict, total=False):
    """What happens with each."""

    decisions: list[Decided]


class Stopped(TypedDict, total=False):
    """One stop."""

    id: str
    name: str
    when: str | None
    lane: str | None
    said: str | None


class Placed(TypedDict, total=False):
    """Stops on the road map."""

    stops: list[Stopped]


class Crossed(TypedDict, total=False):
    """Places on two axes."""

    positions: dict[str, dict[str, int | None]]
    labels: dict[str, str]
    axes: dict[str, str]
    corners: dict[str, str]


class Weighed(TypedDict, total=False):
    """Scores, and what came of them."""

    scores: dict[str, dict[str, int | None]]
    gut: str
    weights: dict[str, int]
    labels: dict[str, str]
    criteria: dict[str, str]
    totals: dict[str, float]
    winner: str
    flips: list[dict[str, Any]]


class Made(TypedDict):
    """One choice at one node."""

    node: str
    choice: str


class Played(TypedDict, total=False):
    """A role-play as far as it went."""

    path: list[Made]
    thoughts: dict[str, str]
    notes: dict[str, str]
    replays: int
    ending: str
    meters: dict[str, int]
    flags: list[str]
    rungs: dict[str, int]
    record: str


class Done(TypedDict, total=False):
    """How far something went."""

    outcome: str
    note: str
    on: str
    record: str


class Pairs(TypedDict, total=False):
    """Cues and acts."""

    pairs: list[dict[str, str]]


class Promise(TypedDict, total=False):
    """One step committed to."""

    id: str
    text: str
    why: str
    due: str | None
    done_looks_like: str
    size: str | None
    confidence: Number


class Promises(TypedDict, total=False):
    """Steps committed to."""

    steps: list[Promise]


class Found(TypedDict, total=False):
    """A fact, and what it could mean."""

    fact: str
    check: str
    about: list[str]
    means: str
    could_also_mean: str


class Meant(TypedDict, total=False):
    """What the checks found, and those that matter."""

    found: list[Found]
    facts: list[Found]
    on: str


class Document(TypedDict, total=False):
    """What a document took in."""

    template: str
    included: list[str]
    on: str
    path: str


SHAPES: dict[str, Any] = {
    "reveal": Guess, "choice": Chosen, "scale": Rated, "text": Written, "list": Listed, "table": Rows, "form": Fields,
    "sort": Sorted, "allocate": Allocated, "checklist": Ticked, "rank": Ranked, "pick": Picked, "revise": Revised,
    "timeline": Placed, "grid": Crossed, "matrix": Weighed, "scenario": Played, "do": Done, "if-then": Pairs,
    "commit": Promises, "schedule": dict[str, str | None], "export": Document,
    "facts": Meant,
}  # fmt: skip


def untouched(raw: dict[str, Any], opened: dict[str, Any]) -> bool:
    """Whether what stands in a field is what it opened with, as far as the field shows it."""
    return all(_bare(said(part)) == _bare(said(opened.get(name))) for name, part in raw.items())


def _bare(value: Any) -> Any:
    """The same without empty lines; nothing at all is None."""
    bare = [part for part in value if part not in (None, "", [], {})] if isinstance(value, list) else value
    return None if bare in ("", [], {}) else bare


def said(value: Any) -> Any:
    """What somebody has said in an answer: without empty places, ids, and counts of tries."""
    if isinstance(value, dict):
        parts = {name: said(part) for name, part in value.items() if name not in ("id", "record", "tries")}
        return {name: part for name, part in parts.items() if part not in (None, "", [], {})}
    return [said(part) for part in value] if isinstance(value, list) else deepcopy(value)


def shaped(kind: str, raw: object) -> dict[str, Any]:
    """The answer, if it has the shape of its kind; otherwise an empty one."""
    try:
        return dict(msgspec.convert(raw, SHAPES.get(kind, dict[str, Any])))
    except msgspec.ValidationError:
        return {}
