"""The road map: in the order of time, in its lanes, nothing on top of anything, whatever the width."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.lessons.kinds.place import LANES as STEP_LANES
from coach.plan.plan import Plan
from coach.plan.roadmap import GAP, LANES, MARK, SHORTEST, in_order, road_map

TODAY = dt.date(2026, 11, 22)
TIMES = ["", "2009", "2015-03", "2019-2021", "2026", "now", "2027-06", "2027-Q2", "next", "2029", "later", "childhood"]


@dataclass(frozen=True)
class Stop:
    """A stop as a test names it."""

    id: str
    name: str = "A stop"
    when: str | None = "now"
    lane: str | None = "role"
    status: str | None = "aimed"


@st.composite
def stops(draw):
    """Up to twenty stops of any kind."""
    return [
        Stop(str(n), draw(st.text("abc d", min_size=1, max_size=40)), draw(st.sampled_from(TIMES)),
             draw(st.sampled_from([*LANES, None, "elsewhere"])), draw(st.sampled_from(["reached", "aimed", None])))
        for n in range(draw(st.integers(0, 20)))
    ]  # fmt: skip


def spots(map):
    """Every spot with its lane and row."""
    return [(lane.id, n, spot) for lane in map.lanes for n, row in enumerate(lane.rows) for spot in row]


@given(stops(), st.integers(20, 120))
def test_every_stop_stands_once_in_its_lane_and_nothing_overlaps(many, width):
    map = road_map(many, TODAY, width, anchors=("now", "next", "later"))
    placed = {spot.id: lane for lane, _, spot in spots(map)}
    assert placed == {stop.id: stop.lane if stop.lane in LANES else "role" for stop in many}
    assert len(spots(map)) == len(many)
    for lane in map.lanes:
        for row in lane.rows:
            for left, right in pairwise(row):
                assert left.text + left.room + GAP <= right.x
            assert all(spot.x >= 0 and spot.text + spot.room <= width for spot in row)


@given(stops(), st.integers(20, 120))
def test_marks_stand_in_the_order_of_time_and_in_columns(many, width):
    map = road_map(many, TODAY, width, anchors=("now",))
    at = {spot.id: spot.x for _, _, spot in spots(map)}
    xs = [at[stop.id] for stop in in_order(many, TODAY)]
    assert xs == sorted(xs)
    assert set(xs) <= {column.x for column in map.columns}
    assert len({(stop.when, stop.status) for stop in many}) >= len(set(xs)), "one time is one column"


@given(stops(), st.integers(20, 120))
def test_names_of_times_do_not_run_into_each_other(many, width):
    map = road_map(many, TODAY, width, anchors=("now", "next", "later"))
    named = [column for column in map.columns if column.name]
    assert all(column.x + column.room < other.x for column, other in pairwise(named))
    assert all(column.x + column.room <= width for column in named)


@given(stops(), st.integers(40, 120))
def test_a_name_is_cut_to_no_less_than_what_can_be_read(many, width):
    for _, _, spot in spots(road_map(many, TODAY, width)):
        assert spot.room >= min(len(spot.name), SHORTEST)


def test_where_there_is_room_names_are_whole_and_lanes_have_one_row():
    many = [Stop("a", "Analyst in ledgers"), Stop("b", "Team lead", "next"), Stop("c", "Kids in school", "now", "life")]
    map = road_map(many, TODAY, 65, anchors=("now", "next", "later"))
    assert all(spot.room == len(spot.name) for _, _, spot in spots(map))
    assert all(len(lane.rows) == 1 for lane in map.lanes)
    assert [column.name for column in map.columns] == ["now", "next", "later"]


def test_two_stops_of_one_time_and_lane_stand_below_each_other():
    map = road_map([Stop("a"), Stop("b")], TODAY, 65)
    assert [(row, spot.id, spot.x) for _, row, spot in spots(map)] == [(0, "a", 0), (1, "b", 0)]


def test_months_are_named_as_shortly_as_there_is_room():
    many = [Stop(str(n), "x", f"2027-{n:02}") for n in range(1, 9)]
    assert road_map(many, TODAY, 120).columns[0].name == "January 2027"
    assert road_map(many, TODAY, 80).columns[0].name == "Jan 2027"
    assert road_map(many, TODAY, 56).columns[0].name == "2027"


def test_empty_times_give_way_when_it_is_crowded():
    many = [Stop(str(n), "A longer name", f"20{n + 30}", "role") for n in range(6)]
    assert len(road_map(many, TODAY, 110, anchors=("now", "next", "later")).columns) == 9
    assert len(road_map(many, TODAY, 40, anchors=("now", "next", "later")).columns) == 6


def test_an_unknown_time_is_first_behind_and_last_ahead():
    behind = [Stop("a", when="2009", status="reached"), Stop("b", when="childhood", status="reached")]
    assert [stop.id for stop in in_order(behind, TODAY)] == ["b", "a"]
    ahead = [Stop("b", when="some fine day"), Stop("c", when=""), Stop("a", when="later")]
    assert [stop.id for stop in in_order(ahead, TODAY)] == ["a", "b", "c"]
    assert road_map(ahead, TODAY, 60).columns[-1].name == "when?"


def test_a_cell_leads_to_its_stop():
    many = [Stop("a", "Here"), Stop("b", "There", "later"), Stop("c", "Below", "now", "life")]
    map = road_map(many, TODAY, 60)
    there = next(spot for _, _, spot in spots(map) if spot.id == "b")
    assert map.at(0, 0) == map.at(MARK + 3, 0) == "a"
    assert map.at(there.x, 0) == "b"
    assert map.at(there.x - 1, 0) == ""
    assert map.at(0, 3) == "c"
    assert map.at(0, 1) == map.at(0, 99) == map.at(0, -1) == ""


def test_the_plans_own_stops_can_be_placed():
    plan = Plan().changed("stops", "s1", {"name": "Team lead", "when": "2028", "lane": "role", "status": "aimed"})
    plan = plan.changed("stops", "s2", {"name": "No time yet"})
    from coach.plan.records import Stop as Record

    assert [spot.id for _, _, spot in spots(road_map(plan.all(Record), TODAY, 60))] == ["s1", "s2"]


def test_nothing_to_place_is_a_map_with_its_lanes():
    map = road_map([], TODAY, 60)
    assert [lane.name for lane in map.lanes] == list(LANES.values())
    assert map.columns == ()


def test_the_lanes_are_those_of_the_step():
    assert list(LANES) == list(STEP_LANES)


@given(stops(), st.integers(30, 120))
def test_every_stop_is_reached_by_going_from_stop_to_stop(many, width):
    map = road_map(many, TODAY, width)
    ways = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    reached = {many[0].id} if many else set()
    new = set(reached)
    while new:
        new = {map.beside(id, *way) for id in new for way in ways} - reached - {""}
        reached |= new
    assert reached == {stop.id for stop in many}
