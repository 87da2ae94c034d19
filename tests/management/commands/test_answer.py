"""`manage.py answer`: the reviewed cases, the lists, the draft, and what it says of a wrong fact."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from django.core.management import CommandError, call_command

from benefits import editions
from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.management.commands.answer import Command
from benefits.models import BenefitRow
from tests.cases.reading import ReviewedCase, catalog_with, every_case, failures
from tests.coverage.builders import guides
from tests.documents import answer

OPTIONS: Final = ("--therapy=physical-therapy", "--plan=hmo", "--referral=pcp", "--condition=joint-pain")


def held(catalog: Catalog) -> editions.InForce:
    """A catalog as edition 1."""
    return editions.InForce(number=1, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)


def serve(monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> editions.InForce:
    """The catalog in force, without a database."""
    edition = held(catalog)
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return edition


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command, and read what it prints."""

    def run(*arguments: str) -> Any:
        capsys.readouterr()
        call_command("answer", *arguments)
        return json.loads(capsys.readouterr().out)

    return run


def given(facts: Mapping[str, Any]) -> Iterator[str]:
    """The facts as arguments: the first of them as options, the others as --fact."""
    for fact, value in facts.items():
        if isinstance(value, Mapping):
            yield from (f"--fact={fact}.{name}={used}" for name, used in value.items())
        elif fact in ("therapy", "plan", "referral", "condition"):
            yield f"--{fact}={value}"
        else:
            yield f"--fact={fact}={value}"


@every_case
def test_command_answers_as_reviewed(case: ReviewedCase, printed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = serve(monkeypatch, catalog_with(case.get("add", {})))

    found = printed(*given(case["facts"]))

    assert failures(case, found) == []
    assert found == answer(edition, case["facts"])


def test_the_line_of_the_readme(printed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, guides())

    found = printed(*OPTIONS, "--fact", "visits_used.physical-therapy=18", "--fact", "on=2026-11-21")

    assert (found["status"], found["on"]) == ("covered", "2026-11-21")
    assert found["facts"]["visits_used"] == {"physical-therapy": 18}


def test_today_is_filled_in(printed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, guides())

    found = printed(*OPTIONS)

    assert found["on"] == found["facts"]["on"]


@pytest.mark.parametrize(
    ("name", "fields", "one"),
    [
        ("plans", ("slug", "name", "kind", "plan_type", "region", "hios_id", "effective_from", "effective_to"), "hmo"),
        ("therapies", ("slug", "name"), "massage-therapy"),
        ("conditions", ("slug", "name"), "joint-pain"),
        ("regions", ("slug", "name"), "georgia"),
    ],
)
def test_lists(name: str, fields: tuple[str, ...], one: str, printed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, guides())

    found = printed(f"--{name}")

    assert all(tuple(entry) == fields for entry in found)
    assert one in [entry["slug"] for entry in found]
    assert len(found) == len(getattr(guides(), name))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(("--plan=hmo",), "therapy", id="no therapy"),
        pytest.param(("--therapy=physical-therapy",), "plan", id="no plan"),
        pytest.param(
            ("--therapy=yoga", "--plan=hmo"), "therapy: yoga is not one of: acupuncture", id="a therapy that is none"
        ),
        pytest.param(
            (*OPTIONS, "--fact=network=near"),
            "network: near is not one of: kaiser, contracted, outside, unsure",
            id="a place that is none",
        ),
        pytest.param((*OPTIONS, "--fact=shoe_size=40"), "fact: shoe_size", id="a fact that is none"),
        pytest.param((*OPTIONS, "--fact=network"), "fact: network", id="a fact without a value"),
        pytest.param((*OPTIONS, "--fact=referral=none"), "referral", id="a fact told twice"),
        pytest.param(
            (*OPTIONS, "--fact=visits_used.yoga=1"), "visits_used.yoga", id="visits of a therapy that is none"
        ),
        pytest.param(
            (*OPTIONS, "--fact=visits_used.physical-therapy=-1"),
            "visits_used.physical-therapy",
            id="fewer visits than none",
        ),
        pytest.param((*OPTIONS, "--fact=visits_used=5"), "visits_used", id="visits of no therapy"),
        pytest.param((*OPTIONS, "--fact=on=tomorrow"), "on: tomorrow", id="a day that is none"),
        pytest.param((*OPTIONS, "--fact=network=a\nb"), "network", id="a line break in a value"),
    ],
)
def test_a_wrong_fact_is_named_on_one_line(
    arguments: tuple[str, ...], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch, guides())

    with pytest.raises(CommandError) as refused:
        call_command("answer", *arguments)

    assert refused.value.returncode == 2
    assert str(refused.value).startswith(named)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("arguments", [(*OPTIONS, "--fact=network=near"), (*OPTIONS, "--no-such-option")])
def test_a_wrong_fact_ends_the_command_with_2(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(monkeypatch, guides())
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)

    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "answer", *arguments])

    out, err = capsys.readouterr()
    assert ended.value.code == 2
    assert out == ""
    assert err.strip()


def test_nothing_published_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> editions.InForce:
        raise editions.NothingPublished("no edition is in force")

    monkeypatch.setattr(editions, "in_force", nothing)

    with pytest.raises(CommandError, match="no edition is in force"):
        call_command("answer", *OPTIONS)


@pytest.mark.django_db
def test_the_draft_answers_before_it_is_published(printed: Any) -> None:
    call_command("load_guides")
    editions.forget()
    BenefitRow.objects.filter(plan__slug="hmo", therapy__slug="physical-therapy").update(status="not_covered")

    published, draft = printed(*OPTIONS), printed(*OPTIONS, "--edition=draft")

    assert (published["status"], draft["status"]) == ("covered", "not_covered")
    assert (published["edition"]["number"], draft["edition"]["number"]) == (1, None)
    assert published["answer_id"] != draft["answer_id"]
