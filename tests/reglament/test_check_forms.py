"""``check --forms``: every title in every case, for a person to read."""

from click.testing import CliRunner

from reglament.cli import app
from tests.conftest import Company


def forms(company: Company) -> str:
    result = CliRunner().invoke(app, ["--project", str(company.root), "check", "--forms"], prog_name="reglament")
    assert result.exit_code == 0, result.output
    return result.output


def test_all_forms_of_titles_and_names(company: Company) -> None:
    printed = forms(company)
    assert (
        "Должность «Менеджер по продажам»  regulations/positions.yaml:9:12\n"
        "    кого, чего    Менеджера по продажам\n"
        "    кому, чему    Менеджеру по продажам\n"
        "    кого, что     Менеджера по продажам\n"
        "    кем, чем      Менеджером по продажам\n"
        "    о ком, о чём  Менеджере по продажам\n"
    ) in printed
    assert "    кому, чему    Ивановой Анне Сергеевне\n" in printed
    assert printed.endswith("сомнительных нет.\n")


def test_what_to_write_where_a_form_is_in_doubt(company: Company) -> None:
    company.replace("regulations/positions.yaml", "title: Директор,", "title: Контроллер,")
    company.append("regulations/roles/rop.yaml", "forms: {dative: хеду отдела}\n")
    company.replace("regulations/company.yaml", "title: Отдел продаж", 'title: "Бзыкарь: север"')
    company.append("regulations/staff.yaml", "  - {name: Шевченко Саша, position: menedzher}\n")
    printed = forms(company)
    assert "    кого, что     Контроллер  (сомнительно)\n" in printed
    assert "      forms:\n        accusative: Контроллер\n" in printed
    assert "    кому, чему    хеду отдела  (вписано в forms)\n" in printed
    assert '        genitive: "Бзыкаря: север"\n' in printed
    assert "    проверьте; если дело в поле, впишите рядом gender: m или gender: f\n" in printed
    assert printed.endswith("сомнительны 11\u00a0форм (3\u00a0названия).\n")
