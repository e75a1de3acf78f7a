"""What a client sees: their Today and what both have shared, drawn from what they let the coach see; nothing else."""

from textual.content import Content

from coach.plan.today import look
from coach.practice.looking import Looking
from coach.practice.reports import client_summary
from coach.words import marked, said, said_of

from ..base import About, Desk
from ..steps.prose import blocks, laid_out
from ..today_rows import rows
from .pages import ClientPage
from .visit import Visit


class PreviewScreen(ClientPage):
    """The client's side."""

    about = About(
        marked("As the client sees it"),
        marked(
            "Their Today, and the summary of your sessions as they would read it. Nothing that you noted for yourself "
            "is in it, and nothing that a lesson says to a coach. What they keep private is left out here as well, for "
            "it is theirs."
        ),
    )

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.seen = Looking(visit.one.plan)

    def on_unmount(self) -> None:
        self.seen.close()

    def heading(self) -> tuple[str, str]:
        n = self.seen.withheld
        hidden = said_of(n, "{n} thing they keep private", "{n} things they keep private") if n else ""
        return said("As the client sees it; nothing of yours is here"), hidden

    def lines(self, width: int) -> list[Content]:
        desk = Desk(self.seen, self.desk.library, self.desk.places, self.desk.settings)
        today = look(self.seen.plan, self.seen.today)
        shown = [line for row in rows(desk, today, [], beside=True) for line in row.draw(width)]
        return [*shown, Content(""), *report_lines(client_summary(self.one).lines, width)]


def report_lines(lines: list[str], width: int) -> list[Content]:
    """A report to look at: its Markdown read as that of a lesson is, in which people's own words are only words."""
    return laid_out(blocks("\n".join(lines)), width)
