"""The default template of a department's regulation."""

from __future__ import annotations

from generator.word.defaults.front import FOOTER, NOTE, gap, heading, lead, signatures
from generator.word.defaults.sheets import Called, acquaintance, changes
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

_CALLED = Called("положению\n{{ о_подразделении }}", "с положением {{ о_подразделении }}", "его")
_GROUP = "{{ группа.название|кавычки }}{% если группа.номер %} ({{ группа.номер }}){% конец %}: {{ группа.операции }}"

_RULES = (
    "законодательством Российской Федерации;",
    "уставом, приказами и другими локальными нормативными актами Компании;",
)
_RIGHTS = (
    "запрашивать у других подразделений сведения и документы, без которых его задачи не выполнить;",
    "участвовать в совещаниях, на которых решаются вопросы его работы;",
    "предлагать руководству изменения процессов, регламентов и нормативов;",
    "возвращать документы, которые пришли неполными или с ошибками, с указанием причины.",
)
_LIABILITY = (
    "выполнение задач и функций, названных в настоящем положении;",
    "достоверность сведений, которые подразделение передаёт другим и вносит в учётные системы;",
    "сохранность документов, имущества и сведений ограниченного доступа.",
)


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles(FOOTER)
    maker.note(f"Шаблон положения о подразделении. {NOTE}")
    heading(maker, "ПОЛОЖЕНИЕ", "{{ о_подразделении }}", "УТВЕРЖДЕНО")
    _general(maker)
    _staff(maker)
    _work(maker)
    _rights_and_liability(maker)
    _interaction(maker)
    _measures(maker)
    _review(maker)
    signatures(maker)
    maker.section_break(maker.paragraph("RgBreak", ""), first=True)
    acquaintance(maker, _CALLED)
    changes(maker, _CALLED)
    return maker.finish(title="Шаблон положения о подразделении")


