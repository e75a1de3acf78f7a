"""If-then plans: those that still hold, and those whose step or goal has come to its end."""

from ..words import marked
from .plan import Plan
from .records import IfThen, Record

OVER = marked("Of what is done or let go")  # the heading above those that have had their day


def past(record: Record, plan: Plan) -> bool:
    """Whether an if-then plan serves something that is closed, so that its cue calls for nothing any more."""
    if not isinstance(record, IfThen) or not record.about:
        return False
    table, _, id = record.about.partition("/")
    served = plan.record(table, id)
    return served is not None and not served.open


def if_thens(plan: Plan) -> tuple[list[IfThen], list[IfThen]]:
    """The if-then plans that hold, and those that are past."""
    every = plan.all(IfThen)
    return [one for one in every if not past(one, plan)], [one for one in every if past(one, plan)]
