"""What stands in a plan, in words: its fields, the short marks in them, and who may see a record.

A field's name says most of it (`would_change_my_mind`); only what a name cannot say stands here, once for the screens,
the command line and the documents.
"""

import re

from ..words import marked, said

SIZES = {"15m": marked("15 minutes"), "1h": marked("an hour"), "half-day": marked("half a day"),
         "bigger": marked("more than half a day")}  # fmt: skip
EVERY = {"P1W": marked("every week"), "P2W": marked("every two weeks"), "P1M": marked("every month"),
         "P3M": marked("every three months"), "P6M": marked("every six months"),
         "P1Y": marked("every year")}  # fmt: skip
PINNED_WORDS = "it stands first"
SEEN_BY = {"private": "only you", "coach": "you and your coach", "shareable": "you and whoever you give it to"}

# Marks that are not the word itself; `winding-down` needs none.
MARKS = {
    "todo": "to do", "doing": "under way", "dropped": "let go", "mid": "medium", "1y": "within a year",
    "3y": "within three years", "with-cost": "at a cost", "up": "above me, or further on",
    "down": "below me, or newer", "beside": "beside me", "guess": "a guess", "other-rating": "what others say",
    "hand-over": "hand it over", "with-a-tool": "do it with a tool", "deepen": "go deeper", "let-go": "let it go",
    "idea": "an idea", "aimed": "aimed for",
}  # fmt: skip

# By `table.field` where one table means something of its own by it, else by the field alone.
LABELS = {
    "constraints.statement": "The limit", "risks.statement": "What could go wrong", "vision.statement": "At work",
    "promotion_case.dates": "Dates", "skills.level": "Level now", "skills.target_level": "Level I aim for",
    "stops.limit": "Limit it touches", "options.limit": "Limit it meets", "goals.stop": "Stop it leads to",
    "if_thens.about": "What it serves", "successes.skill": "Skill it shows", "current_role.title": "My role",
    "current_role.kind": "Kind of work", "current_role.hours": "Hours a week", "current_role.level": "Level",
    "coaching_agreements.roles": "Who does what", "next_steps.waits_for": "After the step",
    "goals.measure": "How I measure it", "people.questions": "What to ask", "tasks.response": "What I do with it",
    "decisions.options": "The options", "scenarios.question": "The question", "people.did": "What they did",
    "next_steps.goal": "For the goal", "next_steps.stop": "For the stop",
    "options.learned": "What the test showed", "options.test_by": "Test by", "options.would_change": "Would change it",
    "constraints.origin": "Where it comes from", "people.differs": "How my place differs",
    "done_looks_like": "Done when", "on": "Date", "due": "By when", "next_on": "Next", "taken_on": "Date",
    "done_on": "Done on", "with_whom": "With", "used_for": "Good for", "dropped_reason": "Why it was let go",
    "dropped_on": "Let go on", "moved": "Times moved", "i_learned": "What I learned", "learned": "What I learned",
    "my_part": "My part",
    "seen_by": "Seen by", "cue": "If", "act": "Then", "current_role": "What I do", "size": "How long",
    "confidence": "How sure, of 10", "life_statement": "In life", "every": "Rhythm", "statement": "In a sentence",
    "next_statement": "From now to next", "horizon_months": "Months ahead", "length_min": "Minutes",
    "next_level": "Of the next level", "help_level": "Highest rung of help", "minutes_per_week": "Minutes a week",
    "mentoring_hours": "Hours of mentoring a month", "share": "Share of a week (%)", "waiting_on": "Waits for",
    "agreed_with": "Promised to", "gives": "Gives me energy", "drains": "Drains me", "customers": "Whom I serve",
    "state": "How it is", "organisation": "Where", "hours": "Hours a week", "title": "Work",
    "time_cap_min": "Minutes a month, at most", "to_whom": "To whom", "who": "Who", "handed_to": "Handed to",
    "plan_a": "Plan A", "plan_b": "Plan B", "plan_z": "Plan Z, if all fails", "axis_x": "Across", "axis_y": "Down",
    "test_how": "How to test it", "test_who": "Whom to ask", "test_by": "Test by", "test_result": "What came of it",
    "no_blame_ending": "How it may end", "if_no": "If the answer is no", "is_not": "What it is not",
    "gut_check": "What my gut says", "importance_now": "Weight now, of 100",
    "importance_next": "Weight later, of 100", "human_part": "What needs a human", "tool_today": "Done by a tool",
    "error_cost": "What a mistake costs", "basis": "How I know", "insight": "Learnt by mentoring",
    "authority": "What they may decide", "check_in": "When we look at it", "second": "Second rating",
    "text": "What", "what": "What", "follow_up": "Ask again on", "pinned": "Pinned", "after": "Again after",
    "reports_to": "Whom I report to", "must_be_true": "What must be true", "arrived_when": "Arrived when",
    "gave_me": "What it gave me", "attracts": "What attracts me", "unknowns": "What I do not know",
    "test_cost": "What the test costs", "affects": "Whom it touches", "visible_now": "What shows already",
    "skills_rising": "Skills that gain", "skills_fading": "Skills that fade", "spreads_to": "Where it spreads",
    "sub_skill": "The narrow thing", "good_looks_like": "Good looks like", "harder_by": "Made harder by",
    "used_at": "Where else I use it", "can_learn": "What I can learn", "can_offer": "What I can offer",
    "followed": "What came of it", "copy_or_avoid": "Copy or avoid", "known": "What I know of them",
    "judged_by": "How it is judged", "in_favour": "For it", "against": "Against it",
    "help_reason": "Why that much help", "sign_up": "Sign for more help", "sign_down": "Sign for less help",
    "prompt": "The question", "serve": "Whom my work is for", "managers_view": "My manager's view",
    "manager_agreement": "Agreed with my manager", "no_chance_yet": "Not yet shown at work",
    "held_back": "What I keep to myself", "seen_in": "How we will see it", "next_harder": "What comes next",
    "prepares": "Who prepares", "means": "What it means", "could_also_mean": "It could also mean",
    "asked_for": "What was asked for",
}  # fmt: skip

