"""Words that look alike read alike: Latin and Cyrillic twins, case, «ё», most punctuation and blanks do not count.

Stage names, people, refusal reasons and titles are typed by people on two keyboard layouts: «В1» and «B1», «физ.лицо»
and «Физ лицо» are one word to them.
"""

from __future__ import annotations

import re
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
#: Signs that change what is said: «КП > 1», «10 %», «A+».
_SAYING = frozenset("+<>=≤≥%")
#: The mark between the digits of a number.
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")


def skeleton(text: str) -> str:
    """A key by which texts that look alike are equal; for comparing, never for showing.

    Args:
        text: A stage, a name, a reason, a title: «Физ.лицо», «B1 », «Не дозвон».

    Returns:
        Its letters and digits alone, folded; signs that compare or count and the mark inside «1,5» stay too. A text of
        other signs only (« — ») is kept as it stands, without blanks, so that it does not equal every other such text.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_TWINS)
    parts = _DECIMAL.split(plain)
    key = ".".join("".join(sign for sign in part if sign.isalnum() or sign in _SAYING) for part in parts)
    return key or "".join(plain.split())
