"""How a company prints its documents: page, font, standard, status, diagrams."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import Record, Text
from handbook.model.explained import Explained


class Papers(Record):
    """The look and the status of Word documents; a company's own copies of templates keep the look they have."""

    gost: Annotated[
        Literal[2025, 2016, "off"],
        Explained(
            {
                "2025": "ГОСТ Р 7.0.97-2025: левое поле 30 мм — для документов, которые хранят дольше десяти лет",
                "2016": "ГОСТ Р 7.0.97-2016: поля 20, 10, 20 и 20 мм",
                "off": "стандарт не соблюдается: проверка шаблонов молчит о полях, номере страницы и ширине грифа",
            }
        ),
    ] = Field(
        2025,
        title="Стандарт оформления",
        description="От него зависят поля и то, что проверка шаблонов считает ошибкой",
    )
    margins: (
        Annotated[
            Literal["binding", "normal"],
            Explained({"binding": "30, 10, 20 и 20 мм: слева — под подшивку", "normal": "20, 10, 20 и 20 мм"}),
        ]
        | None
    ) = Field(None, title="Поля страницы", description="Если не те, что следуют из стандарта: binding или normal")
    font: Text = Field(
        "Times New Roman",
        max_length=31,  # Word refuses a longer one
        title="Шрифт",
        description="Гарнитура готовых шаблонов: Times New Roman, PT Astra Serif",
    )
    status: Annotated[
        Literal["local_act", "annex"],
        Explained(
            {
                "local_act": "локальный нормативный акт: меняет работодатель, работника знакомят под подпись",
                "annex": "приложение к трудовому договору: меняют по соглашению сторон",
            }
        ),
    ] = Field(
        "local_act", title="Чем служит должностная инструкция", description="От этого зависит порядок её изменения"
    )
    footer: bool = Field(
        default=True,
        title="Нижний колонтитул",
        description="Номер, редакция и отпечаток источника внизу листа; false — без них",
    )
    diagrams: Annotated[
        Literal["a3", "a4", "off"],
        Explained(
            {
                "a3": "сложные схемы — на листе А3, остальные на А4",
                "a4": "все на А4, даже если буквы выйдут мелкими",
                "off": "без схем: они остаются на сайте",
            }
        ),
    ] = Field("a3", title="Схемы в документах", description="На каких листах печатать схемы процессов")
    qr: bool = Field(
        default=False,
        title="QR-код на листах ознакомления",
        description="Номер документа, редакция и отпечаток: по коду лист сверяют с тем, что подписано",
    )
