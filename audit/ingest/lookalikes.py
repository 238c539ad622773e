"""Words that look alike read alike: Latin and Cyrillic twins, case, «ё», punctuation and blanks do not tell them apart.

Stage names, people, refusal reasons and titles are typed by people on two keyboard layouts: «В1» and «B1», «физ.лицо»
and «Физ лицо» are one word to them.
"""

from __future__ import annotations

import unicodedata

#: Letters of the two alphabets that look the same after they are put in lower case, or did before.
_TWINS = str.maketrans(
    {
        "a": "а",
        "b": "в",
        "c": "с",
        "e": "е",
        "h": "н",
        "i": "і",
        "k": "к",
        "m": "м",
        "o": "о",
        "p": "р",
        "t": "т",
        "x": "х",
        "y": "у",
        "ё": "е",
    }
)


def skeleton(text: str) -> str:
    """A key by which texts that look alike are equal; for comparing, never for showing.

    Args:
        text: A stage, a name, a reason, a title: «Физ.лицо», «B1 », «Не дозвон».

    Returns:
        Its letters and digits alone, folded; «+» stays too. A text of other signs only (« — ») is kept as it stands,
        without blanks, so that it does not equal every other such text.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_TWINS)
    key = "".join(sign for sign in plain if sign.isalnum() or sign == "+")
    return key or "".join(plain.split())
