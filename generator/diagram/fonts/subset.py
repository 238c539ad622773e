"""Rebuild the bundled font: `python -m generator.diagram.fonts.subset DIR_WITH_LIBERATION_TTF`.

Development only: needs fonttools and Liberation Sans 2.1.5 (Debian package fonts-liberation2).
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
EXTRA = "•…‰′″‹›€₽№™←↑→↓↔−≈≠≤≥∞√×÷"
FAMILY_NAME_IDS = (1, 16)
FULL_NAME_IDS = (3, 4)
POSTSCRIPT_NAME_ID = 6


def unicodes() -> list[int]:
    """Code points kept in the subset."""
    return [code for first, last in RANGES for code in range(first, last + 1)] + [ord(c) for c in EXTRA]


def build(source: Path, target: Path) -> dict[str, str]:
    """Subset and rename one style; return its advance widths as {width: characters}."""
    subset: Any = import_module("fontTools.subset")  # by name: absent from every environment but the maker's
    options = subset.Options(name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False, layout_features=["kern"])
    font = import_module("fontTools.ttLib").TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes())
    subsetter.subset(font)
    style = source.stem.rsplit("-", 1)[1]
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
