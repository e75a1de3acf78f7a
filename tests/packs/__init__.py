"""Packs: what is taken, what is refused, and how they are kept."""
