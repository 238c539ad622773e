"""The default template of a job description.

Standing wording lives here and, for a company that wants its own, in its copy of the .docx edited in Word.
"""

from __future__ import annotations

from generator.word.defaults.front import FOOTER, NOTE, gap, heading, lead, signatures
from generator.word.defaults.sheets import Called, acquaintance, changes, diagrams
from generator.word.defaults.wording import LIABILITY, RIGHTS, RULES
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

_CALLED = Called("должностной инструкции\n{{ должность|род }}", "с должностной инструкцией {{ должность|род }}", "её")
_GROUP = "{% если группа.номер %} ({{ группа.номер }}){% конец %}"


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles(FOOTER)
    maker.note(f"Шаблон должностной инструкции. {NOTE}")
    heading(maker, "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ", "{{ должность|род }}")
    _general(maker)
    _qualification(maker)
    _duties(maker)
    _norms(maker)
    _rights_and_liability(maker)
    _interaction(maker)
    _conditions_and_review(maker)
    signatures(maker)
    maker.section_break(maker.paragraph("RgBreak", ""), first=True)
    diagrams(maker, _CALLED, "Место должности в процессах")
    acquaintance(maker, _CALLED)
    changes(maker, _CALLED)
    return maker.finish(title="Шаблон должностной инструкции")


