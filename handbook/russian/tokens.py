"""A phrase as tokens: words, spaces, marks and quoted text."""

import re

_TOKENS = re.compile(r"«[^»]*»|\"[^\"]*\"|„[^“]*“|“[^”]*”|\([^()]*\)|\[[^\]]*\]|\s+|[^\s,;:/«\"„“(\[—–]+|.", re.DOTALL)


def tokenise(phrase: str) -> tuple[str, ...]:
    """Split a phrase into words, spaces, marks and «quoted» text; joined, they give the phrase back.

    Args:
        phrase: Any text.
    """
    return tuple(_TOKENS.findall(phrase))


def following(tokens: tuple[str, ...], at: int) -> int:
    """Place of the next token that is not white space, or -1."""
    at += 1
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    return at if at < len(tokens) else -1
