"""Rebuild the bundled font: `python -m generator.diagram.fonts.subset DIR_WITH_LIBERATION_TTF`.

Development only: needs fonttools and Liberation Sans 2.1.5 (Debian package fonts-liberation2).
What Russian business texts need and Liberation lacks is drawn here: the rouble sign, the hyphen that does not break,
thin spaces.
The licence (OFL 1.1) reserves the name «Liberation» for the unmodified fonts, hence the new family name.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FAMILY = "Reglament Sans"
STYLES = ("Regular", "Bold")
RANGES = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0x17F),  # Latin with diacritics: names of foreign clients
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x491),
    (0x2010, 0x2015),  # dashes
    (0x2018, 0x201E),  # quotes
)
EXTRA = "•…‰′″‹›€№™←↑→↓↔−≈≠≤≥∞√×÷"
ROUBLE, HYPHEN = 0x20BD, 0x2011
THIN_SPACES = (0x2009, 0x202F)
THIN_SHARE = 5  # of an em
#: The two bars that make a «Р» a rouble, as left, bottom, right, top: the lower side of its bowl goes on to the left.
BARS = {
    "Regular": ((30, 549, 359, 700), (30, 262, 800, 404)),
    "Bold": ((16, 496, 432, 723), (16, 178, 870, 372)),
}
FAMILY_NAME_IDS = (1, 16)
FULL_NAME_IDS = (3, 4)
POSTSCRIPT_NAME_ID = 6


def unicodes() -> list[int]:
    """Code points kept in the subset."""
    return [code for first, last in RANGES for code in range(first, last + 1)] + [ord(c) for c in EXTRA]


def extend(font: Any, style: str) -> None:  # noqa: ANN401 - fontTools has no types
    """Draw what the font lacks."""
    pen = import_module("fontTools.pens.ttGlyphPen").TTGlyphPen(font.getGlyphSet())
    letter = font.getBestCmap()[ord("P")]
    font.getGlyphSet()[letter].draw(pen)
    for left, bottom, right, top in BARS[style]:
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    empty = import_module("fontTools.pens.ttGlyphPen").TTGlyphPen(None).glyph()
    glyphs = {"rouble": pen.glyph(), "thinspace": empty}
    font.setGlyphOrder([*font.getGlyphOrder(), *glyphs])
    for name, glyph in glyphs.items():
        font["glyf"].glyphs[name] = glyph
    font["glyf"].glyphOrder = font.getGlyphOrder()
    em = font["head"].unitsPerEm
    font["hmtx"]["rouble"] = (font["hmtx"][letter][0], min(left for left, *_ in BARS[style]))
    font["hmtx"]["thinspace"] = (em // THIN_SHARE, 0)
    for table in font["cmap"].tables:
        table.cmap |= {ROUBLE: "rouble", HYPHEN: table.cmap[ord("-")], **dict.fromkeys(THIN_SPACES, "thinspace")}


def build(source: Path, target: Path) -> dict[str, str]:
    """Subset and rename one style; return its advance widths as {width: characters}."""
    subset: Any = import_module("fontTools.subset")  # by name: absent from every environment but the maker's
    options = subset.Options(name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False, layout_features=["kern"])
    font = import_module("fontTools.ttLib").TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes())
    subsetter.subset(font)
    style = source.stem.rsplit("-", 1)[1]
    extend(font, style)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAME_IDS:
            record.string = FAMILY
        elif record.nameID in FULL_NAME_IDS:
            record.string = f"{FAMILY} {style}"
        elif record.nameID == POSTSCRIPT_NAME_ID:
            record.string = f"{FAMILY.replace(' ', '')}-{style}"
    font.save(target)
    widths: dict[str, str] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        width = str(font["hmtx"][glyph][0])
        widths[width] = widths.get(width, "") + chr(code)
    return widths


def main(folder: Path) -> None:
    """Write both styles and the width table beside this file."""
    here = Path(__file__).parent
    table: dict[str, object] = {"units_per_em": 2048}
    for style in STYLES:
        table[style.lower()] = build(folder / f"LiberationSans-{style}.ttf", here / f"ReglamentSans-{style}.ttf")
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
    (here / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
