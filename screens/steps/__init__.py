"""The view of each kind of step, found by its kind."""

from typing import Any

from .base import StepView


def views() -> dict[str, type[StepView[Any]]]:
    """All views by kind. A registry test holds this table and the kinds together."""
    from ._register_arranging import VIEWS as ARRANGING
    from ._register_deciding import VIEWS as DECIDING
    from ._register_placing import VIEWS as PLACING
    from ._register_writing import VIEWS as WRITING

    return {**WRITING, **ARRANGING, **DECIDING, **PLACING}


__all__ = ["StepView", "views"]
