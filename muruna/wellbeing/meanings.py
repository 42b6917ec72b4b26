"""What each figure means and does not mean, in plain words, each sentence with where it comes from.

Read every line as somebody would who reads it on their worst evening: nothing here names an illness, counts
against anyone, or calls a low figure safe.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

OWN = ""  # the source of the questionnaire itself, which the library names with the day it was looked up
OURS = _("Advice of the people who make this, 2026; not a finding")


@dataclass(frozen=True)
class Statement:
    """A sentence, and where it comes from."""

    words: Any
    source: Any
    leads_to: str = ""  # the questionnaire that says more


@dataclass(frozen=True)
class Told:
    """A source of another than the questionnaire itself, and how far it was read."""

    cite: str
    remark: Any = ""


@dataclass(frozen=True)
class Meaning:
    """What is said of one questionnaire's figure."""

    about: Statement
    bands: dict[str, Statement] = field(default_factory=dict)
    not_meant: tuple[Statement, ...] = ()
    often_from: float | None = None  # from this answer on a single trouble was there on most days


_TWO_WEEKS = Statement(
    _("Two weeks are a short time. A bad one, an illness or bad sleep can give the same figure."), OURS
)
_SIGNS = Statement(
    _("A figure cannot say what is behind it, and it says nothing about who you are. "
      "Only a talk with somebody who is trained can say more."),
    OURS,
)  # fmt: skip
_NOT_YOU = Statement(
    _("It says how things feel now, not what you are worth, and not how they will stay."), OURS
)
_HARD = Statement(
    _("The last two weeks look very hard. Please do not stay alone with that: let a doctor, a counsellor or "
      "somebody you trust be there with you. You do not need the right words for it."),
    OURS,
)  # fmt: skip
_OFTEN = Statement(
    _("These troubles were there often. From here on it is usual to talk it over with a doctor or a "
      "counsellor: they can see more than a figure can."),
    OWN,
)  # fmt: skip
_MOST_DAYS = Statement(
    _("These troubles were there on most days. You do not have to carry that by yourself: a doctor or a "
      "counsellor can help, and so can somebody who keeps you company until then."),
    OURS,
)  # fmt: skip
_ASK_MORE = Statement(
    _("These troubles were there often. It is worth asking more, or talking it over with somebody."), OURS
)
_SOME = Statement(_("Some of these troubles were there on some of the days."), OWN)
_FEW = Statement(_("Few of these troubles were there in the last two weeks."), OWN)
ONE_OFTEN = Statement(
    _("The figure is not high, but one of these troubles or more was there on most days. That alone can be "
      "hard, and it is reason enough to tell somebody."),
    OURS,
)  # fmt: skip


