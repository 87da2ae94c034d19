"""One plan on two pages, in the order of a Summary of Benefits and Coverage."""

import io
from typing import Any

import pypdf
import pytest

from benefits.editions import InForce
from benefits.exports import sheet
from benefits.exports.choosing import Choice, choice
from tests.exports.conftest import TODAY
from tests.exports.tagged import squeezed

IN_ORDER = (
    "What is the overall deductible?",
    "Are there services covered before you meet your deductible?",
    "Are there other deductibles for specific services?",
    "What is the out-of-pocket limit for this plan?",
    "What is not included in the out-of-pocket limit?",
    "Will you pay less if you use a network provider?",
    "Do you need a referral to see a specialist",
    "If you need help recovering or have other special health needs",
    "What You Will Pay: Network Provider (You will pay the least)",
    "Rehabilitation services: Physical therapy",
    "Habilitation services: Physical therapy",
    "Services Your Plan Generally Does NOT Cover",
    "Other Covered Services",
    "Your Grievance and Appeals Rights",
    "Sources",
)


def pages(edition: InForce, plan: str, chosen: Choice) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(sheet.drawn(edition, plan, chosen)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return [page.extract_text() for page in reader.pages]


def test_it_reads_in_the_order_of_the_form(edition: InForce, everything: Choice) -> None:
    told = squeezed("".join(pages(edition, "hmo", everything)))

    places = [told.find(squeezed(words)) for words in IN_ORDER]

    assert -1 not in places
    assert places == sorted(places)


def test_every_plan_has_two_pages_at_most(edition: InForce, everything: Choice) -> None:
    for plan in everything.plans:
        document = pypdf.PdfReader(io.BytesIO(sheet.drawn(edition, plan, everything)))
        assert len(document.pages) <= 2, plan


def test_it_says_the_guides_price_and_limit(edition: InForce, everything: Choice) -> None:
    told = " ".join("".join(pages(edition, "hmo", everything)).split())

    assert "$20-$40 per visit" in told
    assert "20-60 visits per year" in told


@pytest.mark.parametrize("day", ["1990-01-01", "2199-01-01"])
def test_a_day_without_a_record_is_said(edition: InForce, day: str) -> None:
    dated = next((plan.slug for plan in edition.catalog.plans if plan.effective_from and plan.effective_to), None)
    if dated is None:
        pytest.skip("no shipped plan has dates")

    told = "".join(pages(edition, dated, choice(edition.catalog, {"on": [day]}, TODAY)))

    assert "Not known." in told
    assert "$" not in told.partition("Common Medical Event")[2]


def test_what_may_be_covered_is_not_called_covered(edition: InForce, everything: Choice) -> None:
    told = squeezed("".join(pages(edition, "hmo", everything)))

    _before, _, after = told.partition(squeezed("Other Covered Services"))
    covered, _, may_be = after.partition(squeezed("Services That May Be Covered"))
    assert "Massagetherapy" not in covered
    assert "Massagetherapy" in may_be


def test_each_document_is_named_once_under_its_number(edition: InForce, everything: Choice) -> None:
    told = " ".join("".join(pages(edition, "ga-signature-gold-hmo-1500-2026-03", everything)).split())

    title = "KP GA Signature Gold HMO $1500 $30 - AI/LTD, Summary of Benefits and Coverage 2026"
    assert told.count(title) == 1
    assert f"[1] {title}" in told
    assert "[1] p4" in told
