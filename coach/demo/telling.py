"""What the data of the demo says, put into the words and ids of a plan on a day.

In any text `<-40>` becomes a day such as “14 September”, `<m-40>` its month and `<ym+150>` a month such as 2027-03, all
as seen from today. A whole text may be a date, `today+3` or `day+3` (from the day of the act), or `=Beginning`: the id
of the one thing that is called so.
"""

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from typing import Any

from ..dates import MONTHS
from ..plan.plan import Plan

_DATE = re.compile(r"(today|day)([+-]\d{1,3})")
_TOKEN = re.compile(r"<(ym|m)?([+-]\d{1,3})>")
NOTHING: dict[str, Any] = {}


class DemoFault(Exception):
    """What the person of the demo says does not fit the lessons any more; the tests find this before anybody else."""


class Telling:
    """Data as it is meant on one day."""

    def __init__(self, today: dt.date, day: dt.date) -> None:
        self.days = {"today": today, "day": day}

    def told(self, told: Any, plan: Plan, names: Mapping[str, str] = NOTHING) -> Any:
        """The data with its dates, and with ids for what is named; `names` are ids by what else there is to name."""
        if isinstance(told, dict):
            return {self._text(key, plan, names): self.told(value, plan, names) for key, value in told.items()}
        if isinstance(told, list):
            return [self.told(value, plan, names) for value in told]
        return self._text(told, plan, names) if isinstance(told, str) else told

    def _text(self, text: str, plan: Plan, names: Mapping[str, str]) -> str:
        text = _TOKEN.sub(self._day, text)
        if text.startswith("="):
            kept = {row.label: row.id for table in plan.tables.values() for row in table.values()}
            return one(text[1:], {**kept, **names})
        date = _DATE.fullmatch(text)
        return (self.days[date[1]] + dt.timedelta(days=int(date[2]))).isoformat() if date else text

    def _day(self, match: re.Match[str]) -> str:
        day = self.days["today"] + dt.timedelta(days=int(match[2]))
        month = MONTHS[day.month - 1].capitalize()
        return {"ym": f"{day:%Y-%m}", "m": month}.get(match[1], f"{day.day} {month}")


def one(beginning: str, named: Mapping[str, str]) -> str:
    """The id of the one thing whose name begins so.

    Raises:
        DemoFault: there is none, or there are several.
    """
    found = {id for label, id in named.items() if label.startswith(beginning)}
    if len(found) != 1:
        raise DemoFault(f"{len(found)} things begin with “{beginning}”")
    return found.pop()


def over(standing: Any, told: Any) -> Any:
    """An answer laid over what stands in the step: fields over fields, and rows over rows in their order."""
    if isinstance(standing, dict) and isinstance(told, dict):
        return {**standing, **{name: over(standing.get(name), value) for name, value in told.items()}}
    rows = isinstance(standing, list) and isinstance(told, list) and all(isinstance(row, dict) for row in told)
    if rows and standing:
        return [over(before, after) for before, after in itertools.zip_longest(standing, told, fillvalue=NOTHING)]
    return told
