"""What the fields of ``audit.json`` mean, in Russian; a test holds that every field of every record has its words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from generator.report.told import ComparedWith, ToldAudit, ToldEnding, ToldPromise, ToldStory
from handbook.audits.comparison import Change, Ending
from handbook.audits.past import PastNorm, PastPerson
from handbook.finding import Finding, Place
from handbook.measure import CellKind, MeasureColumn, MeasureResult
from handbook.missing import Missing
from handbook.result import FileAccount, OwnerCount, Result, Score, SetAside, Verdict, Violation, Waived

WHOLE: Mapping[str, str] = {
    "description": "Файл audit.json: всё, что нашёл аудит. Деньги записаны строкой, чтобы не потерять копейки; даты — "
    "ГГГГ-ММ-ДД. Новые поля могут добавляться, прежние не меняют смысла, пока не сменилось имя схемы.",
    "schema": "Имя и версия устройства файла",
    "result": "Всё, что нашёл аудит",
    "story": "Что говорят прежние аудиты и планёрки; поля нет, когда сравнивать не с чем",
}
SUMMARY: Mapping[str, str] = {
    "score": "Оценка компании от 0 до 100; null — ни одна норма не проверена",
    "norms": "Сколько норм с каким итогом",
    "violations": "Нарушений без исключений",
    "waived": "Нарушений, разрешённых исключениями",
    "rows_read": "Строк выгрузки прочитано",
    "rows_used": "Из них использовано",
    "rows_set_aside": "Из них отложено с указанием причины",
    "findings": "Замечаний к выгрузке",
}
CHANGE = "Что говорит прежний аудит об этом нарушении; поля нет, когда сравнивать не с чем"

TITLES: Mapping[type, str] = {
    Result: "Результат аудита",
    Verdict: "Итог по норме",
    Violation: "Нарушение",
    Waived: "Нарушение, разрешённое исключением",
    OwnerCount: "Сколько объектов у сотрудника",
    Missing: "Чего не хватает в выгрузке",
    Score: "Оценка",
    FileAccount: "Учёт строк файла",
    SetAside: "Отложенные строки",
    Finding: "Замечание к выгрузке",
    Place: "Место в файле",
    MeasureResult: "Показатель",
    MeasureColumn: "Столбец показателя",
    ToldStory: "История",
    ComparedWith: "Аудит, с которым идёт сравнение",
    ToldEnding: "Нарушение прежнего аудита, которого больше нет",
    ToldAudit: "Прежний аудит",
    ToldPromise: "Решение планёрки",
    PastNorm: "Итог по норме в прежнем аудите",
    PastPerson: "Сотрудник в прежнем аудите",
}

_NORM = "Код нормы"
_KEY = "Ключ нарушителя внутри нормы: по нему одно и то же нарушение узнаётся в разных аудитах"
_WHO = "Чьё нарушение: имя из CRM или код, если имена скрыты"
_MOMENT = "Когда: день (2026-03-05), неделя (2026-W10), месяц (2026-03) или квартал (2026-Q1)"
_MONEY = "Сумма под вопросом в валюте компании; null — неизвестна"
_STANDING = "Длится ли нарушение в день аудита и можно ли его прекратить; null — время прошло, вернуть его нельзя"
_AS_OF = "Состояние на 00:00 этого дня: сам он уже не судится"
_FROM = "Первый день, который судится; null — с начала данных"
_WEIGHT = "Важность нормы"
_LACK = "Чего не хватает в выгрузке и как это получить"

RECORDS: Mapping[type, Mapping[str, str]] = {
    Result: {
        "company": "Компания",
        "as_of": _AS_OF,
        "judged_from": _FROM,
        "profile": "Профиль CRM, по которому прочитана выгрузка",
        "currency": "Валюта компании, код ISO 4217",
        "verdicts": "Итоги по нормам в порядке описания",
        "score": "Оценка компании",
        "owners": "Оценки сотрудников",
        "accounts": "Учёт строк каждого файла: прочитано = использовано + отложено",
        "findings": "Замечания к выгрузке",
        "notes": "Пояснения ко всему аудиту",
        "measures": "Показатели, заявленные компанией",
        "views": "Показатели для графиков отчёта, которых компания не заявила",
    },
    Verdict: {
        "norm_id": _NORM,
        "title": "Название нормы",
        "kind": "Вид нормы, см. reglament explain ВИД",
        "requirement": "Требование словами",
        "severity": _WEIGHT,
        "status": "Итог",
        "tolerance": "Допустимая доля нарушений в процентах",
        "population": "Сколько объектов проверено",
        "violations": "Все нарушения без исключений",
        "waived": "Нарушения, разрешённые исключениями: в долю не входят",
        "owners": "Сколько объектов и нарушений у каждого сотрудника",
        "reason": "Почему не проверено",
        "missing": _LACK,
        "approximate": "Проверено приближённо: части данных нет",
        "notes": "Пояснения",
        "operation_id": "Код операции, у которой записана норма",
        "operation_title": "Название операции",
        "process_id": "Код процесса",
        "clause": "Пункт документа",
        "page": "Адрес страницы нормы",
        "departed": "Ключи нарушений прежнего аудита, которые больше не судятся: объект выпал из выгрузки или периода",
    },
    Violation: {
        "key": _KEY,
        "object_id": "Номер сделки, лида, счёта; для норм на людей — сотрудник",
        "object_title": "Название объекта в CRM",
        "owner": _WHO,
        "moment": _MOMENT,
        "actual": "Факт в единицах unit; null — значения нет",
        "limit": "Предел в тех же единицах",
        "unit": "Единица: d — дни, wd — рабочие дни, h и wh — часы, min и wmin — минуты, % — проценты, пусто — штуки",
        "detail": "Что не так, словами",
        "money": _MONEY,
        "source_file": "Файл выгрузки",
        "source_row": "Номер строки в нём, как в Excel: заголовок — строка 1",
        "edition": "С какого дня действует редакция нормы, по которой судили",
        "stages": "Стадии, о порядке которых речь",
        "standing": _STANDING,
        "closed": "Известно ли, что сделка закончилась до дня аудита: исправить можно только запись о ней",
    },
    Waived: {
        "violation": "Само нарушение",
        "reason": "Почему разрешено",
        "author": "Кто разрешил",
        "until": "По какой день разрешено",
    },
    OwnerCount: {"owner": _WHO, "population": "Сколько объектов проверено", "violators": "Сколько из них нарушают"},
    Missing: {
        "table": "Имя таблицы, которой не хватает",
        "columns": "Имена столбцов, которых не хватает",
        "how": "Как получить",
    },
    Score: {
        "owner": "Сотрудник; null — компания",
        "value": "Оценка от 0 до 100; null — судить не по чему",
        "checked": "Норм в оценке",
        "not_checked": "Норм не проверено",
        "violations": "Нарушений",
    },
    FileAccount: {
        "file": "Файл",
        "table": "Какой таблицей он прочитан; null — не распознан",
        "source": "Откуда выгружен",
        "rows_read": "Строк прочитано",
        "rows_used": "Использовано",
        "set_aside": "Отложено по причинам",
    },
    SetAside: {
        "reason": "Почему отложены",
        "rows": "Номера строк отрезками: [первая, последняя]",
        "unnumbered": "Сколько ещё строк без номеров, например из хранилища",
    },
    Finding: {
        "code": "Код замечания, см. reglament explain КОД",
        "severity": "Важность",
        "message": "Что не так",
        "places": "Где; первое место главное",
        "tip": "Что сделать",
    },
    Place: {
        "file": "Файл",
        "line": "Строка исходного файла",
        "column": "Знак в строке",
        "row": "Строка выгрузки",
        "field": "Столбец выгрузки",
        "excerpt": "Сама строка",
    },
    MeasureResult: {
        "indicator": "Код показателя",
        "measure": "Каким расчётом получен, см. reglament explain РАСЧЁТ",
        "title": "Название",
        "kind": "process — показатель процесса, result — показатель результата",
        "why": "Зачем за ним следят",
        "target": "К чему стремятся",
        "period": "За какое время",
        "columns": "Столбцы таблицы",
        "rows": "Строки таблицы; ячейка — по виду столбца, null — не вычислено",
        "notes": "Пояснения",
        "reason": "Почему не вычислен; null — вычислен",
        "missing": _LACK,
    },
    MeasureColumn: {"name": "Имя столбца", "title": "Заголовок", "kind": "Что в столбце"},
    ToldStory: {
        "compared_with": "Аудит, с которым идёт сравнение; null — его нет",
        "ended": "Нарушения прежнего аудита, которых больше нет, и почему",
        "trend": "Прежние аудиты от старого к новому",
        "promises": "Решения планёрок и что из них вышло",
    },
    ComparedWith: {
        "as_of": _AS_OF,
        "judged_from": _FROM,
        "score": "Оценка компании тогда",
        "origin": "Файл, из которого прочитан",
        "new": "Новых нарушений",
        "persisting": "Не исправлено с тех пор",
        "returned": "Было исправлено и вернулось",
        "incomparable": "Сравнить не с чем: тогда норма не проверялась или этих дней ещё не судили",
        "fixed": "Исправлено",
        "departed": "Больше не судится: объект выпал из выгрузки или периода",
        "unchecked": "Норма теперь не проверена",
        "waived": "Разрешено исключением",
        "rewritten": "Коды норм, требование которых с тех пор изменилось",
    },
    ToldEnding: {
        "norm_id": _NORM,
        "title": "Название нормы тогда",
        "key": _KEY,
        "ending": "Почему нарушения больше нет",
        "object_id": "Номер сделки, лида, счёта; для норм на людей — сотрудник",
        "owner": _WHO,
        "moment": _MOMENT,
        "money": _MONEY,
        "standing": "Длилось ли нарушение тогда",
    },
    ToldAudit: {
        "as_of": _AS_OF,
        "judged_from": _FROM,
        "score": "Оценка компании",
        "norms": "Итоги по нормам",
        "people": "Сотрудники",
    },
    ToldPromise: {
        "norm_id": _NORM,
        "key": _KEY,
        "subject": "Объект словами",
        "owner": "Кто обещал",
        "decision": "Что решили",
        "due": "К какому дню; null — к следующему аудиту",
        "note": "Что сказано на планёрке",
        "made": "День аудита, который разбирали",
        "outcome": "Что вышло",
    },
    PastNorm: {
        "norm_id": _NORM,
        "title": "Название нормы тогда",
        "requirement": "Требование тогда",
        "severity": _WEIGHT,
        "status": "Итог тогда",
        "population": "Сколько объектов проверено",
        "violations": "Сколько из них нарушало",
        "waived": "Сколько разрешено исключениями",
    },
    PastPerson: {"owner": "Имя или код", "score": "Оценка тогда", "violations": "Нарушений тогда"},
}

#: Values of closed lists that have no word of their own, or whose word says too little here.
VALUES: Mapping[tuple[type[StrEnum], str], str] = {
    (CellKind, "text"): "текст",
    (CellKind, "count"): "целое число",
    (CellKind, "number"): "число строкой",
    (CellKind, "money"): "деньги строкой",
    (CellKind, "percent"): "проценты 0…100 строкой",
    (CellKind, "days"): "дни строкой",
    (CellKind, "date"): "дата",
    (Change, "persisting"): "не исправлено: было и в прежнем аудите",
    (Ending, "departed"): "больше не судится: объект выпал из выгрузки или периода",
}
