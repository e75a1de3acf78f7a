"""The view of each kind of step, found by its kind."""

from typing import Any

from .base import StepView


def views() -> dict[str, type[StepView[Any]]]:
    """All views by kind. A registry test holds this table and the kinds together."""
    from . import _register_arranging, _register_writing

    return {**_register_writing.VIEWS, **_register_arranging.VIEWS}


__all__ = ["StepView", "views"]
