"""The answer as page and copy lay it out: each source beside what it vouches for, and words for the codes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from benefits.coverage.catalog import Catalog
from benefits.words.answers import BASIS, CERTAINTY, GATE, GATE_STATE, STATUS

Part = Mapping[str, Any]


def laid_out(catalog: Catalog, document: Part) -> dict[str, Any]:
    """The document for a template."""
    sources = {source["id"]: _source(place, source) for place, source in enumerate(document["sources"], start=1)}
    return {
        **document,
        "status": _status(document["status"]),
        "certainty": CERTAINTY.get(document["certainty"]),
        "reasons": [_vouched(reason, sources) for reason in document["reasons"]],
        "reason_sources": _named(sources, *dict.fromkeys(reason["source"] for reason in document["reasons"])),
        "gates": [_gate(kind, _vouched(gate, sources)) for kind, gate in document["gates"].items()],
        "cost": _vouched(document["cost"], sources),
        "limits": [{**_vouched(limit, sources), "resets_on": _day(limit["resets_on"])} for limit in document["limits"]],
        "would_change": [{**change, "status": _status(change["status"])} for change in document["would_change"]],
        "conflicts": [
            {**conflict, "sources": _named(sources, *conflict["sources"])} for conflict in document["conflicts"]
        ],
        "alternatives": [{**other, "name": _name(catalog, other["therapy"])} for other in document["alternatives"]],
        "sources": list(sources.values()),
        "on": _day(document["on"]),
        "edition": {**document["edition"], "published_at": _day(document["edition"]["published_at"])},
    }


def differences(before: Part, after: Part) -> list[dict[str, Any]]:
    """What a member would notice when one answer follows on another."""
    return [
        {"name": name, "before": was, "after": now}
        for (name, was), (_, now) in zip(_gist(before), _gist(after), strict=True)
        if was != now
    ]


def _gist(document: Part) -> list[tuple[str, Any]]:
    return [
        (gettext("Answer"), STATUS[document["status"]]),
        (gettext("How sure"), CERTAINTY.get(document["certainty"])),
        (gettext("Next visit"), document["cost"]["now"]),
        (gettext("Visits left"), document["visits_left"]),
    ]


def _vouched(part: Part, sources: Mapping[str, Part]) -> dict[str, Any]:
    return {**part, "sources": _named(sources, part["source"])}


def _named(sources: Mapping[str, Part], *slugs: str | None) -> list[Part]:
    return [sources[slug] for slug in slugs if slug]


def _source(place: int, source: Part) -> dict[str, Any]:
    return {**source, "number": place, "basis": BASIS[source["basis"]], "checked_on": _day(source["checked_on"])}


def _name(catalog: Catalog, therapy: str | None) -> str | None:
    return gettext(catalog.therapy_by_slug[therapy].name) if therapy else None


def _gate(kind: str, gate: Part) -> dict[str, Any]:
    return {**gate, "name": GATE[kind], "state_words": GATE_STATE[gate["state"]]}


def _status(code: str) -> dict[str, Any]:
    return {"code": code, "words": STATUS[code]}


def _day(iso: str | None) -> str | None:
    if iso is None:
        return None
    moment = datetime.fromisoformat(iso)
    return date_format(localtime(moment) if moment.tzinfo else moment)
