"""The road map as lines: times across, lanes down, each stop with a mark that says how far off it is."""

from textual.content import Content

from coach.plan.roadmap import Lane, RoadMap, Spot

from ..text import one_line

MARKS = {"reached": "●", "now": "◆", "aimed": "○", "exploring": "◌", "parked": "·"}
SIDE = 9  # cells for the names of the lanes
TOP = 2  # lines above the first lane
CHOSEN = "bold underline $accent"
QUIET = "$text-muted"
LINE = "$line"


def cells(text: str) -> int:
    """How many cells a text takes on the screen."""
    return one_line(text).cell_length


def drawn_map(map: RoadMap, chosen: str = "") -> list[Content]:
    """The map's lines, `SIDE` cells wider than the map itself. `chosen`: the stop that the next key acts on."""
    lines = [Content(" " * SIDE) + _times(map), Content(" " * SIDE) + _axis(map)]
    for lane in map.lanes:
        lines += _lane(lane, chosen)
    return lines


def _times(map: RoadMap) -> Content:
    line = Content("")
    for column in map.columns:
        if column.name:
            line = _to(line, column.x) + _fit(one_line(column.name, QUIET), column.room)
    return line


def _axis(map: RoadMap) -> Content:
    ticks = {column.x for column in map.columns}
    line = "".join("┬" if x in ticks else "─" for x in range(map.width - 1))
    return Content.styled(f"{line}▸", LINE)


def _lane(lane: Lane, chosen: str) -> list[Content]:
    lines = []
    for n, spots in enumerate(lane.rows):
        line = Content("")
        for spot in spots:
            line = _to(line, spot.x) + _stop(spot, spot.id == chosen)
        name = one_line(lane.name, QUIET) if n == 0 else Content("")
        lines.append(_to(name, SIDE) + line)
    return lines


def _stop(spot: Spot, chosen: bool) -> Content:
    style = CHOSEN if chosen else ""
    mark = Content.styled(f"{MARKS.get(spot.status, '○')} ", style or QUIET)
    return mark + _fit(one_line(spot.name, style), spot.room)


def _fit(content: Content, room: int) -> Content:
    return content if content.cell_length <= room else content.truncate(room, ellipsis=True)


def _to(line: Content, x: int) -> Content:
    return line.pad_right(x - line.cell_length) if line.cell_length < x else line
