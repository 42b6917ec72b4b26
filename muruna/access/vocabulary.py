"""The closed vocabularies of the constitution: what can be done, and how a person can stand to a thing."""

from enum import StrEnum


class Relation(StrEnum):
    """How a person stands to a thing; DENYING ones take away whatever the others give."""

    SIGNED_IN = "signed_in"
    OWNER = "owner"
    MEMBER = "member"
    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    SUPERVISOR = "supervisor"
    FACILITATOR = "facilitator"
    REQUESTER = "requester"
    OFFERED = "offered"
    COORDINATOR = "coordinator"
    STEWARD = "steward"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    CASE_TEAM = "case_team"
    REPORTER = "reporter"
    APPROVER = "approver"
    BLOCKED = "blocked"
    NAMED_IN_CASE = "named_in_case"


DENYING = frozenset({Relation.BLOCKED, Relation.NAMED_IN_CASE})


class Action(StrEnum):
    """Everything that can be done, as thing.deed; a route and a deed each name one of these."""

    # accounts: a person and what is theirs
    ACCOUNT_SEE = "account.see"
    ACCOUNT_CHANGE = "account.change"
    ACCOUNT_EXPORT = "account.export"
    ACCOUNT_DELETE = "account.delete"
    SESSION_END = "session.end"
    PERSON_BLOCK = "person.block"
    # spaces
    SPACE_JOIN = "space.join"
    SPACE_SEE = "space.see"
    SPACE_SETTINGS = "space.settings"
    PERSONA_SEE = "persona.see"
    PERSONA_CHANGE = "persona.change"
    MEMBER_APPROVE = "member.approve"
    MEMBER_LIST = "member.list"
    MEMBER_SUSPEND = "member.suspend"
    AGE_CORRECT = "age.correct"
    RIGHT_GIVE = "right.give"
    RIGHT_CONFIRM = "right.confirm"
    RIGHT_STEP_BACK = "right.step_back"
    CODES_PRINT = "codes.print"
    SPACE_LEAVE = "space.leave"
    CARD_SEE = "card.see"
    # safeguarding
    REPORT_SEE = "report.see"
    CASE_SEE = "case.see"
    CASE_WORK = "case.work"
    CASE_APPROVE = "case.approve"
    CASE_ANSWER = "case.answer"
    DUTY_SEE = "duty.see"
    DUTY_SET = "duty.set"
    CONTACT_READ = "contact.read"
    # matching
    REQUEST_WRITE = "request.write"
    REQUEST_SEE = "request.see"
    REQUEST_CHANGE = "request.change"
    OFFER_CHANGE = "offer.change"
    PROPOSAL_SEE = "proposal.see"
    PROPOSAL_CHOOSE = "proposal.choose"
    PROPOSAL_ANSWER = "proposal.answer"
    WAITING_BOARD = "waiting.board"
    # conversations
    CONVERSATION_LIST = "conversation.list"
    CONVERSATION_SEE = "conversation.see"
    CONVERSATION_WRITE = "conversation.write"
    CONVERSATION_PAUSE = "conversation.pause"
    CONVERSATION_LEAVE = "conversation.leave"
    CONVERSATION_END = "conversation.end"
    CONVERSATION_KEEP = "conversation.keep"
    CONVERSATION_REPORT = "conversation.report"
    CONVERSATION_WORRY = "conversation.worry"
    CONVERSATION_ANSWER_WORRY = "conversation.answer_worry"
    CONVERSATION_HAND_OVER = "conversation.hand_over"
    CONVERSATION_CONSENT_HAND_OVER = "conversation.consent_hand_over"
    SIDE_SEE = "side.see"
    SIDE_WRITE = "side.write"
    DEBRIEF_WRITE = "debrief.write"
    DEBRIEF_READ = "debrief.read"
    KEPT_SEE = "kept.see"
    OPENINGS_SEE = "openings.see"
    # sharing
    SHARE_SEE = "share.see"
    SHARE_CHANGE = "share.change"
    SHARE_STOP = "share.stop"
    SHARE_SPEAK = "share.speak"
    SHARE_NOTE_DROP = "share_note.drop"
    # strategies
    STRATEGY_SEE = "strategy.see"
    STRATEGY_TRY = "strategy.try"
    IDEA_SEE = "idea.see"
    IDEA_CHANGE = "idea.change"
    IDEA_TRANSLATE = "idea.translate"
    IDEA_REVIEW = "idea.review"
    IDEA_REPORT = "idea.report"
    WHO_KNOWS = "who_knows.change"
    # goals
    GOAL_CHANGE = "goal.change"
    DECISION_CHANGE = "decision.change"
    RECORD_CHANGE = "record.change"
    PRACTICE_CHANGE = "practice.change"
    HARD_TIMES = "hard_times.change"
    # wellbeing
    WELLBEING_KEEP = "wellbeing.keep"
    WELLBEING_ASKED = "wellbeing.asked"
    WELLBEING_ALLOW = "wellbeing.allow"
    # circles
    CIRCLE_LIST = "circle.list"
    CIRCLE_PROPOSE = "circle.propose"
    CIRCLE_CHANGE = "circle.change"
    CIRCLE_APPROVE = "circle.approve"
    CIRCLE_SEE = "circle.see"
    CIRCLE_JOIN = "circle.join"
    CIRCLE_READ = "circle.read"
    CIRCLE_LEAD = "circle.lead"
    CIRCLE_END = "circle.end"
    MEETING_SEE = "meeting.see"
    MEETING_ENTER = "meeting.enter"
    MEETING_SPEAK = "meeting.speak"
    MEETING_LEAD = "meeting.lead"
    MEETING_REPORT = "meeting.report"
    MEETING_ANSWER = "meeting.answer"
    PRESENCE_LEAD = "presence.lead"
    BACK_SPEAK = "back.speak"
    ASIDE_SPEAK = "aside.speak"
    POST_CHANGE = "post.change"
    POST_REPORT = "post.report"
    POST_REVIEW = "post.review"
    CALENDAR_CHANGE = "calendar.change"
    SEAT_CHANGE = "seat.change"
    SEAT_ACCEPT = "seat.accept"
    SEAT_LEAVE = "seat.leave"
    SEAT_ANSWER = "seat.answer"
    SEAT_REMOVE = "seat.remove"
    SEAT_ASK_AWAY = "seat.ask_away"
    # stories
    STORY_LIST = "story.list"
    STORY_SEE = "story.see"
    STORY_WRITE = "story.write"
    STORY_WITHDRAW = "story.withdraw"
    STORY_STAY = "story.stay"
    STORY_REVIEW = "story.review"
    STORY_MARK = "story.mark"
    STORY_BLOCK = "story.block"
    STORY_REPLY = "story.reply"
    STORY_REPORT = "story.report"
    REPLY_SEE = "reply.see"
    REPLY_DROP = "reply.drop"
    REPLY_REVIEW = "reply.review"
    # notifications
    NOTIFICATION_CHANGE = "notification.change"


# What somebody whom a community has suspended may still ask for there: their own pages. Only those are read,
# and nothing is written but an answer to whoever decides about them: a route says so of itself (`stays`).
STILL_OWN = frozenset(
    {
        Action.GOAL_CHANGE,
        Action.DECISION_CHANGE,
        Action.RECORD_CHANGE,
        Action.PRACTICE_CHANGE,
        Action.HARD_TIMES,
        Action.WELLBEING_KEEP,
        Action.WELLBEING_ASKED,
        Action.REPORT_SEE,
        Action.CASE_ANSWER,
    }
)
