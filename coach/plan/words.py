"""What stands in a plan, in words: its fields, the short marks in them, and who may see a record.

A field's name says most of it (`would_change_my_mind`); only what a name cannot say stands here, once for the screens,
the command line and the documents.
"""

import re

from ..dates import every_words
from ..words import marked, said

SIZES = {"15m": marked("15 minutes"), "1h": marked("an hour"), "half-day": marked("half a day"),
         "bigger": marked("more than half a day")}  # fmt: skip
EVERY = {"P1W": marked("every week"), "P2W": marked("every two weeks"), "P1M": marked("every month"),
         "P3M": marked("every three months"), "P6M": marked("every six months"),
         "P1Y": marked("every year")}  # fmt: skip
PINNED_WORDS = marked("it stands first")
SEEN_BY = {"private": marked("only you"), "coach": marked("you and your coach"),
           "sponsor": marked("you, your coach, and whoever pays for the coaching"),
           "shareable": marked("you and whoever you give it to")}  # fmt: skip

# Marks that are not the word itself; `winding-down` needs none.
MARKS = {
    "todo": marked("to do"), "doing": marked("under way"), "dropped": marked("let go"), "mid": marked("medium"),
    "1y": marked("within a year"), "3y": marked("within three years"), "with-cost": marked("at a cost"),
    "up": marked("above me, or further on"), "down": marked("below me, or newer"), "beside": marked("beside me"),
    "guess": marked("a guess"), "other-rating": marked("what others say"), "hand-over": marked("hand it over"),
    "with-a-tool": marked("do it with a tool"), "deepen": marked("go deeper"), "let-go": marked("let it go"),
    "idea": marked("an idea"), "aimed": marked("aimed for"),
}  # fmt: skip

# Marks that are the word itself, for the catalogue: with a space for each hyphen.
READ_AS_THEY_ARE = (
    marked("active"), marked("agreed"), marked("alive"), marked("asked"), marked("assumed"), marked("automation"),
    marked("between"), marked("big picture"), marked("both"), marked("carer"), marked("changed"), marked("chosen"),
    marked("closed"), marked("coach"), marked("communication"), marked("contract"), marked("delegation"),
    marked("demography"), marked("domain"), marked("done"), marked("draft"), marked("easily"), marked("employed"),
    marked("event"), marked("evidence"), marked("experience"), marked("expertise"), marked("exploring"),
    marked("fading"), marked("fixed"), marked("full"), marked("gone"), marked("growing"), marked("hardly"),
    marked("high"), marked("holds"), marked("imposed"), marked("independent"), marked("interpersonal"),
    marked("later"), marked("law"), marked("learning"), marked("life"), marked("low"), marked("made"),
    marked("manager"), marked("market"), marked("mentee"), marked("mentor"), marked("mixed"), marked("monthly"),
    marked("mostly"), marked("moved"), marked("negotiable"), marked("neutral"), marked("never"), marked("no"),
    marked("now"), marked("open"), marked("other"), marked("outside"), marked("parked"), marked("partly"),
    marked("paused"), marked("people"), marked("performance"), marked("platforms"), marked("private"),
    marked("reached"), marked("remote"), marked("returning"), marked("rising"), marked("risky"), marked("role"),
    marked("self"), marked("settled"), marked("shaky"), marked("shareable"), marked("skills"), marked("sometimes"),
    marked("starting"), marked("steady"), marked("stuck"), marked("student"), marked("technical"), marked("thanked"),
    marked("unknown"), marked("usually"), marked("volunteer"), marked("waiting"), marked("watched"), marked("weekly"),
    marked("welcome"), marked("winding down"), marked("wrong"),
)  # fmt: skip

