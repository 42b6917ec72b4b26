"""What each kind of thing is called, and its states in plain English, for docs/access-matrix.md."""

from muruna.access.plain_rights import ABOUT_OFFICE, RIGHTS
from muruna.access.plain_words import Thing

TALK = {
    "open": "while it goes on",
    "paused": "while it rests",
    "ended": "after its ending, until it is erased",
}
CASE = {"open": "while it is open", "closed": "after it was closed"}

# "package.Model" -> what it is.
THINGS: dict[str, Thing] = {
    "accounts.Person": Thing("an account", "A person's sign-in; it has no address, number or legal name."),
    "accounts.Session": Thing("a sign-in on a device", "One place where a person is signed in."),
    "accounts.Block": Thing(
        "a block",
        "One person has silently blocked another, known by one name in one place. Only who blocked knows.",
        relations={"owner": "the person who blocked"},
    ),
    "accounts.KeptItem": Thing("something kept", "Words that a person keeps, sealed for them alone."),
    "accounts.Opening": Thing(
        "a line of the page Who looked",
        "Somebody else opened a person's private words; the line says in which role, why, and on which day.",
        relations={"owner": "the person whose words were opened"},
    ),
    "spaces.Space": Thing(
        "a space",
        "A community on this server. From one space, nothing of another can be seen.",
        relations={
            "supporter": "a supporter of the space",
            "supervisor": "a supervisor of the space",
            "facilitator": "a facilitator of the space",
        },
        actions={
            "case.see": "see the list of those cases that they look after",
            "report.see": "see the list of what they reported, and of what is about them",
            "debrief.read": "see their own notes after hard talks: those that they wrote or received, if any",
            "contact.read": "see the list of messages from outside",
            # What is done in a space with other things is said with their names.
            "idea.review": "publish a strategy that somebody wrote, or give it back to its author",
            "goal.change": "write a goal, change it, show it to an ally, delete it",
            "story.review": "read a story that waits, and let it be read or give it back",
        },
    ),
    "spaces.Membership": Thing(
        "a persona",
        "Who a person is in one space: a name, pronouns, a few words of their own, an age group. "
        "Nobody else can tell that two personas are one person.",
        states={
            "asked": "while it waits to be let in",
            "active": "while it belongs to the space",
            "suspended": "while it is shut out",
            "left": "after it left",
        },
        notes=ABOUT_OFFICE,
    ),
    **RIGHTS,
    "spaces.JoinCode": Thing(
        "a joining code", "A printed code that lets one person in, once; who used it is not kept."
    ),
    "safeguarding.Case": Thing(
        "a case",
        "A worry or a report, looked after by safeguarding leads; its words are sealed for them.",
        states=CASE,
        relations={
            "owner": "the person it is about, whom it is to help",
            "reporter": "whoever reported it, or said “I am worried”",
        },
    ),
    "safeguarding.CaseNote": Thing(
        "a line in a case", "A note, a reported message, an approval, or what was told to whom."
    ),
    "safeguarding.SteppingAside": Thing(
        "a lead's leaving of a case",
        "That a lead is to leave a case's team, and why; nothing else of the case stands in it.",
        relations={"approver": "another lead of the case or a steward, who did not ask and is not to leave"},
        actions={"case.approve": "say the second yes or no"},
    ),
    "safeguarding.CardVersion": Thing(
        "a wording of “What happens if I say this?”",
        "What was promised about telling others. Each wording that a person was shown stays there for them.",
        relations={"owner": "the member who was shown it"},
        actions={"card.see": "read it again"},
    ),
    "safeguarding.DutyWindow": Thing(
        "hours of duty",
        "When a safeguarding lead answers worries and reports.",
        relations={"owner": "the lead whose hours they are"},
        actions={"duty.set": "take them away"},
    ),
    "safeguarding.ContactMessage": Thing(
        "a message from outside",
        "Written on the contact page without an account, sealed for those who had the role when it came.",
        relations={
            "safeguarding_lead": "a safeguarding lead it was sealed for",
            "steward": "a steward it was sealed for",
        },
        actions={"contact.read": "read and answer it"},
    ),
    "matching.Request": Thing(
        "a request for help",
        "What a member wants, in their own words; the words are erased when the wait is over.",
        states={
            "waiting": "while it waits",
            "matched": "after a match",
            "withdrawn": "after it was taken back",
            "expired": "after its time was over",
        },
    ),
    "matching.Proposal": Thing(
        "a proposal",
        "A supporter is shown to a member who asks, with the reasons that the supporter lets be seen.",
        states={
            "shown": "while the member looks",
            "chosen": "after the member chose",
            "open": "while it is open to whoever is free first",
            "accepted": "after a yes",
            "declined": "after a no",
            "lapsed": "after no answer in time",
            "closed": "after another one went ahead",
        },
    ),
    "matching.SupportOffer": Thing(
        "what a supporter offers",
        "Languages, experiences (each with two consents), hours and limits.",
        actions={
            "waiting.board": "see its languages, its hours and how full the hands are; nothing else of it"
        },
    ),
    "matching.Shift": Thing(
        "a shift",
        "How many minutes of a day a supporter was free for live requests, so that nobody does too much.",
        actions={"offer.change": "begin and end it"},
    ),
    "conversations.Conversation": Thing(
        "a conversation", "Two people talk, one of them as supporter. The words are sealed for the two.", TALK
    ),
    "conversations.Thread": Thing(
        "the words of a conversation",
        "The messages of the two who talk, or of supporter and supervisor beside them, sealed for those two.",
        relations={
            "participant": "the two who talk, in their own words alone",
            "supervisor": "the supporter and the supervisor, in their side channel alone",
            "owner": "whoever handed the talk over, for two weeks, of their own side channel alone",
        },
        actions={"conversation.see": "read them", "side.see": "read them"},
    ),
    "conversations.HandOver": Thing(
        "a hand-over",
        "A supporter asks whether another may go on; it happens only with the member's consent.",
        states={
            "asked": "while the member is asked",
            "agreed": "after the member's yes",
            "refused": "after the member's no",
            "done": "when it has happened",
        },
        relations={"offered": "the supporter who would go on", "owner": "who handed it over"},
        actions={
            "debrief.write": "tell a supervisor how it was, after it is done",
            "conversation.consent_hand_over": "say yes or no, and whether the earlier words may be read",
            "conversation.hand_over": "take the conversation on, or decline",
        },
    ),
    "conversations.Gap": Thing(
        "a talk without a supporter",
        "The supporter's right has ended, so the talk rests; its member was told and chooses how to go on.",
        actions={
            "conversation.end": "ask for somebody else, with which the talk that rests ends",
            "waiting.board": "see whose it is, and propose who could go on; never its words",
        },
    ),
    "conversations.Worry": Thing(
        "a worry",
        "A supporter is worried about a member; the member was told at once, and asked what they want.",
        actions={
            "conversation.answer_worry": "see it, and answer it",
            "conversation.worry": "see that it was passed on",
        },
    ),
    "conversations.FollowUp": Thing(
        "a date to look back",
        "A day on which a person wanted to look back on a talk.",
        actions={"conversation.list": "see it, and let it go"},
    ),
    "conversations.Debrief": Thing(
        "a note after a hard talk",
        "A supporter's note to the supervisor, sealed for the two of them.",
        relations={"owner": "the supporter who wrote it", "supervisor": "the supervisor it was written to"},
    ),
    "sharing.Share": Thing(
        "a shared item",
        "A sealed copy of something of one's own, for one other person, as long as the two are in a talk.",
        relations={"participant": "the one it is shared with"},
    ),
    "sharing.Note": Thing(
        "words beside a shared item",
        "What one of the two says beside it, sealed for both.",
        relations={"owner": "who wrote it", "participant": "the one whose item it stands beside"},
    ),
    "strategies.Idea": Thing(
        "a member's own strategy",
        "Something that helped a member, written for the others of the space, or put into another language.",
        states={
            "draft": "while it is not sent",
            "sent": "while it waits for a reviewer",
            "published": "after it was published",
            "returned": "after it was given back",
        },
        relations={
            "owner": "its author",
            "coordinator": "a coordinator of the space, when it is somebody else's",
        },
    ),
    "strategies.Tried": Thing(
        "what somebody tried",
        "How a strategy went, sealed for the person alone; only counts without names are shown to others.",
        actions={"strategy.try": "read it, change it, take it back"},
    ),
    "strategies.WhoKnows": Thing(
        "a plan of whom to tell",
        "Person by person: who knows, who is safe, who is needed for what. Sealed for its writer alone.",
        actions={"who_knows.change": "read and change it"},
    ),
    "goals.Goal": Thing(
        "a goal",
        "A wish, what stands in the way, and small steps. Sealed for its writer alone; an ally has a copy.",
    ),
    "goals.Scale": Thing(
        "a goal's five levels",
        "How far a goal could come, in own words, fixed before the work begins. Sealed for its writer alone.",
    ),
    "goals.Decision": Thing(
        "a decision sheet",
        "Options, what matters, what each costs, and what was decided. Sealed for its writer alone.",
    ),
    "goals.RecordEntry": Thing(
        "a line of somebody's record",
        "A choice, an obstacle overcome, somebody who helped. Sealed for its writer alone.",
    ),
    "goals.Practice": Thing(
        "something practised",
        "What somebody practises, and how sure they felt before and after. Sealed for its writer alone.",
    ),
    "goals.HardTimes": Thing(
        "a plan for hard times",
        "Six parts with lines in own words, sealed for their writer alone; single lines can be shared.",
        actions={"hard_times.change": "read and change it"},
    ),
    "wellbeing.Entry": Thing(
        "what somebody keeps of how they are",
        "Answers, check-ins, marks in their life, looking back. Sealed for the person alone, even its kind.",
        actions={"wellbeing.keep": "write it, read it, take it away"},
    ),
    "wellbeing.Permission": Thing(
        "a permission for a questionnaire",
        "What a steward recorded so that a questionnaire may be asked in the space.",
    ),
    "circles.Circle": Thing(
        "a circle",
        "A few people of like age and experience who meet and write. The words are sealed for them.",
        states={
            "proposed": "while a coordinator has not answered",
            "returned": "after it came back with words",
            "open": "while it goes on",
            "ended": "after its end, until it is erased",
        },
        relations={
            "member": "a member of the space whose age it is for",
            "requester": "whoever has a seat in it, or waits for one",
            "participant": "those who sit in it and have accepted the agreement as it reads now",
            "owner": "the facilitator who proposed it",
            "coordinator": "a coordinator of the space who did not propose it",
        },
    ),
    "circles.Seat": Thing(
        "a seat in a circle",
        "Somebody sits in a circle under a name of that circle alone, or waits to.",
        states={
            "invited": "while the person is asked to hold the circle",
            "asked": "while a facilitator has not answered",
            "waiting": "while it waits for a place",
            "here": "while the person sits there",
            "left": "after it was given up",
            "removed": "after it was taken away",
        },
        relations={
            "owner": "the person whose seat it is",
            "facilitator": "the facilitators of the circle, when it is not one of theirs",
            "approver": "another facilitator of the circle, when it is a facilitator's",
            "coordinator": "a coordinator with no seat in the circle, when it is a facilitator's",
            "participant": "those who sit in the same circle",
        },
        actions={"person.block": "never meet that person again, without their knowing"},
    ),
    "circles.Meeting": Thing(
        "a meeting",
        "An hour at which a circle meets. Its words are sealed for those inside, and erased when it ends.",
        states={
            "planned": "before it opens",
            "open": "while it goes on",
            "ended": "after its end",
            "missed": "when nobody opened it",
        },
        relations={
            "participant": "who holds the circle, or sits in it and has accepted its agreement as it reads",
            "owner": "whoever has come in",
            "facilitator": "the facilitators of the circle, unless they were put out",
        },
    ),
    "circles.Presence": Thing(
        "somebody inside a meeting",
        "Who has come in; when the meeting ends, only their number is kept.",
        relations={"facilitator": "the facilitators of the circle, when it is not themselves"},
    ),
    "circles.Room": Thing(
        "a room beside a meeting",
        "Words sealed for a few: the facilitators among themselves, or one person and one facilitator.",
        states={
            "floor": "when it is the meeting's own",
            "back": "when it is the facilitators' back room",
            "aside": "when somebody said “I am not OK”",
        },
        relations={
            "participant": "the one who asked, and the facilitator who was asked and holds the circle still",
            "facilitator": "the facilitators of the circle, unless they were put out of the meeting",
        },
    ),
    "circles.Post": Thing(
        "a post on a circle's wall",
        "What somebody wrote between meetings, sealed for those who sit in the circle.",
        states={"waiting": "while it waits", "shown": "once published", "away": "once taken from the wall"},
        relations={
            "owner": "whoever wrote it",
            "participant": "those who sit in the circle and have accepted its agreement as it reads now",
            "facilitator": "the facilitators of the circle, when somebody else wrote it",
        },
    ),
    "circles.AfterCheck": Thing(
        "two questions after a meeting",
        "Somebody may still answer them; the answer is a count, and this is forgotten.",
        relations={"owner": "the person who is asked"},
    ),
    "stories.Story": Thing(
        "a story",
        "Something lived, told by a member; shared with a supporter, a circle or all, until taken back.",
        states={
            "draft": "while it is its writer's alone",
            "sent": "while it waits for somebody to look at it",
            "returned": "after it was given back",
            "published": "while it is shared",
            "resting": "while it rests, because its writer has not said that it may stay",
        },
        relations={
            "owner": "its writer",
            "member": "a member of the space, when it is for the space",
            "participant": "somebody in the circle that it is for",
            "supporter": "the supporter whom it is for, while the two talk",
            "coordinator": "a coordinator of the space, when it is somebody else's and for the space",
            "blocked": "somebody with a block between them and its writer, under the name that it bears",
        },
    ),
    "stories.Reply": Thing(
        "a reply below a story",
        "Words for everybody who may read the story, sealed as the story is.",
        states={"waiting": "while nobody has looked at it", "shown": "once it may be read"},
        relations={
            "owner": "whoever wrote it",
            "participant": "somebody who may read the story",
            "requester": "whoever wrote the story",
            "coordinator": "a coordinator of the space, below a story for the space, for others’ words",
            "blocked": "somebody with a block between them and its writer, under the name that it bears",
        },
    ),
    "notifications.Letterbox": Thing(
        "a letterbox", "Where a person wants to be told that something is there, if they want that at all."
    ),
}
