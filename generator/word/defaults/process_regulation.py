"""The default template of the regulation of a process.

Standing wording lives here and, for a company that wants its own, in its copy of the .docx edited in Word.
"""

from __future__ import annotations

from generator.word.defaults import process_tables as tables
from generator.word.defaults.front import FOOTER, NOTE, author, gap, heading, lead
from generator.word.defaults.sheets import GAP, Called, acquaintance, changes, diagrams
from generator.word.making.maker import TemplateMaker

_CALLED = Called("регламенту процесса\n{{ процесс|кавычки }}", "с регламентом процесса {{ процесс|кавычки }}", "его")

_LIABILITY = (
    (
        "владелец Процесса{% если владелец %} ({{ владелец|им }}){% конец %} — за достижение цели Процесса, соблюдение "
        "норм и своевременный пересмотр регламента;"
    ),
    "владелец операции — за её результат и за сведения, которые уходят из контрольных точек;",
    "исполнитель шага — за выполнение его в установленный срок и за правильность записей о нём.",
)


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles(FOOTER)
    maker.note(f"Шаблон регламента процесса. {NOTE}")
    heading(maker, "РЕГЛАМЕНТ ПРОЦЕССА", "{{ процесс|кавычки }}", "УТВЕРЖДЁН")
    maker.note(
        "В документе длиннее восьми страниц метка «оглавление» печатает строки со ссылками на разделы и приложения, "
        "в коротком её абзац исчезает."
    )
    maker.paragraph("RgContents", "Оглавление{{ оглавление }}")
    _general(maker)
    _terms_and_passport(maker)
    _roles(maker)
    _course(maker)
    _order(maker)
    _control(maker)
    _deviations(maker)
    _liability_and_review(maker)
    author(maker)
    maker.section_break(maker.paragraph("RgBreak", ""), first=True)
    diagrams(maker, _CALLED, "Схема процесса")
    _forms(maker)
    _agreement(maker)
    acquaintance(maker, _CALLED)
    changes(maker, _CALLED)
    return maker.finish(title="Шаблон регламента процесса")


def _listed(maker: TemplateMaker, variable: str, lead: str) -> None:
    """A clause with a list; both go when the list is empty."""
    maker.tag(f"если {variable}")
    maker.paragraph("RgClause", lead, keep=True)
    maker.each("пункт", variable, "RgItem", "{{ пункт }}")
    maker.tag("конец")


