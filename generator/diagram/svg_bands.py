"""Titles of pools and of the process: a reader who sees a part of a long band reads in it whose band it is."""

from dataclasses import replace

from generator.diagram import markup
from generator.diagram.geometry import Rect, Text

#: A page shows at least so much of a picture at its natural size: of one on a wide screen, of one on a phone.
_WINDOW = 700.0
_PHONE = 240.0
#: The least room between two titles.
_GAP = 60.0


def band_title(title: Text, band: Rect, *, repeated: bool, narrow: bool = False) -> str:
    """The title of a band.

    Args:
        title: In the middle of the band, as laid out.
        band: The band; its title runs along it.
        repeated: Whether a long band says its title again and again; paper and files are seen whole.
        narrow: Whether the band runs across the screen of a phone.
    """
    long = band.height if title.turned else band.width
    words = title.rect.height if title.turned else title.rect.width
    window = _PHONE if narrow and not title.turned else _WINDOW
    times = int(long // max(window, words + _GAP)) if repeated else 1
    if times < 2:  # noqa: PLR2004 - one title stays where it is
        return markup.text(title)
    return "".join(markup.text(_moved(title, long * ((2 * at + 1) / (2 * times) - 0.5))) for at in range(times))


def _moved(title: Text, by: float) -> Text:
    return replace(title, rect=title.rect.moved(0, by) if title.turned else title.rect.moved(by, 0))
