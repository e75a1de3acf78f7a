"""What `coach help packet` says, and the help of each of its actions."""

from ..words import marked

HELP = marked("""\
Examples
  coach help packet make       lessons, to a client
  coach packet open FILE       look, then take it in
  coach packet return FILE     answers, to your coach
  coach help packet handover   a plan whole, to its owner

coach packet make|open|return|handover

A packet is one file, encrypted to the public key of whoever is to open it (see
coach help key). Send it by mail, on a stick, in a shared folder. Nothing goes
into a plan, and no answer goes out, before you have seen what it is.

It is a file of age: age -d -i KEY FILE opens it without coach.""")
MAKE = marked("""\
Examples
  coach packet make anna start-here --to age1... --due "in 2 weeks"

coach packet make CLIENT LESSON... --to KEY [--due DATE] [--note TEXT]

Writes an assignment. The lessons travel along, for a client who does not have
them. Each becomes a next step, in your copy of the client's plan, too.

--to KEY     a public key, age1...; may be given more than once
--due DATE   by when
--note TEXT  a few words that go along
--from NAME  how you sign; else the name in your plan
--out PATH   the file or folder to write to; else the folder you are in
--dry-run    only say what would be in it""")
OPEN = marked("""\
Examples
  coach packet open FILE --dry-run
  coach --person anna packet open FILE

coach packet open FILE [--ours|--theirs] [--dry-run] [--yes]

Shows what is in a packet and from whom it says it is, and asks whether to take
it in. Lessons never replace one that is there. What comes back goes into the
plan of the client whom it was asked of. Where both of you have changed the
same, both wordings are shown; the later one stands unless you say otherwise,
and the other is kept in the history. coach undo takes the whole of it back.

--ours       where both have changed the same, what is here stands
--theirs     ... what came stands
--dry-run    only show it
--yes        do not ask""")
RETURN = marked("""\
Examples
  coach packet return FILE
  coach packet return FILE --share start-here/two-moves

coach packet return FILE|ID [--to KEY] [--share STEP] [--yes]

Gives back what you did for an assignment, to whoever made it: the answers and
records that your coach may see. What goes out is listed before, by sort and
title, and what stays is counted. Private answers stay unless you choose them.

--to KEY      another public key than the one in the assignment
--share STEP  a private answer, as LESSON/STEP or LESSON, goes along this once
--from NAME   how you sign; else the name in your plan
--out PATH    the file or folder to write to; else the folder you are in
--dry-run     only say what would go out
--yes         do not ask""")
HANDOVER = marked("""\
Examples
  coach packet handover anna --to age1...
  coach packet handover anna --to age1... --remove

coach packet handover CLIENT --to KEY [--remove] [--yes]

Gives a plan to its owner, whole and as it stands, private answers too. Your own
notes on the client are not in it, nor is the history of changes.

--to KEY     the owner's public key, age1...
--remove     afterwards, take the plan off this machine; asks once more
--from NAME  how you sign; else the name in your plan
--out PATH   the file or folder to write to; else the folder you are in
--dry-run    only say what would be in it
--yes        do not ask""")
