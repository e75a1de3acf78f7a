"""Packs that mean harm, or were made badly: refused with a place, soon, and nothing written anywhere (G12, G13)."""

import io
import os
import stat
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.display import UNSAFE
from tests.cli.conftest import Run
from tests.packs.build import (
    ENTRIES,
    GOOD,
    LESSON,
    PACK,
    Entry,
    commit,
    folder,
    git,
    lying_zip,
    plain_zip,
    repository,
    with_entry,
    with_file,
)  # fmt: skip
from tests.promises.test_lesson_files import BOMBS, seconds

LINK, FIFO, DEVICE, SOCKET = (kind | 0o644 for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK))
BIG = 300 * 1024 * 1024
SOON = 5.0  # seconds
EVIL = LESSON.replace("garden-week", "evil")


def tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        link = tarfile.TarInfo("lessons")
        link.type, link.linkname = tarfile.SYMTYPE, "/tmp"
        archive.addfile(link)
    return made.getvalue()


def encrypted_by_flag() -> bytes:
    return with_entry(Entry("lessons/02-x.toml", EVIL.encode(), flags=1))


def twice_the_same_place() -> bytes:
    at = len(lying_zip(ENTRIES[0])) - len(lying_zip()) - 46 - len("pack.toml")
    return with_entry(Entry("lessons/02-x.toml", LESSON.encode(), at=at, ghost=True))


def zip64() -> bytes:
    data = plain_zip(GOOD)
    at = data.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", data, at + 12)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:at] + record + locator + end


def two_ends() -> bytes:
    inner = lying_zip(Entry("pack.toml", b"other"))
    return lying_zip(*ENTRIES, comment=inner)


