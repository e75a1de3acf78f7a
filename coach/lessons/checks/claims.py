"""Claims that lessons should not make, each with what can be said instead, and how a text shows that it makes one.

The rows F1 to F33 are those of the project's notes on evidence. A pattern is only tried where its words occur in the
file, and has no repetition inside a repetition: its time is in proportion to the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Claim(NamedTuple):
    """One claim: words without which no text makes it, its pattern, why it does not hold, what to say instead."""

    row: str
    words: tuple[frozenset[bytes], ...]  # in small letters; all of one set are there
    pattern: re.Pattern[str]  # for text in small letters
    why: str
    instead: str


def _claim(row: str, words: str, pattern: str, why: str, instead: str) -> Claim:
    pattern = pattern.removeprefix(r"\b").replace(r"|\b", "|")  # what begins with letters is found ten times as fast
    sets = tuple(frozenset(together.encode().split(b"+")) for together in words.split())
    return Claim(row, sets, re.compile(pattern.replace(" ", r"\s")), why, instead)


_PC = r"(?: ?%| per ?cent)"

CLAIMS: tuple[Claim, ...] = (
    _claim("F1", "harvard yale written+goals+3",
           rf"\b(?:yale|harvard)\b.{{0,160}}\bgoals?\b|\b3{_PC}.{{0,80}}\bwritten goals\b",
           "no such study was ever found",
           "Say: prompting people to monitor their progress helped, over 138 studies (Harkin and others, 2016)."),
    _claim("F2", "42",
           rf"\b42{_PC}.{{0,60}}\b(?:likel|succe|achiev|goal)",
           "the number comes from one small study over four weeks",
           "Say that one small study points the same way, or leave the number out."),
    _claim("F3", "tell+everybody tell+everyone",
           r"\btell every(?:body|one)\b.{0,40}\bgoals?\b",
           "it depends on what is told to whom", "Say: report your progress to one person."),
    _claim("F4", "visualise visualize visualising visualizing manifest",
           r"\bvisuali[sz](?:e|ing)\b.{0,60}\b(?:success|goal|future|dream|yourself)"
           r"|\bmanifest (?:your|a|the|it)\b",
           "dwelling on the good picture alone can lower effort",
           "Say: picture it, then the obstacle, and plan for that."),
    _claim("F5", "smart",
           r"\bsmart\b.{0,60}\b(?:proven|scientific\w*|science)\b|\b(?:proven|science)\b.{0,40}\bsmart\b",
           "SMART is a memory aid, not a finding",
           "Say: specific and difficult goals help people who are able; for new work, a learning goal."),
    _claim("F6", "47",
           rf"\b47{_PC}.{{0,60}}\bjobs?\b.{{0,60}}\b(?:vanish|disappear|lost|gone?|automated|replaced)",
           "it was how many could in principle be touched, not a forecast",
           "Say that tasks change more often than whole jobs go, with one measure and its source."),
    _claim("F7", "65 85",
           rf"\b(?:65|85){_PC}.{{0,120}}\b(?:exist|invented)\b",
           "no source was ever found for it", "Say that tasks and tools change faster than titles."),
    _claim("F8", "careers",
           r"\b(?:five|six|seven|[567])(?: (?:to|or) (?:six|seven|[67]))? (?:different )?careers\b",
           "nobody counts careers", "Say: several jobs, and often more than one field."),
    _claim("F9", "advertised hidden+job published+never posted+never published+not posted+not",
           rf"\b[78]\d{_PC}.{{0,80}}\b(?:never|not) (?:advertised|published|posted)\b|\bhidden job market\b",
           "there is no data behind it",
           "Say: most openings are published somewhere; people you know help with word of them, and a good word."),
    _claim("F10", "weak+ties collect+contacts",
           r"\bweak ties (?:that )?(?:get|find|bring|land)\b"
           r"|\bcollect (?:as many )?contacts\b",
           "ties of middling strength helped most, and close ones matter for other things",
           "Say: people you know a little can know what your friends do not."),
    _claim("F11", "000+hours thousand+hours 10k",
           r"\b(?:10[ ,.]?000|ten thousand|10k) hours\b",
           "hours alone explain little of who does well", "Say: feedback on a weakness counts; hours alone do not."),
    _claim("F12", "learning+style learning+styles learner learners",
           r"\blearning styles?\b|\b(?:visual|auditory|kina?esthetic) learners?\b",
           "teaching to a style has not been shown to help",
           "Say: vary the method with the matter, and practise recalling."),
    _claim("F13", "myers mbti letter+type personality personalities",
           r"\bmyers.briggs\b|\bmbti\b|\bfour.letter type\b"
           r"|\b16 personalit",
           "types are no ground for choosing a career",
           "Use interests, values and evidence as prompts, not a verdict."),
    _claim("F14", "one+right+career one+right+job",
           r"one right (?:career|job)\b",
           "no test finds it, and there is none", "Say: themes show what attracts you, not what you can do."),
    _claim("F14", "perfect+career perfect+job job+you+were+born job+you+were+made career+you+were+born "
           "career+you+were+meant work+you+were+born work+you+were+meant",
           r"perfect (?:career|job) for you\b|(?:career|job|work) you were (?:born|made|meant) (?:to|for)\b",
           "no test finds such a thing, and there is none", "Say: themes show what attracts you, not what you can do."),
    _claim("F15", "passion",
           r"\b(?:follow|find|discover) (?:your|their|a) (?:true |real )?passion\b",
           "who takes interests for fixed drops them sooner",
           "Say: interests are grown, by trying and by getting better."),
    _claim("F16", "wheel+life",
           r"\bwheel of life\b.{0,40}\b(?:measures?|scores?|proves?|tests?)\b",
           "the wheel has no norms", "Say: it is for comparing yourself with yourself, and for talking."),
    _claim("F17", "anchor+career",
           r"\b(?:one|single) career anchor\b|\bcareer anchor\b.{0,60}\b(?:for life|never chang)",
           "that there is one, and that it stays, is assumed", "Say: people rank several, and they may shift."),
    _claim("F18", "know+best",
           r"\byou(?: yourself)? know best (?:how good|what you can)\b",
           "ratings of oneself go only moderately with what is done",
           "Ask for evidence, and for a second rating by somebody who has seen it."),
    _claim("F19", "promoted earn+more earns+more higher+pay higher+salary higher+salaries",
           r"\bmentor(?:ing|ed|s)?\b.{0,60}\b(?:gets? (?:you |people )?promoted|promoted \w{1,5} times|earns? more|"
           r"higher (?:pay|salar))",
           "effects on pay and promotion are small, and able people find mentors more easily",
           "Say what it did for the people in the study, and that which came first is not known."),
    _claim("F20", "never+answer",
           r"\bnever (?:give|tell|hand)(?: (?:them|him|her|people|anybody|anyone|over))? the answer\b",
           "beginners learn better from being shown",
           "Say: show it to somebody who is new to it, and less and less as they grow."),
    _claim("F21", "mentor+senior mentor+older mentor+above mentors+senior mentors+older mentors+above",
           r"\bmentors? (?:must|has to|have to|should|needs? to) be (?:more )?(?:senior|older|above)\b",
           "peers, juniors and people outside count, too", "Say: several people, with different parts to play."),
    _claim("F22", "sponsor sponsors sponsored sponsorship",
           rf"\bsponsor(?:s|ed|ship)?\b.{{0,80}}(?:\b\d+{_PC}|\b\d+ times\b|\btwice\b|\bdoubles?\b)"
           r"|\bsponsor is (?:just |only )?a mentor\b",
           "the evidence is from particular groups, and sponsoring is another act",
           "Say: a sponsor uses influence and takes a risk for you. Leave multipliers out."),
    _claim("F23", "100+women 60+men",
           rf"\bwomen\b.{{0,80}}\b100{_PC}|\bmen\b.{{0,60}}\b60{_PC}",
           "this was a remark inside one firm, without data",
           "Say: requirements can often be talked about; apply if you meet the core."),
    _claim("F24", "70+20+10",
           r"\b70[-:/–]20[-:/–]10\b|\b70 ?[-:/–] ?20 ?[-:/–] ?10\b",
           "the shares are recollections, not measurements", "Say: work, other people and courses, in a mix."),
    _claim("F25", "mortem mortems premortem premortems",
           rf"\bpre.?mortem.{{0,100}}\b(?:30|thirty){_PC}",
           "that study was not about forecasts", "Say: it makes doubts easier to voice."),
    _claim("F26", "coaching+returns coaching+return coaching+pays coaching+pay coaching+roi",
           r"\bcoaching\b.{0,80}\b(?:returns?|pays? back|roi)\b.{0,40}\b(?:\d|five|six|seven)",
           "the figure is what buyers and sellers reported",
           "Use the summaries of studies (Theeboom 2014, Jones 2015), and say that there are few."),
    _claim("F27", "more+sessions face+better face+best face+effective",
           r"\bmore sessions (?:are|is|work|bring)\b.{0,20}\b(?:better|more)\b"
           r"|\bface.to.face\b.{0,40}\b(?:works?|is|are) (?:better|best|more effective)\b",
           "no such difference was found", "Say: few sessions and distance need not stand in the way."),
    _claim("F28", "21+days twenty+days",
           r"\b(?:21|twenty.one) days\b.{0,60}\bhabit|\bhabits?\b.{0,60}\b(?:21|twenty.one) days\b",
           "it takes weeks to many months",
           "Say: weeks for some and months for others; missing a day does not undo it."),
    _claim("F29", "93 55",
           rf"\b(?:93|55){_PC}.{{0,80}}\b(?:communication|body language|non.?verbal)",
           "it stretches laboratory work on mixed messages far too wide",
           "Say that tone and face count, without a number."),
    _claim("F30", "compete competes noncompete noncompetes",
           r"\bnon.?competes?\b(?: clauses?)?.{0,20}\b(?:void|banned|illegal|worthless|never hold|always bind)",
           "it depends on place, wording and date", "Say: get advice where you live before you rely on either."),
    _claim("F31", "plan+cause plan+causes plan+lead plan+leads plan+guarantee plan+guarantees plans+cause plans+lead "
           "plans+guarantee idp idps",
           r"\b(?:plan|idp)s?\b.{0,40}\b(?:causes?|leads? to|guarantees?)\b.{0,40}\b(?:career|promot|pay\b|success)",
           "these are surveys of what people say of themselves",
           "Say: people with a written plan report more satisfaction; which came first is not known."),
    _claim("F32", "planning+pointless planning+useless planning+waste plan+next+ten plan+next+10",
           r"\bplanning is (?:pointless|useless|a waste)\b"
           r"|\bplan (?:the|your) next (?:ten|10) years\b",
           "plans change, and having one still helps to notice", "Say: hold near steps firmly and far ones loosely."),
    _claim("F33", "mindset",
           r"\b(?:just|only|all) (?:a matter of |about )?(?:your )?mindset\b"
           r"|\byour mindset (?:is what|is the only)\b|\bit(?:'s| is)(?: all)? your mindset\b",
           "constraints are made by other people and by rules, too",
           "Never treat discrimination, illness, poverty or caring as an attitude; ask what can be moved."),
)  # fmt: skip

_RESEARCH = re.compile(
    r"(?:stud(?:y|ies)|research|researchers|surveys?|scientists|experiments?)\s"
    r"(?:shows?|showed|suggests?|finds?|found|proves?|proved|says?|confirms?|tells?\sus|"
    r"ha(?:s|ve)\s(?:shown|found|proven))\b"
    r"|scientifically\sproven\b|meta-analys[ei]s\b|according\sto\s(?:research|a\sstudy|studies)\b"
    r"|(?:evidence|findings?)\s(?:shows?|suggests?|proves?)\b"
    r"|(?<![\d.,])(?!0?0\b|100\b)\d{1,3}(?:[.,]\d{1,2})?(?:\s?%|\sper\s?cent\b)"
)


_RESEARCHED = frozenset(
    b"study studies research researchers survey surveys scientists experiment experiments scientifically meta "
    b"evidence finding findings cent".split()
)
# To words in small letters: signs become spaces, and whatever is not ASCII stays as it is.
_TO_WORDS = bytes(
    code if code >= 128 else ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(256)
)


def words_of(text: str) -> frozenset[bytes]:
    """The words of a text in small letters. Quick, as every lesson is looked at with it."""
    return frozenset(text.encode("utf-8", "replace").translate(_TO_WORDS).split())


# A text that says of a claim that it does not hold makes none.
_DENIED = re.compile(r"\b(?:no|not|nobody|none|never|neither|nor|cannot|wrong|myth|without)\b|n['’]t\b")
_SENTENCE = re.compile(r"[.!?:;]\s")


def small_letters(text: str) -> str:
    """A text in small letters, and as long as it was: a few letters of the world grow when they become small."""
    small = text.lower()
    return small if len(small) == len(text) else text


def suspect_claims(words: frozenset[bytes], whole: str) -> list[Claim]:
    """The claims that a file may make, by its words and its whole text: most make none, and are done with."""
    worded = [claim for claim in CLAIMS if any(together <= words for together in claim.words)]
    if not worded:
        return []
    flat = whole.lower().replace("\n", " ")
    return [claim for claim in worded if claim.pattern.search(flat)]


def suspect_research(words: frozenset[bytes], text: str) -> bool:
    """Whether a file may lean on research."""
    return "%" in text or not words.isdisjoint(_RESEARCHED)


def claimed(text: str, claims: list[Claim]) -> Iterator[tuple[str, Claim]]:
    """Those of the claims that a text makes, with the words that make them."""
    flat = small_letters(text).replace("\n", " ")
    for claim in claims:
        match = claim.pattern.search(flat)
        if match is not None and not _DENIED.search(_SENTENCE.split(flat[: match.start()])[-1]):
            yield text[match.start() : match.end()], claim


def leans_on_research(text: str) -> str:
    """The words by which a text leans on research, or "" when it does not."""
    match = _RESEARCH.search(small_letters(text))
    return text[match.start() : match.end()] if match else ""
