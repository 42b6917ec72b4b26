"""What the people of the journeys write, in both languages; no name or word here is anybody's."""

from typing import TypedDict


class Script(TypedDict):
    """One journey's words."""

    name: str
    pronouns: str
    asking: str
    circumstance: str
    answers: list[str]
    replies: list[str]
    worry: str
    wish: str
    summary: str
    thanks: str


ARABIC: Script = {
    "name": "سلمى الطيّارة",
    "pronouns": "هي",
    "asking": "أخاف أن يعرف أخي. أريد أن يسمعني أحد فقط، من غير نصائح.",
    "circumstance": "shares-phone",
    "answers": [
        "أهلًا سلمى. قرأت كلماتك على مهل. أنا هنا.",
        "لا عجلة. هل أنتِ وحدك في الغرفة الآن؟",
        "سأحفظ ما قلتِ بيننا، وأخبرك قبل أي خطوة.",
    ],
    "replies": [
        "شكرًا لأنك هنا. يداي ترتجفان قليلًا.",
        "نعم، والباب مغلق. أختبئ تحت الغطاء 🌙",
        "أحيانًا لا أريد أن أعود إلى البيت أبدًا.",
    ],
    "worry": "قالت إنها لا تريد العودة إلى البيت. لم يؤذها أحد حتى الآن.",
    "wish": "أريد أن أقول أولًا: لا تتصلوا بالبيت.",
    "summary": "آخذ معي أن أحدًا سمعني كلّي.",
    "thanks": "شكرًا لصبرك الذي لا ينتهي.",
}
ENGLISH: Script = {
    "name": "Kite Marlow",
    "pronouns": "they/them",
    "asking": "I am scared my brother will find out. I only want somebody to listen, no advice.",
    "circumstance": "shares-phone",
    "answers": [
        "Hello Kite. I read your words slowly. I am here.",
        "There is no hurry. Are you alone in the room?",
        "What you said stays between us, and I tell you before any step.",
    ],
    "replies": [
        "Thank you for being here. My hands shake a little.",
        "Yes, and the door is shut. I am under the blanket 🌙",
        "Sometimes I never want to go home again.",
    ],
    "worry": "They said they do not want to go home. Nobody has hurt them so far.",
    "wish": "First of all: do not ring my home.",
    "summary": "I take with me that somebody heard all of me.",
    "thanks": "Thank you for a patience without end.",
}
