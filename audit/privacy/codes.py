"""Code names: the same for a name as long as the key is the same, and nothing to be read out of them without it."""

from __future__ import annotations

import hashlib
import hmac
import re

from handbook.russian.text import normalise

#: No letters that are mistaken for one another, none that spell words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_PERSON = "Сотрудник"
_CODE = re.compile(f"{_PERSON} [{ALPHABET}]{{{LENGTH}}}")


class Codes:
    """Makes code names with a key.

    Args:
        key: The company's key (``audit.privacy.key``).
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def person(self, name: str) -> str:
        """A code in place of a person: «Сотрудник 7KQ2MP»; letter case, «ё» and spaces make no difference."""
        return f"{_PERSON} {self._code('person', normalise(name))}"

    def client(self, name: str) -> str:
        """A code in place of a client: «Клиент 7KQ2MP»."""
        return f"Клиент {self._code('client', normalise(name))}"

    def mark(self, text: str) -> str:
        """A code in place of an identifier that a name is a part of."""
        return self._code("mark", text)

    def _code(self, purpose: str, text: str) -> str:
        number = int.from_bytes(hmac.digest(self._key, f"{purpose}\0{text}".encode("utf-8", "replace"), hashlib.sha256))
        letters = []
        for _ in range(LENGTH):
            number, place = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[place])
        return "".join(letters)


def is_code(name: str) -> bool:
    """Whether a name is a code in place of a person."""
    return _CODE.fullmatch(name) is not None
