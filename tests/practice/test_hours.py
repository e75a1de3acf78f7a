"""The log of hours: what is counted once, and what each client counts for."""

import datetime as dt

from coach.practice.hours import Logged, totals
from coach.practice.receipts import Stint

DAY = dt.date(2026, 11, 23)


def test_an_hour_with_a_group_is_one_hour() -> None:
    group, alone = Stint(DAY, DAY, 90, "paid", 4), Stint(DAY, DAY, 60, "pro bono", 1)
    four = [Logged(name, "", True, (group,)) for name in "abcd"]
    found = totals([*four, Logged("e", "", True, (alone,)), Logged("f", "", True, (alone,))])
    assert (found.clients, found.minutes, found.paid, found.pro_bono) == (6, 210, 90, 120)
    later = Logged("a", "", True, (Stint(DAY + dt.timedelta(days=7), DAY + dt.timedelta(days=7), 90, "paid", 4),))
    assert totals([*four, later]).minutes == 180
