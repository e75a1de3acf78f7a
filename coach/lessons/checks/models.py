"""Walks the models along a key path, to know which keys there are at a place of a file."""

import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..kinds import KINDS
from ..tokens import KeyPath
from .sheet import at, word


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys a table of this model may have, as they are written in files."""
    return [field.alias or name for name, field in model.model_fields.items()]


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """The field that a key sets."""
    return next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)


def model_at(model: type[BaseModel], path: KeyPath, data: dict[str, Any]) -> type[BaseModel] | None:
    """The model of the table at a key path; None where there is none, or the kind of a step is not known."""
    for depth, part in enumerate(path, 1):
        if isinstance(part, int):
            continue
        field = field_of(model, part)
        options = list(_models(field.annotation)) if field else []
        if not options:
            return None
        if len(options) == 1:
            model = options[0]
        else:
            row = at(data, path[: depth + 1])
            kind = KINDS.get(word(row, "kind"))
            if kind is None:
                return None
            model = kind
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)
