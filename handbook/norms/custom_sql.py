"""Своё правило на SQL (custom_sql).

`select` — один запрос SELECT (или WITH … SELECT) к каноническим таблицам выгрузки. Каждая строка ответа —
нарушение. Столбцов в ответе ровно пять, в любом порядке: `object_id` (номер объекта), `owner` (ответственный), `at`
(когда), `actual` (сколько на деле), `"limit"` (сколько можно; слово занято языком SQL, поэтому в кавычках).

`population` — необязательный запрос всех проверяемых объектов: столбец `object_id` и, если область нормы — люди,
`owner`. С ним доля нарушений считается от всех объектов, и норма без нарушений считается соблюдённой. Без него число
проверенных — это строки ответа: если запрос не вернул ни одной, норма не проверена.

```yaml
kind: custom_sql
select: >
  SELECT deal_id AS object_id, owner, created_at AS at, amount AS actual, 1000000 AS "limit"
  FROM deals
  WHERE amount > 1000000 AND is_deleted IS NOT TRUE AND created_at < CAST($as_of AS TIMESTAMP)
population: SELECT deal_id AS object_id FROM deals WHERE is_deleted IS NOT TRUE
```

Запрос видит таблицы такими, как они выгружены: с удалёнными сделками, делами роботов и фактами после даты аудита —
лишнее он отсеивает сам. Ему известны `$as_of` (дата аудита, сама она уже не судится), `$last_day` (день накануне),
`$start` (первый судимый день), `$judged_from` (день из `--from`) и `$currency` (валюта компании). Таблицы — `deals`,
`deal_fields`, `deal_products`, `stage_changes`, `owner_changes`, `field_changes`, `leads`, `activities`, `tasks`,
`clients`, `quotes`, `invoices`, `payments`, `orders`, `feedback`, `complaints`, `events`, `event_guests`, `employees`,
`absences`, `plan`, `fx`.

Запрос только читает: команды, которые пишут, меняют настройки или открывают файлы и адреса, чтение файлов
(`read_csv`, `FROM 'файл.csv'`), служебные таблицы, нынешнее время, случайные числа и неизвестные функции
отвергаются. Такая норма остаётся непроверенной с объяснением; остальные нормы судятся. То же бывает с запросом, в
котором база данных нашла ошибку, и с тем, что идёт дольше минуты. Норма не проверена и тогда, когда таблицы или
столбца, который назван в запросе, нет в выгрузке.

Строки об одном и том же объекте — одно нарушение: берётся первая по ответственному, времени, значению и пределу, а
лишние посчитаны. Строка без `object_id` — нарушение объекта «(без номера)». Если у нормы есть `since`, строки с более
ранним `at` не судятся, а без `at` судятся. В области нормы бывают только роли, должности и сотрудники: они
сравниваются с `owner`; воронки, стадии и прочее отбирает сам запрос.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.norms.base import Edition, Norm


class CustomSql(Norm):
    """A rule of the company written in SQL."""

    kind_title: ClassVar[str] = "Своё правило"
    judged: ClassVar[str] = "каждый случай"

    kind: Literal["custom_sql"] = Field("custom_sql", title="Вид нормы")
    select: Text = Field(title="Запрос", description="Строки ответа — нарушения")
    population: Text | None = Field(
        None, title="Запрос проверяемых объектов", description="Столбец object_id и, если нужно, owner"
    )

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return self.title

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Правило написала сама компания: проверка ищет в CRM случаи, которые ему противоречат, и каждый найденный "
            "— нарушение. Спорный случай покажите тому, кто отвечает за норму."
        )
