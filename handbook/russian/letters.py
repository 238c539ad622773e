"""Letters and words: capital first letter, letter case by example, word lists."""


def upper_first(text: str) -> str:
    """Make the first letter a capital and leave the others alone.

    Args:
        text: Any text.
    """
    return text[:1].upper() + text[1:]


def like(source: str, form: str) -> str:
    """Write a form in the letter case of the word it comes from.

    Args:
        source: The word as the author wrote it.
        form: Its form in lower case.

    Returns:
        The form; hyphenated parts are matched in pairs («Инженер-Проектировщик»).
    """
    if source == form or not source:
        return form
    old, new = source.split("-"), form.split("-")
    if len(old) > 1 and len(old) == len(new):
        return "-".join(like(before, after) for before, after in zip(old, new, strict=True))
    if len(source) > 1 and source.isupper():
        return form.upper()
    if source[0].isupper():
        return upper_first(form)
    common = 0
    while common < min(len(source), len(form)) and source[common].lower() == form[common].lower():
        common += 1
    return source[:common] + form[common:]


def words(text: str) -> tuple[str, ...]:
    """Split a list of words written with spaces and line breaks.

    Args:
        text: Words separated by white space.
    """
    return tuple(text.split())
