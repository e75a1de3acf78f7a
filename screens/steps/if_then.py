"""The view of `if-then`: a sign to notice and what is done then, for each subject there is."""

from textual.app import ComposeResult

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.commit import IfThenStep
from coach.lessons.wording import worded
from coach.words import marked, said

from .arranged import entries
from .labelled import Block, LabelledView, Subject


class IfThenView(LabelledView[IfThenStep]):
    """Pairs of a cue and an act."""

    hint = marked("enter goes to the next line, and on from the last one")

    def __init__(self, step: IfThenStep, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._pairs = self._laid_out(raw)

    def _laid_out(self, raw: Value) -> list[dict[str, str]]:
        """A pair for each subject, the kept ones where they belong, and the kept ones whose subject has gone."""
        names = ("id", "cue", "act", "for")
        kept = [{name: str(pair.get(name) or "") for name in names} for pair in entries(raw, "pairs")]
        pairs = []
        for id, label in self.step.subjects(self.given):
            mine = [pair for pair in kept if pair["for"] == id]
            pairs += [{**pair, "label": label} for pair in mine] or [{"cue": "", "act": "", "for": id, "label": label}]
        known = {id for id, _ in self.step.subjects(self.given)}
        return pairs + [{**pair, "label": ""} for pair in kept if pair["for"] not in known]

    def compose(self) -> ComposeResult:
        cue = worded(self.step.suggest_if, self.given) or said("a time, a place, something that happens, a feeling")
        act = worded(self.step.suggest_then, self.given) or said("what you do then")
        for n, pair in enumerate(self._pairs):
            if pair["label"] or n:
                yield Subject(pair["label"], later=n > 0)
            yield Block(
                (said("If"), self.line(f"cue-{n}", pair["cue"], cue)),
                (said("then I will"), self.line(f"act-{n}", pair["act"], act)),
                airy=False,
            )

    def raw(self) -> Value:
        pairs = []
        for n, pair in enumerate(self._pairs):
            cue, act = self.text(f"cue-{n}", pair["cue"]), self.text(f"act-{n}", pair["act"])
            kept = {"id": pair["id"]} if pair.get("id") else {}
            pairs.append({**kept, "cue": cue, "act": act, "for": pair["for"]})
        return {"pairs": pairs}
