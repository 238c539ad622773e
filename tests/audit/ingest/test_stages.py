import pytest

from audit.ingest.stages import Stages
from handbook.book import Handbook
from handbook.model.profile import Profile, ProfileSettings


@pytest.mark.parametrize(
    ("pipeline", "stage", "found"),
    [
        ("Розница", "Новая", ("Розница", "Новая", "open")),
        ("розница ", " НОВАЯ", ("Розница", "Новая", "open")),
        ("Опт", "Слив", ("Опт", "Слив", "lost")),
        ("7", "C7:NEW", ("Розница", "Новая", "open")),
        (None, "C7:NEW", ("Розница", "Новая", "open")),
        (None, "C7:WON", ("Розница", "Успех", "won")),
        (None, "Торг", ("Опт", "Торг", "open")),
        # Both funnels have it, and the export does not say which.
        (None, "Новая", (None, "Новая", None)),
        ("Опт", "C7:NEW", ("Опт", "C7:NEW", None)),
        ("Общая", "Торг", ("Общая", "Торг", None)),
        ("Розница", None, ("Розница", None, None)),
    ],
)
def test_places(
    handbook: Handbook, pipeline: str | None, stage: str | None, found: tuple[str | None, str | None, str | None]
) -> None:
    place = Stages(handbook, handbook.profiles["own"]).place(pipeline, stage)
    assert (place.pipeline, place.stage, place.outcome) == found


def test_a_profile_may_name_the_pipeline_the_export_lacks(handbook: Handbook) -> None:
    profile = Profile(id="x", title="X", settings=ProfileSettings(pipeline="Опт"))
    assert Stages(handbook, profile).place(None, "Новая").pipeline == "Опт"


def test_the_only_funnel_needs_no_naming(handbook: Handbook) -> None:
    one = Handbook(handbook.root, handbook.company, processes=dict([next(iter(handbook.processes.items()))]))
    assert Stages(one, Profile(id="x", title="X")).place(None, "Новая").pipeline == "Розница"
    assert Stages(one, Profile(id="x", title="X")).place(None, "Неведомая").pipeline == "Розница"


@pytest.mark.parametrize(
    ("pipeline", "stage"),
    [("Poзница", "Hoвая"), ("РОЗНИЦА", "новая."), (None, "B работе"), ("Розница ", "В  работе")],
)
def test_look_alike_letters_case_and_stops_are_no_other_stage(
    handbook: Handbook, pipeline: str | None, stage: str
) -> None:
    place = Stages(handbook, handbook.profiles["own"]).place(pipeline, stage)
    assert (place.pipeline, place.known) == ("Розница", True)