def _general(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Общие положения")
    maker.paragraph(
        "RgClause",
        "Настоящее положение определяет место подразделения {{ подразделение|им|прописная|кавычки }} (далее — "
        "Подразделение) в структуре {{ организация.кратко }} (далее — Компания), его состав, задачи, функции, права, "
        "ответственность и порядок работы с другими подразделениями.",
    )
    maker.tag("если назначение")
    maker.paragraph("RgClause", "Назначение Подразделения: {{ назначение|строчная }}")
    maker.tag("конец", "если вышестоящее")
    maker.paragraph("RgClause", "Подразделение входит в состав подразделения {{ вышестоящее|им|прописная|кавычки }}.")
    maker.tag("иначе")
    maker.paragraph(
        "RgClause", "Подразделение не входит в состав других и подчиняется {{ организация.руководитель|дат }}."
    )
    maker.tag("конец", "если руководитель")
    maker.paragraph("RgClause", "Подразделением руководит {{ руководитель|им }} (далее — Руководитель).")
    maker.tag("если начальник")
    maker.paragraph(
        "RgClause",
        "Руководитель назначается на должность и освобождается от неё приказом {{ организация.руководитель|род }} "
        "и подчиняется {{ начальник|дат }}. На время его отсутствия обязанности исполняет "
        "{% если замещает %}{{ замещает|им }}{% иначе %}работник, назначенный приказом{% конец %}.",
    )
    maker.tag("иначе если замещает")
    maker.paragraph("RgClause", "На время отсутствия Руководителя его обязанности исполняет {{ замещает|им }}.")
    maker.tag("конец", "конец")
    maker.paragraph("RgClause", "В своей работе Подразделение руководствуется:", keep=True)
    for text in _RULES:
        maker.paragraph("RgItem", text)
    maker.tag("если функции или участие")
    maker.paragraph("RgItem", "регламентами процессов, названных в разделе о функциях;")
    maker.tag("конец")
    maker.paragraph("RgItem", "настоящим положением.")


def _staff(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Структура и штат")
    maker.tag("если отделы")
    maker.paragraph("RgClause", "В состав Подразделения входят:", keep=True)
    maker.each("пункт", "отделы", "RgItem", "{{ пункт }}")
    maker.paragraph("RgClause", "Их задачи и функции определены положениями о них.")
    maker.tag("конец", "если штат")
    lead(maker, "Должности Подразделения:")
    maker.table(
        Table(
            (10, 68, 68, 24),
            ("№", "Должность", "Подчиняется", "Единиц"),
            ("{{ loop.index }}", "{{ строка.должность }}", "{{ строка.подчинение }}", "{{ строка.число }}"),
            loop="строка в штат",
            alt="Должности подразделения и число штатных единиц",
            centred=(0, 3),
        )
    )
    gap(maker)
    maker.tag("если всего")
    maker.paragraph("RgClause", "Всего штатных единиц: {{ всего }}.")
    maker.tag("конец", "иначе")
    maker.paragraph("RgClause", "Собственных должностей в Подразделении нет.")
    maker.tag("конец")
    maker.paragraph("RgClause", "Структуру и штат Подразделения утверждает {{ организация.руководитель|им }}.")


def _work(maker: TemplateMaker) -> None:
    maker.tag("если задачи")
    maker.paragraph("Heading1", "Задачи")
    maker.paragraph("RgClause", "Основные задачи Подразделения:", keep=True)
    maker.each("пункт", "задачи", "RgSubclause", "{{ пункт }}")
    maker.tag("конец", "если функции или участие")
    maker.paragraph("Heading1", "Функции")
    for variable, opening in (
        ("функции", "Подразделение выполняет операции процессов и отвечает за их результат:"),
        ("участие", "Подразделение участвует в операциях, за которые отвечают другие:"),
    ):
        maker.tag(f"если {variable}")
        maker.paragraph("RgClause", opening, keep=True)
        maker.each("группа", variable, "RgSubclause", _GROUP + "{% если loop.last %}.{% иначе %};{% конец %}")
        maker.tag("конец")
    maker.paragraph("RgClause", "Порядок выполнения операций определён регламентами процессов.")
    maker.tag("конец")


def _rights_and_liability(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Права")
    maker.paragraph("RgClause", "Подразделение вправе:", keep=True)
    for text in _RIGHTS:
        maker.paragraph("RgItem", text)
    maker.tag("если права")
    maker.paragraph("RgClause", "В пределах своих полномочий Подразделение также вправе:", keep=True)
    maker.each("пункт", "права", "RgItem", "{{ пункт }}")
    maker.tag("конец")
    maker.paragraph("Heading1", "Ответственность")
    maker.paragraph("RgClause", "Подразделение отвечает за:", keep=True)
    for text in _LIABILITY:
        maker.paragraph("RgItem", text)
    maker.tag("если результаты")
    maker.paragraph(
        "RgClause",
        "Подразделение отвечает за результаты процессов, владельцы которых в нём работают: {{ результаты }}.",
    )
    maker.tag("конец", "если руководитель")
    maker.paragraph(
        "RgClause",
        "За работу Подразделения в целом отвечает Руководитель. Ответственность работников определена их "
        "должностными инструкциями.",
    )
    maker.tag("иначе")
    maker.paragraph("RgClause", "Ответственность работников определена их должностными инструкциями.")
    maker.tag("конец")


def _interaction(maker: TemplateMaker) -> None:
    maker.tag("если взаимодействие")
    maker.paragraph("Heading1", "Взаимодействие")
    lead(maker, "С другими подразделениями и внешними сторонами Подразделение обменивается документами:")
    maker.table(
        Table(
            (36, 61, 73),
            ("С кем", "Получает", "Передаёт"),
            ("{{ строка.название }}", "{{ строка.получает }}", "{{ строка.передаёт }}"),
            loop="строка в взаимодействие",
            tall=True,
            alt="С кем взаимодействует подразделение, что получает и передаёт",
        )
    )
    maker.paragraph("RgBreak", "")
    maker.tag("конец")


def _measures(maker: TemplateMaker) -> None:
    maker.tag("если нормы или показатели")
    maker.paragraph("Heading1", "Нормативы и показатели")
    maker.tag("если нормы")
    lead(
        maker,
        "Работа Подразделения оценивается по нормативам; период и источник данных каждого названы в регламентах:",
    )
    maker.table(
        Table(
            (10, 68, 92),
            ("№", "Показатель", "Норматив"),
            ("{{ loop.index }}", "{{ строка.показатель }}", "{{ строка.норматив }}"),
            loop="строка в нормы",
            alt="Нормативы подразделения",
            centred=(0,),
        )
    )
    gap(maker)
    maker.tag("конец", "если показатели")
    lead(maker, "Подразделение следит за показателями и добивается по ним:")
    maker.table(
        Table(
            (10, 56, 104),
            ("№", "Показатель", "Чего добиваются"),
            ("{{ loop.index }}", "{{ строка.показатель }}", "{{ строка.ориентир }}"),
            loop="строка в показатели",
            alt="Показатели подразделения",
            centred=(0,),
        )
    )
    maker.paragraph("RgBreak", "")
    maker.tag("конец", "конец")


def _review(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Порядок пересмотра")
    maker.paragraph(
        "RgClause",
        "Положение вводится в действие с\u00a0"
        "{% если документ.действует %}{{ документ.действует|словами }}{% иначе %}даты утверждения{% конец %} "
        "и действует до замены новым.",
    )
    maker.paragraph(
        "RgClause",
        "Положение пересматривается при изменении структуры, задач или процессов Подразделения"
        "{% если документ.пересмотр %}, но не позднее {{ документ.пересмотр|словами }}{% иначе %}.{% конец %}",
    )
    maker.paragraph(
        "RgClause",
        "С положением под подпись знакомятся {% если руководитель %}Руководитель и {% конец %}работники Подразделения.",
        keep=True,
    )
