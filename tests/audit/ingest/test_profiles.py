import pytest

from audit.ingest.error import IngestError
from audit.profiles import load_preset, load_profile, preset_names, recognised
from handbook.book import Handbook
from handbook.model.profile import Profile
from handbook.tables import TABLE

BITRIX = ("ID", "Название сделки", "Стадия сделки", "Сумма")


@pytest.mark.parametrize("name", preset_names())
def test_presets_name_canonical_tables_and_columns_and_their_marks(name: str) -> None:
    for source in load_preset(name).sources:
        assert source.recognise
        table = TABLE[source.table]
        assert [column for column in source.columns if table.column(column) is None] == []
        assert {column.name for column in table.columns if column.key} <= set(source.columns)


def test_the_companys_profile_wins_and_keeps_what_the_preset_knows(handbook: Handbook) -> None:
    profile = load_profile(handbook, None, [BITRIX])
    assert profile.id == "own"
    assert len(profile.sources) == len(load_preset("bitrix24").sources)
    assert profile.settings.close_date == "fact"
    assert profile.settings.test_titles == ("тест",)


def test_a_preset_is_chosen_when_it_knows_more(handbook: Handbook) -> None:
    assert load_profile(handbook, None, [("Deal ID", "Stage")]).id == "generic"
    assert load_profile(Handbook(handbook.root, handbook.company), None, [BITRIX]).id == "bitrix24"


def test_a_source_of_the_same_marks_adds_columns(handbook: Handbook) -> None:
    own = Profile.model_validate(
        {
            "id": "own",
            "title": "Свой",
            "preset": "bitrix24",
            "sources": [
                {
                    "table": "deals",
                    "recognise": ["Стадия сделки", "ID", "Название сделки"],
                    "columns": {"refusal_reason": "Почему отказались"},
                }
            ],
        }
    )
    profile = load_profile(Handbook(handbook.root, handbook.company, profiles={"own": own}), "own", [])
    source = next(source for source in profile.sources if source.table == "deals")
    assert source.columns["refusal_reason"].titles == ("Почему отказались", "Причина отказа", "Причина проигрыша")
    assert source.columns["deal_id"].titles == ("ID",)
    assert recognised(profile, [BITRIX]) == 1


def test_a_source_adds_to_every_source_of_its_marks(handbook: Handbook) -> None:
    base = [source for source in load_preset("bitrix24").sources if source.table == "activities"]
    marks = list(base[0].recognise)
    own = Profile.model_validate(
        {
            "id": "own",
            "title": "Свой",
            "preset": "bitrix24",
            "sources": [{"table": "activities", "recognise": marks, "columns": {"recorded_at": "Записано"}}],
        }
    )
    profile = load_profile(Handbook(handbook.root, handbook.company, profiles={"own": own}), "own", [])
    sources = [source for source in profile.sources if source.table == "activities"]
    added = own.sources[0].columns["recorded_at"]
    assert [source.filters for source in sources] == [source.filters for source in base]
    told = [source.filters for source in sources if source.columns.get("recorded_at") == added]
    assert told == [source.filters for source in base if list(source.recognise) == marks]
    assert len(told) > 1


def test_an_unknown_profile_is_refused_with_the_nearest_name(handbook: Handbook) -> None:
    with pytest.raises(IngestError) as caught:
        load_profile(handbook, "bitrix42", [])
    finding = caught.value.findings[0]
    assert "похоже на «bitrix24»" in finding.message
    assert "generic" in str(finding.tip)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"table": "sdelki", "recognise": ["ID"], "columns": {}}, "sdelki"),
        ({"table": "deals", "recognise": ["ID"], "columns": {"deal_id": "ID", "summa": "Сумма"}}, "summa"),
    ],
)
def test_a_profile_of_unknown_tables_or_columns_is_refused(
    handbook: Handbook, source: dict[str, object], words: str
) -> None:
    own = Profile.model_validate({"id": "own", "title": "Свой", "sources": [source]})
    with pytest.raises(IngestError, match=words):
        load_profile(Handbook(handbook.root, handbook.company, profiles={"own": own}), "own", [])