# name: the archive, what is said of it, and what has to be named
ARCHIVES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    # names that lead elsewhere
    "up": (with_file("../evil.toml", EVIL), "“../evil.toml”: the name leads out"),
    "up-from-a-folder": (with_file("lessons/../../evil.toml", EVIL), "the name leads out"),
    "up-in-a-hidden-folder": (with_file(".git/../../evil.toml", EVIL), "the name leads out"),
    "here": (with_file("./evil.toml", EVIL), "“./evil.toml”: the name leads out"),
    "two-slashes": (with_file("lessons//evil.toml", EVIL), "the name leads out"),
    "root": (with_file("/etc/evil.toml", EVIL), "“/etc/evil.toml”: the name is not one inside"),
    "drive": (with_file("C:/evil.toml", EVIL), "“C:/evil.toml”: the name is not one inside"),
    "drive-without-slash": (with_file("c:evil.toml", EVIL), "not one inside"),
    "backslash-up": (with_file("..\\evil.toml", EVIL), "characters that a file of a pack cannot have"),
    "backslash-folder": (with_file("lessons\\evil.toml", EVIL), "characters that"),
    "share": (with_file("\\\\host\\share\\evil.toml", EVIL), "characters that"),
    "no-name": (with_entry(Entry(b"", EVIL.encode())), "not one inside the pack"),
    # names that mean something else
    "escape-in-a-name": (with_file("\x1b]52;c;x\x07.toml", EVIL), "characters that"),
    "newline-in-a-name": (with_file("a\nb.toml", EVIL), "characters that"),
    "nul-in-a-name": (with_entry(Entry(b"evil.toml\0.md", EVIL.encode())), "characters that"),
    "bidi-in-a-name": (with_file("evil\u202elmot.toml", EVIL), "characters that"),
    "look-alike": (with_file("p\u0430ck.toml", EVIL), "characters that"),
    "foreign-bytes": (with_entry(Entry(b"\xff\xfe.toml", EVIL.encode())), "characters that"),
    "device": (with_file("con.toml", EVIL), "the name of a device"),
    "device-folder": (with_file("AUX/evil.toml", EVIL), "the name of a device"),
    "dot-at-the-end": (with_file("evil.toml.", EVIL), "of another file"),
    "stream": (with_file("lessons/evil.toml:hidden", EVIL), "this is no file of a pack"),
    "long-name": (with_file("e" * 300 + ".toml", EVIL), "this is no file of a pack"),
    "same-name-twice": (with_file("lessons/01-week.toml", EVIL), "is there already"),
    "same-name-in-capitals": (with_file("lessons/01-WEEK.toml", EVIL), "is the same name on some systems"),
    "pack-in-capitals": (with_file("PACK.toml", PACK), "“PACK.toml”: “pack.toml” is there already"),
    # what no pack has
    "link": (with_entry(Entry("lessons/02-x.toml", b"/etc/passwd", mode=LINK)), "“lessons/02-x.toml”: this is a link"),
    "link-for-a-folder": (with_entry(Entry("more", b"/tmp", mode=LINK), Entry("more/x.toml", EVIL.encode())),
        "“more”: this is a link"),
    "link-of-a-mac": (with_entry(Entry("l.toml", b"..", mode=LINK, system=19)), "this is a link"),
    "link-for-the-pack": (lying_zip(Entry("pack.toml", b"/etc/passwd", mode=LINK), ENTRIES[1]),
        "“pack.toml”: this is a link"),
    "pipe": (with_entry(Entry("p.toml", mode=FIFO)), "“p.toml”: this is a device or a pipe"),
    "character-device": (with_entry(Entry("p.toml", mode=DEVICE)), "a device or a pipe"),
    "socket": (with_entry(Entry("p.toml", mode=SOCKET)), "a device or a pipe"),
    "program": (with_file("lessons/setup.py", "import os"), "“lessons/setup.py”: this is no file of a pack"),
    "translation-of-nothing": (with_file("lessons/09-x.de.po", 'msgid "a"\nmsgstr "b"\n'), "09-x.de.po:1:1: C602"),
    "translation-with-an-escape": (with_file("lessons/01-week.de.po", 'msgid "a"\nmsgstr "\x1b[2J"\n'), ":2:9: C102"),
    "translation-into-nowhere": (with_file("lessons/01-week.x.y.po", "x"), "this is no file of a pack"),
    "hidden-in-readme": (with_file("README.exe", b"MZ"), "this is no file of a pack"),
    "archive-in-it": (with_file("lessons/inner.zip", plain_zip(GOOD)), "“lessons/inner.zip”: an archive in a pack"),
    "deep": (with_file("lessons/a/b.toml", EVIL), "“lessons/a/b.toml”: it lies too deep"),
    "very-deep": (with_file("a/" * 5000 + "b.toml", EVIL), "it lies too deep"),
    "a-second-pack": (with_file("lessons/pack.toml", PACK), "one pack.toml"),
    "no-pack": (plain_zip({"lessons/01-week.toml": LESSON}), "there is no pack.toml"),
    "folder-with-content": (with_entry(Entry("more/", b"content")), "a folder has no content"),
    "folder-for-a-file": (with_entry(Entry("x.toml", mode=stat.S_IFDIR | 0o755)), "a folder with the name of a file"),
    # archives that lie
    "encrypted": (encrypted_by_flag, "“lessons/02-x.toml”: it is encrypted"),
    "masked": (with_entry(Entry("x.toml", EVIL.encode(), flags=0x2000)), "it is encrypted"),
    "patched": (with_entry(Entry("x.toml", EVIL.encode(), flags=0x20)), "unusual way"),
    "bzip2": (plain_zip(GOOD, method=zipfile.ZIP_BZIP2), "“pack.toml”: it is packed in an unusual way"),
    "lzma": (plain_zip(GOOD, method=zipfile.ZIP_LZMA), "unusual way"),
    "program-before-it": (lying_zip(*ENTRIES, prefix=b"#!/bin/sh\n"), "something stands before the archive"),
    "data-behind-it": (lying_zip(*ENTRIES, suffix=b"\0"), "no zip archive, or it was cut short"),
    "data-between": (with_entry(Entry("x.toml", EVIL.encode(), before=b"hidden")),
        "“x.toml”: there are other data before it"),
    "data-before-the-directory": (lying_zip(*ENTRIES, gap=b"x" * 30), "do not meet"),
    "a-file-no-list-names": (with_entry(Entry("x.toml", EVIL.encode(), hidden=True)), "do not meet"),
    "two-ends": (two_ends, "the archive ends in two ways"),
    "fewer-than-said": (lying_zip(*ENTRIES, count=3), "directory is damaged"),
    "more-than-said": (lying_zip(*ENTRIES, count=1), "other entries than its end says"),
    "directory-elsewhere": (lying_zip(*ENTRIES, start=0), "does not lie where its end says"),
    "one-of-several": (lying_zip(*ENTRIES, disk=1), "one part of several"),
    "zip64": (zip64, "zip64"),
    "zip64-size": (with_entry(Entry("x.toml", b"", size=0xFFFFFFFF)), "“x.toml”: its size or place"),
    "zip64-place": (with_entry(Entry("x.toml", b"", at=0xFFFFFFFF)), "“x.toml”: its size or place"),
    "overlapping": (twice_the_same_place, "it overlaps with another file"),
    "longer-than-the-archive": (with_entry(Entry("x.toml", b"", packed=9_000)), "overlap, or do not meet"),
    "nowhere": (with_entry(Entry("x.toml", EVIL.encode(), at=9_000, ghost=True)), "there are other data before it"),
    "two-names": (with_entry(Entry("x.toml", EVIL.encode(), local_name=b"../../x.toml")), "do not agree"),
    "two-sizes": (with_entry(Entry("x.toml", EVIL.encode(), local_size=1)),
        "“x.toml”: its header and the archive's directory"),
    "two-methods": (with_entry(Entry("x.toml", EVIL.encode(), local_method=0)), "do not agree"),
    "two-checksums": (with_entry(Entry("x.toml", EVIL.encode(), local_crc=1)), "do not agree"),
    "wrong-checksum": (with_entry(Entry("x.toml", EVIL.encode(), crc=1)), "its content is not what its header says"),
    "shorter-than-said": (with_entry(Entry("x.toml", EVIL.encode(), size=10)), "not what its header says"),
    "more-behind-the-end": (with_entry(Entry("x.toml", b"\x03\0junk", method=0, size=6)), "x.toml"),
    "cut-short": (plain_zip(GOOD)[:-30], "no zip archive, or it was cut short"),
    "empty": (b"", "no zip archive"),
    "text": (b"this is a lesson", "no zip archive"),
    "tar": (tar, "unpack it, and give the folder"),
    # too much
    "bomb": (lambda: with_entry(Entry("x.toml", bytes(BIG))), "“x.toml”: the file has more than 256 KB"),
    "bomb-that-lies": (lambda: with_entry(Entry("x.toml", bytes(BIG), size=100)), "the file has more than 256 KB"),
    "stored-bomb": (with_entry(Entry("x.toml", bytes(300_000), method=0)), "the file has more than 256 KB"),
    "bombs": (lambda: with_entry(*(Entry(f"x{n}.toml", bytes(250_000)) for n in range(30))),
        "“x20.toml”: all files together have more than 5 MB"),
    "large": (lambda: with_entry(Entry("x.toml", os.urandom(7_000_000), method=0)), "the archive has more than 6 MB"),
    "many-files": (lambda: with_entry(*(Entry(f"x{n}.toml", b"") for n in range(500))),
        "there are more than 500 files"),
    "many-folders": (lambda: with_entry(*(Entry(f"f{n}/x.toml", b"") for n in range(120))),
        "there are more than 100 folders"),
    "many-entries": (lambda: with_entry(*(Entry(f".x{n}", b"") for n in range(9_000))), "there are 9,002 entries"),
}  # fmt: skip

