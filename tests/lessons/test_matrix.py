"""The matrix: totals over what is known, and flips that are what a search through every weight finds."""

from fractions import Fraction

from hypothesis import example, settings
from hypothesis import given as draws
from hypothesis import strategies as st

from coach.lessons.given import Accepted, Refused
from coach.lessons.kinds.weigh import MOST_WEIGHT, Flip, Matrix, flips, total, winner
from tests.helpers import given

OPTIONS = ["a", "b", "c"]
CRITERIA = ["p", "q", "r"]
SCORES = st.fixed_dictionaries({o: st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5)) for o in OPTIONS})
WEIGHTS = st.fixed_dictionaries({c: st.integers(0, 60) for c in CRITERIA})


def exact(option, weights, scores):
    """An option's mean as a fraction; None when nothing that counts is known of it."""
    weight = sum(weights[c] for c in scores[option])
    return Fraction(sum(weights[c] * n for c, n in scores[option].items()), weight) if weight else None


def brute(criterion, weights, scores):
    """The least change of one weight at which another option is truly ahead, and every one that is then ahead."""
    now = winner(OPTIONS, weights, scores)
    most = max(MOST_WEIGHT, sum(weights.values()))
    changes = {}
    for weight in range(most + 1):
        totals = {o: exact(o, {**weights, criterion: weight}, scores) for o in OPTIONS}
        if totals[now] is None:
            continue
        known = {o: t for o, t in totals.items() if t is not None}
        best = max(known.values())
        if best > totals[now]:
            changes[weight] = [o for o, t in known.items() if t == best]
    if not changes:
        return None, {}
    least = min(abs(weight - weights[criterion]) for weight in changes)
    return least, {w: ahead for w, ahead in changes.items() if abs(w - weights[criterion]) == least}


@draws(WEIGHTS, SCORES)
@settings(deadline=None)
@example({"p": 20, "q": 20, "r": 0}, {"a": {"p": 1, "q": 2}, "b": {"p": 2, "q": 1}, "c": {"r": 5}})
@example({"p": 500, "q": 490, "r": 10}, {"a": {"p": 5, "q": 1}, "b": {"p": 1, "q": 5}, "c": {"r": 1}})
@example({"p": 20, "q": 80, "r": 0}, {"a": {"p": 2, "q": 4}, "b": {"p": 4, "q": 3}, "c": {}})
def test_flips_are_what_a_search_through_every_weight_finds(weights, scores):
    found = {flip.criterion: flip for flip in flips(OPTIONS, weights, scores)}
    for criterion in CRITERIA:
        least, ahead = brute(criterion, weights, scores)
        flip = found.get(criterion)
        assert (flip is None) == (least is None), criterion
        if flip:
            assert abs(flip.weight - weights[criterion]) == least
            assert flip.winner in ahead[flip.weight]


@draws(WEIGHTS, SCORES)
@settings(deadline=None)
def test_the_winner_has_the_highest_total_and_the_first_named_wins_a_draw(weights, scores):
    totals = [exact(o, weights, scores) or Fraction(0) for o in OPTIONS]
    assert winner(OPTIONS, weights, scores) == OPTIONS[totals.index(max(totals))]
    for option, mean in zip(OPTIONS, totals, strict=True):
        assert abs(total(option, weights, scores) - mean) < 1e-9


@draws(WEIGHTS, SCORES)
@settings(deadline=None)
def test_the_nearest_flip_stands_first(weights, scores):
    far = [abs(flip.weight - weights[flip.criterion]) for flip in flips(OPTIONS, weights, scores)]
    assert far == sorted(far)


def test_a_draw_is_no_win():
    weights, scores = {"p": 40, "q": 60}, {"b": {"p": 5, "q": 1}, "a": {"p": 1, "q": 5}}
    assert winner(["b", "a"], weights, scores) == "a"
    assert flips(["b", "a"], weights, scores) == [Flip("p", 61, "b"), Flip("q", 39, "b")], "at 60 they are level"


def test_nothing_to_weigh_has_no_flips():
    assert flips([], {}, {}) == []
    assert flips(["a"], {"p": 100}, {"a": {"p": 3}}) == []
    assert winner([], {}, {}) == ""


# --- the step ------------------------------------------------------------------------

STEP = Matrix(kind="matrix", id="weigh", title="Weigh", options_from="options", criteria_from="criteria")


def around(points=None):
    """Two options and two criteria."""
    points = {"p": 40, "q": 60} if points is None else points
    items = {"options": [("a", "Stay"), ("b", "Go")], "criteria": [("p", "Pay"), ("q", "Quiet")]}
    return given(values={"criteria": {"points": points}}, items=items)


def test_totals_winner_and_flips_are_kept():
    raw = {"scores": {"a": {"p": 2, "q": 5}, "b": {"p": 5, "q": 2}}, "gut": "Go"}
    verdict = STEP.accept(raw, around())
    assert isinstance(verdict, Accepted)
    assert verdict.value["totals"] == {"a": 3.8, "b": 3.2}
    assert verdict.value["winner"] == "a"
    assert "If “Pay” weighed 61 instead of 40, “Go” would win." in STEP.words(verdict.value, around())


def test_the_gut_comes_first_and_unknown_is_fine_but_not_everywhere():
    assert STEP.accept({"scores": {"a": {"p": 3}, "b": {"p": 3}}}, around()) == Refused(STEP.gut_prompt)
    refused = STEP.accept({"scores": {"a": {"p": None}, "b": {"p": 3}}, "gut": "x"}, around())
    assert isinstance(refused, Refused) and "“Stay” has no score yet" in refused.why
    assert isinstance(STEP.accept({"scores": {"a": {"p": 3}, "b": {"q": 3}}, "gut": "x"}, around()), Accepted)


def test_a_weight_that_is_missing_in_the_file_counts_nothing():
    assert STEP.criteria(around({"p": None})) == [("p", "Pay", 0), ("q", "Quiet", 0)]


def test_with_nothing_to_weigh_one_can_go_on():
    step = STEP.model_copy(update={"fills": "decisions"})
    verdict = step.accept({}, given())
    assert verdict == Accepted({})
    assert not step.fill({}, given())
    assert not step.words({}, given())
    assert not step.offers({})
