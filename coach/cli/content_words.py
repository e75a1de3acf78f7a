"""Numbers in words for the commands of authors: `no faults`, `1 fault`, `1,200 faults`."""

from ..words import said, said_of


def faults(n: int) -> str:
    """How many faults there are."""
    return said_of(n, "{n} fault", "{n} faults", n=f"{n:,}") if n else said("no faults")


def advice(n: int) -> str:
    """How many pieces of advice there are."""
    if n:
        return said_of(n, "{n} piece of advice", "{n} pieces of advice", n=f"{n:,}")
    return said("no pieces of advice")


def walks(n: int) -> str:
    """How often a lesson was walked."""
    return said_of(n, "{n} walk", "{n} walks", n=f"{n:,}") if n else said("no walks")


def role_plays(n: int) -> str:
    """How many role-plays there are."""
    return said_of(n, "{n} role-play", "{n} role-plays", n=f"{n:,}") if n else said("no role-plays")


def ways(n: int) -> str:
    """How many ways a role-play can go."""
    return said_of(n, "{n} way", "{n} ways", n=f"{n:,}") if n else said("more ways than can be counted")
