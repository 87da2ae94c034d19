"""The lines of the form: what one pays inside and outside the network, in the form's own terms, and what limits it."""

from datetime import date

import pytest

from benefits.coverage.vocabulary import Status
from benefits.editions import InForce
from benefits.exports import events
from benefits.exports.choosing import choice
from benefits.exports.events import Sheet


def sheet(edition: InForce, plan: str, day: date) -> Sheet:
    return Sheet(edition, plan, choice(edition.catalog, {}, day))


def told(edition: InForce, plan: str, day: date, name: str) -> list[str]:
    (found,) = [line for line in events.lines(sheet(edition, plan, day)) if line[0] == name]
    return found


def test_rehabilitation_and_habilitation_stand_apart(edition: InForce) -> None:
    names = [line[0] for line in events.lines(sheet(edition, "hmo", date(2026, 11, 21)))]

    assert names[0] == "Rehabilitation services: Physical therapy"
    assert names[3] == "Habilitation services: Physical therapy"
    assert "Massage therapy" in names[6:]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("plan", "day", "name", "said"),
    [
        pytest.param(
            "hmo", date(2026, 11, 21), "Rehabilitation services: Physical therapy", "$20-$40 per visit (copayment).",
            id="a copayment",
        ),
        pytest.param(
            "wa-pebb-cdhp-2024", date(2024, 6, 1), "Rehabilitation services: Speech therapy",
            "10% of the allowed amount (coinsurance).", id="a coinsurance after the deductible",
        ),
        pytest.param(
            "hmo", date(2026, 11, 21), "Acupuncture", "Not stated in our source. May be covered.", id="no price at all"
        ),
    ],
)  # fmt: skip
def test_prices_are_in_the_terms_of_the_form(edition: InForce, plan: str, day: date, name: str, said: str) -> None:
    assert said in told(edition, plan, day, name)[1]


def test_what_limits_it_comes_with_its_source(edition: InForce) -> None:
    found = sheet(edition, "wa-pebb-cdhp-2024", date(2024, 6, 1))
    (limits,) = [line[3] for line in events.lines(found) if line[0] == "Rehabilitation services: Speech therapy"]

    assert limits.startswith("Limit: 60 visits per year, shared by")
    assert "Source: [1] " in limits
    assert next(iter(found.documents)).startswith("Kaiser Permanente Washington PEBB CDHP")


def test_what_is_open_is_said_beside_the_name(edition: InForce) -> None:
    found = sheet(edition, "wa-pebb-cdhp-2024", date(2024, 6, 1))

    assert "Physical therapy: covered once the open steps are done" in found.with_status(Status.COVERED_CONDITIONAL)
    assert "Speech therapy" in found.with_status(Status.COVERED)
    assert found.with_status(Status.MAY_BE_COVERED) == ["Massage therapy", "Acupuncture", "Chiropractic care"]
