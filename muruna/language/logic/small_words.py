"""Words that every text of a language has: they tell languages apart."""

SMALL_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and to of is in it that my me you for with they have not do how what when i a are was be "
        "at from can about who without should if am them so he she we keep keeps does did will would "
        "there as by at an this all feel feeling",
        "es": "el la los las de que y en un una mi me con por para no se lo es como cuando qué cómo sin "
        "pero soy mis al del si está quiero a mi siento",
        "fr": "le la les de des et un une je ne pas que qui est mon ma mes dans avec pour sur ce il elle "
        "comment quand du au sans mais suis j l si me quoi sens",
        "de": "der die das und ich nicht ist ein eine zu mit mein meine wie was wenn auf für es sie in den "
        "dem von mich mir ohne aber bin kann habe als im will mehr man nur noch so an um fühle",
        "it": "il lo la gli le di che e un una mi non per con è sono come quando mio mia miei nel della del "
        "senza ma cosa se a i al sento",
        "pt": "o a os as de que e um uma não me com por para meu minha meus em do da no na como quando sem "
        "mas é sou se eu ao estou sinto",
        "pl": "i w na nie się z do że jest jak co mi mnie moja mój mam kiedy o po jestem dla bez ale gdy "
        "czy mojej moim przez są od czuję",
        "tr": "ve bir bu da de ne için ile ben bana beni nasıl mi mı benim çok daha ama gibi olarak var yok "
        "değil zaman sonra kadar ki hissediyorum",
        "ar": "في من على إلى عن ما هل لا أن إن هو هي هذا هذه ذلك كل مع كيف ماذا متى لماذا أنا لي لم لن قد "
        "أو و يا التي الذي كان ليس عند عندي بعد قبل لكن إذا حتى كما وهو وأنا أشعر",
        "ru": "и в не на я что с как мне меня это он она они мы о об по за к у но или если когда что бы ли "
        "же мой моя мои от до из для при так все чем есть был быть чувствую",
    }.items()
}
