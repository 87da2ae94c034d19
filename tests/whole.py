"""A small catalog in which every field of every record holds something other than its default."""

from datetime import date
from decimal import Decimal
from typing import Any

from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.catalog import Catalog

CITED: dict[str, Any] = {"citation": "p-21", "note": "As the guide says.", "certainty": v.Certainty.TYPICALLY}
CASE: dict[str, Any] = {"purpose": v.Purpose.HABILITATION, "setting": v.Setting.INPATIENT}
ASKED: dict[str, Any] = {"plan": "gold", "therapy": "massage"}


def catalog() -> Catalog:
    """Two plans, one based on the other, and one of everything else that a catalog can hold."""
    return Catalog(**_sources(), **_places(), **_plans(), **_therapies(), **_rules(), **_contents())


def _sources() -> dict[str, Any]:
    source = r.Source(
        slug="guide",
        title="The guide",
        kind=v.SourceKind.GUIDE,
        basis=v.Basis.GENERAL_GUIDE,
        publisher="A publisher",
        url="https://example.org/guide",
        year="2026",
        reliability=2,
        retrieved_on=date(2026, 11, 21),
        review_by=date(2027, 11, 21),
    )
    citation = r.Citation(
        slug="p-21",
        source="guide",
        locator="P:21",
        quote="“20-60 visits”",
        words=v.CitedWords.INFERRED,
        checked_on=date(2026, 11, 21),
        to_confirm=True,
    )
    other = r.Citation(slug="p-26", source="guide", locator="P:26", quote="“30 visits”", checked_on=date(2026, 11, 21))
    return {"sources": (source,), "citations": (citation, other)}


def _places() -> dict[str, Any]:
    west = r.Region(slug="west", name="West")
    coast = r.Region(
        slug="coast",
        name="Coast",
        part_of="west",
        legal_entity="A plan, Inc.",
        states=("WA", "OR"),
        time_zone="Pacific/Honolulu",
        member_services_phone="1-800-000-0000",
        tty="712",
        portal_url="https://example.org/member",
        regulator_name="A regulator",
        regulator_phone="1-800-000-0001",
        guide="hmo",
        starts_on=date(2020, 1, 1),
        ends_on=date(2030, 12, 31),
        citation="p-21",
    )
    kind = r.PlanType(slug="hmo", name="HMO", hint="You pick one doctor.", position=10)
    return {"regions": (west, coast), "plan_types": (kind,)}


def _plans() -> dict[str, Any]:
    guide = r.Plan(slug="hmo", name="HMO, general guide", kind=v.PlanKind.GUIDE)
    gold = r.Plan(
        slug="gold",
        name="Gold 2026",
        kind=v.PlanKind.PLAN,
        plan_type="hmo",
        region="coast",
        based_on="hmo",
        market="small group",
        metal_level="gold",
        employer="An employer",
        hios_id="89942GA0130002-03",
        hsa_eligible=False,
        out_of_network_benefits=True,
        rich_benefits=True,
        effective_from=date(2026, 1, 1),
        effective_to=date(2026, 12, 31),
        accumulation=v.LimitPeriod.PLAN_YEAR,
        accumulation_starts="07-01",
        note="Seen at a broker's.",
        citation="p-21",
    )
    amount = r.PlanAmount(
        plan="gold",
        kind=v.AmountKind.DEDUCTIBLE,
        tier=v.NetworkTier.OUTSIDE,
        self_only=Decimal("1500.50"),
        family=Decimal(3000),
        family_rule=v.FamilyRule.EMBEDDED,
        citation="p-21",
    )
    return {"plans": (guide, gold), "plan_amounts": (amount,)}


def _therapies() -> dict[str, Any]:
    massage = r.Therapy(
        slug="massage",
        name="Massage therapy",
        plain_name="massage",
        hint="Hands on muscles.",
        group="hands-on",
        position=20,
        needs_license=True,
        x12_code="98",
        cpt_codes=("97124", "97140"),
        aliases=("Rehabilitative massage", "massage"),
    )
    reflexology = r.Technique(slug="reflexology", therapy="massage", name="Reflexology")
    hot_stone = r.Technique(slug="hot-stone", therapy="massage", name="Hot stones")
    pain = r.Condition(slug="chronic-pain", name="pain that stays")
    back = r.Condition(
        slug="low-back-pain",
        name="low back pain",
        hint="Below the ribs.",
        part_of="chronic-pain",
        is_diagnosis=False,
        position=30,
    )
    return {"therapies": (massage,), "techniques": (reflexology, hot_stone), "conditions": (pain, back)}


