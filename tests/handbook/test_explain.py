import re

import yaml
from pydantic import TypeAdapter

from handbook.explain import pages, pages_in, topics
from handbook.indicators import MEASURES
from handbook.lint import RULES
from handbook.model.process import Process, TimedNode
from handbook.norms import KINDS, AnyNorm

#: Kinds of norms and measures: they are no mistakes, so there is nothing to mend.
NAMES = [
    *(str(kind.model_fields["kind"].default) for kind in KINDS),
    *(str(measure.model_fields["measure"].default) for measure in MEASURES),
]


def test_every_code_has_a_page_of_its_own() -> None:
    reading = [code for code, _ in pages_in("handbook")]
    rules = [rule.code for rule in RULES]
    assert list(pages()) == [*reading, *rules, *NAMES]
    assert len(pages()) == len(reading) + len(rules) + len(NAMES)


def test_a_page_begins_with_its_title_and_code_and_says_more() -> None:
    for code, page in pages().items():
        title, blank, *body = page.splitlines()
        assert re.fullmatch(rf"[А-ЯЁ][^.]+ \({code}\)\.", title), title
        assert blank == ""
        assert body


def test_a_page_of_a_mistake_says_how_to_mend_it() -> None:
    for code, page in pages().items():
        if code not in NAMES:
            assert "\nКак исправить: " in page, code


def test_pages_are_russian() -> None:
    for code, page in pages().items():
        words = re.findall(r"[A-Za-zА-Яа-яЁё]{4,}", re.sub(r"`[^`]*`|\([a-z_-]+\)", "", page))
        russian = [word for word in words if re.match("[А-Яа-яЁё]", word)]
        assert len(russian) > 0.6 * len(words), code


def test_codes_are_kebab_case_and_kinds_snake_case() -> None:
    for code in pages():
        assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*" if code in NAMES else r"[a-z0-9]+(?:-[a-z0-9]+)+", code), code


#: Pages about keys of a process; the others are about the work with an export.
FLOW = ("flow", "lanes", "timers")


def test_topics_have_pages_of_their_own() -> None:
    assert list(topics()) == ["calibrate", "draft", "flow", "history", "lanes", "promises", "pseudonyms", "timers"]
    assert not topics().keys() & pages().keys()
    keys = {*Process.model_fields, *TimedNode.model_fields}
    assert keys.issuperset(FLOW)
    for key, page in topics().items():
        assert re.match(rf"[А-ЯЁ][^.]+ \({key}\)\.\n\n", page)


def test_examples_of_topics_are_what_a_process_may_say() -> None:
    head = {"id": "p", "title": "П", "block": "sell", "goal": "ц", "trigger": "с", "result": "р"}
    for key in FLOW:
        page = topics()[key]
        blocks = re.findall(r"(?:^ {4}.*\n)+", page, re.MULTILINE)
        assert blocks, key
        for block in blocks:
            said = yaml.safe_load(block)
            Process.model_validate({**head, **(said if isinstance(said, dict) else {"flow": said})})


def test_examples_of_norms_are_what_a_norm_may_say() -> None:
    (text,) = re.findall(r"(?:^ {4}.*\n)+", topics()["draft"], re.MULTILINE)
    (norm,) = TypeAdapter(tuple[AnyNorm, ...]).validate_python(yaml.safe_load(text), by_alias=True, by_name=False)
    (limits,) = re.findall(r"(?:^ {4}.*\n)+", topics()["calibrate"], re.MULTILINE)
    changed = {**yaml.safe_load(text)[0], **yaml.safe_load(limits)}
    del changed["max"]
    (later,) = TypeAdapter(tuple[AnyNorm, ...]).validate_python([changed], by_alias=True, by_name=False)
    assert norm.draft
    assert len(later.editions()) == 2
