"""Packets from the client's page: lessons that go out as one encrypted file, and what comes back of them."""

from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Input

from coach.crypt import age
from coach.crypt.age import Sealed
from coach.crypt.keys import Keys
from coach.packets import assignment, form
from coach.packets.form import ENDING, Packet, Refused, Return
from coach.packets.kept import made_for
from coach.packets.merge import taken_at
from coach.places import typed_path
from coach.plan.records import Profile
from coach.store.files import NotSaved, write_whole
from coach.words import marked, said

from ..dialogs import Ask, Checked, Choose, Offer
from ..plan.choose_record import ChooseRecord
from .assign import lesson_choices
from .hours import why_not
from .sheet import Blank, Sheet
from .visit import Shared

NO_KEY = marked("There is no key here yet, and packets need one. In a terminal, this makes it: coach key new")
ELSE = marked("This packet brings no answers. In a terminal, this opens it: coach packet open FILE")
WRONG = marked("That is not the passphrase of your key.")
OTHER = marked("It answers an assignment that was made for somebody else, so it is not taken in here.")
TWICE = marked("This packet was taken in already. Nothing was changed.")


class Passphrase(Ask):
    """Asks for the passphrase of one's key, which is not shown."""

    def body(self) -> ComposeResult:
        for widget in super().body():
            if isinstance(widget, Input):
                widget.password = True
            yield widget


def choose_packet(screen: Shared) -> None:
    """Asks which way a packet is to go."""
    if not Keys(screen.desk.places).there:
        screen.warn(said(NO_KEY))
        return
    offers = [
        Offer("make", said("Send a lesson"), said("As one file, which only the owner of their key can open.")),
        Offer("open", said("Open what came back"), said("You see what is new before anything is taken in.")),
    ]

    def act(key: str | None) -> None:
        if key == "make":
            screen.ask(ChooseRecord(said("Send a lesson"), lesson_choices(screen)), lambda id: _ask_out(screen, id))
        elif key == "open":
            ask = Ask(
                said("Open a packet"),
                said("Which file came back?"),
                "",
                f"~/return{ENDING}",
                _is_there,
                marked("open ⟨do⟩"),
            )
            screen.ask(ask, lambda typed: _ask_passphrase(screen, typed))

    screen.ask(Choose(said("Packets"), offers), act)


def _is_there(typed: str) -> Checked:
    try:
        there = typed_path(typed).is_file()
    except OSError:
        there = False
    return Checked("" if there else said("There is no such file."))


# --- out ------------------------------------------------------------------------------------


def _ask_out(screen: Shared, lesson: str | None) -> None:
    if not lesson:
        return
    profile = screen.desk.workspace.plan.get(Profile)
    blanks = [
        Blank("to", said("Their public key"), example=said("age1..., they see it with: coach key show"),
              needed=said("Whose key is it to be for? It begins with age1.")),
        Blank("due", said("By when"), "day", example=said("fri, in 2 weeks; it may stay empty")),
        Blank("note", said("A word with it")),
        Blank("sender", said("Signed"), value=profile.name if profile else ""),
        Blank("out", said("New file"), value=f"~/lesson{ENDING}", needed=said("Into which file?")),
    ]  # fmt: skip

    def keep(fields: dict[str, Any] | None) -> None:
        if fields is None:
            return
        try:
            screen.say(said("Written: {file}. Send it to them.", file=_make(screen, lesson, fields)))
        except (Refused, Sealed, NotSaved) as error:
            screen.warn(said("No packet was made: {why}", why=getattr(error, "why", "") or str(error)))

    screen.ask(Sheet(said("Send a lesson"), blanks, screen.one.own.today, verb=marked("write the packet")), keep)


def _make(screen: Shared, lesson: str, fields: dict[str, Any]) -> Path:
    """Writes the packet, and notes in the client's plan what was assigned."""
    to, plan, keys = fields["to"], screen.one.plan, Keys(screen.desk.places)
    if not age.is_public(to):
        raise Refused(said("that is not a public key of age, or a character of it is wrong."))
    if to in keys.recipients():
        raise Refused(said("that is your own key: nobody else could open it."))
    if why := why_not(fields["out"]):
        raise Refused(why)
    out = typed_path(fields["out"])
    out = out if out.suffix == ENDING else out.with_name(out.name + ENDING)
    if why := why_not(str(out)):
        raise Refused(why)
    content = assignment.assign(screen.desk.library, [lesson], plan.new_id, fields["due"], fields["note"] or "")
    packet = form.packet(content, fields["sender"] or "", plan.clock(), keys.public)
    write_whole(out, form.sealed(packet, [to]))
    try:
        plan.record("assigned", assignment.steps(packet, content), content.lessons[0].title, packet.source)
    except NotSaved:
        out.unlink(missing_ok=True)
        raise
    return out


# --- in ---------------------------------------------------------------------------------------


def _ask_passphrase(screen: Shared, typed: str | None) -> None:
    if not typed:
        return
    file = typed_path(typed)
    try:
        data = form.read(file)
    except Refused as error:
        screen.warn(str(error))
        return
    text = said("It opens your key, and that opens the packet.")
    ask = Passphrase(said("Your passphrase"), text, verb=marked("open ⟨do⟩"))
    screen.ask(ask, lambda passphrase: _opened(screen, data, passphrase))


def _opened(screen: Shared, data: bytes, passphrase: str | None) -> None:
    if not passphrase:
        return
    try:
        key = Keys(screen.desk.places).opened(passphrase)
        packet = form.opened(data, [key.secret])
    except age.NotOurs:
        screen.warn(said(WRONG))
    except (Sealed, Refused) as error:
        screen.warn(str(error))
    else:
        _look(screen, packet)


def _look(screen: Shared, packet: Packet) -> None:
    """Shows what came back, if it is for this client and new."""
    from .packet_screen import PacketScreen

    one = screen.one
    if not isinstance(packet.content, Return):
        screen.warn(said(ELSE))
    elif one.id not in made_for(one.plan_folder.parent, packet.content.assignment):
        screen.warn(said(OTHER))
    elif taken_at(one.plan.history(), packet.id) is not None:
        screen.say(said(TWICE))
    else:
        screen.app.push_screen(PacketScreen(screen.visit, packet, packet.content))