def _general(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Назначение и область применения")
    maker.paragraph(
        "RgClause",
        "Настоящий регламент устанавливает, кто, в каком порядке и в какие сроки выполняет процесс "
        "{{ процесс|кавычки }} в {{ организация.кратко }} (далее — Процесс, Компания).",
    )
    maker.paragraph("RgClause", "Цель Процесса: {{ цель|строчная }}")
    maker.tag("если применяется")
    maker.paragraph("RgClause", "Область применения: {{ применяется|строчная }}")
    maker.tag("конец")
    _listed(maker, "адресаты", "Регламент обязаны знать и соблюдать:")
    maker.paragraph("Heading1", "Нормативные ссылки")
    maker.paragraph(
        "RgClause",
        "Процесс выполняют с соблюдением законодательства Российской Федерации, в том числе о персональных данных "
        "и коммерческой тайне.",
    )
    _listed(maker, "внутренние", "Процесс выполняют по внутренним документам Компании:")
    _listed(maker, "смежные", "С Процессом связаны процессы, у которых есть свои регламенты:")
    maker.tag("если передача")
    maker.paragraph("RgClause", "Непрофильного клиента передают в порядке, который устанавливает {{ передача }}.")
    maker.tag("конец")


def _terms_and_passport(maker: TemplateMaker) -> None:
    maker.tag("если термины")
    maker.paragraph("Heading1", "Термины и сокращения")
    lead(maker, "В регламенте используются термины и сокращения:")
    maker.table(tables.TERMS)
    maker.tag("конец", "если паспорт")
    maker.paragraph("Heading1", "Паспорт процесса")
    lead(maker, "Границы Процесса, его участники и средства:")
    maker.table(tables.PASSPORT)
    maker.tag("конец")


def _roles(maker: TemplateMaker) -> None:
    maker.tag("если матрица или роли")
    maker.paragraph("Heading1", "Роли и распределение ответственности")
    maker.tag("если роли")
    lead(maker, "Роли, каждую из которых исполняют несколько должностей:")
    maker.table(tables.ROLES)
    gap(maker)
    maker.tag("конец", "если матрица")
    lead(
        maker,
        "Ответственность за {% если матрица.по_шагам %}шаги{% иначе %}операции{% конец %} распределена по таблице. "
        "R — выполняет; A — отвечает за результат и утверждает его; C — даёт совет или согласие до решения; "
        "I — узнаёт о сделанном. Отвечает за строку кто-то один.",
    )
    maker.table(tables.MATRIX)
    maker.tag("конец", "конец")


def _course(maker: TemplateMaker) -> None:
    maker.tag("если ход и схемы или развилки")
    maker.paragraph("Heading1", "{% если схемы %}Схема{% иначе %}Ход{% конец %} процесса")
    maker.tag("если схемы")
    maker.paragraph(
        "RgClause",
        "Порядок операций, участники и обмен документами показаны на схеме в приложении «Схема процесса».",
    )
    maker.tag("конец", "если развилки")
    lead(maker, "На развилках ход Процесса выбирают так:")
    maker.table(tables.FORKS)
    maker.tag("конец", "конец")


def _order(maker: TemplateMaker) -> None:
    maker.tag("если операции")
    maker.paragraph("Heading1", "Порядок выполнения")
    maker.tag("для операция в операции")
    clause = maker.paragraph("RgClause", "{{ операция.название }}.", keep=True)
    clause.paragraph_format.space_before = GAP
    for run in clause.runs:
        run.bold = True
    for piece in ("{% если операция.назначение %}", " {{ операция.назначение }}", "{% конец %}"):
        clause.add_run(piece)
    maker.tag("если операция.паспорт")
    maker.table(tables.OPERATION)
    gap(maker, keep=True)
    maker.tag("конец", "для шаг в операция.шаги")
    maker.paragraph(
        "RgSubclause",
        "{{ шаг.кто }}: {{ шаг.что }}"
        "{% если шаг.срок %} Срок: {{ шаг.срок }}.{% конец %}"
        "{% если шаг.документ %} Документ: {{ шаг.документ }}.{% конец %}"
        "{% если шаг.утверждает %} Утверждает: {{ шаг.утверждает }}.{% конец %}",
    )
    maker.tag("конец", "конец", "конец")


def _control(maker: TemplateMaker) -> None:
    maker.tag("если контроль или отчёты")
    maker.paragraph("Heading1", "Контрольные точки и отчётность")
    maker.tag("если контроль")
    lead(maker, "Из операций в управление уходят сведения, по которым вмешиваются в ход Процесса:")
    maker.table(tables.CONTROLS)
    gap(maker)
    maker.tag("конец")
    _listed(maker, "отчёты", "О Процессе отчитываются:")
    maker.tag("конец", "если нормы или показатели")
    maker.paragraph("Heading1", "Нормы и показатели")
    maker.tag("если нормы")
    lead(
        maker,
        "Процесс измеряют нормами, приведёнными в таблице. Код нормы — он же код проверки в аудите: по нему находят "
        "норму в отчёте.",
    )
    maker.table(tables.NORMS)
    gap(maker)
    maker.tag("конец")
    maker.tag("если показатели")
    maker.paragraph("RgClause", "Владелец Процесса следит за показателями: {{ показатели }}.")
    maker.tag("конец", "конец", "если документы")
    maker.paragraph("Heading1", "Документы и записи")
    lead(maker, "Документы и записи, с которыми работают в Процессе:")
    maker.table(tables.RECORDS)
    maker.tag("конец")


def _deviations(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Отклонения и эскалация")
    maker.paragraph(
        "RgClause",
        "Об отклонении, которое исполнитель не может устранить сам, он сообщает владельцу операции в тот же рабочий "
        "день, а владелец операции — владельцу Процесса, если отклонение угрожает сроку, норме или клиенту."
        "{% если контроль %} Что делает получатель сведений, увидев отклонение, сказано в таблице контрольных точек."
        "{% конец %}",
    )
    _listed(maker, "сроки", "Когда срок операции вышел:")
    _listed(maker, "отказы", "Процесс закрывают отказом, если на развилке ответ таков:")
    _listed(maker, "узкие_места", "Узкие места, за которыми следят прежде всего:")
    _listed(maker, "решения", "Только {% если владелец %}{{ владелец|им }}{% иначе %}руководитель{% конец %} решает:")


def _liability_and_review(maker: TemplateMaker) -> None:
    maker.paragraph("Heading1", "Ответственность")
    maker.paragraph("RgClause", "Отвечают:", keep=True)
    for text in _LIABILITY:
        maker.paragraph("RgItem", text)
    maker.paragraph(
        "RgClause",
        "За нарушение регламента работники отвечают в порядке, установленном трудовым законодательством Российской "
        "Федерации.",
    )
    maker.paragraph("Heading1", "Порядок пересмотра")
    maker.paragraph(
        "RgClause",
        "Регламент вводится в действие с\u00a0"
        "{% если документ.действует %}{{ документ.действует|словами }}{% иначе %}даты утверждения{% конец %} "
        "и действует до его замены новым.",
    )
    maker.paragraph(
        "RgClause",
        "Регламент пересматривают при изменении Процесса, его норм, штатного расписания или законодательства"
        "{% если документ.пересмотр %}, но не позднее {{ документ.пересмотр|словами }}{% иначе %}.{% конец %} "
        "Предложения об изменениях принимает владелец Процесса.",
    )
    maker.paragraph(
        "RgClause",
        "С регламентом и с каждым его изменением работников знакомят под подпись до введения в действие. Подлинник "
        "хранится в Компании.",
        keep=True,
    )


def _forms(maker: TemplateMaker) -> None:
    maker.tag("если формы")
    maker.paragraph("RgAppendix", _CALLED.annex)
    maker.paragraph("RgAppendixTitle", "Образцы документов")
    maker.tag("для форма в формы")
    title = maker.paragraph("RgText", "{{ форма.название }}", keep=True)
    title.paragraph_format.space_before = GAP
    for run in title.runs:
        run.bold = True
    maker.tag("если форма.поля")
    maker.paragraph("RgSmall", "Заполняют: {{ форма.поля }}.").paragraph_format.space_after = GAP // 2
    maker.tag("конец")
    maker.each("строка", "форма.образец", "RgSmallSample", "{{ строка }}")
    maker.tag("конец", "конец")


def _agreement(maker: TemplateMaker) -> None:
    maker.tag("если согласование")
    maker.paragraph("RgAppendix", _CALLED.annex)
    maker.paragraph("RgAppendixTitle", "Лист согласования")
    maker.table(tables.AGREEMENT)
    maker.paragraph("RgBreak", "")
    maker.tag("конец")
