"""Reports on a client, to look at and to write to a file, and the log of hours."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.places import typed_path
from coach.practice.hours import Level, Logged, as_csv, levels, log, missing, totals
from coach.practice.hours import rows as table
from coach.practice.practice import Practice
from coach.practice.reports import Report, client_summary, sponsor_report, withheld_lines
from coach.store.files import NotSaved, write_whole
from coach.words import marked, said, said_of

from ..base import About, CoachScreen
from ..dialogs import Ask, Checked, Choose, Offer, Tell, something
from ..drawing import QUIET, one_line, plain
from .pages import ClientPage
from .preview import report_lines
from .visit import Shared, Visit


class ReportScreen(ClientPage):
    """A report as it would leave, with what was left out by count."""

    about = About(
        marked("A report"),
        marked(
            "Exactly what would leave, with what was left out told by count at the end. w writes it to a file that "
            "only you can read; what you do with it then is up to the two of you."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", marked("Write it to a file"), id="report.write"),
    ]

    def __init__(self, visit: Visit, reader: str, made: Report) -> None:
        super().__init__(visit)
        self.reader = reader
        self.made = [*made.lines, *withheld_lines(made)]

    def heading(self) -> tuple[str, str]:
        return (said("For the client") if self.reader == "client" else said("For the sponsor")), ""

    def lines(self, width: int) -> list[Content]:
        return report_lines(self.made, width)

    def hints(self) -> list[tuple[str, str]]:
        return [("write", said("write to a file")), *super().hints()]

    def action_write(self) -> None:
        """Asks for a file, and writes the report into it."""
        ask_file(self, said("Write the report"), f"report-{self.reader}.md", "\n".join(self.made) + "\n")


def choose_report(screen: Shared) -> None:
    """Asks for whom a report is to be."""
    offers = [
        Offer("client", said("For the client"), said("What both have seen, session by session.")),
        Offer("sponsor", said("For the sponsor"), said("Counts and dates; more only with a consent on record.")),
        Offer("hours", said("The log of hours"), said("Over all clients.")),
    ]

    def act(key: str | None) -> None:
        if key == "hours":
            show_hours(screen, screen.one.practice)
        elif key is not None:
            made = client_summary(screen.one) if key == "client" else sponsor_report(screen.one)
            screen.app.push_screen(ReportScreen(screen.visit, key, made))

    shown = offers[:2] if screen.visit.safe else offers
    screen.ask(Choose(said("Which report?"), shown), act)


# --- files --------------------------------------------------------------------------------------


def ask_file(screen: CoachScreen, title: str, name: str, text: str) -> None:
    """Asks for the name of a new file, and writes a text into it that only its owner can read."""

    def check(typed: str) -> Checked:
        if not typed.strip():
            return something(typed)
        why = why_not(typed)
        return Checked(why) if why else Checked("", str(typed_path(typed)))

    def write(typed: str | None) -> None:
        if not typed:
            return
        try:
            write_whole(typed_path(typed), text.encode())
        except NotSaved as error:
            screen.warn(said("Not written: {why}.", why=error.why))
            return
        screen.say(said("Written. Only you can read it; whoever you give it to can read what is in it."))

    screen.ask(Ask(title, said("Into which new file?"), f"~/{name}", check=check, verb=marked("write")), write)


def why_not(typed: str) -> str:
    """Why a new file cannot be written there, or nothing."""
    try:
        file = typed_path(typed)
        if file.exists() or file.is_symlink():
            return said("That is there already. Another name, please.")
        return "" if file.parent.is_dir() else said("There is no such folder.")
    except OSError:  # nobody has that home, or nobody may look there
        return said("This cannot be the name of a file here.")


# --- hours --------------------------------------------------------------------------------------


def show_hours(screen: CoachScreen, practice: Practice) -> None:
    """Shows the sums of the hours, what is missing for a credential, and offers the table."""
    logged = log(practice)
    offers = [Offer("csv", said("Write the table for a credential"), said("Only clients with a consent stand in it."))]
    text = "\n".join(line.plain for line in _told(logged))

    def act(key: str | None) -> None:
        if key == "csv":
            ask_file(screen, said("The log of hours"), "hours.csv", as_csv(table(logged)))

    if any(one.agreed for one in logged):
        screen.ask(Choose(said("The log of hours"), offers, text), act)
    else:
        screen.ask(Tell(said("The log of hours"), Content("\n").join(_told(logged))))


def _told(logged: list[Logged]) -> list[Content]:
    listed = totals([one for one in logged if one.agreed])
    known = levels()
    lines = [
        plain(said("With a consent to be listed: {hours} hours, of these paid {paid}, pro bono {free}, with {clients}.",
                   hours=f"{listed.hours():g}", paid=f"{listed.hours('paid'):g}",
                   free=f"{listed.hours('pro_bono'):g}",
                   clients=said_of(listed.clients, "{n} client", "{n} clients")))
    ]  # fmt: skip
    if out := [one for one in logged if not one.agreed]:
        hidden = totals(out)
        lines.append(plain(said_of(len(out), "Counted but not listed: {n} client, {hours} hours.",
                                   "Counted but not listed: {n} clients, {hours} hours.",
                                   hours=f"{hidden.hours():g}"), QUIET))  # fmt: skip
    lines += [_level(level, missing(level, listed)) for level in known.levels]
    when = said("The levels are as published in {day} ({where}). Check them before you apply.",
                day=known.checked, where=known.where)  # fmt: skip
    return [*lines, plain(when, QUIET)]


def _level(level: Level, lacking: list[str]) -> Content:
    if not lacking:
        return one_line(said("{level}: the hours are there", level=level.name))
    return one_line(said("{level}: still {what}", level=level.name, what=", ".join(lacking)))
