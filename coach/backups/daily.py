"""The backup that nobody has to think of: of the plan as it was when it was opened, before its files are first written
over. When one of that day is there already, this costs a look into a folder and loads nothing."""

import datetime as dt
from collections.abc import Callable

from ..store.files import NotSaved, refusals_told, signature
from ..store.opening import Began, PlanFolder
from ..words import said
from .shelf import on_shelf


def first(files: PlanFolder, began: Began, older: bool, clock: Callable[[], dt.datetime]) -> list[str]:
    """Keeps a person's folder, whose lock is held, as it was at the opening, unless one was made today. Gives a
    sentence when it cannot be done, since the plan itself is saved all the same.

    Raises:
        NotSaved: the files are of an older format and could not be kept: then they must not be written anew.
    """
    try:
        with refusals_told(files.folder):
            _keep(files, began, older, clock())
    except NotSaved as error:
        if older:
            raise
        return [
            said(
                "No backup could be made ({name}: {why}). Your plan itself is saved.",
                name=error.path.name,
                why=error.why,
            )
        ]
    return []


def _keep(files: PlanFolder, began: Began, older: bool, at: dt.datetime) -> None:
    if not files.plan_file.exists():
        return
    today = at.astimezone().date().isoformat()
    newest = on_shelf(files.folder)[-1:]  # by its number: a clock set back finds others that say they are of today
    if newest and newest[0].day == today and not older:
        return
    from ..store.snapshot import plan_rows
    from .making import make

    ends, plan, state = began
    rows = plan_rows(plan) if state == signature(files.plan_file) else None  # somebody has written it since
    if older:
        make(files, "migration", at, None, rows)
    else:
        make(files, "first-change", at, ends, rows)