# By `table.field` where one table means something of its own by it, else by the field alone.
LABELS = {
    "constraints.statement": marked("The limit"), "risks.statement": marked("What could go wrong"),
    "vision.statement": marked("At work"), "promotion_case.dates": marked("Dates"),
    "skills.level": marked("Level now"), "skills.target_level": marked("Level I aim for"),
    "stops.limit": marked("Limit it touches"), "options.limit": marked("Limit it meets"),
    "goals.stop": marked("Stop it leads to"), "if_thens.about": marked("What it serves"),
    "successes.skill": marked("Skill it shows"), "current_role.title": marked("My role"),
    "current_role.kind": marked("Kind of work"), "current_role.hours": marked("Hours a week"),
    "current_role.level": marked("Level"), "coaching_agreements.roles": marked("Who does what"),
    "next_steps.waits_for": marked("After the step"), "goals.measure": marked("How I measure it"),
    "people.questions": marked("What to ask"), "tasks.response": marked("What I do with it"),
    "decisions.options": marked("The options"), "scenarios.question": marked("The question"),
    "people.did": marked("What they did"), "next_steps.goal": marked("For the goal"),
    "next_steps.stop": marked("For the stop"), "options.learned": marked("What the test showed"),
    "options.test_by": marked("Test by"), "options.would_change": marked("Would change it"),
    "constraints.origin": marked("Where it comes from"), "people.differs": marked("How my place differs"),
    "done_looks_like": marked("Done when"), "on": marked("Date"), "due": marked("By when"), "next_on": marked("Next"),
    "taken_on": marked("Date"), "done_on": marked("Done on"), "with_whom": marked("With"),
    "used_for": marked("Good for"), "dropped_reason": marked("Why it was let go"), "dropped_on": marked("Let go on"),
    "moved": marked("Times moved"), "i_learned": marked("What I learned"), "learned": marked("What I learned"),
    "my_part": marked("My part"), "seen_by": marked("Seen by"), "cue": marked("If"), "act": marked("Then"),
    "current_role": marked("What I do"), "size": marked("How long"), "confidence": marked("How sure, of 10"),
    "life_statement": marked("In life"), "every": marked("Rhythm"), "statement": marked("In a sentence"),
    "next_statement": marked("From now to next"), "horizon_months": marked("Months ahead"),
    "length_min": marked("Minutes"), "next_level": marked("Of the next level"),
    "help_level": marked("Highest rung of help"), "minutes_per_week": marked("Minutes a week"),
    "mentoring_hours": marked("Hours of mentoring a month"), "share": marked("Share of a week (%)"),
    "waiting_on": marked("Waits for"), "agreed_with": marked("Promised to"), "gives": marked("Gives me energy"),
    "drains": marked("Drains me"), "customers": marked("Whom I serve"), "state": marked("How it is"),
    "organisation": marked("Where"), "hours": marked("Hours a week"), "title": marked("Work"),
    "time_cap_min": marked("Minutes a month, at most"), "to_whom": marked("To whom"), "who": marked("Who"),
    "handed_to": marked("Handed to"), "plan_a": marked("Plan A"), "plan_b": marked("Plan B"),
    "plan_z": marked("Plan Z, if all fails"), "axis_x": marked("Across"), "axis_y": marked("Down"),
    "test_how": marked("How to test it"), "test_who": marked("Whom to ask"), "test_by": marked("Test by"),
    "test_result": marked("What came of it"), "no_blame_ending": marked("How it may end"),
    "if_no": marked("If the answer is no"), "is_not": marked("What it is not"),
    "gut_check": marked("What my gut says"), "importance_now": marked("Weight now, of 100"),
    "importance_next": marked("Weight later, of 100"), "human_part": marked("What needs a human"),
    "tool_today": marked("Done by a tool"), "error_cost": marked("What a mistake costs"),
    "basis": marked("How I know"), "insight": marked("Learnt by mentoring"),
    "authority": marked("What they may decide"), "check_in": marked("When we look at it"),
    "second": marked("Second rating"), "text": marked("What"), "what": marked("What"),
    "follow_up": marked("Ask again on"), "pinned": marked("Pinned"), "after": marked("Again after"),
    "reports_to": marked("Whom I report to"), "must_be_true": marked("What must be true"),
    "arrived_when": marked("Arrived when"), "gave_me": marked("What it gave me"),
    "attracts": marked("What attracts me"), "unknowns": marked("What I do not know"),
    "test_cost": marked("What the test costs"), "affects": marked("Whom it touches"),
    "visible_now": marked("What shows already"), "skills_rising": marked("Skills that gain"),
    "skills_fading": marked("Skills that fade"), "spreads_to": marked("Where it spreads"),
    "sub_skill": marked("The narrow thing"), "good_looks_like": marked("Good looks like"),
    "harder_by": marked("Made harder by"), "used_at": marked("Where else I use it"),
    "can_learn": marked("What I can learn"), "can_offer": marked("What I can offer"),
    "followed": marked("What came of it"), "copy_or_avoid": marked("Copy or avoid"),
    "known": marked("What I know of them"), "judged_by": marked("How it is judged"), "in_favour": marked("For it"),
    "against": marked("Against it"), "help_reason": marked("Why that much help"),
    "sign_up": marked("Sign for more help"), "sign_down": marked("Sign for less help"),
    "prompt": marked("The question"), "serve": marked("Whom my work is for"),
    "managers_view": marked("My manager's view"), "manager_agreement": marked("Agreed with my manager"),
    "no_chance_yet": marked("Not yet shown at work"), "held_back": marked("What I keep to myself"),
    "seen_in": marked("How we will see it"), "next_harder": marked("What comes next"),
    "prepares": marked("Who prepares"), "means": marked("What it means"),
    "could_also_mean": marked("It could also mean"), "asked_for": marked("What was asked for"),
}  # fmt: skip

