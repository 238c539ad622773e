from pathlib import Path

from pydantic import TypeAdapter

from handbook.indicators import MEASURES, AnyIndicator, Indicator, defaults
from handbook.read import read
from tests.conftest import Company

ROOT = Path(__file__).parents[2]
FILE = "regulations/indicators.yaml"
INDICATOR: TypeAdapter[Indicator] = TypeAdapter(AnyIndicator)

WELL = """\
indicators:
  - id: p-voronka
    title: Воронка
    kind: process
    measure: stage_conversion
    why: Видно, где теряем
"""


def test_indicators_are_read_in_their_order(company: Company) -> None:
    company.write(FILE, WELL + WELL.replace("indicators:\n", "").replace("p-voronka", "p-druguju"))
    assert company.told() == []
    assert list(company.reading().handbook.indicators) == ["p-voronka", "p-druguju"]


def test_the_parameters_are_those_of_the_measure(company: Company) -> None:
    company.write(FILE, WELL + "    back: 30\n")
    assert company.told() == [f"{FILE}:7:5: неизвестный ключ «back»"]
    company.write(FILE, WELL + "    by: stage\n")
    (told,) = company.told()
    assert told.startswith(f"{FILE}:7:9: «stage» — недопустимое значение ключа «by»")


def test_a_measure_out_of_the_list_is_told_with_the_nearest(company: Company) -> None:
    company.write(FILE, WELL.replace("stage_conversion", "stage_convertion"))
    (finding,) = company.check()
    assert str(finding.places[0]) == f"{FILE}:5:14"
    assert finding.message == "неизвестный показатель «stage_convertion»"
    assert finding.tip == "Возможно, вы имели в виду «stage_conversion»"


def test_an_indicator_without_a_measure_is_told(company: Company) -> None:
    company.write(FILE, WELL.replace("    measure: stage_conversion\n", ""))
    assert company.told() == [f"{FILE}:2:5: нет обязательного ключа «measure»"]


def test_two_indicators_of_one_name_are_told_whatever_they_measure(company: Company) -> None:
    other = WELL.replace("indicators:\n", "").replace("stage_conversion", "ratios")
    company.write(FILE, WELL + other)
    assert company.told("duplicate-id") == [f"{FILE}:7:9: идентификатор «p-voronka» уже занят: {FILE}:2:9"]


def test_what_an_indicator_refers_to_must_be_there(company: Company) -> None:
    company.write(
        FILE, WELL + "    owner: nikto\n    position: nikogo\n    pipelines: [Ничего]\n    target: '[[norm:net]]'\n"
    )
    assert company.told("unknown-reference") == [
        f"{FILE}:7:12: нет роли «nikto»",
        f"{FILE}:8:15: нет должности «nikogo»",
        f"{FILE}:10:16: нет нормы «net»",
    ]
    assert company.told("unknown-stage") == [f"{FILE}:9:17: нет воронки «Ничего» ни в одном процессе"]


def test_a_reason_of_refusal_belongs_to_one_name(company: Company) -> None:
    company.append(
        "regulations/company.yaml", "refusal_reasons:\n  Дорого: [высокая цена]\n  Цена: ['Высокая  цена!']\n"
    )
    (told,) = company.told()
    assert told.endswith("причина отказа «Высокая  цена!» отнесена и к «Дорого», и к «Цена»")


def test_every_measure_has_an_indicator_with_usual_parameters() -> None:
    found = defaults()
    assert [item.measure for item in found] == [str(kind.model_fields["measure"].default) for kind in MEASURES]
    assert len({item.id for item in found}) == len(MEASURES)
    for item in found:
        assert INDICATOR.validate_python(item.model_dump()) == item


def test_the_sample_company_declares_some() -> None:
    reading = read(ROOT)
    assert reading.findings == ()
    assert len(reading.handbook.indicators) >= 8
    assert {item.kind for item in reading.handbook.indicators.values()} == {"process", "result"}
