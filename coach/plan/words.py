"""What the short marks in a plan mean, in words."""

SIZES = {"15m": "15 minutes", "1h": "an hour", "half-day": "half a day", "bigger": "more than half a day"}
EVERY = {"P1W": "every week", "P2W": "every two weeks", "P1M": "every month", "P3M": "every three months",
         "P6M": "every six months", "P1Y": "every year"}  # fmt: skip
