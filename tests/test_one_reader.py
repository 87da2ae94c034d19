"""A fact is read the same on every face: a member's question, the look-up, the API and the command line."""

import json
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Final

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import Client

from benefits import asking, editions
from benefits.asking.question import QuestionForm
from benefits.coverage.facts import FACT
from benefits.staff.asking import QuestionSheet
from tests import shipped

TOLD: Final[dict[str, object]] = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}
OWN: Final = "visits_used.physical-therapy"
REFUSED: Final = "refused"

# What a face makes of one fact as it was typed: as the facts hold it, or that it is refused.
Face = Callable[[str, str], object]


def _value(facts: Mapping[str, object], name: str) -> object:
    """A fact of the facts, or one part of it."""
    fact, _, key = name.partition(".")
    value = facts[fact]
    return value[key] if key and isinstance(value, dict) else value


def _nested(name: str, typed: str) -> dict[str, object]:
    """One fact by its name, as JSON holds it."""
    fact, _, key = name.partition(".")
    return {fact: {key: typed}} if key else {fact: typed}


def _fields(name: str, typed: str) -> QueryDict:
    """The fields of a form that tell the fact."""
    data = QueryDict(mutable=True)
    if name in ("deductible", "out_of_pocket"):
        data.update({name: "dollars", f"{name}_dollars": typed})
    else:
        data[name] = typed
    return data


def question(name: str, typed: str) -> object:
    """A member's own question."""
    fact = name.partition(".")[0]
    data = _fields(name, typed)
    data.update({f"visits_used.{other}-therapy.unsure": "on" for other in ("occupational", "speech")})
    form = asking.form(shipped.catalog(), fact, TOLD, data)
    return _value({fact: form.answer}, name) if form.is_valid() else REFUSED


def look_up(name: str, typed: str) -> object:
    """Among all questions, on the page for staff."""
    data = _fields(name, typed)
    if name in ("deductible", "out_of_pocket"):
        data.pop(name)
    data.update({fact: str(value) for fact, value in TOLD.items() if fact != name})
    sheet = QuestionSheet(shipped.catalog(), data)
    return REFUSED if sheet.complaints() else _value(sheet.facts, name)


def program(name: str, typed: str) -> object:
    """JSON that a program sends."""
    body = json.dumps({**TOLD, **_nested(name, typed)})
    response = Client().post("/api/answer", body, content_type="application/json")
    return _value(response.json()["facts"], name) if response.status_code == 200 else REFUSED


def shell(name: str, typed: str) -> object:
    """Options of the command."""
    facts = [f"--fact={fact}={value}" for fact, value in TOLD.items() if fact != name]
    printed = StringIO()
    try:
        call_command("answer", *facts, f"--fact={name}={typed}", stdout=printed)
    except CommandError:
        return REFUSED
    return _value(json.loads(printed.getvalue())["facts"], name)


FACES: Final[Mapping[str, Face]] = {"question": question, "look-up": look_up, "program": program, "shell": shell}


@pytest.fixture(autouse=True)
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shipped, without a database."""
    monkeypatch.setattr(editions, "in_force", shipped.edition)


READ = [
    pytest.param("copay", "12,5", REFUSED, id="a comma for a point in dollars"),
    pytest.param("copay", "1,8", REFUSED, id="a comma for a point in few dollars"),
    pytest.param("copay", "$ 25", 25, id="a dollar sign and a space"),
    pytest.param("copay", " 5 ", 5, id="spaces around dollars"),
    pytest.param("copay", "007", 7, id="noughts before dollars"),
    pytest.param("copay", "$1,250.50", 1250.5, id="a comma between thousands"),
    pytest.param("copay", "12.505", REFUSED, id="parts of a cent"),
    pytest.param("copay", "-5", REFUSED, id="dollars below none"),
    pytest.param("copay", "\u0663", REFUSED, id="digits of another script"),
    pytest.param("copay", "unsure", "unsure", id="not sure of dollars"),
    pytest.param("allowed_amount", "1,50", REFUSED, id="a price with a comma"),
    pytest.param("deductible", "12,5", REFUSED, id="a comma for a point in a sum spent"),
    pytest.param("deductible", "$ 25", 25, id="a sum spent with its sign"),
    pytest.param("out_of_pocket", "1,000", 1000, id="a thousand spent"),
    pytest.param(OWN, "1,8", REFUSED, id="visits with a comma"),
    pytest.param(OWN, "12,5", REFUSED, id="more visits with a comma"),
    pytest.param(OWN, " 5 ", 5, id="spaces around visits"),
    pytest.param(OWN, "007", 7, id="noughts before visits"),
    pytest.param(OWN, "$ 25", 25, id="visits with a dollar sign"),
    pytest.param(OWN, "1.5", REFUSED, id="half a visit"),
    pytest.param(OWN, "0", 0, id="no visit is a statement"),
    pytest.param("visit_limit", "0", REFUSED, id="a limit of nothing"),
    pytest.param("visit_limit", "007", 7, id="noughts before a limit"),
    pytest.param("visits_outside", " 5 ", 5, id="spaces around visits outside"),
    pytest.param("age", " 020 ", 20, id="a nought before an age"),
    pytest.param("age", "20,5", REFUSED, id="an age with a comma"),
    pytest.param("referral", " pcp ", "pcp", id="spaces around a word"),
    pytest.param("referral", "PCP", REFUSED, id="a word in capitals"),
    pytest.param("condition", " stress ", "stress", id="spaces around a condition"),
    pytest.param("on", " 2026-11-21 ", "2026-11-21", id="spaces around a day"),
    pytest.param("on", "11/21/2026", REFUSED, id="a day written otherwise"),
]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("name", "typed", "kept"), READ)
def test_a_fact_is_read_alike(face: str, name: str, typed: str, kept: object) -> None:
    found = FACES[face](name, typed)

    assert found == kept
    assert type(found) is type(kept)


def test_every_kind_of_fact_is_tried() -> None:
    tried = {type(FACT[str(case.values[0]).partition(".")[0]].kind) for case in READ}

    assert tried == {type(fact.kind) for fact in FACT.values()}


def test_a_reader_of_its_own_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_commas(form: QuestionForm, field: str, value: object) -> object:
        return FACT[form.fact].kept(form.catalog, str(value).replace(",", ""))

    monkeypatch.setattr(QuestionForm, "accepted", without_commas)

    assert question("copay", "12,5") != program("copay", "12,5")