LONG = ("bomb", "bomb-that-lies", "many-entries")  # they take long to build, not to refuse
TEXT = '\nprompt = "{}"\n'


def in_lesson(more: str | bytes, head: str | bytes = LESSON) -> bytes:
    data = head if isinstance(head, bytes) else head.encode()
    return data + (more if isinstance(more, bytes) else more.encode())


# name: a lesson's file, and where and what is said of it
LESSONS: dict[str, tuple[bytes, str]] = {
    "not-toml": (b"lesson", ":1:7: C101"),
    "empty": (b"", ":1:1: C109"),
    "utf-16": (LESSON.encode("utf-16"), ":1:1: C104"),
    "latin-1": (LESSON.replace("week in", "W\u00f6che in").encode("latin-1"), ":3:13: C104"),
    "nul": (in_lesson("# \0\n"), ":15:3: C102 the character U+0000"),
    "all-nul": (bytes(2_000), ":1:1: C102"),
    "escape": (in_lesson("# \x1b[2J\n"), ":15:3: C102 the character U+001B"),
    "escape-written": (LESSON.replace("How", "\\u001b[2J").encode(), ":14:11: C102"),
    "c1": (in_lesson("# \x9b31m\n"), "C102 the character U+009B"),
    "bidi": (LESSON.replace("How", "\u202eHow").encode(), ":14:11: C102 the character U+202E"),
    "isolate": (LESSON.replace("How", "\u2066How").encode(), ":14:11: C102 the character U+2066"),
    "bidi-written": (LESSON.replace("How", "\\u202eHow").encode(), ":14:11: C102"),
    "zero-width": (LESSON.replace("How", "H\u200bow").encode(), ":14:12: C102"),
    "tags": (LESSON.replace("How", "H\U000e0041ow").encode(), ":14:12: C102"),
    "second-mark": (("\ufeff\ufeff" + LESSON).encode(), ":1:1: C102 the character U+FEFF"),
    "carriage-return-alone": (LESSON.replace("\n", "\r").encode(), ":1:11: C102"),
    "surrogate": (LESSON.replace("How", "\\ud800How").encode(), ":14:"),
    "deep-list": (in_lesson("a = " + "[" * 3_000 + "]" * 3_000), ":15:"),
    "open-lists": (in_lesson("a = " + "[" * 100_000), ":15:"),
    "deep-tables": (in_lesson("a = " + "{b = " * 3_000 + "1" + "}" * 3_000), ":15:"),
    "long-key": (in_lesson(".".join("a" * 20_000) + " = 1\n"), ":15:1: C105"),
    "long-number": (in_lesson("a = " + "9" * 200_000 + "\n"), ":15:5: C105"),
    "hexadecimal": (in_lesson("a = 0x" + "f" * 200_000 + "\n"), ":15:"),
    "beyond-64-bits": (in_lesson("a = 0xfffffffffffffffff\n"), ":15:5: C105"),
    "infinite": (in_lesson("a = 1e999\n"), ":15:5: C105"),
    "long-text": (LESSON.replace("A week", "A" * 100_000).encode(), ":3:9: C207"),
    "too-large": (in_lesson("# " + "x" * 262_144), "the file has more than 256 KB"),
    "newer": (LESSON.replace("format = 1", "format = 9").encode(), ":1:10: C209"),
    "id-that-is-a-path": (LESSON.replace("garden-week", "../../x").encode(), ":2:6: C206"),
    "unknown-key": (in_lesson('run = "rm -rf"\n'), ":15:1: C201"),
    "leads-to-nowhere": (in_lesson('[[steps]]\nid = "s"\nkind = "scenario"\ntitle = "S"\nscenario = "/etc/passwd"\n'),
        ":19:12: C206"),
}  # fmt: skip

