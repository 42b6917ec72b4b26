"""Ordinary words to fill pages with: the same number on every side that is compared."""

WORDS = 45  # a message

ENGLISH = (
    "I wanted to say that the last few days were a little lighter than the week before and that talking "
    "with you had something to do with it because when I walked home yesterday I noticed the trees again "
    "and thought that this is what you meant when you wrote that small things come back first and that one "
    "need not hurry them while there is somebody who listens and does not ask for more than can be said"
).split()

ARABIC = (
    "أردت أن أقول إن الأيام الأخيرة كانت أخف قليلا من الأسبوع الذي سبقها وإن الحديث معك كان له أثر في ذلك "
    "لأنني حين مشيت إلى البيت أمس لاحظت الأشجار من جديد وفكرت أن هذا ما قصدته حين كتبت أن الأشياء الصغيرة "
    "تعود أولا وأن المرء لا يحتاج إلى العجلة ما دام هناك من يصغي ولا يطلب أكثر مما يمكن أن يقال اليوم"
).split()


def words(source: list[str], number: int) -> str:
    """`WORDS` words beginning at another place for each number."""
    start = number * 7 % len(source)
    doubled = source * 2
    return " ".join(doubled[start : start + WORDS])
