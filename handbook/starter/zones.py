"""Time zones of cities: norms in working hours are wrong by the difference when a new company keeps another's."""

from __future__ import annotations

from handbook.russian.text import normalise

#: Where it is neither Moscow time nor a city too small to be guessed; the rest is the company's to write.
_CITIES = {
    "Europe/Kaliningrad": "Калининград",
    "Europe/Samara": "Самара, Тольятти, Ижевск",
    "Europe/Saratov": "Саратов, Энгельс",
    "Europe/Ulyanovsk": "Ульяновск",
    "Europe/Astrakhan": "Астрахань",
    "Asia/Yekaterinburg": (
        "Екатеринбург, Пермь, Челябинск, Уфа, Тюмень, Оренбург, Курган, Магнитогорск, Сургут, Нижневартовск, "
        "Нижний Тагил, Стерлитамак, Ханты-Мансийск, Салехард, Новый Уренгой, Березники, Орск, Тобольск"
    ),
    "Asia/Omsk": "Омск",
    "Asia/Novosibirsk": "Новосибирск",
    "Asia/Barnaul": "Барнаул, Бийск",
    "Asia/Tomsk": "Томск",
    "Asia/Novokuznetsk": "Кемерово, Новокузнецк",
    "Asia/Krasnoyarsk": "Красноярск, Абакан, Норильск",
    "Asia/Irkutsk": "Иркутск, Братск, Ангарск, Улан-Удэ",
    "Asia/Chita": "Чита",
    "Asia/Yakutsk": "Якутск, Благовещенск",
    "Asia/Vladivostok": "Владивосток, Хабаровск, Находка, Комсомольск-на-Амуре",
    "Asia/Sakhalin": "Южно-Сахалинск",
    "Asia/Magadan": "Магадан",
    "Asia/Kamchatka": "Петропавловск-Камчатский",
}
_ZONES = {normalise(city): zone for zone, cities in _CITIES.items() for city in cities.split(", ")}


def zone_of(city: str) -> str | None:
    """The time zone of a city whose time is known not to be that of Moscow."""
    return _ZONES.get(normalise(city).removeprefix("г. "))