PACKS: dict[str, tuple[str, str]] = {
    "path": (PACK.replace('"garden"', '"../x"'), "pack.toml:2:6: C206"),
    "ours": (PACK.replace('"garden"', '"core"'), "cannot have the id “core”"),
    "long": (PACK.replace('"garden"', f'"{"g" * 61}"'), "pack.toml:2:6: C207"),
    "version": (PACK.replace('"1.0"', '"1.0-beta"'), "pack.toml:3:11: C206"),
    "long-version": (PACK.replace('"1.0"', f'"{"9" * 5_000}"'), "pack.toml:3:11: C206"),
    "escape": (PACK.replace("Ann", "\\u001b[31mAnn"), "pack.toml:5:13: C102"),
    "newer": (PACK.replace("format = 1", "format = 2"), "pack.toml:1:10: C209"),
    "entry-point": (PACK + 'entry_points = "os:system"\n', "pack.toml:7:1: C201"),
    "needs-a-pack": (PACK + 'requires = { hills = "1" }\n', "it needs the pack “hills”, version 1 or later"),
    "needs-a-newer-coach": (PACK + 'requires = { coach = "99.1" }\n', "it needs version 99.1 of coach"),
    "needs-nonsense": (PACK + 'requires = { "../x" = "1" }\n', "pack.toml:7:14: C206"),
    "no-title": ('format = 1\nid = "x"\nversion = "1"\n', "pack.toml:1:1: C202"),
}


