from handbook.model.company import Company as CompanyRecord
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.profile import Profile
from handbook.walk import texts


def test_every_text_comes_with_its_key_and_what_it_refers_to() -> None:
    operation = Operation.model_validate(
        {
            "id": "a",
            "title": "А",
            "owner": "rop",
            "inputs": [{"document": "kp", "from": "client"}],
            "outputs": [{"document": "kp", "to": ["client", "rop"], "kind": "crm_record"}],
            "steps": [{"text": "Раз", "consulted": ["rop"]}],
            "governed_by": [{"document": "kp", "clause": "1"}],
            "control_points": [
                {
                    "id": "k",
                    "information": "И",
                    "to": "rop",
                    "when": "Тогда",
                    "recorded": "Так",
                    "on_deviation": "Звонок",
                    "norms": ["n-1"],
                }
            ],
            "norms": [
                {
                    "id": "n-1",
                    "title": "Н",
                    "why": "З",
                    "kind": "conversion",
                    "from": "А",
                    "to": "Б",
                    "min": "5 %",
                    "scope": {"positions": ["rop"]},
                }
            ],
        }
    )
    found = {pointer: (text, target) for pointer, text, target in texts(operation)}
    assert found["id",] == ("a", None)
    assert found["owner",] == ("rop", "role")
    assert found["inputs", 0, "document"] == ("kp", "document")
    assert found["inputs", 0, "from"] == ("client", "role")
    assert found["outputs", 0, "to", 1] == ("rop", "role")
    assert found["outputs", 0, "kind"] == ("crm_record", None)
    assert found["steps", 0, "consulted", 0] == ("rop", "role")
    assert found["governed_by", 0, "clause"] == ("1", None)
    assert found["control_points", 0, "norms", 0] == ("n-1", "norm")
    assert found["norms", 0, "scope", "positions", 0] == ("rop", "position")
    assert found["norms", 0, "from"] == ("А", None)
    assert ("norms", 0, "start") not in found


def test_optional_references_and_those_in_maps_are_found() -> None:
    company = CompanyRecord.model_validate(
        {
            "name": "А",
            "short_name": "А",
            "city": "А",
            "head": "d",
            "departments": [{"id": "o", "title": "О", "head": "h", "parent": "p"}],
        }
    )
    found = {pointer: (text, target) for pointer, text, target in texts(company)}
    assert found["head",] == ("d", "position")
    assert found["departments", 0, "head"] == ("h", "position")
    assert found["departments", 0, "parent"] == ("p", "department")
    assert ("hr",) not in found

    position = Position.model_validate({"id": "m", "title": "М", "roles": ["r"], "department": "o"})
    found = {pointer: (text, target) for pointer, text, target in texts(position)}
    assert found["roles", 0] == ("r", "role")
    assert found["department",] == ("o", "department")

    profile = Profile.model_validate({"id": "p", "title": "П", "users": {"1": "Иван"}})
    assert (("users", "1"), "Иван", None) in list(texts(profile))
