"""What a shell may offer after `coach clients`, `coach session` and `coach report`."""

from collections.abc import Sequence

from .clients_find import practice_of
from .context import Context

WITHOUT_CLIENT = frozenset({"list", "new", "deck"})


def clients(context: Context) -> list[tuple[str, str]]:
    """The clients by id, each with its alias."""
    from ..practice.remembered import all_facts

    return [(facts.id, facts.alias) for facts in all_facts(practice_of(context))]


def following(before: Sequence[str], context: Context, actions: Sequence[str]) -> list[tuple[str, str]]:
    """The words that may stand after these: an action, then what it is about."""
    if not before:
        return [(action, "") for action in actions]
    action, *rest = before
    if action in ("assign", "together") and len(rest) == (action == "together"):
        return [(head.id, head.title) for head in context.library.heads()]
    if action == "deck":
        from ..practice.decks import decks

        return [(deck.id, deck.good_for) for deck in decks(practice_of(context).folder).values()]
    if action == "checkin" and len(rest) == 1:
        return _promises(context, rest[0])
    if action == "checkin" and len(rest) == 2:
        return [(state, "") for state in ("done", "partly", "not", "dropped")]
    wanted = action == "assign" or (not rest and action not in WITHOUT_CLIENT)
    return clients(context) if wanted else []


def _promises(context: Context, client: str) -> list[tuple[str, str]]:
    from ..practice.sessions import to_check
    from .clients_find import client_named

    return [(step.id, step.label) for step in to_check(client_named(practice_of(context), client))]