def tree(place: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below a folder: what it is, how large, and when it was written."""
    found = {}
    for path in place.rglob("*"):
        seen = path.lstat()
        found[str(path)] = (seen.st_mode, 0, 0) if path.is_dir() else (seen.st_mode, seen.st_size, seen.st_mtime_ns)
    return found


@pytest.fixture
def refused(coach: Run, kept_home: Path, tmp_path: Path) -> Callable[[str, str], None]:
    """Asks for a pack, and looks that it is refused in the right words and that nothing was written anywhere."""

    def ask(source: str, said: str) -> None:
        before = tree(tmp_path), tree(kept_home.parent)
        began = time.monotonic()
        ran = coach("packs", "add", "--home", str(kept_home), "--yes", "--", source)
        assert time.monotonic() - began < SOON
        assert (tree(tmp_path), tree(kept_home.parent)) == before
        told = ran.out + ran.err
        assert ran.code == 1, told
        assert said in told
        assert "inside the program" not in told
        assert UNSAFE.search(told) is None
        assert len(told) < 20_000

    return ask


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] * (n in LONG)) for n in ARCHIVES])
def test_archive(name: str, refused: Callable[[str, str], None], tmp_path: Path) -> None:
    made, said = ARCHIVES[name]
    file = tmp_path / "pack.zip"
    file.write_bytes(made if isinstance(made, bytes) else made())
    refused(str(file), said)


@pytest.mark.parametrize("name", LESSONS)
def test_lesson(name: str, refused: Callable[[str, str], None], tmp_path: Path) -> None:
    data, said = LESSONS[name]
    file = tmp_path / "pack.zip"
    file.write_bytes(plain_zip({"pack.toml": PACK, "lessons/01-week.toml": data}))
    refused(str(file), f"pack.zip/lessons/01-week.toml{said}" if said[0] == ":" else said)


@pytest.mark.parametrize("name", PACKS)
def test_pack_file(name: str, refused: Callable[[str, str], None], tmp_path: Path) -> None:
    text, said = PACKS[name]
    folder(tmp_path / "garden", GOOD | {"pack.toml": text})
    refused(str(tmp_path / "garden"), said)


# --- folders ---------------------------------------------------------------------------


def pipe(place: Path) -> None:
    os.mkfifo(place / "lessons/02-x.toml")


def huge(place: Path) -> None:
    with (place / "lessons/02-x.toml").open("wb") as file:
        file.truncate(8 * 1024**3)


FOLDERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "link": (lambda place: (place / "lessons/02-x.toml").symlink_to("/etc/passwd"),
        "“lessons/02-x.toml”: this is a link"),
    "link-to-a-folder": (lambda place: (place / "more").symlink_to(".."), "“more”: this is a link"),
    "link-to-itself": (lambda place: (place / "more").symlink_to("more"), "“more”: this is a link"),
    "link-to-endless": (lambda place: (place / "x.toml").symlink_to("/dev/zero"), "“x.toml”: this is a link"),
    "pipe": (pipe, "“lessons/02-x.toml”: this is a pipe"),
    "huge": (huge, "“lessons/02-x.toml”: the file has more than 256 KB"),
    "deep": (lambda place: (place / "a/b/c/d").mkdir(parents=True), "it lies too deep"),
    "foreign-name": (lambda place: Path(os.fsdecode(os.fsencode(place) + b"/\xff.toml")).touch(), "characters that"),
    "escape-in-a-name": (lambda place: (place / "\x1b[2J.toml").touch(), "characters that"),
    "program": (lambda place: (place / "conftest.py").touch(), "“conftest.py”: this is no file of a pack"),
    "no-pack": (lambda place: (place / "pack.toml").unlink(), "there is no pack.toml"),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs pipes and links")
@pytest.mark.parametrize("name", FOLDERS)
def test_folder(name: str, refused: Callable[[str, str], None], tmp_path: Path) -> None:
    spoil, said = FOLDERS[name]
    spoil(folder(tmp_path / "garden", GOOD))
    refused(str(tmp_path / "garden"), said)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("/dev/zero", "not an ordinary file"), ("/dev/null", "not an ordinary file"), ("nowhere", "no such file"),
        ("", "an empty name"), ("x\0y", "no such file"),
        ("-rf", "no such file"), ("git@-oProxyCommand=x:y", "no such file"),
        ("{0} ${x} [b]x[/b]", "no such file"),
    ],
)  # fmt: skip
def test_what_is_no_source(source: str, said: str, refused: Callable[[str, str], None]) -> None:
    refused(source, said)


# --- repositories ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "ext::sh -c touch% {mark}", "ext::touch {mark}", "fd::17", "--upload-pack=touch {mark}://x",
        "-c://x", "ssh://-oProxyCommand=touch {mark}/x", "ssh://a@-oProxyCommand=x/y",
        "http://example.org/x.git", "ftp://example.org/x.git", "javascript://x", "https://a b/x",
        "https://example.org/$(touch {mark}).git", "file://{mark};touch {mark}", "https://x\n-c://", "transport::https://x",
    ],
)  # fmt: skip
def test_address_that_is_not_handed_to_git(
    source: str, refused: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *a, **k: pytest.fail("git was started"))
    refused(source.replace("{mark}", str(tmp_path / "mark")), "no address that is handed to git")


def test_a_password_is_not_kept(refused: Callable[[str, str], None], coach: Run) -> None:
    refused("https://me:sesame@example.org/x.git", "there is a password in it")
    assert "sesame" not in coach("packs", "add", "https://me:sesame@example.org/x.git").err


def linked(place: Path) -> None:
    (place / "lessons/02-x.toml").symlink_to("/etc/passwd")
    commit(place)


def submodule(place: Path) -> None:
    git(place, "submodule", "add", "--quiet", f"file://{place}", "more")
    commit(place)


def large(place: Path) -> None:
    (place / "lessons/02-x.toml").write_bytes(bytes(400_000))
    commit(place)


REPOSITORIES: dict[str, tuple[Callable[[Path], None], str]] = {
    "link": (linked, "“lessons/02-x.toml”: this is a link"),
    "submodule": (submodule, "“more”: this is a link to another repository"),
    "large": (large, "“lessons/02-x.toml”: the file has more than 256 KB"),
}


@pytest.mark.parametrize("name", ["link", *(pytest.param(n, marks=pytest.mark.slow) for n in ("submodule", "large"))])
def test_repository(name: str, refused: Callable[[str, str], None], tmp_path: Path) -> None:
    spoil, said = REPOSITORIES[name]
    address = repository(tmp_path / "garden", GOOD)
    spoil(tmp_path / "garden")
    refused(address, said)


def test_nothing_of_a_repository_runs(coach: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hooks of a template, filters that its attributes name, and settings that point elsewhere."""
    mark = tmp_path / "mark"
    template = folder(tmp_path / "template", {"hooks/post-checkout": f"#!/bin/sh\ntouch {mark}\n"})
    (template / "hooks/post-checkout").chmod(0o755)
    touch = f"touch {mark}; cat"
    (tmp_path / "config").write_text(
        f'[init]\ntemplateDir = {template}\n[filter "x"]\nsmudge = {touch}\nprocess = {touch}\nrequired = true\n'
        f'[url "ext::sh -c touch% {mark}%20#"]\ninsteadOf = https://elsewhere.example/\n'
    )
    address = repository(tmp_path / "garden", GOOD | {".gitattributes": "*.toml filter=x\n"})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    elsewhere = coach("packs", "add", "https://elsewhere.example/x.git")
    assert (elsewhere.code, "transport 'ext' not allowed" in elsewhere.err) == (1, True), elsewhere.err
    ran = coach("packs", "add", address)
    assert ran.code == 0, ran.err
    assert not mark.exists()
    assert [*place.rglob("*week.toml")]


def test_where_there_is_no_repository(refused: Callable[[str, str], None], tmp_path: Path) -> None:
    refused(f"file://{tmp_path}/nowhere.git", "git says: fatal:")


def test_without_git(refused: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    refused("https://example.org/garden.git", "git is needed for this and is not installed")


# --- time and memory ---------------------------------------------------------------------


def slow_lessons() -> bytes:
    """As many lessons that take long as a pack may have."""
    slow = BOMBS["steps"]
    return with_entry(*(Entry(f"x{n}.toml", slow.encode()) for n in range(25)))


HEAVY: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: with_entry(Entry("x.toml", bytes(2 * BIG))),
    "bombs": lambda: with_entry(*(Entry(f"x{n}.toml", bytes(260_000)) for n in range(400))),
    "folders": lambda: with_entry(*(Entry(f".x{n}", b"") for n in range(20_000))),
    "slow-lessons": slow_lessons,
    "all-bombs": lambda: with_entry(*(Entry(f"{name}.toml", text.encode()) for name, text in BOMBS.items())),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_time_and_memory(name: str, kept_home: Path, tmp_path: Path) -> None:
    """In a process that gets no more memory than promised (G12)."""
    (tmp_path / "pack.zip").write_bytes(HEAVY[name]())
    before = tree(kept_home)
    took, done = seconds(kept_home, "packs", "add", str(tmp_path / "pack.zip"))
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "inside the program" not in said
    assert took < 2 * SOON, took  # with starting Python, on a machine that is busy
    assert tree(kept_home) == before


@pytest.mark.slow
def test_a_good_pack_as_large_as_can_be(kept_home: Path, tmp_path: Path) -> None:
    text = "A line of prose that somebody reads. " * 180
    many = {f"l/{n:03}.toml": LESSON.replace("garden-week", f"l{n}").replace("How was it?", text) for n in range(480)}
    (tmp_path / "pack.zip").write_bytes(plain_zip({"pack.toml": PACK, **many}))
    took, done = seconds(kept_home, "packs", "add", "--dry-run", str(tmp_path / "pack.zip"))
    assert (done.returncode, done.stdout) == (0, b"garden 1.0 could be added.\n"), done.stderr
    assert took < 2 * SOON, took