# One of them, as it is added: "a goal".
NOUNS = {
    "profile": "where I am now", "vision": "where I would like to be", "tasks": "a task", "skills": "a skill",
    "assessments": "a rating", "next_steps": "a next step", "if_thens": "an if-then plan", "goals": "a goal",
    "stops": "a stop on the road map", "options": "an option", "decisions": "a decision", "constraints": "a limit",
    "forces": "a force of change", "scenarios": "four futures", "risks": "a risk", "practice_plans": "a practice plan",
    "promotion_case": "my case for the next level", "successes": "a success", "people": "a person",
    "introductions": "an introduction", "agreements": "a mentoring agreement", "mentoring_sessions": "a mentoring talk",
    "mentee_selections": "somebody to mentor", "workplace": "my workplace",
    "coaching_agreements": "a coaching agreement", "coaching_sessions": "a coaching session",
    "review_schedule": "a date to look again", "reviews": "a review",
    "resources": "something for the library", "reflections": "a journal entry",
}  # fmt: skip

# What is rated, by the name it is kept under; a role-play goes by its own title. Others are read from their name.
INSTRUMENTS = {
    "wheel": "Wheel", "drift": marked("Chosen or drifted?"), "investment": "A hundred points of energy",
    "interests": "What draws me", "anchors": "Eight hard pairs", "workplace": "What it is like here",
    "mentee-signs": "Five signs", "bias-worry": "Two worries", "mentor-habits": "Mentor habits",
    "mentee-independence": "How independent they are", "skills-mix": "What my work asks of me",
    "task-exposure": "How exposed each task is", "happenstance": "Ready for luck", "coaching-fit": "Do we fit?",
    "session-fit": "How the session was",
}  # fmt: skip
STORIES = {
    "asking-maren": "Asking Maren", "lunch-queue": "The lunch queue", "omars-door": "At Omar's door",
    "thursday-numbers": "The Thursday numbers", "twenty-minutes": "Twenty minutes with Ines",
    "uninspectable-result": "Clear water", "whose-goal": "Whose goal is it?",
}  # fmt: skip
ROLE_PLAY = "role-play-"  # how often each rung was used in a story: counts, and no rating of anything

_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_RHYTHM = re.compile(r"P(\d{1,3})([DWMY])")


def field_words(field: str, table: str = "") -> str:
    """What a field is called."""
    own = LABELS.get(f"{table}.{field}") if table else None
    return own or LABELS.get(field) or field.replace("_", " ").replace("-", " ").capitalize()


def mark_words(mark: str) -> str:
    """One of our own short marks in words: `winding-down`, `todo`, `half-day`, `P3M`."""
    return SIZES.get(mark) or MARKS.get(mark) or rhythm(mark).replace("-", " ")


def noun(table: str) -> str:
    """One record of a table, as it is added: `a goal`; a table that is not named here goes by its own name."""
    return NOUNS.get(table) or table.replace("_", " ")


def capital(words: str) -> str:
    """Words as a sentence begins; the rest of them stays as it is."""
    return words[:1].upper() + words[1:]


def instrument_words(instrument: str) -> str:
    """What was rated or played, as people see it: `Chosen or drifted?`, `Role-play “Two names”`; empty for none."""
    name = instrument.removeprefix(ROLE_PLAY)
    plain = name.replace("-", " ").capitalize()
    if name != instrument:
        return f"Role-play “{STORIES.get(name, plain)}”"
    return said(INSTRUMENTS.get(name, plain))


def rhythm(every: str) -> str:
    """`P2W` as `every two weeks`; what is no rhythm stays as it is."""
    if every in EVERY:
        return EVERY[every]
    found = _RHYTHM.fullmatch(every)
    if found is None:
        return every
    number, unit = int(found[1]), _UNITS[found[2]]
    return f"every {unit}" if number == 1 else f"every {number} {unit}s"