def _rules() -> dict[str, Any]:
    benefit = r.Benefit(
        **ASKED,
        **CITED,
        purpose=v.Purpose.HABILITATION,
        for_rich_benefits=True,
        status=v.CoverageStatus.VARIES,
        excluded_techniques=("reflexology", "hot-stone"),
        listed_conditions_only=True,
        stops_without_improvement=True,
        scope="After surgery.",
    )
    condition = r.ConditionRule(
        **ASKED,
        condition="low-back-pain",
        outcome=v.ConditionOutcome.CONSIDERED,
        certainty=v.Certainty.LIKELY,
        likelier_after_first_treatments=True,
        qualifier="When it stays.",
        citation="p-21",
    )
    disagreement = r.Disagreement(
        **ASKED,
        subject=v.Subject.VISIT_LIMIT,
        says="20 visits a year.",
        citation="p-21",
        other_says="30 visits a year.",
        other_citation="p-26",
    )
    return {
        "benefits": (benefit,),
        "gates": _gates(),
        "cost_tiers": _cost_tiers(),
        "visit_limits": (_limit(),),
        "condition_rules": (condition,),
        "disagreements": (disagreement,),
    }


def _gates() -> tuple[r.Gate, ...]:
    doctors = (v.Referral.SPECIALIST, v.Referral.PCP)
    referral = r.Gate(
        **ASKED,
        **CITED,
        **CASE,
        kind=v.GateKind.REFERRAL,
        requirement=v.Requirement.REQUIRED,
        referrers=doctors,
        from_visit=7,
        counted_with=("massage",),
    )
    network = r.Gate(
        **ASKED,
        **CITED,
        kind=v.GateKind.NETWORK,
        requirement=v.Requirement.REQUIRED,
        tiers=(v.NetworkTier.CONTRACTED, v.NetworkTier.KAISER),
        network_name="A network",
    )
    return referral, network


def _cost_tiers() -> tuple[r.CostTier, ...]:
    common: dict[str, Any] = {**ASKED, **CITED, **CASE, "tier": v.NetworkTier.CONTRACTED}
    copayment = r.CostTier(
        **common,
        deductible=v.DeductibleRule.BEFORE,
        from_visit=1,
        to_visit=3,
        kind=v.CostKind.COPAYMENT,
        low=Decimal(15),
        high=Decimal("30.50"),
    )
    coinsurance = r.CostTier(
        **common,
        deductible=v.DeductibleRule.AFTER,
        from_visit=4,
        counted_with=("massage",),
        kind=v.CostKind.COINSURANCE,
        percent=Decimal("12.5"),
        per=v.CostUnit.DAY,
        cap=Decimal(1250),
        counts_to_out_of_pocket=False,
        of_allowed_amount=True,
        balance_billing=True,
    )
    return copayment, coinsurance


def _limit() -> r.VisitLimit:
    every = r.PoolMember(therapy="massage", tier=v.NetworkTier.OUTSIDE, **CASE)
    return r.VisitLimit(
        plan="gold",
        slug="massage-visits",
        rule=v.LimitRule.STATED,
        low=20,
        high=60,
        unit=v.LimitUnit.TREATMENTS,
        period=v.LimitPeriod.ROLLING_DAYS,
        period_days=90,
        members=(every, r.PoolMember()),
        exempt_conditions=("low-back-pain", "chronic-pain"),
        exempt_settings=("inpatient",),
        exempt_below_age=21,
        extension=v.Extension.IMPROVEMENT,
        extension_quantity=8,
        absolute_max=70,
        **CITED,
    )


def _contents() -> dict[str, Any]:
    delivery = r.Delivery(
        region="coast",
        therapy="massage",
        mode=v.DeliveryMode.CONTRACTED,
        network_name="A network",
        partial=True,
        **CITED,
    )
    everywhere = r.Delivery(therapy="massage", mode=v.DeliveryMode.CONTRACTED, citation="p-21")
    content = r.Content(
        slug="a-discount",
        kind=v.ContentKind.ALTERNATIVE,
        title="A discount",
        text="Ask for a lower price.",
        stage=v.Stage.NOT_COVERED,
        position=40,
        therapies=("massage",),
        plans=("hmo", "gold"),
        plan_types=("hmo",),
        regions=("west", "coast"),
        modes=(v.DeliveryMode.REIMBURSED,),
        statuses=(v.Status.NOT_COVERED, v.Status.LIMIT_REACHED),
        when=(r.When(fact="network", values=("outside", "contracted")), r.When(fact="payment", values=("plan",))),
        gate=v.GateKind.REFERRAL,
        topic="massage",
        percent_off=25,
        phone="1-800-000-0002",
        url="https://example.org/discount",
        citation="p-21",
    )
    return {"deliveries": (delivery, everywhere), "contents": (content,)}
