"""Decision, what would change it, words, edition and id: brought together as the one Answer document and its JSON."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from benefits.coverage.catalog import Catalog, NumberedCatalog
from benefits.coverage.changes import unknowns, would_change
from benefits.coverage.costs import Cost
from benefits.coverage.decision import Decision, cited, decide
from benefits.coverage.guidance import Guidance, guidance
from benefits.coverage.limits import Tally
from benefits.coverage.situation import Situation
from benefits.coverage.telling import situation
from benefits.coverage.vocabulary import (
    GateKind,
    LimitUnit,
    ReasonCode,
    Status,
)
from benefits.wording import advice, costs, gates, limits, reasons, whatif
from benefits.wording.sources import Sources

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Answer = dict[str, Any]


def answer(edition: NumberedCatalog, facts: Mapping[str, object]) -> Answer:
    """The Answer document for facts (with `on`) under an edition. Raises FactError for facts that cannot be used."""
    catalog = edition.catalog
    told = situation(catalog, facts)
    decision = decide(catalog, told)
    sources = Sources(catalog)
    return {
        "answer_id": answer_id(facts, edition.sha256),
        **_verdict(decision, told, sources),
        **_advice(guidance(told, decision), decision, told, sources),
        **_doubts(decision, told, sources),
        "sources": sources.listed(),
        "edition": _edition(edition),
        "on": told.on.isoformat(),
        "facts": _jsonable(facts),
    }


def _verdict(decision: Decision, told: Situation, sources: Sources) -> Answer:
    """What is covered, why, at what price and for how many visits."""
    return {
        "status": decision.status.value,
        "certainty": decision.certainty.value if decision.certainty else None,
        "basis": decision.basis.value,
        "headline": reasons.headline(decision),
        "reasons": [
            {
                "code": reason.code.value,
                "text": reasons.reason(reason, decision, told),
                "source": sources.cite(reason.citation),
            }
            for reason in decision.reasons
        ],
        "gates": _gates(decision, told, sources),
        "conditions_open": reasons.open_conditions(decision),
        "cost": _cost(decision.cost, decision, told, sources),
        "limits": [_limit(tally, decision, told, sources) for tally in decision.tallies],
        "visits_left": decision.visits_left,
    }


def _advice(found: Guidance, decision: Decision, told: Situation, sources: Sources) -> Answer:
    """What to do next, with which papers, and which other ways there are."""
    caveats = [*advice.caveats(told, decision), *advice.texts(found.caveats, sources)]
    return {
        "next_steps": advice.steps(found, decision, sources),
        "documents": advice.texts(found.documents, sources),
        "claim": {
            "documents": advice.texts(found.claim_documents, sources),
            "deadline": advice.text(found.claim_deadline, sources) if found.claim_deadline else None,
        },
        "if_denied": advice.texts(found.if_denied, sources),
        "delivery": advice.delivery(found, sources),
        "hsa_fsa": " ".join(advice.texts(found.payments, sources)) or None,
        "alternatives": advice.alternatives(found, decision, sources),
        "caveats": list(dict.fromkeys(caveats)),
    }


def _doubts(decision: Decision, told: Situation, sources: Sources) -> Answer:
    """What is not known, what would change the answer, and where records disagree."""
    catalog = decision.terms.catalog
    return {
        "unknowns": [whatif.unknown(fact, decision) for fact in _unknown_facts(catalog, told, decision)],
        "would_change": [
            {
                "fact": change.fact,
                "to": whatif.plain(change.to),
                "status": change.decision.status.value,
                "text": whatif.change(change),
            }
            for change in would_change(catalog, told, decision)
        ],
        "conflicts": [
            {
                "text": reasons.conflict(conflict, decision),
                "sources": [sources.cite(citation) for citation in cited(conflict)],
            }
            for conflict in decision.conflicts
        ],
    }


def answer_id(facts: Mapping[str, object], sha256: str) -> str:
    """Ten Crockford base32 characters of SHA-256 over the canonical facts and the edition's hash."""
    canonical = json.dumps(_jsonable(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(f"{canonical}\n{sha256}".encode()).digest()) >> (256 - 50)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(45, -1, -5))


def _jsonable(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(key): _jsonable(part) for key, part in value.items()}
        case Decimal():
            return _number(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _gates(decision: Decision, told: Situation, sources: Sources) -> dict[str, dict[str, str | None]]:
    return {
        kind.value: {
            "state": decision.gates[kind].state.value,
            "text": gates.gate(decision.gates[kind], decision, told),
            "source": sources.cite(gate.citation) if (gate := decision.gates[kind].gate) else None,
        }
        for kind in GateKind
    }


def _cost(cost: Cost | None, decision: Decision, told: Situation, sources: Sources) -> dict[str, Any]:
    if cost is None:
        return {"now": None, "text": None, "branches": [], "low": None, "high": None, "percent": None, "source": None}
    prices = [price for price in (cost.now, *(branch.price for branch in cost.branches)) if price is not None]
    tier = next((price.tier for price in prices if price.tier is not None), None) or cost.guide
    now = cost.now
    return {
        "now": costs.now(cost),
        "text": costs.text(cost, decision, told),
        "branches": costs.branches(cost),
        "low": _number(now.low) if now else None,
        "high": _number(now.high) if now else None,
        "percent": _number(now.percent) if now else None,
        "source": sources.cite(tier.citation) if tier and not (now and now.from_member) else None,
    }


def _limit(tally: Tally, decision: Decision, told: Situation, sources: Sources) -> dict[str, Any]:
    return {
        "text": limits.limit(tally, decision, told),
        "low": tally.low,
        "high": tally.high,
        "unit": tally.limit.unit.value,
        "period": limits.period_phrase(tally.limit),
        "pool": list(tally.pool),
        "used": tally.used if tally.limit.unit is LimitUnit.VISITS else None,
        "left": tally.left,
        "left_is_at_most": tally.left_is_at_most,
        "resets_on": tally.resets_on.isoformat() if tally.resets_on else None,
        "source": None if tally.from_member else sources.cite(tally.limit.citation),
    }


def _unknown_facts(catalog: Catalog, told: Situation, decision: Decision) -> Iterator[str]:
    yield from unknowns(catalog, told, decision)
    if (
        decision.status is Status.UNKNOWN
        or decision.disagreements
        or decision.has(
            ReasonCode.VARIES,
            ReasonCode.BENEFIT_NOT_STATED,
            ReasonCode.ONLY_THE_GUIDE_SPEAKS,
            ReasonCode.CONDITION_NOT_LISTED,
            ReasonCode.CONDITION_CONSIDERED,
            ReasonCode.CONDITION_DOUBTED_BY_GUIDE,
            ReasonCode.LIMIT_MAY_BE_REACHED,
            ReasonCode.LIMIT_OF_PLAN_NOT_STATED,
            ReasonCode.SHARED_LIMIT_MAY_BE_REACHED,
            ReasonCode.OUTSIDE_MAY_BE_PAID,
        )
    ):
        yield "plan_document"
    if decision.gates[GateKind.MEDICAL_NECESSITY].is_open and decision.status not in (
        Status.NOT_COVERED,
        Status.UNKNOWN,
    ):
        yield "medical_necessity"


def _edition(edition: NumberedCatalog) -> dict[str, int | str | None]:
    published = edition.published_at.isoformat() if edition.published_at else None
    return {"number": edition.number, "sha256": edition.sha256, "published_at": published}
