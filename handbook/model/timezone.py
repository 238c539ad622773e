"""Time zones that mean the same on every machine."""

from __future__ import annotations

from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

#: The zones of Russia. Listing all six hundred takes longer than reading the sources: only other zones are looked up.
_USUAL = frozenset(
    {
        "UTC",
        *("Europe/Astrakhan", "Europe/Kaliningrad", "Europe/Kirov", "Europe/Moscow", "Europe/Samara"),
        *("Europe/Saratov", "Europe/Simferopol", "Europe/Ulyanovsk", "Europe/Volgograd"),
        *("Asia/Anadyr", "Asia/Barnaul", "Asia/Chita", "Asia/Irkutsk", "Asia/Kamchatka", "Asia/Khandyga"),
        *("Asia/Krasnoyarsk", "Asia/Magadan", "Asia/Novokuznetsk", "Asia/Novosibirsk", "Asia/Omsk"),
        *("Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Tomsk", "Asia/Ust-Nera", "Asia/Vladivostok"),
        *("Asia/Yakutsk", "Asia/Yekaterinburg"),
    }
)
#: Names of the zone database that stand for the machine's own zone, for none, or for clocks with leap seconds.
_NOT_ZONES = frozenset({"localtime", "posixrules", "Factory"})
_NOT_FOLDERS = ("right/", "posix/")


@cache
def zones() -> frozenset[str]:
    """Names of the zone database, without those that mean different things on different machines."""
    return frozenset(
        name for name in available_timezones() if name not in _NOT_ZONES and not name.startswith(_NOT_FOLDERS)
    )


def _known(name: str) -> str:
    if (name in _USUAL and _loads(name)) or name in zones():
        return name
    from handbook.russian.text import suggest

    hint = suggest(name, zones())
    words = f"; похоже на «{hint}»" if hint else "; нужен пояс вида Europe/Moscow или Asia/Yekaterinburg"
    raise PydanticCustomError("timezone", "неизвестный часовой пояс{hint}", {"hint": words})


def _loads(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


Timezone = Annotated[str, AfterValidator(_known)]
