"""Whoever writes that they are in danger sees the numbers; whoever looks for something else, seldom."""

import pytest

from muruna.search.index.asking import read_question
from muruna.search.worries import names_worry

URGENT = """
I don't want to live
I don’t want to live anymore
i dont want to live anymore
I want to kill my self
kms
i just want to end it all
unalive
I can't go on
I can’t go on
i cant go on
my dad hits me
my father beats me
they will kill me
my brother will kill me
kicked out
my parents kicked me out
my mum threw me out last night
i wish i was dead
I wanna die
I can't take it anymore
hayatıma son vermek istiyorum
artık dayanamıyorum
babam beni dövüyor
evden kovuldum
beni öldürecekler
بدي موت
نفسي أموت
عايز أموت
عايزة اموت
مش عايز أعيش
ما بدي عيش
ما ابي اعيش
أبغى أموت
بغيت نموت
ما بغيتش نعيش
لا أريد أن أعيش
أبي يضربني
بابا بيضربني
أهلي طردوني من البيت
اهلي رح يقتلوني
ich will nicht mehr leben
mein Vater schlägt mich
meine Eltern haben mich rausgeworfen
ich kann nicht mehr
j'ai envie de mourir
j’en peux plus
je n'en peux plus
je veux plus vivre
mon père me frappe
ils m'ont mis dehors
ils vont me tuer
ya no quiero vivir
mi padre me pega
me echaron de casa
no puedo más
non voglio più vivere
mio padre mi picchia
mi hanno cacciato di casa
não quero mais viver
meu pai me bate
fui expulsa de casa
nie chcę już żyć
ojciec mnie bije
wyrzucili mnie z domu
не хочу больше жить
отец меня бьёт
меня выгнали из дома
меня убьют
死にたいです
消えてしまいたい、死にたい
父に殴られる
家を追い出された
我不想活了
爸爸打我
我被赶出家门
活不下去了
""".strip().splitlines()

OTHER = """
coming out to my parents
telling a friend
wedding question
how do I find a group near me
changing my name at school
words for a parent
a walk that can go on for hours
living with a flatmate
what to wear at work
Wie sage ich es meinen Eltern
Leben in einer neuen Stadt
comment le dire à mes parents
vivre avec quelqu'un
cómo decírselo a mis padres
vivir en otro país
come dirlo ai miei genitori
como contar aos meus pais
jak powiedzieć rodzicom
aileme nasıl söylerim
как сказать родителям
كيف أخبر أمي
أريد أن أعيش في بلد آخر
صديقي في المدرسة
両親に話す
新しい名前
怎么告诉父母
我的名字
""".strip().splitlines()


def _shows(text: str, hint: str) -> bool:
    return names_worry(text, read_question(text, hint=hint).languages)


@pytest.mark.parametrize("text", URGENT)
def test_numbers_are_shown_whatever_the_language_of_the_page(text: str, settings) -> None:
    settings.SEARCH_MEANING = False
    for hint in ("en", "ar", "tr"):
        assert _shows(text, hint), (text, hint)


@pytest.mark.parametrize("text", OTHER)
def test_what_is_no_danger_shows_none(text: str, settings) -> None:
    settings.SEARCH_MEANING = False
    assert not _shows(text, "en")
