"""In Arabic no sentence takes whoever it names for a man: a name of anybody may stand there."""

import re

import polib
import pytest
from django.conf import settings

WHO = r"%\((?:name|next|lead|asked|agreed)\)s"
# A verb that agrees with the name beside it, or a word that ends in "his".
VERB = r"(?:و|ف)?(?:ي[\w\u064b-\u0652]+|سُئل|رأى|خرج|راجعه|عاد|ليس|كان|طلب ذلك:|وافق عليه:|غادر:|يتولى الأمر:)"
OF_A_MAN = re.compile(
    rf"(?<!\w){VERB} {WHO}|{WHO} (?:بعيد|ليس|ي[\w\u064b-\u0652]+)(?!\w)|(?:دور|صلاحيات|دراست|علاج)ه(?!\w)"
)
IS_NOBODY = re.compile(r"^(The item|Step|Always these words)")


def taken_for_a_man(messages):
    named = [one for one in messages if re.search(WHO, one.msgid) and not IS_NOBODY.match(one.msgid)]
    assert named
    return [one.msgid for one in named
            if OF_A_MAN.search(" ".join([one.msgstr, *one.msgstr_plural.values()]))]  # fmt: skip


def test_no_sentence_with_a_name_takes_them_for_a_man():
    messages = polib.pofile(str(settings.BASE_DIR / "locale/ar/LC_MESSAGES/django.po"))
    assert taken_for_a_man([one for one in messages if not one.obsolete]) == []


@pytest.mark.parametrize("planted", ["يودّ %(name)s المساعدة", "%(name)s ليس هنا", "عند %(name)s، ودوره هنا"])
def test_a_planted_one_is_found(planted):
    assert taken_for_a_man([polib.POEntry(msgid="%(name)s helps", msgstr=planted)])
