"""A coach's practice: several clients, sessions with them, and notes that stay with the coach.

A client's plan lies in `people/<id>/` and belongs to the client. What the coach keeps about a client lies in
`practice/<id>/`, by the same means (a Workspace of its own), and never inside the plan. The tables of a practice are no
tables of a plan: nothing that shows, fills or exports plans knows them, so nothing of that kind can let them slip.
"""