# Fields whose name says it, for the catalogue.
NAMED_BY_THEIR_NAME = (
    marked("About"), marked("Action"), marked("Agreed until"), marked("Aim"), marked("Analysis"), marked("Appeal"),
    marked("Assumption"), marked("Business"), marked("Cancelling"), marked("Candidate"), marked("Certain"),
    marked("Certainty"), marked("Changes"), marked("Channels"), marked("Check"), marked("Check in on"),
    marked("Checked"), marked("Choice"), marked("Client"), marked("Closeness"), marked("Confirmed by"),
    marked("Corners"), marked("Cost"), marked("Costs"), marked("Course"), marked("Criteria"), marked("Criterion"),
    marked("Decide by"), marked("Decided"), marked("Decided on"), marked("Decider"), marked("Decides"),
    marked("Decision"), marked("Development offers"), marked("Direction"), marked("Done"), marked("Drivers"),
    marked("Earlier wordings"), marked("Early sign"), marked("Effect"), marked("Ending"), marked("Ends on"),
    marked("Energy"), marked("Enthusiasm"), marked("Evidence"), marked("Exercise"), marked("Fact"),
    marked("Fairness checks"), marked("Fee"), marked("Feedback"), marked("Feedback from"), marked("Firmness"),
    marked("First month"), marked("First name"), marked("First week"), marked("Fit"), marked("Fits me"),
    marked("Futures"), marked("Gap"), marked("Goals"), marked("High"), marked("How i help"), marked("How i know"),
    marked("How to work with"), marked("Implications"), marked("Importance"), marked("Improvement"),
    marked("Instrument"), marked("Instrument version"), marked("Kind"), marked("Lane"), marked("Last contact"),
    marked("Last offer"), marked("Lesson"), marked("Log"), marked("Look on"), marked("Low"), marked("Mentee"),
    marked("Mentor"), marked("Mentoring climate"), marked("Mentoring hope"), marked("Mentoring motives"),
    marked("Mentoring practices"), marked("Minutes"), marked("Move"), marked("My words"), marked("Name"),
    marked("Narrative"), marked("Need"), marked("News"), marked("Next contact"), marked("Not before"), marked("Note"),
    marked("Notes policy"), marked("Obstacle"), marked("Off limits"), marked("Offer"), marked("Offered to others"),
    marked("Opening"), marked("Openings"), marked("Option"), marked("Options considered"), marked("Order"),
    marked("Outcome"), marked("Owner"), marked("Patterns"), marked("People skills"), marked("Period from"),
    marked("Period to"), marked("Person"), marked("Plan"), marked("Potential"), marked("Practise by"),
    marked("Priority"), marked("Privacy"), marked("Privacy limits"), marked("Problem"), marked("Processes"),
    marked("Promotion rule"), marked("Proof"), marked("Protects"), marked("Purpose"), marked("Question"),
    marked("Questions"), marked("Ratings"), marked("Reason"), marked("Referral"), marked("Reporting line"),
    marked("Reserves"), marked("Resources"), marked("Response"), marked("Result"), marked("Reversible"),
    marked("Review on"), marked("Reviewed on"), marked("Revisions"), marked("Revisit on"), marked("Rhythm"),
    marked("Risk to my name"), marked("Roles"), marked("Route"), marked("Routine"), marked("Rule"), marked("Rung"),
    marked("Said"), marked("Said by"), marked("Scale"), marked("Scores"), marked("Second name"), marked("Seen"),
    marked("Seen on"), marked("Self selection"), marked("Shared summary"), marked("Shown"), marked("Sign"),
    marked("Sign of success"), marked("Signposts"), marked("Since"), marked("Sketch"), marked("Skill"),
    marked("Soft skill"), marked("Sponsor"), marked("Start"), marked("Status"), marked("Step"), marked("Steps"),
    marked("Story"), marked("Story told"), marked("Strength"), marked("Strengths"), marked("Successes"),
    marked("Support given"), marked("Target"), marked("Target level"), marked("Task"), marked("Technical"),
    marked("Test"), marked("Then"), marked("Third party"), marked("Threat"), marked("Threats"), marked("Trend"),
    marked("Tried"), marked("Trigger"), marked("Triggers"), marked("Trips up"), marked("Trying to"),
    marked("Valued actions"), marked("Values"), marked("Verdict"), marked("Versions"), marked("Watch"),
    marked("Weaknesses"), marked("Weekly routine"), marked("Weight"), marked("When"), marked("Where"),
    marked("Who helps"), marked("Why"), marked("Would change my mind"), marked("Would notice"),
)  # fmt: skip

