"""What lists show of lessons, tracks and routes in the reader's language. Loaded only when there is such a file."""

import re
from typing import Any, Protocol, TypeVar

import msgspec

from .overlay import translations
from .reading import FORBIDDEN

Said = dict[str, tuple[str, str]]  # source and words by place
S = TypeVar("S", bound=msgspec.Struct)
LONGEST_TITLE = 80  # as in the models, which nothing on the way to the first screen may load
_LISTED = re.compile(r"title|light|outcomes/\d+|(tracks|routes)/.+")


class Lists(Protocol):
    """What an index holds, as far as it is put into other words."""

    heads: dict[str, Any]
    tracks: dict[str, Any]
    routes: dict[str, Any]
    files: dict[str, Any]
    overlays: dict[str, Any]


def listed(data: bytes) -> Said:
    """What a file of translations has for lists: it is kept in the cache, so that they are read without it."""
    found = translations(data).items()
    return {place: (entry.source, entry.words) for place, entry in found if _fits(place, entry.words)}


def _fits(place: str, words: str) -> bool:
    """Whether something is shown in lists, and may be: what a lesson's own title could not be, no translation is."""
    long = place.endswith("title") and len(words) > LONGEST_TITLE
    return bool(_LISTED.fullmatch(place)) and not long and FORBIDDEN.search(words) is None


def translate(index: Lists) -> None:
    """Puts the words of the overlays into the heads. A word whose source has changed since is left out."""
    ids = {str(found.place): id for id, found in index.files.items()}
    for place, overlays in index.overlays.items():
        said: Said = {}
        for _, entry in reversed(overlays):
            said |= entry.said
        if (id := ids.get(place)) is not None:
            head = index.heads[id]
            outcomes = [_word(said, f"outcomes/{n}", text) for n, text in enumerate(head.outcomes, 1)]
            index.heads[id] = msgspec.structs.replace(_worded(head, said, "", "title", "light"), outcomes=outcomes)
        elif said:
            _groups(index, said)


def _groups(index: Lists, said: Said) -> None:
    for id, track in index.tracks.items():
        at = f"tracks/{id}/"
        modules = [_worded(module, said, f"{at}modules/{module.id}/", "title") for module in track.modules]
        index.tracks[id] = msgspec.structs.replace(_worded(track, said, at, "title", "promise"), modules=modules)
    for id, route in index.routes.items():
        index.routes[id] = _worded(route, said, f"routes/{id}/", "title", "promise")


def _worded(part: S, said: Said, at: str, *names: str) -> S:
    return msgspec.structs.replace(part, **{name: _word(said, at + name, getattr(part, name)) for name in names})


def _word(said: Said, place: str, text: str) -> str:
    source, words = said.get(place, ("", ""))
    return words if words and source == text else text
