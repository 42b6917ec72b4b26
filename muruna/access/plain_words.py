"""The constitution's words in plain English, for docs/access-matrix.md; a test demands that none lacks."""

from muruna.access.plain_circles import CIRCLE_THINGS
from muruna.access.plain_thing import Thing

# Each completes "... may": who somebody is to the thing.
RELATIONS: dict[str, str] = {
    "signed_in": "anyone with an account",
    "owner": "the person whose it is",
    "member": "a member of the space",
    "participant": "the two who talk",
    "supporter": "the supporter",
    "supervisor": "the supervisor",
    "facilitator": "the facilitators",
    "requester": "the member who asked for help",
    "offered": "the supporter who is asked",
    "coordinator": "a coordinator of the space",
    "steward": "a steward of the space",
    "safeguarding_lead": "a safeguarding lead of the space",
    "case_team": "the people who look after the case",
    "reporter": "whoever reported it",
    "approver": "a second lead whose yes is needed",
    "blocked": "someone who is blocked",
    "named_in_case": "someone whom the case is about as a cause of harm, or who is named in it",
}

# Each completes "... may".
ACTIONS: dict[str, str] = {
    "account.see": "see it",
    "account.change": "change its passphrase, second factor, language and look",
    "account.export": "take a copy of everything that is theirs",
    "account.delete": "delete it for good",
    "session.end": "sign it out",
    "person.block": "block somebody without their knowing, or undo that",
    "space.join": "join a space, or ask to",
    "space.see": "see its pages",
    "space.settings": "change its name, profile, hours and languages",
    "persona.see": "see it",
    "persona.change": "change it",
    "member.approve": "let somebody in, or decline",
    "member.list": "see the list of members",
    "member.suspend": "shut it out for a while, or let it back in",
    "age.correct": "correct the age that was given",
    "right.give": "give, renew or end a role",
    "right.confirm": "say the second yes to it, or no",
    "right.step_back": "give it back without a reason",
    "codes.print": "print a sheet of joining codes, or revoke it",
    "space.leave": "leave",
    "card.see": "read the page “What happens if I say this?”",
    "report.see": "see how far it is, without its words",
    "case.see": "read it (its words open only for those they were sealed for)",
    "case.work": "add to it and close it",
    "case.approve": "say yes or no to letting something out of it",
    "case.answer": "answer what the team asks, and add words of their own",
    "duty.see": "see who is on duty, and when",
    "duty.set": "set who is on duty, and when",
    "contact.read": "read messages from the contact page",
    "request.write": "ask for help",
    "request.see": "read it",
    "request.change": "change it, or take it back",
    "offer.change": "change what they offer, their hours and their limits",
    "proposal.see": "see it",
    "proposal.choose": "choose it",
    "proposal.answer": "say yes or no to it, without a reason",
    "waiting.board": "see how long people wait, without their words",
    "conversation.list": "see the list of their own conversations",
    "conversation.see": "read it",
    "conversation.write": "write in it",
    "conversation.pause": "pause it, and take it up again",
    "conversation.leave": "leave it",
    "conversation.end": "end it together",
    "conversation.keep": "keep words that helped, in their own vault",
    "conversation.report": "report messages that they choose",
    "conversation.worry": "say “I am worried”, which reaches the lead on duty and is told to the member",
    "conversation.answer_worry": "answer when the supporter is worried",
    "conversation.hand_over": "hand it over to another supporter, with the member's consent",
    "conversation.consent_hand_over": "say yes or no to a hand-over",
    "side.see": "read the side channel of supporter and supervisor",
    "side.write": "write in the side channel of supporter and supervisor",
    "debrief.write": "write the supervisor a note after a hard talk",
    "debrief.read": "read it",
    "kept.see": "read it",
    "openings.see": "see it",
    "strategy.see": "read the library of what helps, and practise",
    "strategy.try": "tell how something went, and take that back",
    "idea.see": "read it",
    "idea.change": "write it, change it, take it away",
    "idea.translate": "put it into another language",
    "idea.review": "publish it, or give it back to its author",
    "who_knows.change": "keep a plan of whom to tell what",
    "circle.list": "see the list of circles that are for their age",
    "circle.propose": "propose a circle",
    "circle.change": "change it and send it again",
    "circle.approve": "let it begin, or send it back with words",
    "circle.see": "see what it is for, when it meets and who holds it",
    "circle.join": "ask for a seat in it",
    "circle.read": "read its words",
    "circle.lead": "let people in and look after its agreement",
    "circle.end": "end it, for a reason that is recorded",
    "meeting.see": "see when it is, and what it was about",
    "meeting.enter": "come in",
    "meeting.speak": "read and write in it",
    "meeting.lead": "open it, lead through it and end it",
    "meeting.report": "report words of it that they choose",
    "meeting.answer": "answer the two questions",
    "presence.lead": "mute that person or put them out, for a reason that is recorded",
    "back.speak": "read and write in it",
    "aside.speak": "read and write in it",
    "post.change": "take it back",
    "post.report": "report it",
    "post.review": "publish it or take it away",
    "calendar.change": "have a secret address made for their calendar, or revoke it",
    "seat.change": "change the name there, and accept the agreement",
    "seat.accept": "say yes to holding the circle",
    "seat.leave": "give it up without a reason",
    "seat.answer": "let the person in, or decline",
    "seat.remove": "take it away, for a reason that is recorded",
    "notification.change": "choose what they are told of, and when",
}

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
        "One person has silently blocked another, over all their personas. Only the one who blocked knows.",
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
            "debrief.read": "see the list of notes that were written to them after hard talks",
            "contact.read": "see the list of messages from outside",
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
    ),
    "spaces.Right": Thing(
        "a role",
        "Leave to support, supervise, coordinate, lead or steward, until a day.",
        states={
            "supporter": "supporter",
            "facilitator": "facilitator",
            "supervisor": "supervisor",
            "coordinator": "coordinator",
            "safeguarding_lead": "safeguarding lead",
            "steward": "steward",
        },
        relations={
            "owner": "the person who holds it",
            "coordinator": "a coordinator of the space, when the role is somebody else's",
            "steward": "a steward of the space, when the role is somebody else's",
        },
    ),
    "spaces.Appointment": Thing(
        "a role that waits",
        "To lead or to steward needs a second person's yes, or a time in which all can see it.",
        relations={"approver": "another lead or steward, who neither gave it nor would hold it"},
        actions={"right.give": "take it back"},
    ),
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
        "a conversation",
        "Two people talk, one of them as supporter. The words are sealed for the two.",
        states=TALK,
    ),
    "conversations.Thread": Thing(
        "the words of a conversation",
        "The messages of the two who talk, or of supporter and supervisor beside them, sealed for those two.",
        relations={
            "participant": "the two who talk, in their own words alone",
            "supervisor": "the supporter and the supervisor, in their side channel alone",
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
        relations={"offered": "the supporter who would go on"},
        actions={
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
    **CIRCLE_THINGS,
    "notifications.Letterbox": Thing(
        "a letterbox", "Where a person wants to be told that something is there, if they want that at all."
    ),
}
