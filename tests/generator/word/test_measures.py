import pytest
from lxml import etree

from generator.word.columns import mend
from generator.word.measures import whole
from generator.word.numbers import Numbers
from generator.word.tags import WORD

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("text", "number"),
    [("4680", 4680), ("4680.0", 4680), ("-283", -283), ("50%", 7), ("", 7), ("²", 7), ("nan", 7), ("1e999", 7)],
)
def test_a_length_is_read_as_programs_write_it(text: str, number: int) -> None:
    assert whole(etree.Element("a", w=text), "w", 7) == number


def test_an_attribute_that_is_not_there_says_nothing() -> None:
    assert whole(etree.Element("a"), "w") == 0


def test_a_table_of_google_docs_gets_its_grid() -> None:
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}"/></w:tcPr><w:p/></w:tc>' for width in ("1000.0", "500.0"))
    grid = '<w:tblGrid><w:gridCol w:w="1500.0"/></w:tblGrid>'
    body = etree.fromstring(f"<w:body {NAMESPACE}><w:tbl>{grid}<w:tr>{cells}</w:tr></w:tbl></w:body>")
    mend(body)
    assert [column.get(f"{WORD}w") for column in body.iter(f"{WORD}gridCol")] == ["1000", "500"]


def test_levels_and_starts_no_program_writes_number_nothing_and_harm_nothing() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/></w:lvl>'
    )
    numbering = etree.fromstring(
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0">{levels}<w:lvl w:ilvl="77"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="77"><w:startOverride w:val="x"/></w:lvlOverride></w:num></w:numbering>'
    )
    numbers = Numbers(numbering, None)

    def numbered(depth: str) -> etree._Element:
        own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
        return etree.fromstring(f"<w:p {NAMESPACE}><w:pPr>{own}</w:pPr></w:p>")

    first = numbers.of(numbered("0"))
    assert first is not None
    assert len(first.label) < 2000
    assert numbers.of(numbered("77")) is None
