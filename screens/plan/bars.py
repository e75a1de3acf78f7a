"""Bars in text: their signs differ in shape, so that they say the same without colour, and a number stands beside."""

from textual.content import Content

from coach.plan.onward import HIGHEST, gap
from coach.plan.recap import Bar, Block
from coach.plan.records import Skill
from coach.words import said, said_of

from ..drawing import ACCENT, QUIET, cut, one_line

CELLS = 10
NAMES = 30  # cells for the names of bars, at most


def skill_bar(skill: Skill) -> Content:
    """A skill's level, and how far it is to the one that is wanted: `■■■□·`."""
    level = max(0, min(HIGHEST, skill.level or 0))
    missing = min(gap(skill), HIGHEST - level)
    return Content.assemble(
        ("■" * level, ""), ("□" * missing, ACCENT), ("·" * (HIGHEST - level - missing), "$foreground-disabled")
    )


def skill_words(skill: Skill, proofs: int, brief: bool = False) -> str:
    """The same in words."""
    if skill.level is None:
        return said("no level yet")
    level = said("{n} of {of}", n=skill.level, of=HIGHEST)
    if brief:
        return level + (f" → {skill.target_level}" if gap(skill) else "")
    words = [level]
    if gap(skill):
        words.append(said("target {level}: gap {gap}", level=skill.target_level, gap=gap(skill)))
    elif skill.target_level is not None:
        words.append(said("target reached"))
    if skill.trend == "fading":
        words.append(said("fading"))
    if proofs:
        words.append(said_of(proofs, "{n} success", "{n} successes"))
    return ", ".join(words)


def share_bar(value: float, of: float, width: int = CELLS) -> Content:
    """How much of a whole something is, to half a cell."""
    halves = max(0, min(2 * width, round(2 * width * value / of))) if of else 0
    full, half = divmod(halves, 2)
    drawn = "━" * full + "╸" * half
    return Content.assemble((drawn, ""), ("╌" * (width - len(drawn)), "$foreground-disabled"))


def block_lines(block: Block, width: int) -> list[Content]:
    """Ratings below one another, each with its bar, its number and, where it was asked, how much it matters."""
    room = max(
        6, min(NAMES, width - CELLS - 22, max((one_line(bar.label).cell_length for bar in block.bars), default=6))
    )
    return [_rating(block, bar, room, width) for bar in block.bars]


def _rating(block: Block, bar: Bar, room: int, width: int) -> Content:
    name = cut(bar.label, room)
    line = name.pad_right(room + 2 - name.cell_length)
    line += share_bar(bar.value - block.low, block.high - block.low) + Content(f" {bar.value:g}".ljust(5))
    if bar.second is not None:
        widest = bool(block.gaps) and bar == block.gaps[0]
        gap = said("widest gap") if widest else said("gap {gap}", gap=f"{bar.gap:g}") if bar.gap > 0 else ""
        line += one_line(f"{block.names[1] or said('wanted')} {bar.second:g}", QUIET)
        line += one_line(f", {gap}" if gap else "", "bold" if widest else QUIET)
    return line.truncate(width, ellipsis=True) if line.cell_length > width else line