# One of them, as it is added: "a goal".
NOUNS = {
    "profile": marked("where I am now"), "vision": marked("where I would like to be"), "tasks": marked("a task"),
    "skills": marked("a skill"), "assessments": marked("a rating"), "next_steps": marked("a next step"),
    "if_thens": marked("an if-then plan"), "goals": marked("a goal"), "stops": marked("a stop on the road map"),
    "options": marked("an option"), "decisions": marked("a decision"), "constraints": marked("a limit"),
    "forces": marked("a force of change"), "scenarios": marked("four futures"), "risks": marked("a risk"),
    "practice_plans": marked("a practice plan"), "promotion_case": marked("my case for the next level"),
    "successes": marked("a success"), "people": marked("a person"), "introductions": marked("an introduction"),
    "agreements": marked("a mentoring agreement"), "mentoring_sessions": marked("a mentoring talk"),
    "mentee_selections": marked("somebody to mentor"), "workplace": marked("my workplace"),
    "coaching_agreements": marked("a coaching agreement"), "coaching_sessions": marked("a coaching session"),
    "review_schedule": marked("a date to look again"), "reviews": marked("a review"),
    "resources": marked("something for the library"), "reflections": marked("a journal entry"),
}  # fmt: skip

# What is rated, by the name it is kept under; a role-play goes by its own title. Others are read from their name.
INSTRUMENTS = {
    "wheel": marked("Wheel"), "drift": marked("Chosen or drifted?"),
    "investment": marked("A hundred points of energy"), "interests": marked("What draws me"),
    "anchors": marked("Eight hard pairs"), "workplace": marked("What it is like here"),
    "mentee-signs": marked("Five signs"), "bias-worry": marked("Two worries"),
    "mentor-habits": marked("Mentor habits"), "mentee-independence": marked("How independent they are"),
    "skills-mix": marked("What my work asks of me"), "task-exposure": marked("How exposed each task is"),
    "happenstance": marked("Ready for luck"), "coaching-fit": marked("Do we fit?"),
    "session-fit": marked("How the session was"),
}  # fmt: skip
STORIES = {
    "asking-maren": marked("Asking Maren"), "lunch-queue": marked("The lunch queue"),
    "omars-door": marked("At Omar's door"), "thursday-numbers": marked("The Thursday numbers"),
    "twenty-minutes": marked("Twenty minutes with Ines"), "uninspectable-result": marked("Clear water"),
    "whose-goal": marked("Whose goal is it?"), "two-names": marked("Two names"),
    "borrowed-standing": marked("Borrowed standing"), "brighter-than-you": marked("Brighter than you"),
}  # fmt: skip
ROLE_PLAY = "role-play-"  # how often each rung was used in a story: counts, and no rating of anything

_RHYTHM = re.compile(r"P(\d{1,3})([DWMY])")


def field_words(field: str, table: str = "") -> str:
    """What a field is called."""
    own = LABELS.get(f"{table}.{field}") if table else None
    return said(own or LABELS.get(field) or field.replace("_", " ").replace("-", " ").capitalize())


def mark_words(mark: str) -> str:
    """One of our own short marks in words: `winding-down`, `todo`, `half-day`, `P3M`."""
    if _RHYTHM.fullmatch(mark):
        return rhythm(mark)
    return said(SIZES.get(mark) or MARKS.get(mark) or mark.replace("-", " "))


def noun(table: str) -> str:
    """One record of a table, as it is added: `a goal`; a table that is not named here goes by its own name."""
    return said(NOUNS.get(table) or table.replace("_", " "))


def capital(words: str) -> str:
    """Words as a sentence begins; the rest of them stays as it is."""
    return words[:1].upper() + words[1:]


def instrument_words(instrument: str) -> str:
    """What was rated or played, as people see it: `Chosen or drifted?`, `Role-play “Two names”`; empty for none."""
    name = instrument.removeprefix(ROLE_PLAY)
    plain = name.replace("-", " ").capitalize()
    if name != instrument:
        return said("Role-play “{story}”", story=said(STORIES.get(name, plain)))
    return said(INSTRUMENTS.get(name, plain))


def rhythm(every: str) -> str:
    """`P2W` as `every two weeks`; what is no rhythm stays as it is."""
    if every in EVERY:
        return said(EVERY[every])
    found = _RHYTHM.fullmatch(every)
    if found is None:
        return every
    return every_words(int(found[1]), found[2])