def _general(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Общие положения")
    maker.paragraph(
        "RgClause",
        "Настоящая должностная инструкция определяет квалификационные требования, должностные обязанности, права "
        "и ответственность {{ должность|род }} {{ организация.кратко }} (далее — Работник, Компания).",
    )
    maker.paragraph(
        "RgClause",
        "{{ должность|им|прописная }} относится к категории {{ категория }}"
        "{% если окпдтр %} (код по ОКПДТР {{ окпдтр }}){% конец %}{% если подразделение %} и входит "
        "в состав структурного подразделения {{ подразделение|кавычки }}{% конец %}.",
    )
    maker.tag("если приложение")
    maker.paragraph("RgClause", "Должностная инструкция является приложением к трудовому договору с Работником.")
    maker.tag("иначе")
    maker.paragraph("RgClause", "Должностная инструкция является локальным нормативным актом Компании.")
    maker.tag("конец")
    maker.tag("если назначение")
    maker.paragraph("RgClause", "Назначение должности: {{ назначение|строчная }}")
    maker.tag("конец", "если начальник")
    maker.paragraph(
        "RgClause",
        "Работник назначается на должность и освобождается от неё приказом {{ организация.руководитель|род }}"
        "{% если представляет %} по представлению {{ представляет|род }}{% конец %}.",
    )
    maker.paragraph("RgClause", "Работник подчиняется непосредственно {{ начальник|дат }}.")
    maker.tag("иначе")
    maker.paragraph(
        "RgClause",
        "Работник назначается на должность и освобождается от неё в порядке, установленном уставом Компании.",
    )
    maker.tag("конец", "если подчинённые")
    maker.paragraph("RgClause", "Работнику непосредственно подчиняются: {{ подчинённые }}.")
    maker.tag("конец")
    maker.paragraph(
        "RgClause",
        "На время отсутствия Работника (отпуск, болезнь, командировка) его обязанности исполняет "
        "{% если замещает %}{{ замещает|им }}"
        "{% иначе %}работник, назначенный приказом{% конец %}.",
    )
    maker.tag("если заменяет")
    maker.paragraph("RgClause", "Работник исполняет обязанности {{ заменяет }}, когда замещаемый отсутствует.")
    maker.tag("конец")
    maker.paragraph("RgClause", "В своей деятельности Работник руководствуется:", keep=True)
    for text in RULES:
        maker.paragraph("RgItem", text)
    maker.each("пункт", "регламенты", "RgItem", "{{ пункт }}")
    maker.paragraph("RgItem", "настоящей должностной инструкцией.")


def _qualification(maker: TemplateMaker) -> None:
    maker.tag("если требования или знания или умения или качества или компетенции или обучение или профстандарт")
    maker.paragraph("Heading1", "Квалификационные требования")
    maker.tag("если требования")
    maker.paragraph("RgClause", "На должность {{ должность|род }} назначается лицо, отвечающее требованиям:", keep=True)
    maker.each("пункт", "требования", "RgItem", "{{ пункт }}")
    maker.tag("конец", "если профстандарт")
    maker.paragraph(
        "RgClause",
        "Требования установлены с учётом профессионального стандарта {{ профстандарт.название|кавычки }} "
        "(код {{ профстандарт.код }}, {{ профстандарт.приказ }}).",
    )
    maker.tag("конец")
    _listed(maker, "знания", "Работник должен знать:")
    _listed(maker, "умения", "Работник должен уметь:")
    _in_line(maker, "качества", "Работнику необходимы личные качества:")
    _listed(maker, "компетенции", "Требуемые компетенции и их уровень:")
    _listed(maker, "обучение", "Для исполнения обязанностей Работник проходит обучение:")
    maker.tag("конец")


def _listed(maker: TemplateMaker, variable: str, lead: str) -> None:
    """A clause and its items, each on a line of its own; nothing when there are none."""
    maker.tag(f"если {variable}")
    maker.paragraph("RgClause", lead, keep=True)
    maker.each("пункт", variable, "RgItem", "{{ пункт }}")
    maker.tag("конец")


def _in_line(maker: TemplateMaker, variable: str, lead: str) -> None:
    """A clause with short items one after another; nothing when there are none."""
    maker.tag(f"если {variable}")
    maker.paragraph("RgClause", f"{lead} {_run(variable)}")
    maker.tag("конец")


def _run(variable: str) -> str:
    """Items one after another; each bears its own mark."""
    return f"{{% для пункт в {variable} %}}{{{{ пункт }}}}{{% если не loop.last %}} {{% конец %}}{{% конец %}}"


def _duties(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Должностные обязанности")
    maker.tag("для группа в обязанности", "если группа.единственный")
    maker.paragraph("RgClause", "{{ группа.название }}" + _GROUP + ". Работник обязан {{ группа.единственный }}")
    maker.tag("иначе")
    maker.paragraph("RgClause", "{{ группа.название }}" + _GROUP + ". Работник обязан:", keep=True)
    maker.each("пункт", "группа.пункты", "RgSubclause", "{{ пункт }}")
    maker.tag("конец", "конец", "для группа в решения")
    maker.paragraph(
        "RgClause",
        "Как владелец процесса {{ группа.название|кавычки }}" + _GROUP + " Работник решает:",
        keep=True,
    )
    maker.each("пункт", "группа.пункты", "RgSubclause", "{{ пункт }}")
    maker.tag("конец", "если прочие", "если обязанности")
    maker.paragraph("RgClause", "Вне этих операций Работник обязан:", keep=True)
    maker.tag("иначе")
    maker.paragraph("RgClause", "Работник обязан:", keep=True)
    maker.tag("конец")
    maker.each("пункт", "прочие", "RgSubclause", "{{ пункт }}")
    maker.tag("конец")
    maker.paragraph(
        "RgClause",
        "Работник обязан соблюдать правила внутреннего трудового распорядка, требования охраны труда и пожарной "
        "безопасности, режим коммерческой тайны и порядок обработки персональных данных, беречь имущество Компании.",
    )


def _norms(maker: TemplateMaker) -> None:
    maker.tag("если нормы или показатели")
    maker.paragraph("Heading1", "Показатели и нормативы работы")
    maker.tag("если нормы")
    lead(maker, "Деятельность Работника оценивается по показателям, приведённым в таблице:")
    maker.table(
        Table(
            (9, 42, 63, 34, 22),
            ("№", "Показатель", "Норматив", "Период", "Источник"),
            (
                "{{ loop.index }}",
                "{{ строка.показатель }}",
                "{{ строка.норматив }}",
                "{{ строка.период }}",
                "{{ строка.источник }}",
            ),
            loop="строка в нормы",
            alt="Показатели и нормативы работы",
            centred=(0,),
        )
    )
    gap(maker)
    maker.tag("конец", "если показатели")
    maker.paragraph("RgClause", "При оценке работы учитываются{% если нормы %} также{% конец %}: " + _run("показатели"))
    maker.tag("конец")
    maker.paragraph(
        "RgClause",
        "Порядок начисления переменной части оплаты труда устанавливается положением об оплате труда и не "
        "определяется настоящей должностной инструкцией.",
    )
    maker.tag("конец")


def _rights_and_liability(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Права")
    maker.paragraph("RgClause", "Работник имеет право:", keep=True)
    first, of_subordinates, *others = RIGHTS
    maker.paragraph("RgItem", first)
    maker.tag("если начальник")
    maker.paragraph("RgItem", of_subordinates)
    maker.tag("конец")
    for text in others:
        maker.paragraph("RgItem", text)
    maker.tag("если права")
    maker.paragraph("RgClause", "В пределах своих полномочий Работник вправе:", keep=True)
    maker.each("пункт", "права", "RgItem", "{{ пункт }}")
    maker.tag("конец")
    maker.paragraph("Heading1", "Ответственность")
    maker.paragraph("RgClause", "Работник несёт ответственность:", keep=True)
    for text in LIABILITY:
        maker.paragraph("RgItem", text)
    maker.tag("если ответственность")
    maker.paragraph("RgClause", "Работник отвечает за:", keep=True)
    maker.each("пункт", "ответственность", "RgItem", "{{ пункт }}")
    maker.tag("конец")


def _interaction(maker: TemplateMaker) -> None:
    maker.tag("если взаимодействие")
    maker.paragraph("Heading1", "Взаимодействие (служебные связи)")
    lead(maker, "Для исполнения обязанностей Работник взаимодействует:")
    maker.table(
        Table(
            (30, 70, 70),
            ("С кем", "Получает", "Передаёт"),
            ("{{ строка.название }}", _run("строка.получает"), _run("строка.передаёт")),
            loop="строка в взаимодействие",
            tall=True,
            alt="С кем взаимодействует Работник, что получает и передаёт",
        )
    )
    maker.tag("конец")


def _conditions_and_review(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Условия работы")
    maker.paragraph("RgClause", "Режим работы: {{ условия.режим }}.")
    maker.tag("если условия.разъезды")
    maker.paragraph("RgClause", "Служебные поездки: {{ условия.разъезды }}.")
    maker.tag("иначе")
    maker.paragraph(
        "RgClause", "В связи с производственной необходимостью Работник может направляться в служебные командировки."
    )
    maker.tag("конец")
    _in_line(maker, "условия.оборудование", "Средства работы, которые предоставляет Компания:")
    maker.paragraph("Heading1", "Порядок пересмотра и заключительные положения")
    maker.paragraph(
        "RgClause",
        "Должностная инструкция вводится в действие с\u00a0"
        "{% если документ.действует %}{{ документ.действует|словами }}{% иначе %}даты утверждения{% конец %} "
        "и действует до её замены новой.",
    )
    maker.paragraph(
        "RgClause",
        "Должностная инструкция пересматривается при изменении регламентов, процессов, штатного расписания или "
        "законодательства{% если документ.пересмотр %}, но не позднее {{ документ.пересмотр|словами }}{% иначе %}."
        "{% конец %}",
    )
    maker.tag("если приложение")
    maker.paragraph(
        "RgClause",
        "Изменения вносятся по соглашению Компании и Работника в письменной форме, если законодательством не "
        "установлен иной порядок.",
    )
    maker.paragraph(
        "RgClause",
        "Должностная инструкция составлена в двух экземплярах: по одному для Компании и для Работника. Подпись "
        "Работника ставится в листе ознакомления.",
        keep=True,
    )
    maker.tag("иначе")
    maker.paragraph(
        "RgClause",
        "Изменения вносит Компания приказом {{ организация.руководитель|род }}. Изменения, затрагивающие трудовую "
        "функцию, вносятся в порядке статей\u00a072 и\u00a074 Трудового кодекса Российской Федерации.",
    )
    maker.paragraph(
        "RgClause",
        "Работник знакомится с должностной инструкцией под подпись. Один экземпляр хранится в Компании, второй "
        "передаётся Работнику.",
        keep=True,
    )
    maker.tag("конец")