MEANINGS: dict[str, Meaning] = {
    "who-5": Meaning(
        Statement(_("How much of the last two weeks felt good, from 0 to 100. More is better."), OWN),
        {
            "very low": Statement(
                _(
                    "The last two weeks held very little that felt good. At this height it is worth talking "
                    "soon with a doctor, a counsellor or somebody you trust. You do not have to wait until "
                    "it is worse."
                ),
                OWN,
            ),
            "low": Statement(
                _(
                    "The last two weeks held little that felt good. From 50 down it is usual to look more "
                    "closely, together with somebody. It is also a good reason to let somebody keep you "
                    "company."
                ),
                OWN,
            ),
            "usual": Statement(
                _(
                    "A good part of the last two weeks felt good. Among people in general the middle lies "
                    "near 70."
                ),
                OWN,
            ),
        },
        (_NOT_YOU, _TWO_WEEKS),
    ),
    "phq-8": Meaning(
        Statement(
            _(
                "How often low mood, tiredness and what goes with them were there in the last two weeks, "
                "from 0 to 24. Less is better."
            ),
            OWN,
        ),
        {
            "minimal": _FEW,
            "mild": _SOME,
            "moderate": _OFTEN,
            "moderately severe": _MOST_DAYS,
            "severe": _HARD,
        },
        (_SIGNS, _TWO_WEEKS),
        often_from=2,
    ),
    "phq-9": Meaning(
        Statement(
            _(
                "How often low mood, tiredness and what goes with them were there in the last two weeks, "
                "from 0 to 27. Less is better."
            ),
            OWN,
        ),
        {
            "minimal": _FEW,
            "mild": _SOME,
            "moderate": _OFTEN,
            "moderately severe": _MOST_DAYS,
            "severe": _HARD,
        },
        (_SIGNS, _TWO_WEEKS),
        often_from=2,
    ),
    "phq-4": Meaning(
        Statement(
            _("Two questions about low mood and two about worry, together from 0 to 12. Less is better."),
            OWN,
        ),
        {"normal": _FEW, "mild": _SOME, "moderate": _ASK_MORE, "severe": _HARD},
        (_SIGNS, Statement(_("Four questions are few: they only show where it is worth asking more."), OWN)),
        often_from=2,
    ),
    "gad-7": Meaning(
        Statement(
            _(
                "How often worry and restlessness were there in the last two weeks, from 0 to 21. "
                "Less is better."
            ),
            OWN,
        ),
        {"minimal": _FEW, "mild": _SOME, "moderate": _OFTEN, "severe": _HARD},
        (
            _SIGNS,
            Statement(_("Worry can have good reasons. Who lives with danger is right to be alert."), OURS),
        ),
        often_from=2,
    ),
    "rses": Meaning(
        Statement(_("How you see yourself now, from 0 to 30. More is kinder."), OWN),
        {
            "low": Statement(
                _(
                    "It is hard for you to see good in yourself at the moment. That is how it feels now, and "
                    "not what you are worth."
                ),
                OURS,
            ),
            "normal": Statement(_("You see yourself neither very hard nor very kindly now."), OURS),
            "high": Statement(_("You look at yourself with kindness now."), OURS),
        },
        (_NOT_YOU, Statement(_("The usual bounds, 15 and 25, are a habit and not a finding."), OWN)),
    ),
    "brs": Meaning(
        Statement(
            _("How it is for you to get up again after something hard, from 1 to 5. More is easier."), OWN
        ),
        {
            "low": Statement(
                _(
                    "Getting up again is slow at the moment. That tells how heavy things have been as much "
                    "as anything about you."
                ),
                OURS,
            ),
            "normal": Statement(_("Getting up again goes as it does for many people."), OWN),
            "high": Statement(_("Getting up again comes easily to you now."), OWN),
        },
        (
            _NOT_YOU,
            Statement(_("Whoever lives under pressure every day has more to get up from than others."), OURS),
        ),
    ),
    "ucla-3": Meaning(
        Statement(_("How often company is missing, from 3 to 9. Less is better."), OWN),
        {},
        (
            _NOT_YOU,
            Statement(_("To miss company is a wish for closeness, and no fault."), OURS),
            Statement(
                _(
                    "There is no official bound. Some studies count as lonely whoever has 6 or more; that is "
                    "a habit, and no finding about you."
                ),
                Told("Steptoe and others 2013.", _("Read about elsewhere, not at its source.")),
            ),
        ),
    ),
    "ons-loneliness": Meaning(
        Statement(_("One question, in your own word: how often you feel lonely."), OWN),
        {
            "often": Statement(
                _(
                    "That is a heavy thing to feel so often. Many people know it, and you are not alone with "
                    "that: somebody here may be glad of company as well."
                ),
                OURS,
            )
        },
        (_NOT_YOU,),
    ),
    "gse": Meaning(
        Statement(
            _("How much you trust yourself to manage what comes, from 10 to 40. More is more trust."), OWN
        ),
        {},
        (Statement(_("There is no high or low here. Compare it only with your own earlier figures."), OWN),),
    ),
    "ons-4": Meaning(
        Statement(
            _("Four questions, each by itself, from 0 to 10. For the last one, about worry, less is better."),
            OWN,
        ),
        {},
        (_NOT_YOU,),
    ),
    "belonging": Meaning(
        Statement(_("One question: how strongly you feel that you belong here."), OWN),
        {
            "not-at-all": Statement(
                _(
                    "Not to belong where one is hurts. You are not alone with that, and it is no fault of "
                    "yours: a place can be the wrong one for somebody, and it can change."
                ),
                OURS,
            )
        },
        (Statement(_("It is our own form of a public question and was not tested."), OWN),),
    ),
}
# Of questions that were entered here, nothing more is known than what can be counted.
ENTERED_BETTER = _("A figure from %(low)s to %(high)s. More is better.")
ENTERED_WORSE = _("A figure from %(low)s to %(high)s. Less is better.")
ENTERED_PARTS = _("Each part is a figure from %(low)s to %(high)s.")
ENTERED_ALONE = _("These questions have no figure: each answer stands by itself.")
ENTERED_NOT_MEANT: tuple[Statement, ...] = (
    _NOT_YOU,
    Statement(
        _("No bound is known for it: no figure is too high or too low. Compare it only with your own earlier "
          "figures."),
        OURS,
    ),
)  # fmt: skip
ENTERED_NOT_MEANT_ALONE = (_NOT_YOU,)
HEAVY_ANSWER = Statement(
    _("One of these answers or more is a heavy one. You do not have to carry that by yourself: it is reason "
      "enough to let somebody keep you company."),
    OURS,
)  # fmt: skip
SAME_EVERYWHERE = Statement(
    _("All answers were the same. Some of the questions are put the other way round, so no figure can be "
      "read from them. You did nothing wrong; another day may be better for it."),
    OWN,
)  # fmt: skip
TOO_FEW = Statement(
    _("Some questions were passed over, so there is no figure. Your answers are kept all the same."), OURS
)
MORE_ABOUT_MOOD = Statement(
    _(
        "The two questions about low mood came out high. There is a longer set, if you would like to know "
        "more."
    ),
    OWN,
    "phq-8",
)
MORE_ABOUT_WORRY = Statement(
    _("The two questions about worry came out high. There is a longer set, if you would like to know more."),
    OWN,
    "gad-7",
)
# science.md 1.4: beside every picture of change.
CAVEATS = (
    Statement(
        _("Things often change by themselves. People who were only waiting for help also felt better, on "
          "average, after twelve weeks. A change does not tell what caused it."),
        Told("Graham 2020.", _("As told at CBT Watch; not read at its source.")),
    ),
    Statement(
        _("In everyday services only about one in eight people answer again after three months. Those who "
          "answer may be different from those who do not."),
        Told("Blenkiron and others 2019.", _("32 of 245 people.")),
    ),
    Statement(
        _("Where little was wrong to begin with, a small change of the figure is hardly felt."),
        Told("Kounali and others 2022.", _("On PHQ-9 and GAD-7.")),
    ),
)  # fmt: skip
