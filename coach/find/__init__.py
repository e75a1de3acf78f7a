"""Finding: lessons, answers and records by their words, as they were meant and not only as they were typed."""

from .finder import Finder, Found, Group
from .hits import Hit, Passage, Where

__all__ = ["Finder", "Found", "Group", "Hit", "Passage", "Where"]
