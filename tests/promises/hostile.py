"""Texts that try to command a terminal or the program, and the search for their traces in what came out."""

import re

_NEVER = [  # code points: controls, separators, directions, marks that are not seen, half characters, tags
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200B, 0x200B), (0x200E, 0x200F), (0x2028, 0x202E),
    (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xD800, 0xDFFF), (0xE0000, 0xE007F),
]  # fmt: skip
UNSAFE = re.compile(
    "[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in _NEVER) + "]"
)  # not the program's own list
ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

_CSI = [
    "[2J", "[3J", "[991;991H", "[991A", "[38;5;201;7m", "[?1049l", "[?1049h", "[?1003h", "[?25l", "[?7l", "[?2026h",
    "[6n", "[c", "[>0c", "[21t", "[8;5;5t", "[5i", "[4h", "[!p", "[5;9r", "[2 q", "[?2004l", "[>1u", "[<u", "[20l",
    "[200~", "[201~", "[99999999999999999999m", "[" + ";" * 500 + "m",
]  # fmt: skip
_PLAIN = ["c", "#8", "(0", ")B", "Z", "7", "8", "M", "D", "=", ">", "N", "O", "n", "o", "|", "%G", ""]
_STRINGS = [  # what follows ESC and is ended by ST or BEL
    "]0;title", "]1;icon", "]2;title", "]4;1;rgb:ff/00/00", "]7;file:///etc", "]8;;file:///etc/passwd",
    "]8;id=1;javascript:alert(1)", "]9;notice", "]9;4;1;50", "]10;?", "]11;#000000", "]22;wait", "]50;font",
    "]52;c;aGFjaw==", "]52;c;?", "]52;p;!", "]104", "]133;A", "]633;E;ls", "]777;notify;a;b",
    "]1337;File=inline=1:AAAA", "]1337;SetUserVar=a=Yg==", "P$qm", "P+q544e", "Ptmux;\x1b\x1b]52;c;aGFjaw==\x07", "Pq#0;2;0;0;0",
    "_Gf=24,s=1,v=1;AAAA", "^private", "Xstring",
]  # fmt: skip
_C1 = ["\x9b2J", "\x9b38;5;201;7m", "\x9d0;title\x9c", "\x9d52;c;aGFjaw==\x9c", "\x90$qm\x9c", "\x9fGf=24\x9c",
       "\x9ex\x9c", "\x98x\x9c", "\x85", "\x84", "\x8d", "\x8e", "\x8f", "\x99", "\x80"]  # fmt: skip
_C0 = [*(chr(code) for code in range(0x20) if chr(code) not in "\t\n\x1b"), "\x7f", BEL * 5000, "\x08" * 80, "\r" * 40]
_DIRECTION = [*"\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
              *"\ufeff\ufff9\ufffa\ufffb",
              "\u202etxt.exe\u202c", "\U000e0041\U000e007f", "\u2067abc\u2069\u200f"]  # fmt: skip
LONE = ["\ud800", "\udc80", "\udfff", "a\udcff\ud83d"]  # half characters: no text file can hold them
MARKUP = [
    "[b]", "[/]", "[/b]", "[@click=app.quit]click[/]", "[@click=screen.dismiss()]x", "[link=file:///etc/passwd]x[/link]",
    "[link='javascript:alert(1)']x[/]", "[on red]x", "[$error]x", "[red", "]", "[[", "\\[b]", "tail\\", "[/not]",
    "[#fff on #000]x[/]",
    "{0}", "{}", "{plan.__class__}", "%s%n%d", "${plan.x}", "${answer.q1}", "{{ 7*7 }}", "$(reboot)",
    "`reboot`", "; reboot",
    "[a](javascript:alert(1))", "![a](https://example.org/x.png)", "<a href='file:///etc/passwd'>x</a>",
    "<script>alert(1)</script>",
    "https://example.org@evil.example/", "../../../etc/passwd", "/dev/null", "-rf", "--help", "CON",
    '"""', "'''", "'''\"\"\"\\",
    "\\u001b[2J",
    "# [[x]]\n[saved]\nend = 1", "\n[saved]\n", "[[next_steps]]", "a = 1\nb = [",
]  # fmt: skip
LARGE = ["x" * 100_000, "移" * 20_000, "e" + "\u0301" * 2_000, "\n" * 3_000, " " * 3_000, "[b]" * 5_000,
         (ESC + "[2J") * 5_000,
         "👩🏽‍🔬" * 2_000, "\u202e" * 3_000]  # fmt: skip

CONTROLS = [
    *(ESC + tail for tail in _CSI),
    *(ESC + tail for tail in _PLAIN),
    *(ESC + tail + end for tail in _STRINGS for end in (BEL, ST)),
    *_C1, *_C0, *_DIRECTION,
]  # fmt: skip


def marked(payloads: list[str]) -> list[str]:
    """Each with a mark of its own behind it, by which it is found again wherever it came out."""
    return [f"{payload}Q{n:03d}q" for n, payload in enumerate(payloads)]


COMMANDS = marked(CONTROLS)
WORDS = [f"W{n:03d} {payload}" for n, payload in enumerate(MARKUP)]
ALL = [*COMMANDS, *WORDS, *LARGE]

_OF_TEXTUAL = re.compile(
    rb"\x1b\[(?:[\d;]*m|\d+;\d+H|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]|\?20(?:26|48)\$p|>\d+u|<u)"
    rb"|\x1b\]22;[a-z-]+\x07"
)  # all that the app says to a terminal besides text; the last is the shape of the mouse pointer


def traces(raw: bytes) -> list[str]:
    """What was sent to a terminal that is neither text nor something the app itself says."""
    text = _OF_TEXTUAL.sub(b"", raw).decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    found = [repr(text[max(0, m.start() - 10) : m.end() + 20]) for m in UNSAFE.finditer(text)]
    whole = raw.decode("utf-8", "surrogateescape")
    return found + [f"whole: {payload!r}" for payload in COMMANDS if payload in whole]


def unsafe(text: str) -> list[str]:
    """What in a text that was printed is neither harmless nor a line break."""
    return [repr(text[max(0, m.start() - 10) : m.end() + 20]) for m in UNSAFE.finditer(text)]
