"""Arabic words reduced to what their spellings share: marks, letter forms, clitics, vowels of the root."""

import re

# Vowel marks, the superscript alef and the stretching stroke say nothing that a reader types.
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك"}
    | {digit: str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
)
# Longest first: "and for the", "and the", "with the", "like the", "so the", "for the", "the".
_ARTICLES = ("وبال", "وكال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال")
_BEFORE = ("و", "ف", "ب", "ل", "ك")
_AFTER = ("كما", "هما", "تها", "تهم", "تكم", "تنا", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ان",
          "ات", "ون", "ين", "وا", "ته", "تي", "تك", "يه", "ه", "ي", "ك", "ا", "ت")  # fmt: skip
_LONG_VOWELS = str.maketrans("", "", "اويء")


def spelled(word: str) -> str:
    """The word without marks, with one form for each letter that is written in several."""
    return MARKS.sub("", word).translate(_FORMS)


def bare(word: str) -> str:
    """The word without article, attached particles and endings, at least three letters of it.

    After Larkey, Ballesteros & Connell 2007 ("light stemming"), with attached pronouns besides.
    """
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            word = word[len(article) :]
            break
    else:
        # One letter may belong to the word itself: it goes only where enough is left.
        if word.startswith(_BEFORE) and len(word) >= 5:
            word = word[1:]
    for _round in range(2):
        for ending in _AFTER:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


def skeleton(word: str) -> str:
    """The consonants of a bare word, which broken plurals share ("school" and "schools"); "" if too few."""
    bones = word[:1].replace("ا", "") + word[1:].translate(_LONG_VOWELS)
    return bones if len(bones) >= 3 else ""
