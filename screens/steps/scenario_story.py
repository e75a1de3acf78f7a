"""A role-play as it is told: its passages as lines, and the widget that shows them below one another."""

from collections.abc import Callable

from textual.content import Content

from coach.lessons.kinds.simulate import Ending, Meter, Move, Node, Play, Scenario
from coach.words import marked, said

from ..text import one_line, plain
from .drawn import DIM, HERE, Drawn, hanging

DOTS = 10
Passage = Callable[[int, bool], list[Content]]  # the lines of a width, dimmer once they are past

TONES = {
    "good": marked("A good ending"),
    "mended": marked("An ending that was mended"),
    "mixed": marked("A mixed ending"),
    "poor": marked("A poor ending, and one to learn from"),
}
LIT = "bold $foreground on $accent-muted"


def tint(past: bool) -> str:
    """What was read already is dimmer than what is to be read now."""
    return DIM if past else ""


def paragraphs(text: str, width: int, past: bool) -> list[Content]:
    """A text of one or more paragraphs."""
    return plain(text.strip(), tint(past)).wrap(width)


def setting(story: Scenario, under_way: bool) -> Passage:
    """Where the story is set, and who the player is. A part that begins later says so."""

    def draw(width: int, past: bool) -> list[Content]:
        lines = [*paragraphs(story.setting, width, past), Content("")]
        lines += one_line(story.role, DIM if past else "bold").wrap(width)
        if under_way:
            lines += [Content(""), *Content.styled(said("The story is under way already."), DIM).wrap(width)]
        return lines

    return draw


def moment(node: Node, meters: list[tuple[Meter, int]]) -> Passage:
    """A moment of the story: when, who, what. `meters` are those that the player may see."""

    def draw(width: int, past: bool) -> list[Content]:
        when, who = one_line(node.when, DIM), one_line(node.speaker, DIM if past else "bold $accent")
        between = Content.styled(" · ", DIM) if node.when and node.speaker else Content("")
        heading = when + between + who
        lines = heading.wrap(width) if heading else []
        lines += paragraphs(node.text, width, past)
        return lines + [line for meter, value in meters if not past for line in gauge(meter, value, width)]

    return draw


def gauge(meter: Meter, value: int, width: int) -> list[Content]:
    """A meter that is shown while playing."""
    filled = round((value - meter.min) * DOTS / max(1, meter.max - meter.min))
    bar = Content("●" * filled) + Content.styled("·" * (DOTS - filled), DIM)
    return hanging(one_line(meter.label, DIM) + " ", bar + one_line(f" {value} {meter.unit}", "bold"), width)


def taken(move: Move) -> Passage:
    """The choice that was made."""

    def draw(width: int, past: bool) -> list[Content]:
        return hanging(Content.styled(HERE, DIM), one_line(move.label, tint(past)), width)

    return draw


def missing(width: int, past: bool) -> list[Content]:
    """What stands where the story should be, when its file is not there."""
    text = said("This role-play is not here at the moment, so there is nothing to play. You can leave this step out.")
    return Content.styled(text, DIM).wrap(width)


def aside(text: str) -> Passage:
    """What there is to say about a choice: a passage of its own, with a line down its side."""

    def draw(width: int, past: bool) -> list[Content]:
        bar = Content.styled("  │ ", DIM if past else "$accent")
        return [bar + line for line in plain(text, tint(past)).wrap(max(8, width - 4))]

    return draw


def ending(found: Ending) -> Passage:
    """How the story ended."""

    def draw(width: int, past: bool) -> list[Content]:
        title = one_line(f"  {found.title}  ")
        block = (Content("  ") + title + "  ").truncate(width, ellipsis=True)
        lines = [block.stylize(f"bold {DIM}" if past else LIT)]
        lines += [Content.styled(said(TONES[found.tone]), DIM), Content("")]
        return lines + paragraphs(found.text, width, past)

    return draw


def pause(play: Play) -> Passage:
    """Where a lesson stops the story half-way."""
    node = play.step.story.node(play.at) if play.step.story else None
    if node and node.when:
        text = said(
            "The story stops here for now. Its next moment is {when}. A later lesson takes it up.", when=node.when
        )
    else:
        text = said("The story stops here for now. A later lesson takes it up.")

    def draw(width: int, past: bool) -> list[Content]:
        title = Content.styled(f"  {said('To be continued')}  ", f"bold {DIM}" if past else LIT)
        return [title, Content(""), *paragraphs(text, width, past)]

    return draw


class Story(Drawn):
    """The passages that were told so far, the newest in full strength."""

    def __init__(self) -> None:
        super().__init__()
        self._passages: list[Passage] = []
        self._now = 0  # the first passage that is to be read now
        self._tops: list[int] = []

    def tell(self, passages: list[Passage], now: int) -> None:
        """Shows these passages; those from `now` on are new."""
        self._passages, self._now = passages, now
        self.redraw()

    def draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._tops = []
        for n, passage in enumerate(self._passages):
            lines += [Content("")] if lines else []
            self._tops.append(len(lines))
            lines += passage(width, n < self._now)
        return lines

    def new_from(self) -> int:
        """The line from which it is new."""
        return self._tops[self._now] if self._now < len(self._tops) else self.size.height
