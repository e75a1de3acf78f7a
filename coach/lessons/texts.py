"""Which fields of a lesson are words for readers, and the same lesson in other words. The models say it: one place.

A field is for readers when it is a plain text (or a list of such, or texts by name): ids, names of plan fields, covers
and choices from a set have a pattern or a type of their own. What is left are the few plain texts in `NOT_SHOWN`.
Each text has a place by ids, such as `steps/why/options/alone/label`; what has no id counts from 1.
"""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..words import said

NOT_SHOWN = frozenset({"author", "authors", "license", "language", "covers", "kind", "tests", "story", "was", "gone"})
D = TypeVar("D", bound=BaseModel)


class Text(NamedTuple):
    """A text for readers: its place, its words, and how long it may be."""

    place: str
    words: str
    longest: int | None = None


Said = Callable[[Text], str]  # the words to show for a text


def texts(part: BaseModel) -> list[Text]:
    """All texts of a lesson, a role-play, tracks or routes, in their order."""
    found: list[Text] = []

    def noted(text: Text) -> str:
        found.append(text)
        return text.words

    reworded(part, noted)
    return found


def reworded(part: D, words: Said, at: str = "") -> D:
    """The same in other words. What the author did not write is the program's, and comes from its own catalogue."""
    changes: dict[str, Any] = {}
    for name, longest in shown(type(part)).items():
        value = getattr(part, name)
        if name not in part.model_fields_set:
            changes[name] = said(value) if isinstance(value, str) and value else value
        else:
            changes[name] = _each(value, f"{at}{name}", words, longest)
    for name, value in _parts(part):
        changes[name] = _below(value, f"{at}{name}/", words)
    same = all(getattr(part, name) is value for name, value in changes.items())
    return part if same else part.model_copy(update=changes)


def _each(value: Any, place: str, words: Said, longest: int | None) -> Any:
    if isinstance(value, str):
        return words(Text(place, value, longest)) if value.strip() else value
    if isinstance(value, dict):
        return {key: _each(one, f"{place}/{key}", words, longest) for key, one in value.items()}
    return tuple(_each(one, f"{place}/{n}", words, longest) for n, one in enumerate(value, 1))


def _below(value: Any, at: str, words: Said) -> Any:
    if isinstance(value, BaseModel):
        return reworded(value, words, at)
    return tuple(reworded(one, words, f"{at}{_name(one, n)}/") for n, one in enumerate(value, 1))


def _name(part: BaseModel, n: int) -> str:
    """What a part of a list is called in a place: by its id, else by its number."""
    found = getattr(part, "id", None) or getattr(part, "key", None)
    return str(found or n)


def _parts(part: BaseModel) -> Iterator[tuple[str, Any]]:
    """What an author wrote below this: tables, and lists of tables."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        tables = isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)
        if name in part.model_fields_set and name not in NOT_SHOWN and (tables or isinstance(value, BaseModel)):
            yield name, value


@cache
def shown(model: type[BaseModel]) -> dict[str, int | None]:
    """The fields of a model that are words for readers, with the length that each may have."""
    fields = model.model_fields.items()
    return {
        name: _longest(field) for name, field in fields
        if name not in NOT_SHOWN and _is_text(field.annotation, field.metadata)
    }  # fmt: skip


def _is_text(kind: Any, metadata: Any = ()) -> bool:
    if any(getattr(one, "pattern", None) for one in _flat(metadata)):
        return False
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _is_text(parts[0], parts[1:])
    if origin is tuple:
        return len(parts) == 2 and parts[1] is Ellipsis and _is_text(parts[0])
    if origin is dict:
        return get_origin(parts[0]) is Literal and _is_text(parts[1])
    return kind is str and NoneType not in parts


def _flat(metadata: Any) -> Iterator[Any]:
    for one in metadata:
        yield from _flat(one.metadata) if isinstance(one, FieldInfo) else [one]


def _longest(field: FieldInfo) -> int | None:
    found = (getattr(one, "max_length", None) for one in _flat(field.metadata))
    lists = get_origin(field.annotation) is tuple  # there it counts the texts
    return None if lists else next((most for most in found if most is not None), None)
