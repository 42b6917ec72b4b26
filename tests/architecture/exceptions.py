"""Where a rule does not hold, and why. Nothing is added here without a reason that survives reading."""

# Deeds that nobody may or need be asked about: "package.deed": reason.
DEEDS_WITHOUT_A_GATE: dict[str, str] = {
    "conversations.begin_conversation": "a step of the deed of the match, which has required its own action",
    "safeguarding.hear_concerned": "asks whether it is the person concerned, who may never open the case",
    "conversations.accept_match": "asks through matching's accept_proposal, under its lock",
    "conversations.erase_due": "a job of the clock: nobody asks for it, the retention does",
    "conversations.settle_support": "a job of the clock and of ended rights: nobody asks for it",
    "spaces.begin_what_has_waited": "a job of the clock: the right was given by somebody who was asked then",
    "spaces.forget_old_steps": "a job of the clock: nobody asks for it, the day does",
    "conversations.part_blocked": "a job of the clock: a block keeps two people apart wherever they are",
    "conversations.end_those_of": "follows from leaving the space, which was asked about there",
    "conversations.forget_person": "a step of the deletion, which has proven who asks",
    "conversations.lapse_hand_overs": "a job of the clock and of ended rights: nobody asks for it",
    "conversations.come_to_nothing": "a step of what closes a hand-over, after its check",
    "conversations.put_words": "a step of `say` and of what follows it, after their check",
    "circles.plan_meetings": "a step of the yes to a circle, which was asked about there",
    "circles.tell_of_the_hour": "a job of the clock: nobody asks for it, the hour does",
    "circles.tidy": "a job of the clock: nobody asks for it, the hour does",
    "circles.erase_due_posts": "a job of the clock: nobody asks for it, the retention does",
    "circles.leave_all": "follows from leaving the space, which was asked about there",
    "circles.forget_person": "a step of the deletion, which has proven who asks",
    "circles.erase_due": "a job of the clock: nobody asks for it, the retention does",
    "strategies.renew_counts": "a job of the clock: nobody asks for it, the day does",
    "safeguarding.write_letter": "without an account: limits stand in its way instead",
    "safeguarding.come_back": "without an account: the return code is the permission",
    "accounts.sign_up": "nobody is signed in yet: limits and proofs stand in its way instead",
    "accounts.sign_in": "nobody is signed in yet: the passphrase is the permission",
    "accounts.recover": "nobody is signed in yet: the recovery phrase is the permission",
}

_OWN = "shows nothing but the reader's own account, which signing in has opened; its deed asks"
_ON_THE_WAY = "shows nothing of a community but what the code or address in the reader's sealed steps gives"

# Views whose page asks nobody before it is shown: "muruna.package.views.module.view": reason.
VIEWS_THAT_DO_NOT_ASK: dict[str, str] = {
    "muruna.accounts.views.own.account": _OWN,
    "muruna.accounts.views.locks.passphrase": _OWN,
    "muruna.accounts.views.locks.recovery": "shows the words that wait in the reader's own session alone",
    "muruna.accounts.views.locks.new_recovery": _OWN,
    "muruna.accounts.views.code_app.code_app": _OWN,
    "muruna.spaces.views.joining.join": "an empty form for a printed code; its deed asks",
    "muruna.spaces.views.joining.join_space": "only leads on, for an address that takes requests",
    "muruna.spaces.views.joining.age": _ON_THE_WAY,
    "muruna.spaces.views.joining.you": _ON_THE_WAY,
    "muruna.spaces.views.joining.card": _ON_THE_WAY,
    "muruna.spaces.views.joining.younger": "a page with nothing of anybody: whom to ask when one is younger",
    "muruna.spaces.views.joining.other_ages": "a page with nothing of anybody: whom to ask at another age",
}

# Modules that may look across spaces: path: reason.
ACROSS_SPACES: dict[str, str] = {
    "muruna/strategies/finding.py": "the index of all spaces is made anew; who finds what is asked per hit",
    "muruna/conversations/events.py": "one stream carries the hints of all of a person's conversations",
    "muruna/circles/feeds.py": "a calendar's secret address is known before its space is",
    "muruna/circles/events.py": "one stream carries the hints of all of a person's circles",
    "muruna/accounts/belongings.py": "finds a person's own personas, for them alone",
    "muruna/accounts/actions/leaving.py": "a deletion reaches every space the person is in",
    "muruna/notifications/events.py": "people are told that something waits, never in which space",
    "muruna/spaces/actions/ages.py": "a person has one age in all their communities",
    "muruna/spaces/actions/joining.py": "a printed code is known before its space is",
    "muruna/spaces/doors.py": "a deletion reaches every space the person is in",
    "muruna/spaces/printed.py": "codes of every community end by the calendar",
    "muruna/spaces/queries.py": "a person's own first page shows all their communities, to them alone",
}
